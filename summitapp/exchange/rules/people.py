"""Who is meant by the names of a file: somebody who is in the session already, somebody known, somebody new, or unclear.

A file has names and no addresses. A name alone never joins anybody who could be written to: who that would be is asked of a
person. What another file of ours said of somebody (their number there) counts only beside the same name.
"""

import re
import uuid
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from summitapp.core import names
from summitapp.core.text import LANGUAGES, N_, Language, Translated, fold
from summitapp.exchange.values import MOST_PEOPLE, Candidate, Judged, Meant, Mention, Named, Seat

_PEOPLE: Final = uuid.UUID("0f0b9d7e-6d0a-5c3b-8a55-2d7f6c1e9b42")
_LONGEST: Final = 120
#: Between the names of a cell; a comma may stand in the name of an office.
BETWEEN: Final = "; "


def guid_of(reference: str) -> str:
    """Return the guid by which a schedule of ours tells people and rooms apart."""
    return str(uuid.uuid5(_PEOPLE, reference))


def number_of(reference: str) -> int:
    """Return a number that stays the same: the format asks for one, and ours are nobody's business."""
    return zlib.crc32(reference.encode()) & 0x7FFFFFFF or 1


def aliases_of(key: str) -> tuple[str, str]:
    """Return by what our schedules know ``person:…`` or ``position:…``."""
    return guid_of(key), str(number_of(key))


def office_name(title: Translated, body: Translated, language: Language) -> str:
    """Return how an office is written where a person's name would stand."""
    return ", ".join(part for part in (title.best(language), body.best(language)) if part)


def office_names(title: Translated, body: Translated) -> Translated:
    """Return the same in each language."""
    return Translated(*(office_name(title, body, language) for language in LANGUAGES))


def mentions_in(cell: str) -> tuple[Mention, ...]:
    """Return the names of a cell, one below the other or with semicolons between them."""
    return tuple(Mention(name) for part in re.split(r"[;\n]", cell) if (name := names.tidy(part)))


def spellings(name: str) -> tuple[str, ...]:
    """Return the plain forms under which somebody of this name may be known: with and without a title, as written."""
    split = names.split_name(name)
    return tuple(dict.fromkeys((fold(f"{split.given} {split.family}"), fold(name))))


def find_name_fault(mentions: Collection[Mention]) -> str | None:
    """Return why the names of a session cannot be taken, as a catalogue key."""
    if len(mentions) > MOST_PEOPLE:
        return N_("These are more people than a session can have.")
    if any(len(one.name) > _LONGEST for one in mentions):
        return N_("A name has 120 letters at most. Please put a semicolon between two names.")
    if any(names.is_disguised(one.name) for one in mentions):
        return N_("A name turns the direction of writing.")
    return None


def meet(mentions: Iterable[Mention], cast: Collection[Seat], known: Mapping[str, tuple[Candidate, ...]]) -> tuple[Named, ...]:
    """Return whom each name means; somebody who is named twice appears once."""
    found: dict[str, Named] = {}
    for mention in mentions:
        one = _meant(mention, cast, known)
        found.setdefault(one.key or one.identity, one)
    return tuple(found.values())


def _meant(mention: Mention, cast: Collection[Seat], known: Mapping[str, tuple[Candidate, ...]]) -> Named:
    forms, identity = spellings(mention.name), f"{mention.key}|{spellings(mention.name)[0]}"
    if (seat := next((one for one in cast if set(forms) & set(one.spellings)), None)) is not None:
        return Named(mention.name, identity, Meant.APPEARS, seat.key)
    found = tuple({one.key: one for form in forms for one in known.get(form, ())}.values())
    if any(one.hidden for one in found):
        return Named(mention.name, identity, Meant.HIDDEN)
    sure = [one for one in found if mention.key and mention.key in aliases_of(one.key)]
    if not sure and len(found) == 1 and (found[0].office or (found[0].here and not found[0].reachable)):
        sure = [found[0]]
    if sure:
        there = any(one.key == sure[0].key for one in cast)
        return Named(mention.name, identity, Meant.APPEARS if there else Meant.KNOWN, sure[0].key)
    return Named(mention.name, identity, Meant.OPEN if found else Meant.NEW, candidates=found)


def unclear(judged: Iterable[Judged]) -> dict[str, tuple[Named, list[str]]]:
    """Return the names of which a person has to say whose they are, by token, each with the codes of their sessions."""
    found: dict[str, tuple[Named, list[str]]] = {}
    for row in judged:
        for one in row.people if row.taken else ():
            if one.meant is Meant.OPEN:
                found.setdefault(one.token, (one, []))[1].append(row.code or row.title)
    return found


def count_people(judged: Iterable[Judged], meant: Meant) -> int:
    """Return how many different people come in so, in the rows that are taken."""
    return len({one.key or one.identity for row in judged if row.taken for one in row.people if one.meant is meant})


def leaving(named: Collection[Named], cast: Collection[Seat]) -> tuple[str, ...]:
    """Return whom a cell that says all leaves out; who must not be named cannot stand in it and stays."""
    staying = {one.key for one in named}
    return tuple(one.key for one in cast if not one.hidden and one.key not in staying)


def read_name(name: str) -> tuple[str, str, str]:
    """Return academic title, given and family name of somebody who is new."""
    split = names.split_name(name)
    return names.title_of(name), split.given, split.family

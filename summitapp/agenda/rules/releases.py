"""What a release is called, and what is looked at before it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from summitapp.agenda.rules.changes import carry_cancelled
from summitapp.agenda.values import (
    NAME_LENGTH,
    RESERVED_NAMES,
    Change,
    ChangeKind,
    Check,
    CheckKind,
    Conflict,
    Finding,
    Placement,
    Reply,
    SessionKind,
    SessionText,
)
from summitapp.core.text import N_, Translated, fold

_COUNTED: Final = re.compile(r"(\d{1,6})(?:\.(\d{1,6}))?")
_CORRECTED: Final = re.compile(r"(.*?)\.(\d{1,6})")
_RESERVED: Final = frozenset(map(fold, RESERVED_NAMES))


def is_correction(changes: Iterable[Change]) -> bool:
    """Whether only texts changed: nothing is new, nothing moved, nothing is cancelled."""
    return all(change.kind is ChangeKind.CHANGED for change in changes)


def propose_name(names: Sequence[str], *, correction: bool) -> str:
    """Return what the next release is called unless somebody chooses another name.

    A correction is the name of the last release with ``.1`` (then ``.2``) behind it, everything else the next whole
    number. A name that is taken is passed over.

    :param names: of all releases, the oldest first.
    """
    taken = {fold(name) for name in names}
    if correction and names:
        found = _CORRECTED.fullmatch(names[-1])
        base, minor = (found[1], int(found[2])) if found else (names[-1], 0)
        proposed = _free(taken, minor + 1, f"{base}.")
        if len(proposed) <= NAME_LENGTH:
            return proposed
    counted = [int(found[1]) for name in names if (found := _COUNTED.fullmatch(name))]
    return _free(taken, max(counted, default=0) + 1)


def _free(taken: Collection[str], number: int, before: str = "") -> str:
    while fold(f"{before}{number}") in taken:
        number += 1
    return f"{before}{number}"


def find_name_faults(name: str) -> dict[str, str]:
    """Return what is wrong with a name somebody chose: field → catalogue key."""
    if len(name) > NAME_LENGTH:
        return {"name": N_("A name of at most forty characters is easier to say.")}
    if fold(name) in _RESERVED:
        return {"name": N_("This word has a meaning of its own here. Please choose another name.")}
    return {}


def check_release(
    placements: Sequence[Placement], released: Sequence[Placement], conflicts: Sequence[Conflict],
    seats: Mapping[str, int | None], *, unplaced: Sequence[tuple[str, Translated]] = (), replies: Sequence[Reply] = (),
    chosen: Mapping[str, int] | None = None, noted: bool = True,
) -> tuple[Check, ...]:
    """Return everything to look at before the draft is released, each with where it is mended.

    :param placements: of the draft; ``released`` those of the last release.
    :param seats: how many people each room holds, by its code.
    :param unplaced: code and title of each session without a time.
    :param replies: what people of the draft said who have not confirmed.
    :param chosen: how many people have chosen a session, by its code. :param noted: whether the note is written.
    """
    shown = [one for one in placements if one.text.kind is not SessionKind.BLOCKER and not one.cancelled]
    found = {
        CheckKind.CLASHES: [Finding(one.sessions) for one in conflicts if one.blocking],
        CheckKind.NOTICES: [Finding(one.sessions) for one in conflicts if not one.blocking],
        CheckKind.NO_TIME: [Finding((code,), title) for code, title in unplaced],
        CheckKind.NO_TRACK: [_at(one) for one in shown if not one.text.track and not _without_track(one.text)],
        CheckKind.NO_ROOM: [_at(one) for one in shown if not one.rooms and one.text.kind is not SessionKind.VISIT],
        CheckKind.DECLINED: _replied(replies, "declined"),
        CheckKind.UNCONFIRMED: _replied(replies, "open"),
        CheckKind.UNTRANSLATED: [finding for one in shown if (finding := _untranslated(one))],
        CheckKind.OVERFULL: [finding for one in shown if (finding := _overfull(one, seats))],
        CheckKind.DROPPED: list(_dropped(shown, released, chosen or {})),
        CheckKind.NO_NOTE: [] if noted else [Finding(())],
    }
    return tuple(Check(kind, tuple(found[kind])) for kind in CheckKind)


def _at(placement: Placement) -> Finding:
    return Finding((placement.code,), placement.text.title)


def _without_track(text: SessionText) -> bool:
    """A break or a reception belongs to nobody's thread of topics."""
    return text.is_break or text.kind in (SessionKind.BREAK, SessionKind.RECEPTION, SessionKind.CEREMONY)


def _replied(replies: Sequence[Reply], answer: str) -> list[Finding]:
    """Return each person once, with every session they were asked about."""
    found: dict[tuple[str, Translated], list[str]] = {}
    for reply in replies:
        if reply.answer == answer:
            found.setdefault((reply.name, reply.function), []).append(reply.code)
    return [Finding(tuple(codes), name or function) for (name, function), codes in found.items()]


def _untranslated(placement: Placement) -> Finding | None:
    text = placement.text
    missing = dict.fromkeys((*text.title.missing(), *(text.abstract.missing() if text.abstract else ())))
    return Finding((placement.code,), text.title, (("languages", tuple(missing)),)) if missing else None


def _overfull(placement: Placement, seats: Mapping[str, int | None]) -> Finding | None:
    """Several rooms hold what they hold together."""
    here = [seats[code] for code in placement.rooms if code in seats]
    expected = max(placement.text.capacity or 0, placement.taken)
    known = [number for number in here if number is not None]
    if not known or len(known) < len(here) or expected <= sum(known):
        return None
    return Finding((placement.code,), placement.text.title, (("expected", expected), ("seats", sum(known))))


def _dropped(
    shown: Sequence[Placement], released: Sequence[Placement], chosen: Mapping[str, int]
) -> Iterable[Finding]:
    for lost in carry_cancelled((one for one in released if not one.cancelled), shown):
        if number := max(chosen.get(lost.code, 0), lost.taken):
            yield Finding((lost.code,), lost.text.title, (("people", number),))

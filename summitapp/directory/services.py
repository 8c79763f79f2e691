"""Writing down people, places and bodies, and proving that an address is somebody's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock, table_of
from summitapp.core.events import announce
from summitapp.core.security import new_reference
from summitapp.core.text import Translated, fold, search_key
from summitapp.directory import queries
from summitapp.directory.models import City, Organisation, Person, Position, Tenure
from summitapp.directory.values import (
    AlreadyMerged,
    CityKind,
    OrganisationKind,
    PersonHidden,
    PersonMerged,
    TenureEnded,
    TenureUpsideDown,
)

constraint_error({"ck_directory_tenure_dates": TenureUpsideDown})

_PERSON: Final = table_of(Person)
_ADD: Final = sa.insert(_PERSON).returning(_PERSON.c.id)


def add_person(given_name: str, family_name: str, email: str | None, language: str, *,
               academic_title: str = "", moment: datetime | None = None) -> tuple[int, str]:  # fmt: skip
    """Write a person down whose address is not proven; returns the row id and the public id.

    Addresses are kept in small letters, so that the index finds them and nobody proves one twice.

    One statement, for hot paths; who calls it records in the audit what the person was added for.

    :param moment: one for all who came together, so that they are found again; now, if none is given.
    """
    reference = new_reference()
    values = {
        "public_id": reference, "academic_title": academic_title, "given_name": given_name,
        "family_name": family_name, "email": email.lower() if email else None, "language": language,
        "proven_at": None, "hidden_at": None,
        "search_key": search_key(given_name, family_name), "created_at": moment or now(),
    }  # fmt: skip
    row: int = db.session.connection().execute(_ADD, values).scalar_one()
    return row, reference


def add_people(people: Sequence[tuple[str, str, str | None, str]]) -> list[int]:
    """Write many people down at once, as given name, family name, address and language; returns row ids in order."""
    moment = now()
    insert = sa.insert(_PERSON).returning(_PERSON.c.id, sort_by_parameter_order=True)
    rows: list[dict[str, Any]] = [
        {"public_id": new_reference(), "academic_title": "", "given_name": given, "family_name": family,
         "email": email.lower() if email else None, "language": language, "proven_at": None, "hidden_at": None,
         "search_key": search_key(given, family), "created_at": moment}
        for given, family, email, language in people
    ]  # fmt: skip
    ids: list[int] = []
    for start in range(0, len(rows), 1000):
        ids.extend(db.session.scalars(insert, rows[start : start + 1000]))
    return ids


def prove_address(person: Person) -> Person:
    """Take note that somebody opened a link sent to this person's address; returns who they are.

    Whoever proved the address before under the same name is the same person and is returned. Under
    another name it is an office that signs several people up: this person stays a person of their own.
    """
    if person.email is None or person.proven_at is not None:
        return person
    known = queries.proven_person(person.email)
    if known is None:
        person.proven_at = now()
        record("person.address_proven", person)
        return person
    return known if fold(known.name.full) == fold(person.name.full) else person


def rename_person(person: Person, given_name: str, family_name: str, language: str) -> bool:
    """Change how a person is called and written to; returns whether anything changed."""
    changes = {
        name: value
        for name, value in (("given_name", given_name), ("family_name", family_name), ("language", language))
        if getattr(person, name) != value
    }
    for name, value in changes.items():
        setattr(person, name, value)
    if changes:
        person.search_key = search_key(person.given_name, person.family_name)
        record("person.changed", person, **changes)
    return bool(changes)


def merge_people(kept: Person, gone: Person, *, summit: str = "", note: str = "") -> None:
    """Let one entry go on for two that are the same human being; what refers to the other follows.

    The other entry stays without any detail, only to tell where older links lead.

    :param note: why, in the words of whoever decided it.
    :raises AlreadyMerged: if one of them goes on as somebody else already.
    """
    kept, gone = _locked(kept, gone)
    if kept.id == gone.id or kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise AlreadyMerged
    proven, gone.proven_at = gone.proven_at, None
    db.session.flush()  # at most one of those with an address has proven it
    if proven is not None and kept.proven_at is None and kept.email == gone.email:
        kept.proven_at = proven
    gone.merged_into, gone.email = kept, None
    gone.academic_title = gone.given_name = gone.family_name = gone.search_key = ""
    moved = {"synchronize_session": False}
    db.session.execute(
        sa.update(Person).where(Person.merged_into_id == gone.id).values(merged_into_id=kept.id), execution_options=moved
    )
    db.session.execute(
        sa.update(Tenure).where(Tenure.person_id == gone.id).values(person_id=kept.id), execution_options=moved
    )
    record("person.merged", kept, summit=summit, note=note, person=(gone.public_id, kept.public_id))
    if gone.hidden_at is not None:  # who asked not to be named asked it for both
        hide_person(kept, "", summit)
    announce(PersonMerged(kept.id, kept.public_id, gone.id, gone.public_id))


def lead_on(old: Person, new: Person) -> None:
    """Let entries that were merged into one person lead to another who has turned out to be the same."""
    own = sa.update(Person).where(Person.merged_into_id == old.id).values(merged_into_id=new.id)
    db.session.execute(own.execution_options(synchronize_session=False))


def _locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    """Lock two people, always the older first, so that two who do the same do not wait for each other."""
    locked = {number: lock(Person, number) for number in sorted({kept.id, gone.id})}
    return locked[kept.id], locked[gone.id]


def correct_address(person: Person, email: str | None) -> bool:
    """Change an address that was given for somebody and that nobody has confirmed; returns whether it changed.

    :raises ValueError: if its owner has confirmed it.
    """
    email = email.lower() if email else None
    if person.email == email:
        return False
    if person.proven_at is not None:
        raise ValueError("a confirmed address is changed by its owner only")
    person.email = email
    record("person.changed", person, email=email)
    return True


def replace_address(person: Person, email: str) -> None:
    """Put another address in place of one that mail no longer reaches, confirmed or not; the new one is unproven."""
    person.email, person.proven_at = email.lower(), None
    record("person.changed", person, email=email)


def remove_people(rows: Sequence[int]) -> None:
    """Remove people who were written down by mistake and of whom nothing else speaks; who calls it records why.

    :raises IntegrityError: if something else does.
    """
    for start in range(0, len(rows), 500):
        db.session.execute(sa.delete(_PERSON).where(_PERSON.c.id.in_(rows[start : start + 500])))


def change_address(person: Person, email: str) -> None:
    """Give a person another address that is known to be theirs: they opened a link sent there.

    Where another person has proven the same address (an office that signs several people up), this one
    stays unproven, as at most one of them can be.
    """
    known = queries.proven_person(email)
    person.email = email.lower()
    person.proven_at = now() if known is None or known is person else None
    record("person.address_changed", person)


# --- hiding and erasing ---------------------------------------------------------------------------


def hide_person(person: Person, reason: str, summit: str = "") -> bool:
    """Let a person's name be shown nowhere any more, at once; returns whether that is a change.

    :param reason: the organiser's words; kept apart from the trail, so that they can be erased.
    """
    if person.hidden_at is not None:
        return False
    person.hidden_at = now()
    record("person.hidden", person, summit=summit, note=reason)
    announce(PersonHidden(person.id, person.public_id, True))
    return True


def show_person(person: Person, summit: str = "") -> bool:
    """Take :func:`hide_person` back; returns whether that is a change. Who was erased stays so."""
    if person.hidden_at is None or not person.given_name:
        return False
    person.hidden_at = None
    record("person.shown", person, summit=summit)
    announce(PersonHidden(person.id, person.public_id, False))
    return True


def export_personal(person: Person) -> dict[str, Any]:
    """Return who a person is and which offices they held."""
    held = sa.select(Tenure).where(Tenure.person_id == person.id).order_by(Tenure.id)
    return {
        "academic_title": person.academic_title, "given_name": person.given_name, "family_name": person.family_name,
        "email": person.email, "language": person.language, "created_at": person.created_at.isoformat(),
        "proven_at": person.proven_at.isoformat() if person.proven_at else None,
        "hidden_at": person.hidden_at.isoformat() if person.hidden_at else None,
        "offices": [
            {"title": one.position.title.as_dict(), "since": one.since.isoformat() if one.since else None,
             "until": one.until.isoformat() if one.until else None, "acting": one.acting}
            for one in db.session.scalars(held)
        ],
    }  # fmt: skip


def erase_personal(person: Person) -> None:
    """Let a person be nobody: no name, no address, no office. The row stays, so that counts stay right."""
    hide_person(person, "")
    person.academic_title = person.given_name = person.family_name = person.search_key = ""
    person.email, person.proven_at = None, None
    db.session.execute(sa.delete(Tenure).where(Tenure.person_id == person.id))
    record("person.erased", person)


def forget_addresses(people: Sequence[int]) -> None:
    """Blank the addresses of people whose time is over; who calls it records how many."""
    table = table_of(Person)
    gone = sa.update(table).where(table.c.id.in_(people)).values(email=None, proven_at=None)
    db.session.execute(gone)
    db.session.expire_all()


# --- places and bodies --------------------------------------------------------------------------


def add_city(code: str, name: Translated, *, country: str, state: str, kind: CityKind, latitude: float,
             longitude: float) -> City:  # fmt: skip
    """Add a city, a district or a county."""
    city = City(code=code, name=name, country=country, state=state, kind=kind, latitude=latitude,
                longitude=longitude, search_key=search_key(*(text for _, text in name)))  # fmt: skip
    db.session.add(city)
    record("city.added", city, code=code)
    return city


def add_organisation(name: Translated, kind: OrganisationKind, city: City | None) -> Organisation:
    """Add a body that takes part."""
    body = Organisation(name=name, kind=kind, city=city, search_key=search_key(*(text for _, text in name)))
    db.session.add(body)
    record("organisation.added", body, kind=kind)
    return body


def add_position(title: Translated, source_language: str, *, city: City | None = None,
                 organisation: Organisation | None = None) -> Position:  # fmt: skip
    """Add an office; its title stands in the source language, the other two forms are approved ones."""
    position = Position(title=title, source_language=source_language, city=city, organisation=organisation)
    db.session.add(position)
    record("position.added", position, title=title)
    return position


def rename_position(position: Position, title: Translated, source_language: str) -> None:
    """Change how an office is called."""
    record("position.changed", position, title=(position.title, title), language=source_language)
    position.title, position.source_language = title, source_language


# --- offices and their holders ------------------------------------------------------------------


def appoint(person: Person, position: Position, *, since: date | None = None, acting: bool = False) -> Tenure:
    """Write down that somebody holds an office from now on, or stands in for its holder.

    A new holder ends the tenure of the one before and of whoever stood in; somebody who stands in ends only
    that of another who did: a holder who is away is still the holder.
    """
    for held in queries.tenures_of([position.id]):
        if held.until is None and (not acting or held.acting) and held.person_id != person.id:
            end_tenure(held, max(since, held.since) if since and held.since else since)
    tenure = Tenure(person_id=person.id, position_id=position.id, since=since, acting=acting)
    db.session.add(tenure)
    record("tenure.begun", tenure, position=position.public_id, acting=acting)
    return tenure


def appoint_somebody(position: Position, given_name: str, family_name: str, *, academic_title: str = "",
                     since: date | None = None, acting: bool = False) -> Tenure:  # fmt: skip
    """Write down that somebody who is not known yet holds an office; see :func:`appoint`."""
    row, _reference = add_person(" ".join(given_name.split()), " ".join(family_name.split()), None,
                                 position.source_language, academic_title=" ".join(academic_title.split()))  # fmt: skip
    return appoint(db.session.get_one(Person, row), position, since=since, acting=acting)


def end_tenure(tenure: Tenure, until: date | None = None) -> None:
    """Write down that somebody no longer holds an office; without a day, from today.

    :raises TenureEnded: if it has ended before. :raises TenureUpsideDown: if it would end before it began.
    """
    until = until or now().date()
    if tenure.until is not None:
        raise TenureEnded
    if tenure.since is not None and until < tenure.since:
        raise TenureUpsideDown
    tenure.until = until
    record("tenure.ended", tenure, position=tenure.position.public_id, until=until)


def give_academic_titles(titles: Mapping[int, str]) -> None:
    """Write academic titles to people by row id; who calls it records what the people were added for."""
    table = table_of(Person)
    statement = sa.update(table).where(table.c.id == sa.bindparam("of")).values(academic_title=sa.bindparam("title"))
    if titles:
        db.session.connection().execute(statement, [{"of": row, "title": title} for row, title in titles.items()])

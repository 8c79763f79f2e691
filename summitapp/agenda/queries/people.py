"""People and offices that can appear, and those who do."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Appearing
from summitapp.core.db import db
from summitapp.core.text import Translated, fold, search_key
from summitapp.directory.models import Person, Position


def find_people(text: str, most: int = 20) -> list[Appearing]:
    """Return people and offices whose name has every word of ``text``, as a reader would write it."""
    words = fold(text).split()
    if not words:
        return []
    people = sa.select(Person).where(Person.hidden_at.is_(None), *(Person.search_key.contains(w) for w in words))
    found = [_person(one) for one in db.session.scalars(people.order_by(Person.search_key).limit(most))]
    offices = sa.select(Position).options(joinedload(Position.city), joinedload(Position.organisation))
    for office in db.session.scalars(offices.order_by(Position.id)):
        one = _office(office)
        key = search_key(*(part for _, part in office.title), *(part for _, part in one.body))
        if all(word in key for word in words):
            found.append(one)
    return found[:most]


def appearing_by_key(keys: Sequence[str]) -> list[Appearing]:
    """Return the people and offices behind keys such as ``person:abc``."""
    references = [key.partition(":")[2] for key in keys]
    if not references:
        return []
    offices = sa.select(Position).where(Position.public_id.in_(references)).options(
        joinedload(Position.city), joinedload(Position.organisation)
    )  # fmt: skip
    people = [_person(one) for one in people_by_reference(references).values()]
    return people + [_office(one) for one in db.session.scalars(offices)]


def cast_of(session: AgendaSession) -> list[Appearing]:
    """Return who appears in a session of the draft, with the function as it was written."""
    return [
        replace(_person(one.person) if one.person is not None else _office(one.position), role=one.role,
                written=one.function)
        for one in session.appearances
    ]  # fmt: skip


def _person(person: Person) -> Appearing:
    return Appearing(f"person:{person.public_id}", person.name.with_title)


def _office(office: Position | None) -> Appearing:
    assert office is not None
    body = office.city.name if office.city else office.organisation.name if office.organisation else Translated()
    return Appearing(f"position:{office.public_id}", "", office.title, body=body)


def people_by_reference(references: Iterable[str]) -> dict[str, Person]:
    """Return people by public id."""
    found = db.session.scalars(sa.select(Person).where(Person.public_id.in_(list(references))))
    return {person.public_id: person for person in found}


def positions_by_reference(references: Iterable[str]) -> dict[str, Position]:
    """Return offices by public id."""
    found = db.session.scalars(sa.select(Position).where(Position.public_id.in_(list(references))))
    return {position.public_id: position for position in found}

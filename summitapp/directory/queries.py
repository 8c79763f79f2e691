"""Loading people, cities, bodies and offices."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db, table_of
from summitapp.core.security import Actor
from summitapp.directory.models import City, Organisation, Person, Position, Tenure


def person_by_reference(reference: str) -> Person | None:
    """Return the person of a public id."""
    return db.session.scalar(sa.select(Person).where(Person.public_id == reference))


def person_of(actor: Actor) -> Person | None:
    """Return the person an actor is; nobody for the team, and for an entry that was merged with another one."""
    person = person_by_reference(actor.person) if actor.person else None
    return person if person is not None and person.merged_into_id is None else None


def references_of(ids: Collection[int]) -> list[str]:
    """Return people's public ids by the ids of their rows."""
    return list(db.session.scalars(sa.select(Person.public_id).where(Person.id.in_(list(ids)))))


def entries_of(person: Person) -> list[str]:
    """Return the public ids of a person and of every entry that was merged into theirs."""
    older = sa.select(Person.public_id).where(Person.merged_into_id == person.id).order_by(Person.id)
    return [person.public_id, *db.session.scalars(older)]


def proven_person(email: str) -> Person | None:
    """Return the one person who has shown that this address is theirs."""
    fits = (Person.email == email.lower()) & Person.proven_at.is_not(None)
    return db.session.scalar(sa.select(Person).where(fits))


def mentioned(rows: Collection[int]) -> set[int]:
    """Return which of these people any table speaks of; written for a few people, as when an import is taken back."""
    own = table_of(Person)
    wanted = list(rows)
    asking = [
        sa.select(column).where(column.in_(wanted))
        for table in own.metadata.sorted_tables for column in table.columns
        if any(key.column is own.c.id for key in column.foreign_keys)
    ]  # fmt: skip
    return set(db.session.scalars(sa.union(*asking)))


def all_cities() -> list[City]:
    """Return every city; sort them for the reader."""
    return list(db.session.scalars(sa.select(City)))


def all_organisations() -> list[Organisation]:
    """Return every body; sort them for the reader."""
    return list(db.session.scalars(sa.select(Organisation)))


def positions_of(city_id: int | None, organisation_id: int | None) -> list[Position]:
    """Return the offices of a city or a body, in the order in which they were written down."""
    of_city = (Position.city_id == city_id) & Position.organisation_id.is_(None) if city_id else sa.false()
    of_body = Position.organisation_id == organisation_id if organisation_id else sa.false()
    return list(db.session.scalars(sa.select(Position).where(sa.or_(of_city, of_body)).order_by(Position.id)))


def tenures_of(positions: Collection[int]) -> list[Tenure]:
    """Return who holds or held these offices, by row id: whoever holds one now first, then the newest."""
    wanted = sa.select(Tenure).where(Tenure.position_id.in_(list(positions))).options(joinedload(Tenure.person))
    order = (Tenure.until.is_not(None), Tenure.until.desc(), Tenure.acting.desc(), Tenure.id.desc())
    return list(db.session.scalars(wanted.order_by(*order))) if positions else []


def tenure_by_reference(reference: str) -> Tenure | None:
    """Return one holding of an office by its public id."""
    return db.session.scalar(sa.select(Tenure).where(Tenure.public_id == reference))

"""Loading people and cities."""

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.directory.models import City, Person


def person_by_reference(reference: str) -> Person | None:
    """Return the person of a public id."""
    return db.session.scalar(sa.select(Person).where(Person.public_id == reference))


def proven_person(email: str) -> Person | None:
    """Return the one person who has shown that this address is theirs."""
    fits = (Person.email == email.lower()) & Person.proven_at.is_not(None)
    return db.session.scalar(sa.select(Person).where(fits))


def all_cities() -> list[City]:
    """Return every city; sort them for the reader."""
    return list(db.session.scalars(sa.select(City)))

"""Writing people down, and proving that an address is theirs."""

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, new_reference, table_of
from summitapp.core.text import fold, search_key
from summitapp.directory import queries
from summitapp.directory.models import Person


def add_person(given_name: str, family_name: str, email: str | None, language: str, *,
               academic_title: str = "") -> tuple[int, str]:  # fmt: skip
    """Write a person down whose address is not proven; returns the row id and the public id.

    One statement, for hot paths; who calls it records in the audit what the person was added for.
    """
    reference = new_reference()
    values = {
        "public_id": reference, "academic_title": academic_title, "given_name": given_name,
        "family_name": family_name, "email": email, "language": language, "proven_at": None, "hidden_at": None,
        "search_key": search_key(given_name, family_name), "created_at": now(),
    }  # fmt: skip
    table = table_of(Person)
    row = db.session.execute(sa.insert(table).returning(table.c.id), values).scalar_one()
    return row, reference


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

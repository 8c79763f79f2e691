"""Handing over and erasing what lists hold of a person."""

from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import db, unit_of_work
from summitapp.directory.models import Person
from summitapp.lists import queries
from summitapp.lists.models import ListVersion, Placing
from summitapp.lists.values import Listing

KEPT: Final = timedelta(days=90)


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return where a person was put by hand, and each line about them in a kept version."""
    summits, own = queries.references_of(person.id)
    placed: list[dict[str, Any]] = [
        {"summit": one.registration.summit.slug, "class": one.level.name.as_dict(), "place": one.place, "reason": one.reason}
        for one in queries.placings_of_person(person.id)
    ]
    for version in queries.versions_with(summits):
        listing = Listing.of(version.kind, version.content)
        placed += [
            {"list": version.kind.value, "version": version.number, "line": list(row.cells)}
            for section in listing.sections for row in section.rows if row.reference in own
        ]  # fmt: skip
    return placed


def erase_personal(person: Person) -> None:
    """Take a person out of the order of protocol and of every kept version."""
    summits, own = queries.references_of(person.id)
    for placing in queries.placings_of_person(person.id):
        db.session.delete(placing)
        record("list.guest_released", placing.registration)
    for version in queries.versions_with(summits):
        listing = Listing.of(version.kind, version.content)
        if own & frozenset(listing.references):
            version.content = listing.without(own).as_dict()
            write("list.line_erased", "lists.version", str(version.number), changes={"kind": version.kind.value})


def forget_lists() -> int:
    """Forget the contents of versions, and who was put where, ninety days after the summit; returns how many."""
    versions, placings = queries.due_to_forget(now().date() - KEPT)
    if not versions and not placings:
        return 0
    with unit_of_work():
        db.session.execute(sa.update(ListVersion).where(ListVersion.id.in_(versions)).values(content={}, fingerprint="", note=""))
        db.session.execute(sa.delete(Placing).where(Placing.id.in_(placings)))
        write("lists.forgotten", "lists.version", "", changes={"versions": len(versions), "placings": len(placings)})
    return len(versions) + len(placings)

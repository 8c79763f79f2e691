"""What privacy itself keeps of people: their requests, and addresses that wait to be proven."""

from typing import Any

from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.privacy import queries
from summitapp.privacy.models import DataRequest


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return what somebody asked about their data, and the addresses they want to move to."""
    asked = [
        {"kind": one.kind.value, "channel": one.channel.value, "state": one.state.value, "name": one.name,
         "contact": one.contact, "note": one.note, "answer": one.answer, "received_on": one.received_on.isoformat(),
         "due_on": one.due_on.isoformat(), "closed_at": one.closed_at.isoformat() if one.closed_at else None}
        for one in queries.requests_of_person(person.id)
    ]  # fmt: skip
    moving = queries.address_changes_of(person.id)
    return [*asked, *({"new_address": one.email, "asked_at": one.asked_at.isoformat()} for one in moving)]


def erase_personal(person: Person) -> None:
    """Blank what somebody wrote to us; that they asked, and when it was answered, stays as the proof."""
    for one in queries.requests_of_person(person.id):
        blank(one)
    for change in queries.address_changes_of(person.id):
        db.session.delete(change)


def blank(request: DataRequest) -> None:
    """Let a request name nobody."""
    request.name = request.contact = request.note = request.answer = ""

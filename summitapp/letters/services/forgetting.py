"""Handing over and erasing what letters hold of a person. Number, state and dates stay: they show what was misused."""

from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.directory.models import Person
from summitapp.letters import queries
from summitapp.letters.models import Document, Letter
from summitapp.letters.services.asking import content_of
from summitapp.letters.values import KEPT, LetterState

_ENDS: Final = {LetterState.ASKED: LetterState.WITHDRAWN, LetterState.ISSUED: LetterState.REVOKED}


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return every letter of a person with everything it says."""
    return [
        {"summit": one.summit.slug, "state": one.state.value, "number": one.serial, "reason": one.reason,
         "requested_at": one.requested_at.isoformat(),
         "issued_on": one.issued_on.isoformat() if one.issued_on else None,
         "valid_until": one.valid_until.isoformat() if one.valid_until else None, **content_of(one)}
        for one in queries.of_person(person.id)
    ]  # fmt: skip


def erase_personal(person: Person) -> None:
    """Erase what the letters say of a person, the paper included; a valid one is revoked first."""
    for found in queries.of_person(person.id):
        letter = lock(Letter, found.id)
        if letter.state in _ENDS:
            letter.state, letter.decided_at = _ENDS[letter.state], now()
        _erase(letter)


def _erase(letter: Letter) -> None:
    for name in ("addressee", "consulate", "reason", "fingerprint"):
        setattr(letter, name, "")
    for name in ("passport", "arrives_on", "leaves_on", "travel_paid_by", "stay_paid_by"):
        setattr(letter, name, None)
    letter.facts = {}
    db.session.execute(sa.delete(Document).where(Document.letter_id == letter.id))
    for one in letter.approvals:
        one.name, one.function = "", ""
    record("letter.erased", letter, summit=letter.summit.public_id)


def forget_letters() -> int:
    """Erase the letters of summits that ended twelve months ago, as promised; returns how many."""
    due = queries.due_to_forget(now().date() - KEPT)
    if not due:
        return 0
    with unit_of_work():
        for row in due:
            _erase(lock(Letter, row))
    return len(due)

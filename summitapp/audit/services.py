"""Writing the trail: every service that changes something says so here, in the same transaction."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.models import AuditEntry, AuditNote
from summitapp.core.clock import now
from summitapp.core.db import Base, db, mark_recorded, personal_kind, table_of
from summitapp.core.security import acting, new_reference
from summitapp.core.text import Translated

MASKED: Final = "•"
_ENTRY: Final = sa.insert(table_of(AuditEntry))


def record(action: str, subject: Base, /, *, summit: str = "", note: str = "", **changes: Any) -> None:
    """Say what was done.

    :param action: past tense in the vocabulary of permissions, such as ``agenda.published``.
    :param subject: the row it was done to; must have a ``public_id``.
    :param summit: public id of the summit, so that its organisers can read the entry.
    :param note: a person's own words, kept apart so that they can be erased.
    :param changes: field → new value, or ``(old, new)``; personal fields are masked.
    """
    db.session.flush()  # gives new rows their public id
    reference: str = getattr(subject, "public_id")  # noqa: B009 - Base has none, Public has
    plain = {name: _plain(subject, name, value) for name, value in changes.items()}
    write(action, _kind(subject), reference, summit=summit, note=note, changes=plain)


def write(action: str, subject_kind: str, subject: str, *, summit: str = "", note: str = "",
          changes: Mapping[str, Any] | None = None) -> None:  # fmt: skip
    """Write one entry about a thing that is known by its reference only; for hot paths and deletions."""
    actor = acting()
    entry = new_reference()
    values = {
        "public_id": entry, "at": now(), "action": action, "actor_kind": actor.kind, "actor": actor.reference,
        "subject_kind": subject_kind, "subject": subject, "summit": summit, "changes": dict(changes or {}),
    }  # fmt: skip
    db.session.connection().execute(_ENTRY, values)
    if note:
        db.session.execute(sa.insert(table_of(AuditNote)), {"entry": entry, "text": note})
    mark_recorded()


def export_notes(subjects: Collection[str]) -> list[dict[str, Any]]:
    """Return what the trail holds about these public ids, with the words that were given as a reason."""
    statement = (
        sa.select(AuditEntry, AuditNote.text).outerjoin(AuditNote, AuditNote.entry == AuditEntry.public_id)
        .where(AuditEntry.subject.in_(subjects)).order_by(AuditEntry.id)
    )  # fmt: skip
    return [
        {"at": entry.at.isoformat(), "action": entry.action, "note": note or ""}
        for entry, note in db.session.execute(statement)
    ]


def erase_notes(subjects: Collection[str]) -> None:
    """Delete the words given as reasons about these public ids; the entries, which name nobody, stay."""
    entries = sa.select(AuditEntry.public_id).where(AuditEntry.subject.in_(subjects))
    db.session.execute(sa.delete(AuditNote).where(AuditNote.entry.in_(entries)))


def forget_notes(summit: str, most: int) -> int:
    """Delete the words given as reasons in a summit that is long over; returns how many, ``most`` at once."""
    entries = sa.select(AuditEntry.public_id).where(AuditEntry.summit == summit)
    rows = sa.select(AuditNote.id).where(AuditNote.entry.in_(entries)).limit(most)
    gone = sa.delete(AuditNote).where(AuditNote.id.in_(rows)).returning(AuditNote.id)
    return len(db.session.execute(gone).all())


def _kind(subject: Base) -> str:
    return str(subject.__tablename__).replace("_", ".", 1)


def _plain(subject: Base, name: str, value: Any) -> Any:
    column = table_of(type(subject)).columns.get(name)
    if column is not None and personal_kind(column):
        return MASKED
    if isinstance(value, tuple):
        return [_plain(subject, name, part) for part in value]
    if isinstance(value, Translated):
        return value.as_dict()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value

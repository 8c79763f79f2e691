"""Reading the trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.audit.models import AuditEntry, AuditNote
from summitapp.core.db import db


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a reader sees it."""

    at: datetime
    action: str
    actor_kind: str
    actor: str
    subject_kind: str
    subject: str
    changes: dict[str, Any]
    note: str


def _lines(statement: sa.Select[AuditEntry, str]) -> list[Line]:
    rows = db.session.execute(statement)
    return [
        Line(e.at, e.action, e.actor_kind, e.actor, e.subject_kind, e.subject, e.changes, note or "")
        for e, note in rows
    ]


def _entries() -> sa.Select[AuditEntry, str]:
    joined = sa.select(AuditEntry, AuditNote.text).outerjoin(AuditNote, AuditNote.entry == AuditEntry.public_id)
    return joined.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())


def of_subject(reference: str, limit: int = 100) -> list[Line]:
    """Return what happened to one thing, newest first."""
    return _lines(_entries().where(AuditEntry.subject == reference).limit(limit))


def of_subjects(references: Collection[str], limit: int = 200) -> list[Line]:
    """Return what happened to any of several things, newest first."""
    return _lines(_entries().where(AuditEntry.subject.in_(list(references))).limit(limit))


def of_summit(reference: str, limit: int = 100, offset: int = 0) -> list[Line]:
    """Return what happened in a summit, newest first."""
    return _lines(_entries().where(AuditEntry.summit == reference).limit(limit).offset(offset))

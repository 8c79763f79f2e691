"""The draft and the releases, as rows."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot
from summitapp.agenda.values import VersionState
from summitapp.core.db import db
from summitapp.summits.models import Summit


def draft_of(summit: Summit) -> AgendaVersion | None:
    """Return the version the organisers work on, if anything was placed yet."""
    return db.session.scalar(
        sa.select(AgendaVersion).where(
            AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.DRAFT
        )
    )  # fmt: skip


def release_of(summit_id: int) -> int | None:
    """Return the number of the last release of a summit, if there is one."""
    return db.session.scalar(sa.select(sa.func.max(AgendaVersion.number)).where(AgendaVersion.summit_id == summit_id))


def last_release(summit: Summit, number: int | None = None) -> AgendaVersion | None:
    """Return the last release of a summit, or the one of this number."""
    statement = sa.select(AgendaVersion).where(
        AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.PUBLISHED
    )
    if number is not None:
        statement = statement.where(AgendaVersion.number == number)
    return db.session.scalar(statement.order_by(AgendaVersion.number.desc()).limit(1))


def releases(summit: Summit) -> list[AgendaVersion]:
    """Return every release of a summit, the newest first."""
    published = AgendaVersion.state == VersionState.PUBLISHED
    statement = sa.select(AgendaVersion).where(AgendaVersion.summit_id == summit.id, published)
    return list(db.session.scalars(statement.order_by(AgendaVersion.number.desc())))


def draft_slots(version: AgendaVersion) -> Sequence[Slot]:
    """Return the slots of a version with their sessions."""
    statement = sa.select(Slot).where(Slot.version_id == version.id).options(
        joinedload(Slot.session).joinedload(AgendaSession.track),
        joinedload(Slot.session).selectinload(AgendaSession.appearances), selectinload(Slot.more_rooms),
    )  # fmt: skip
    return db.session.scalars(statement).all()

"""The draft and the releases, as rows."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.agenda.models import AgendaSession, AgendaVersion, Appearance, Slot
from summitapp.agenda.values import Answer, Reply, SessionState, VersionState
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person, Position
from summitapp.directory.values import PersonName
from summitapp.summits.models import Summit

_MOST: Final = 2**31 - 1  # what a row can hold; an address can say more


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
        if number > _MOST:
            return None
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


def version_of(slug: str, number: int) -> AgendaVersion | None:
    """Return a release by the address of its summit and its number, for organisers."""
    if number > _MOST:
        return None
    statement = sa.select(AgendaVersion).join(AgendaVersion.summit).where(
        Summit.slug == slug, AgendaVersion.number == number
    )
    return db.session.scalar(statement.options(joinedload(AgendaVersion.summit)))


def version_by_reference(reference: str) -> AgendaVersion | None:
    """Return a release by its public id."""
    return db.session.scalar(sa.select(AgendaVersion).where(AgendaVersion.public_id == reference))


def release_names(summit: Summit) -> list[str]:
    """Return what the releases of a summit are called, the oldest first."""
    return [version.label for version in reversed(releases(summit))]


def slots_of(version: AgendaVersion, sessions: Sequence[str] | None = None) -> list[Slot]:
    """Return the slots of a release with sessions, rooms and people, or those of some sessions by public id."""
    statement = sa.select(Slot).join(Slot.session).where(Slot.version_id == version.id)
    if sessions is not None:
        statement = statement.where(AgendaSession.public_id.in_(sessions))
    return list(db.session.scalars(statement.options(
        joinedload(Slot.session), joinedload(Slot.room), selectinload(Slot.appearances), selectinload(Slot.more_rooms),
    )))  # fmt: skip


def replies_of(summit: Summit) -> list[Reply]:
    """Return who appears in a placed session of the draft and has not confirmed, in order of time."""
    statement = (
        sa.select(AgendaSession.code, Appearance.answer, Person.given_name, Person.family_name, Person.academic_title,
                  Position.title)
        .join(Appearance, Appearance.session_id == AgendaSession.id)
        .join(Slot, Slot.session_id == AgendaSession.id)
        .join(AgendaVersion, AgendaVersion.id == Slot.version_id)
        .outerjoin(Person, Person.id == Appearance.person_id)
        .outerjoin(Position, Position.id == Appearance.position_id)
        .where(AgendaSession.summit_id == summit.id, AgendaVersion.state == VersionState.DRAFT,
               AgendaSession.state == SessionState.PLANNED, Appearance.answer != Answer.CONFIRMED)
        .order_by(Slot.starts_at, AgendaSession.code, Appearance.place)
    )  # fmt: skip
    return [
        Reply(code, PersonName(given, family, academic).with_title if given is not None else "",
              title or Translated(), answer.value)
        for code, answer, given, family, academic, title in db.session.execute(statement)
    ]  # fmt: skip

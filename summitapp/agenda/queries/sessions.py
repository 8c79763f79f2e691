"""Sessions, their places in the draft, and what a form offers for them."""

from collections.abc import Collection
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.agenda.models import AgendaSession, AgendaVersion, Appearance, Slot
from summitapp.agenda.values import Aftermath, SessionState, VersionState, Visibility
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit, Track

_AT_ONCE: Final = 500


def session_of(slug: str, code: str) -> AgendaSession | None:
    """Return a session of a summit with its track and people, for organisers."""
    statement = (
        sa.select(AgendaSession)
        .join(AgendaSession.summit)
        .where(Summit.slug == slug, AgendaSession.code == code)
        .options(
            joinedload(AgendaSession.summit), joinedload(AgendaSession.track),
            selectinload(AgendaSession.appearances).options(
                joinedload(Appearance.person), joinedload(Appearance.position)
            ),
        )
    )  # fmt: skip
    return db.session.scalar(statement)


def aftermath_of(summit: Summit, code: str, *readers: Visibility) -> Aftermath:
    """Return what a session left behind, if one of ``readers`` is whom it was written for."""
    statement = sa.select(AgendaSession.minutes, AgendaSession.outcome).where(
        AgendaSession.summit_id == summit.id, AgendaSession.code == code, AgendaSession.minutes_for.in_(readers)
    )
    row = db.session.execute(statement).first()
    return Aftermath(row.minutes, row.outcome) if row is not None else Aftermath()


def slot_of(session: AgendaSession) -> Slot | None:
    """Return the place of a session in the draft."""
    statement = (
        sa.select(Slot)
        .join(Slot.version)
        .where(Slot.session_id == session.id, AgendaVersion.state == VersionState.DRAFT)
        .options(joinedload(Slot.room))
    )
    return db.session.scalar(statement)


def sessions_of(summit: Summit) -> list[AgendaSession]:
    """Return every session of a summit by code, with its track."""
    statement = (
        sa.select(AgendaSession)
        .where(AgendaSession.summit_id == summit.id)
        .options(joinedload(AgendaSession.track))
        .order_by(AgendaSession.code)
    )
    return list(db.session.scalars(statement))


def unplaced(summit: Summit) -> list[AgendaSession]:
    """Return the sessions that have no time in the draft, cancelled ones last."""
    placed = (
        sa.select(Slot.session_id).join(Slot.version)
        .where(AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.DRAFT)
    )  # fmt: skip
    statement = (
        sa.select(AgendaSession)
        .where(AgendaSession.summit_id == summit.id, AgendaSession.id.not_in(placed))
        .options(joinedload(AgendaSession.track))
        .order_by(AgendaSession.state == SessionState.CANCELLED, AgendaSession.code)
    )
    return list(db.session.scalars(statement))


def rooms_of(summit: Summit) -> list[Room]:
    """Return the rooms of a summit in their order."""
    statement = sa.select(Room).where(Room.summit_id == summit.id).order_by(Room.position, Room.id)
    return list(db.session.scalars(statement))


def tracks_of(summit: Summit) -> list[Track]:
    """Return the tracks of a summit in their order."""
    statement = sa.select(Track).where(Track.summit_id == summit.id).order_by(Track.position, Track.id)
    return list(db.session.scalars(statement))


def codes_of(summit: Summit) -> set[str]:
    """Return the codes of sessions that are in use."""
    return set(db.session.scalars(sa.select(AgendaSession.code).where(AgendaSession.summit_id == summit.id)))


def published_codes(summit: Summit, codes: Collection[str]) -> set[str]:
    """Return which of these sessions a release has held."""
    statement = (
        sa.select(AgendaSession.code).join(Slot, Slot.session_id == AgendaSession.id).join(Slot.version)
        .where(AgendaSession.summit_id == summit.id, AgendaSession.code.in_(codes),
               AgendaVersion.state == VersionState.PUBLISHED)
    )  # fmt: skip
    return set(db.session.scalars(statement))


def visible_summit(slug: str) -> Summit | None:
    """Return the summit of an address if everybody may see it."""
    return summits.visible(slug)


def titles_of(sessions: Collection[str]) -> dict[str, Translated]:
    """Return the titles of sessions as they are called today, by public id."""
    wanted = list(sessions)
    found: dict[str, Translated] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = AgendaSession.public_id.in_(wanted[start : start + _AT_ONCE])
        rows = db.session.execute(sa.select(AgendaSession.public_id, AgendaSession.title).where(part))
        found |= {row[0]: row[1] for row in rows}
    return found

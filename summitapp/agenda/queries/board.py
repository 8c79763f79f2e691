"""What the organisers' board shows beyond the placements: what waits for a time, and whether anything changed."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.accounts import queries as accounts
from summitapp.agenda.models import AgendaSession, AgendaVersion, Appearance, Availability, Interpreting, Slot
from summitapp.agenda.queries.programme import cast_by_session
from summitapp.agenda.values import Appearing, VersionState
from summitapp.audit import queries as audit
from summitapp.core.db import db
from summitapp.summits.models import Room, RoomHours, Summit


def waiting_of(summit: Summit) -> list[tuple[AgendaSession, list[Appearing]]]:
    """Return the sessions without a time in the draft and who appears in them, by code."""
    statement = sa.select(AgendaSession).where(_waits(summit)).options(joinedload(AgendaSession.track))
    sessions = db.session.scalars(statement.order_by(AgendaSession.code)).all()
    people = cast_by_session(Appearance.session_id.in_(sa.select(AgendaSession.id).where(_waits(summit))))
    return [(session, people[session.id]) for session in sessions]


def _waits(summit: Summit) -> sa.ColumnElement[bool]:
    placed = (
        sa.select(Slot.id).join(Slot.version)
        .where(Slot.session_id == AgendaSession.id, AgendaVersion.state == VersionState.DRAFT)
    )  # fmt: skip
    return sa.and_(AgendaSession.summit_id == summit.id, ~placed.exists())


def draft_stamp(summit: Summit) -> tuple[int | str, ...]:
    """Return what differs as soon as something on the board does; one small question to the database.

    Each change of a session or of its place raises the session's revision; rooms, hours and people who are free at
    other times are told by how many rows there are and which is the newest.
    """
    here = AgendaSession.summit_id == summit.id
    parts = [
        sa.select(sa.func.count()).where(here), sa.select(sa.func.sum(AgendaSession.revision)).where(here),
        sa.select(sa.func.max(AgendaSession.id)).where(here),
        sa.select(sa.func.count(Availability.id)).where(Availability.summit_id == summit.id),
        sa.select(sa.func.max(Availability.id)).where(Availability.summit_id == summit.id),
        sa.select(sa.func.sum(Room.position * 7 + sa.func.coalesce(Room.capacity, 0))).where(Room.summit_id == summit.id),
        sa.select(sa.func.count(RoomHours.id)).join(Room, Room.id == RoomHours.room_id).where(Room.summit_id == summit.id),
        sa.select(sa.func.max(RoomHours.id)).join(Room, Room.id == RoomHours.room_id).where(Room.summit_id == summit.id),
        sa.select(sa.func.count(Interpreting.id)).join(Interpreting.session).where(here),
        sa.select(sa.func.max(Interpreting.id)).join(Interpreting.session).where(here),
    ]  # fmt: skip
    row = db.session.execute(sa.select(*(part.scalar_subquery() for part in parts))).one()
    return (summit.public_id, summit.revision, summit.redactions, *(value or 0 for value in row))


def last_editor(session: AgendaSession) -> str:
    """Return the name of whoever changed a session last; empty where it was no member of the team."""
    lines = audit.of_subject(session.public_id, limit=1)
    return accounts.names({line.actor for line in lines}).get(lines[0].actor, "") if lines else ""

"""Beginning the agenda of a summit with that of another."""

import sqlalchemy as sa

from summitapp.agenda import queries
from summitapp.agenda.models import AgendaSession, Appearance, Slot
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.sessions import refuse_if_archived
from summitapp.agenda.values import SessionState
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.tz import zone
from summitapp.summits.models import Summit
from summitapp.summits.rules import shift_instant


def copy_agenda(source: Summit, target: Summit, days: int | None = None, people: bool = False) -> int:
    """Copy sessions and draft places of ``source`` into the draft of ``target``; return how many.

    Rooms and tracks are found by their codes; a place in a room the target has not keeps its time
    and needs a room. Sessions whose code the target has already are left alone, so that copying
    twice does no harm. Who appears is not copied unless ``people`` says so.

    :param days: how far the days move; without it the first days of both summits meet.
    :raises SummitArchived: if the target takes no changes any more.
    """
    refuse_if_archived(target)
    shift = (target.starts_on - source.starts_on).days if days is None else days
    tracks = {track.code: track for track in queries.tracks_of(target)}
    taken = queries.codes_of(target)
    copies: dict[int, AgendaSession] = {}
    statement = sa.select(AgendaSession).where(
        AgendaSession.summit_id == source.id, AgendaSession.state == SessionState.PLANNED
    )  # fmt: skip
    for session in db.session.scalars(statement.options(sa.orm.selectinload(AgendaSession.appearances))):
        if session.code not in taken:
            copies[session.id] = _copy(session, target, people)
            copies[session.id].track = tracks.get(session.text.track)
    db.session.add_all(copies.values())
    _copy_places(source, target, copies, shift)
    audit.record("agenda.copied", target, summit=target.public_id, source=source.public_id, sessions=len(copies))
    return len(copies)


def _copy(session: AgendaSession, target: Summit, people: bool) -> AgendaSession:
    same = ("code", "title", "abstract", "kind", "sdgs", "topics", "spoken_languages", "interpretation",
            "visibility", "capacity", "is_break", "attendance", "channels")  # fmt: skip
    copy = AgendaSession(summit=target, created_at=now(), **{name: getattr(session, name) for name in same})
    if people:
        copy.appearances = [
            Appearance(person_id=one.person_id, position_id=one.position_id, role=one.role, place=one.place,
                       function=one.function)
            for one in session.appearances
        ]  # fmt: skip
    return copy


def _copy_places(source: Summit, target: Summit, copies: dict[int, AgendaSession], shift: int) -> None:
    draft = queries.draft_of(source)
    if draft is None or not copies:
        return
    goal, rooms = ensure_draft(target), {room.code: room for room in queries.rooms_of(target)}
    zones = zone(source.timezone), zone(target.timezone)
    statement = sa.select(Slot).where(Slot.version_id == draft.id).options(
        sa.orm.joinedload(Slot.room), sa.orm.selectinload(Slot.more_rooms)
    )  # fmt: skip
    for slot in db.session.scalars(statement):
        if (copy := copies.get(slot.session_id)) is not None:
            starts = shift_instant(slot.starts_at, shift, *zones)
            room = rooms.get(slot.room.code) if slot.room else None
            more = [rooms[one.code] for one in slot.more_rooms if room and one.code in rooms]
            length = slot.ends_at - slot.starts_at
            db.session.add(Slot(version=goal, session=copy, room=room, more_rooms=more, starts_at=starts,
                                ends_at=starts + length))  # fmt: skip

"""Beginning the agenda of a summit with that of another, and taking it back."""

from datetime import datetime

import sqlalchemy as sa

from summitapp.agenda import queries
from summitapp.agenda.models import AgendaSession, Slot
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.sessions import claim_summit, copy_of
from summitapp.agenda.values import SessionRemoved
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.events import announce
from summitapp.core.tz import zone
from summitapp.summits.models import Summit
from summitapp.summits.rules import shift_instant


def copy_agenda(source: Summit, target: Summit, days: int | None = None, people: bool = False) -> tuple[int, datetime]:
    """Copy sessions and draft places of ``source`` into the draft of ``target``; return how many and when they came.

    Rooms and tracks are found by their codes; a place in a room the target has not keeps its time
    and needs a room. Sessions whose code the target has already are left alone, so that copying
    twice does no harm. Who appears is not copied unless ``people`` says so.

    :param days: how far the days move; without it the first days of both summits meet.
    :raises SummitArchived: if the target takes no changes any more.
    """
    target = claim_summit(target)
    shift = (target.starts_on - source.starts_on).days if days is None else days
    tracks = {track.code: track for track in queries.tracks_of(target)}
    copies: dict[int, AgendaSession] = {}
    moment = now()  # one for all of them: by it they are found again when the copy is taken back
    for session in queries.coming(source, target, people=people):
        copies[session.id] = copy_of(session, target, people=people)
        copies[session.id].created_at = moment
        copies[session.id].track = tracks.get(session.text.track)
    db.session.add_all(copies.values())
    _copy_places(source, target, copies, shift)
    audit.record("agenda.copied", target, summit=target.public_id, source=source.public_id, sessions=len(copies))
    return len(copies), moment


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


def take_back_copy(target: Summit, moment: datetime) -> tuple[int, int]:
    """Remove the sessions that came with the copy of that moment; return how many went and how many stay.

    What somebody has changed since, or what was published, stays.

    :raises SummitArchived: if the target takes no changes any more.
    """
    target = claim_summit(target)
    came = queries.copied_at(target, moment)
    untouched = {session.code: session for session in came if session.revision == 1}
    public = queries.published_codes(target, untouched)
    going = [session for code, session in untouched.items() if code not in public]
    for slot in db.session.scalars(sa.select(Slot).where(Slot.session_id.in_([one.id for one in going]))):
        db.session.delete(slot)
    db.session.flush()
    for session in going:
        announce(SessionRemoved(session.id))
        db.session.delete(session)
    audit.record("agenda.copy_taken_back", target, summit=target.public_id, sessions=len(going))
    return len(going), len(came) - len(going)

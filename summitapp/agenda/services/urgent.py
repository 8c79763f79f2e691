"""Changing one session at once: on top of the last release, with the rest of the draft unpublished."""

from typing import Any

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot
from summitapp.agenda.services import freezing, notices
from summitapp.agenda.services.judging import frame_now
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.publishing import begin_release, finish_release
from summitapp.agenda.services.sessions import claim
from summitapp.agenda.values import (
    AgendaConflicts,
    NothingChanged,
    NotPublished,
    ReleaseOrigin,
    SessionState,
    UrgentChange,
)
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import N_, Translated
from summitapp.summits.models import Room, Summit


def change_urgently(
    session: AgendaSession, change: UrgentChange, revision: int, note: Translated, *, everybody: bool = False
) -> AgendaVersion:
    """Publish one change of a session as a correction of the last release, and write to all it concerns at once.

    The draft is brought in line for this session; what else is planned in it stays unpublished. Whoever has not been
    told of earlier changes yet is told of them in the same mail.

    :param revision: of the session as it was when the form was opened, so that a second click changes nothing.
    :param everybody: write to all who take part, too.
    :raises Stale: if somebody changed it meanwhile. :raises NotPublished: if it is not announced.
    :raises NothingChanged: if it is so already. :raises AgendaConflicts: if the new place is taken.
    :raises Invalid: naming the fields. :raises SummitArchived: if the summit takes no changes any more.
    """
    session = claim(session, revision)
    summit = session.summit
    last = queries.last_release(summit)
    released = queries.placements_of(last) if last is not None else ()
    old = rules.find_announced(session.code, released)
    if last is None or old is None:
        raise NotPublished
    rooms = _rooms(summit, change)
    new = rules.apply_change(old, change)
    changes = rules.compare_versions([old], [new])
    if not changes:
        raise NothingChanged
    found = rules.find_change_conflicts(new, released, frame_now(summit))
    if blocking := tuple(conflict for conflict in found if conflict.blocking):
        raise AgendaConflicts(blocking)
    version = begin_release(summit, last, note, "", correction=True, origin=ReleaseOrigin.URGENT, origin_of=session.code)
    freezing.copy_slots(version, queries.slots_of(last), changes={session.id: _row(change, rooms)})
    _bring_in_line(session, change, rooms)
    db.session.flush()
    finish_release(version, last, released, changes, everybody)
    notices.send_notices(version, session.public_id)
    return version


def _rooms(summit: Summit, change: UrgentChange) -> dict[str, Room]:
    faults = {} if change.cancelled else rules.find_time_faults(change.starts_at, change.ends_at)
    rooms = {room.code: room for room in queries.rooms_of(summit)}
    if {change.room, *change.also_in} - {"", *rooms}:
        faults["room"] = N_("Please choose a room from the list.")
    if faults:
        raise Invalid(faults)
    return rooms


def _row(change: UrgentChange, rooms: dict[str, Room]) -> dict[str, Any]:
    if change.cancelled:
        return {"cancelled": True}
    return {"room_id": rooms[change.room].id if change.room else None, "starts_at": change.starts_at,
            "ends_at": change.ends_at, "more_rooms": [rooms[code].id for code in change.also_in]}  # fmt: skip


def _bring_in_line(session: AgendaSession, change: UrgentChange, rooms: dict[str, Room]) -> None:
    slot = queries.slot_of(session)
    if change.cancelled:
        session.state = SessionState.CANCELLED
        if slot is not None:
            db.session.delete(slot)
        return
    if slot is None:
        slot = Slot(version=ensure_draft(session.summit), session=session)
        db.session.add(slot)
    session.state = SessionState.PLANNED
    slot.room, slot.starts_at, slot.ends_at = rooms.get(change.room), change.starts_at, change.ends_at
    slot.more_rooms = [rooms[code] for code in change.also_in]

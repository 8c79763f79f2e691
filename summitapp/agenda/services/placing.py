"""Giving sessions their time and room in the draft, and taking them away."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot
from summitapp.agenda.services.judging import judge_session
from summitapp.agenda.services.sessions import claim
from summitapp.agenda.values import Conflict, Frame, SessionCancelled, SessionState
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.summits.models import Summit


def place_session(
    session: AgendaSession, room: str, starts_at: datetime, ends_at: datetime, revision: int,
    also_in: Collection[str] = (), *, frame: Frame | None = None,
) -> tuple[Conflict, ...]:
    """Put a session into a room at a time of the draft; a session has one place, so this moves it too.

    :param room: code of the room, empty for none. :param also_in: codes of further rooms it fills.
    :param frame: within what it has to fit, for whoever has asked already.
    :return: what now clashes with it. A draft may hold clashes; a release may not.
    :raises Stale: if somebody changed it meanwhile. :raises Invalid: naming the fields.
    :raises SessionCancelled: if it is not to take place.
    """
    session = put_session(session, room, starts_at, ends_at, revision, also_in)
    return judge_session(session, frame)


def put_session(
    session: AgendaSession, room: str, starts_at: datetime, ends_at: datetime, revision: int,
    also_in: Collection[str] = (),
) -> AgendaSession:
    """Do what :func:`place_session` does and raise what it raises, without judging: for many at once."""
    session = claim(session, revision)
    if session.state is SessionState.CANCELLED:
        raise SessionCancelled
    faults = rules.find_time_faults(starts_at, ends_at)
    rooms = {one.code: one for one in queries.rooms_of(session.summit)}
    wanted = [code for code in dict.fromkeys(also_in) if code != room] if room else []
    if {room, *wanted} - {"", *rooms}:
        faults["room"] = N_("Please choose a room from the list.")
    if faults:
        raise Invalid(faults)
    slot = queries.slot_of(session)
    before = _facts(slot) if slot else {}
    if slot is None:
        slot = Slot(version=ensure_draft(session.summit), session=session)
        db.session.add(slot)
    slot.room, slot.starts_at, slot.ends_at = rooms.get(room), starts_at, ends_at
    slot.more_rooms = [rooms[code] for code in wanted]
    changes: dict[str, Any] = {name: (before.get(name), value) for name, value in _facts(slot).items()}
    audit.record("session.placed", session, summit=session.summit.public_id, **changes)
    return session


def unplace_session(session: AgendaSession, revision: int) -> None:
    """Take a session's time and room away in the draft.

    :raises Stale: if somebody changed it meanwhile.
    """
    session = claim(session, revision)
    slot = queries.slot_of(session)
    if slot is not None:
        before: dict[str, Any] = {name: (value, None) for name, value in _facts(slot).items()}
        db.session.delete(slot)
        audit.record("session.unplaced", session, summit=session.summit.public_id, **before)
    else:
        audit.record("session.unplaced", session, summit=session.summit.public_id)


def ensure_draft(summit: Summit) -> AgendaVersion:
    """Return the draft of a claimed summit, made now if there is none."""
    draft = queries.draft_of(summit)
    if draft is None:
        draft = AgendaVersion(summit=summit, created_at=now())
        db.session.add(draft)
        audit.record("agenda.begun", draft, summit=summit.public_id)
    return draft


def _facts(slot: Slot) -> dict[str, Any]:
    return {
        "room": slot.room.code if slot.room else "",
        "also_in": [room.code for room in slot.more_rooms],
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
    }

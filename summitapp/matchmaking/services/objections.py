"""Somebody has something against a meeting of the provisional plan, and gets an answer."""

from datetime import datetime
from typing import Any

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock
from summitapp.matchmaking import mails, queries
from summitapp.matchmaking.models import Meeting, MeetingRound, Objection
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.services.mending import ask_to_mend
from summitapp.matchmaking.services.writing import write_plan
from summitapp.matchmaking.values import (
    MeetingState,
    NoSuchMeeting,
    ObjectionMade,
    ObjectionSettled,
    ObjectionsOver,
    ObjectionState,
    RoundPhase,
)
from summitapp.registration.models import Registration

constraint_error({"uq_matchmaking_objection_meeting_id_registration_id": ObjectionMade})


def takes_objections(one: MeetingRound, moment: datetime | None = None) -> bool:
    """Whether somebody can object now: while the plan is provisional, and until the deadline."""
    due = one.objections_until
    return one.phase is RoundPhase.PROVISIONAL and (due is None or (moment or now()) < due)


def line_of(meeting: Meeting, registration: Registration) -> dict[str, Any]:
    """Return what somebody reads of one of their meetings: when, where, and with whom."""
    return mails.lines_of(meeting, registration)


def object_to(meeting: Meeting, registration: Registration, text: str) -> Objection:
    """Say that a meeting of the provisional plan does not suit somebody who is to be there.

    :raises ObjectionsOver: if objections are not taken any more. :raises ObjectionMade: if they objected already.
    :raises NoSuchMeeting: if it does not stand any more, or they do not sit there.
    """
    one = claim(meeting.round)
    meeting = lock(Meeting, meeting.id)
    if not takes_objections(one):
        raise ObjectionsOver
    if meeting.state is MeetingState.CANCELLED or not queries.sits_at(meeting.id, registration.id):
        raise NoSuchMeeting
    if queries.objection_of(meeting.id, registration.id) is not None:
        raise ObjectionMade
    objection = Objection(meeting=meeting, registration=registration, text=text.strip(), at=now())
    db.session.add(objection)
    audit.record("meetings.objected", objection, summit=one.summit.public_id, meeting=meeting.public_id)
    return objection


def settle(objection: Objection, answer: str, *, accept: bool) -> None:
    """Answer an objection with a sentence that goes out by mail; an accepted one cancels the meeting.

    The planner can give the request another place afterwards; whoever objected to the time reads that in the answer.

    :raises ObjectionSettled: if another organiser answered meanwhile.
    """
    one = claim(objection.meeting.round)
    objection = lock(Objection, objection.id)
    if objection.state is not ObjectionState.OPEN:
        raise ObjectionSettled
    objection.state = ObjectionState.HEARD if accept else ObjectionState.KEPT
    objection.answer, objection.settled_at = answer.strip(), now()
    audit.record("meetings.objection_settled", objection, summit=one.summit.public_id, accepted=accept)
    mails.tell_settled(objection)
    request = objection.meeting.request.public_id
    if accept and objection.meeting.state is not MeetingState.CANCELLED:
        db.session.flush()
        left = [held for held in queries.held_of(one) if held.request != request]
        write_plan(one, left, (), "objection", state_of(one))
        ask_to_mend(one)

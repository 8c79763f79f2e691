"""Somebody says, in one tap, what came of a meeting; staff at the tables see who did not come."""

from collections.abc import Collection
from datetime import timedelta

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.core.text import N_
from summitapp.core.tz import midnight
from summitapp.hall import queries, rules
from summitapp.hall.models import Outcome
from summitapp.hall.values import (
    NOTE_LENGTH,
    Held,
    NoSuchMeeting,
    OutcomeNotOpen,
    OwnMeeting,
    Said,
    TableFree,
    TableMeeting,
    Tap,
)
from summitapp.matchmaking.models import Meeting
from summitapp.matchmaking.values import MeetingState
from summitapp.summits.models import Summit


def can_say(summit: Summit, meeting: TableMeeting) -> bool:
    """Whether it can be said now what came of a meeting."""
    ends = midnight(summit.ends_on + timedelta(days=1), summit.timezone)
    return meeting.state is not MeetingState.CANCELLED and rules.is_open(meeting.starts_at, ends, now())


def tap(summit: Summit, own: OwnMeeting, tapped: Tap) -> Outcome:
    """Write down what somebody says of their meeting, or change it.

    :raises OutcomeNotOpen: if it has not begun, or is long over. :raises NoSuchMeeting: if they do not sit there.
    """
    _check(summit, own)
    return _write(summit, own.meeting, own.mine.registration_id, tapped)


def write_note(summit: Summit, own: OwnMeeting, text: str) -> Outcome:
    """Keep a note of one's own about a meeting; nobody else reads it.

    :raises OutcomeNotOpen: as above. :raises NoSuchMeeting: as above. :raises Invalid: if it is too long.
    """
    _check(summit, own)
    if len(text) > NOTE_LENGTH:
        raise Invalid({"note": N_("Please write at most 2,000 characters.")})
    lock(Meeting, own.meeting.id)
    found = queries.outcome_of(own.meeting.id, own.mine.registration_id)
    if found is None:
        found = Outcome(meeting_id=own.meeting.id, registration_id=own.mine.registration_id, held=Held.TOOK_PLACE)
        db.session.add(found)
    found.note, found.at = text.strip(), now()
    record("outcome.noted", found, summit=summit.public_id)
    return found


def _check(summit: Summit, own: OwnMeeting) -> None:
    if not own.mine.seated:
        raise NoSuchMeeting
    if not can_say(summit, own.meeting):
        raise OutcomeNotOpen


def mark_missing(summit: Summit, meeting: TableMeeting, absent: Collection[str]) -> None:
    """Let staff at the tables write down who did not come; those who wait are those who say so.

    :param absent: public ids of registrations; if it is everybody, it is written down of everybody.
    :raises OutcomeNotOpen: if the meeting has not begun.
    :raises NoSuchMeeting: if none of them sits there.
    """
    if not can_say(summit, meeting):
        raise OutcomeNotOpen
    people = {one.registration: one for one in meeting.seated}
    gone = [people[one] for one in absent if one in people]
    if not gone:
        raise NoSuchMeeting
    waiting = [one for one in people.values() if one not in gone] or list(people.values())
    for one in waiting:
        _write(summit, meeting, one.registration_id, Tap.NO_SHOW)


def _write(summit: Summit, meeting: TableMeeting, registration_id: int, tapped: Tap) -> Outcome:
    lock(Meeting, meeting.id)  # two taps at the same moment are two answers to one question
    found = queries.outcome_of(meeting.id, registration_id)
    before = Said(found.held, found.valuable, found.follow_up, found.note) if found is not None else None
    said = rules.tapped(before, tapped)
    if found is None:
        found = Outcome(meeting_id=meeting.id, registration_id=registration_id)
        db.session.add(found)
    elif said == before:
        return found
    found.held, found.valuable, found.follow_up, found.at = said.held, said.valuable, said.follow_up, now()
    record("outcome.given", found, summit=summit.public_id, held=said.held.value)
    if said.held is Held.NO_SHOW and (before is None or before.held is not Held.NO_SHOW):
        _free(meeting, registration_id)
    return found


def _free(meeting: TableMeeting, waiting_id: int) -> None:
    if meeting.starts_at <= now() < meeting.ends_at:
        waiting = tuple(one.registration for one in meeting.seated if one.registration_id == waiting_id)
        announce(TableFree(meeting.reference, meeting.slot, meeting.table_reference, waiting))

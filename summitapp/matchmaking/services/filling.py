"""Somebody waits at a table alone: who has agreed to meet them and is free right now can sit down instead."""

from dataclasses import dataclass
from typing import Final

from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import Meeting
from summitapp.matchmaking.queries import asking as requests
from summitapp.matchmaking.rules.repair import next_best
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.services.mending import lives
from summitapp.matchmaking.services.writing import write_plan
from summitapp.matchmaking.values import ChangeKind, MeetingState, PlaceGone, Reply
from summitapp.matchmaking.values.plan import Change, Held, Id, Instance
from summitapp.registration.models import Registration

_OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A meeting that could begin at once at the same table. :param people: who would come."""

    request: str
    people: tuple[Registration, ...]


def offers_for(meeting: Meeting, waiting: Registration) -> list[Offer]:
    """Return whom somebody who waits alone could meet at once, the best first; all of them have agreed to that meeting."""
    found = []
    for held in _free(meeting, waiting):
        request = requests.by_reference(str(held.request))
        if request is not None:
            others = [one.registration for one in request.attendees
                      if one.reply is not Reply.NO and one.registration_id != waiting.id]  # fmt: skip
            found.append(Offer(request.public_id, tuple(others)))
    return found


def fill_table(meeting: Meeting, waiting: Registration, request: str) -> str:
    """Let somebody who waits alone meet another at the same table, at once; returns the public id of the new meeting.

    The meeting nobody else came to is cancelled. Those who come are told at once.

    :param request: public id. :raises PlaceGone: if the other is not free any more, or somebody came after all.
    """
    one = claim(meeting.round)
    meeting = lock(Meeting, meeting.id)
    held = next((each for each in _free(meeting, waiting) if each.request == request), None)
    if held is None:
        raise PlaceGone
    gone = meeting.request.public_id
    before = next(each for each in queries.held_of(one) if each.request == gone)
    changes = [Change(ChangeKind.DROPPED, gone, before, None, "no_show"),
               Change(ChangeKind.ADDED, request, None, held, "instead")]  # fmt: skip
    left = [each for each in queries.held_of(one) if each.request != gone]
    write_plan(one, [*left, held], changes, "instead", state_of(one))
    sought = requests.by_reference(request)
    assert sought is not None
    return queries.meetings_by_request([sought.id])[sought.id].public_id


def _free(meeting: Meeting, waiting: Registration) -> list[Held]:
    """Return what could be held at the table of a meeting while its time runs, the best first."""
    one, moment = meeting.round, now()
    runs = meeting.slot.starts_at <= moment < meeting.slot.ends_at and meeting.state is not MeetingState.CANCELLED
    if not runs or not lives(one) or waiting.id not in {seat.registration_id for seat in meeting.seats}:
        return []
    missing = {seat.registration.public_id for seat in meeting.seats if seat.registration_id != waiting.id}
    instance = queries.instance_of(one)
    left = [each for each in queries.held_of(one) if each.request != meeting.request.public_id]
    who = {request.id: request.attendees for request in instance.requests}
    offered = next_best(instance, left, waiting.public_id, meeting.slot.public_id, limit=_OFFERED + len(who))
    found = [each for each in offered if each.request != meeting.request.public_id and not missing & set(who[each.request])]
    return [_at_table(meeting, instance, Held(each.request, each.place.slot, each.place.table or "", each.place.interpreter))
            for each in found[:_OFFERED]]  # fmt: skip


def _at_table(meeting: Meeting, instance: Instance, held: Held) -> Held:
    """Stay at the table, unless those who come do not fit there."""
    people: dict[Id, int] = {request.id: len(request.attendees) for request in instance.requests}
    fits = meeting.table.seats >= people[held.request] + (held.interpreter is not None)
    return Held(held.request, held.slot, meeting.table.public_id, held.interpreter) if fits else held

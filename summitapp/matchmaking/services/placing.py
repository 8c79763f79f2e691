"""An agreed request gets the first time that is free for all of them, or one of the next; nobody else moves for it."""

from dataclasses import dataclass

from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import MeetingRequest, MeetingRound, MeetingSlot
from summitapp.matchmaking.rules.placing import why_no_place
from summitapp.matchmaking.rules.repair import free_places
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.services.mending import lives
from summitapp.matchmaking.services.writing import write_plan
from summitapp.matchmaking.values import (
    FREEZE,
    PLACES,
    ChangeKind,
    MeetingPlaced,
    NoFreeTime,
    NotPlaceable,
    PlaceGone,
    RoundPhase,
)
from summitapp.matchmaking.values.plan import Change, Held, Place


@dataclass(frozen=True, slots=True)
class Openings:
    """The next times at which a request could be held, or why there is none, as a code of ``REASONS``."""

    slots: tuple[MeetingSlot, ...] = ()
    reason: str = ""


def may_place(one: MeetingRound, *, by_hand: bool = False) -> bool:
    """Whether requests get their time one by one now. :param by_hand: an organiser does it, on paper or not."""
    return lives(one) and (by_hand or one.phase not in (RoundPhase.FROZEN, RoundPhase.PROVISIONAL))


def openings_for(request: MeetingRequest, *, by_hand: bool = False) -> Openings:
    """Return the next times at which all of a request, a table and, where needed, an interpreter are free."""
    places, reason = _places(request, PLACES, by_hand=by_hand)
    slots = {slot.public_id: slot for slot in queries.slots_of(request.round_id)}
    return Openings(tuple(slots[str(place.slot)] for place in places), reason)


def place_now(request: MeetingRequest, slot: str = "", *, by_hand: bool = False) -> Held:
    """Give an agreed request the first free time, or this one.

    :param slot: public id; empty for the first. :param by_hand: an organiser does it; a time may begin soon then.
    :raises NotPlaceable: if it is not agreed, or times are not given one by one now. :raises MeetingPlaced: if it has one.
    :raises NoFreeTime: if nothing is free for all. :raises PlaceGone: if this time is free no more.
    """
    one = claim(request.round)
    request = lock(MeetingRequest, request.id)
    if not may_place(one, by_hand=by_hand):
        raise NotPlaceable
    places, _ = _places(request, None, by_hand=by_hand)
    if not places:
        raise NoFreeTime
    place = next((each for each in places if each.slot == slot), None) if slot else places[0]
    if place is None or place.table is None:
        raise PlaceGone
    new = Held(request.public_id, place.slot, place.table, place.interpreter)
    added = Change(ChangeKind.ADDED, request.public_id, None, new, "agreed")
    write_plan(one, [*queries.held_of(one), new], [added], "agreed", state_of(one))
    return new


def place_if_free(request: MeetingRequest) -> bool:
    """Give a request that was agreed just now the time that was proposed for it, else the first free one, if there is any."""
    if not may_place(request.round) or queries.meetings_by_request([request.id]):
        return False
    wanted = request.proposed_slot.public_id if request.proposed_slot is not None else ""
    try:
        place_now(request, wanted)
    except PlaceGone:
        place_now(request)
    except (NoFreeTime, NotPlaceable):
        return False
    return True


def _places(request: MeetingRequest, most: int | None, *, by_hand: bool) -> tuple[list[Place], str]:
    """:raises NotPlaceable: if it is not agreed. :raises MeetingPlaced: if it has its time already."""
    one, moment = request.round, now()
    instance, held = queries.instance_of(one, moment), queries.held_of(one)
    if any(each.request == request.public_id for each in held):
        raise MeetingPlaced
    asked = next((each for each in instance.requests if each.id == request.public_id), None)
    if asked is None:
        raise NotPlaceable
    first = moment if by_hand else moment + FREEZE
    left_out = {slot.public_id for slot in queries.slots_of(one.id) if slot.starts_at <= first}
    places = free_places(instance, held, asked.attendees, frozen=left_out, limit=most or len(instance.slots))
    return places, "" if places else why_no_place(instance, held, asked, left_out)

"""How requests stand now, for whoever looks. Writes nothing."""

from collections.abc import Collection

from summitapp.core.clock import now
from summitapp.matchmaking.models import MeetingRequest, MeetingRound, MeetingSlot
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services.asking.common import permits
from summitapp.matchmaking.values import Desk, Permits, RequestLine
from summitapp.registration.models import Registration


def desk_of(registration: Registration) -> Desk:
    """Return everything a participant has of requests."""
    return queries.desk_of(registration, now())


def line_of(request: MeetingRequest, registration: Registration) -> RequestLine | None:
    """Return a request as somebody at its table sees it."""
    return queries.line_of(request, registration.id, now())


def free_slots(round_: MeetingRound, registrations: Collection[int]) -> list[MeetingSlot]:
    """Return the times to come at which all of these participants are free."""
    return queries.free_slots(round_, registrations, now())


def permits_of(round_: MeetingRound) -> Permits:
    """Return what delegates may do in a round now."""
    return permits(round_)

"""Who asks at the doors of meetings: a participant at one summit with its round, and one request of theirs."""

from dataclasses import dataclass

from summitapp.enrolment import queries as enrolment
from summitapp.matchmaking.models import MeetingRequest, MeetingRound
from summitapp.matchmaking.queries.asking.requests import request
from summitapp.matchmaking.queries.frame import round_of
from summitapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Visit:
    """A participant at a summit with meetings."""

    registration: Registration
    round: MeetingRound


@dataclass(frozen=True, slots=True)
class Place:
    """A participant at the table of a request."""

    registration: Registration
    round: MeetingRound
    request: MeetingRequest


def visit(slug: str, person: str) -> Visit | None:
    """Return somebody's registration at a summit with its round. :param person: public id."""
    found, round_ = enrolment.visit(slug, person), round_of(slug)
    return Visit(found.registration, round_) if found is not None and round_ is not None else None


def place(slug: str, person: str, reference: str) -> Place | None:
    """Return a request at whose table somebody sits or sat; to everybody else there is none."""
    own, found = visit(slug, person), request(slug, reference)
    if own is None or found is None or own.registration.id not in {one.registration_id for one in found.attendees}:
        return None
    return Place(own.registration, own.round, found)

"""What the report counts, in a few statements however many meetings there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from summitapp.core.db import db, table_of
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City
from summitapp.directory.values import OrganisationKind
from summitapp.hall.queries.outcomes import in_round
from summitapp.matchmaking.models import Attendee, Meeting, MeetingRequest, MeetingSlot, Seat
from summitapp.matchmaking.values import MeetingState, Reply, RequestState
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from summitapp.registration.models import Registration

_request, _attendee, _meeting, _slot, _seat = (
    table_of(one) for one in (MeetingRequest, Attendee, Meeting, MeetingSlot, Seat)
)
_registration, _delegation, _city, _profile = (table_of(one) for one in (Registration, Delegation, City, MatchProfile))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, with its meeting if one stands."""

    id: int
    state: RequestState
    meeting_id: int | None
    starts_at: datetime | None


@dataclass(frozen=True, slots=True)
class Side:
    """What counts of one of those a request concerns."""

    registration_id: int
    agreed: bool
    city: str
    kind: OrganisationKind | None
    topics: frozenset[str]
    sdgs: frozenset[int]


def asked_in(round_id: int) -> list[Asked]:
    """Return the requests of a round."""
    statement = (
        sa.select(_request.c.id, _request.c.state, _meeting.c.id.label("meeting"), _slot.c.starts_at)
        .outerjoin(_meeting, (_meeting.c.request_id == _request.c.id) & (_meeting.c.state != MeetingState.CANCELLED))
        .outerjoin(_slot, _slot.c.id == _meeting.c.slot_id).where(_request.c.round_id == round_id).order_by(_request.c.id)
    )  # fmt: skip
    return [Asked(*row) for row in db.session.execute(statement)]


def sides_in(round_id: int) -> dict[int, list[Side]]:
    """Return whom each request of a round concerns, by its row id."""
    statement = (
        sa.select(_attendee.c.request_id, _attendee.c.registration_id, _attendee.c.reply, _city.c.code,
                  _registration.c.city_text, _profile.c.kind, _profile.c.topics, _profile.c.sdgs, _profile.c.offers,
                  _profile.c.seeks)
        .join(_request, _request.c.id == _attendee.c.request_id)
        .join(_registration, _registration.c.id == _attendee.c.registration_id)
        .outerjoin(_delegation, _delegation.c.id == _registration.c.delegation_id)
        .outerjoin(_city, _city.c.id == _delegation.c.city_id)
        .outerjoin(_profile, _profile.c.registration_id == _registration.c.id)
        .where(_request.c.round_id == round_id).order_by(_attendee.c.id)
    )  # fmt: skip
    found: dict[int, list[Side]] = defaultdict(list)
    for row in db.session.execute(statement):
        topics = frozenset((*(row.topics or ()), *(row.offers or ()), *(row.seeks or ())))
        side = Side(row.registration_id, row.reply is Reply.YES, row.code or row.city_text, row.kind, topics,
                    frozenset(row.sdgs or ()))  # fmt: skip
        found[row.request_id].append(side)
    return found


def city_names() -> Mapping[str, Translated]:
    """Return the names of cities by their codes."""
    return {row.code: row.name for row in db.session.execute(sa.select(_city.c.code, _city.c.name))}


def meetings_each(round_id: int, summit_id: int) -> list[int]:
    """Return how many meetings each participant with an open profile has, in no order that tells who."""
    sits = (
        sa.select(_seat.c.registration_id, sa.func.count().label("number"))
        .join(_meeting, _meeting.c.id == _seat.c.meeting_id).where(_meeting.c.round_id == round_id)
        .group_by(_seat.c.registration_id).subquery()
    )  # fmt: skip
    statement = (
        sa.select(sa.func.coalesce(sits.c.number, 0).label("number"))
        .select_from(_profile).outerjoin(sits, sits.c.registration_id == _profile.c.registration_id)
        .where(_profile.c.summit_id == summit_id, _profile.c.registration_id.is_not(None),
               _profile.c.state != ProfileState.DRAFT).order_by("number")
    )  # fmt: skip
    return [int(number) for number in db.session.scalars(statement)]


def outcomes_by_meeting(round_id: int) -> dict[int, list[tuple[int, str, bool, bool]]]:
    """Return, by meeting, what each of those at the table said: who, whether it was held, valuable, followed up."""
    found: dict[int, list[tuple[int, str, bool, bool]]] = defaultdict(list)
    for one in in_round(round_id):
        found[one.meeting_id].append((one.registration_id, one.held.value, bool(one.valuable), one.follow_up))
    return found

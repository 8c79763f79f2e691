"""What mending looks at beside the plan: which rounds wait for it, what was placed or cancelled on purpose."""

import sqlalchemy as sa

from summitapp.core.db import db, table_of
from summitapp.directory.models import Person
from summitapp.matchmaking.models import Meeting, MeetingRequest, MeetingRound, Seat
from summitapp.matchmaking.queries.asking.requests import WHOLE
from summitapp.matchmaking.values import MeetingState, RequestState
from summitapp.matchmaking.values.plan import Id
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitState

_meeting, _request, _round = table_of(Meeting), table_of(MeetingRequest), table_of(MeetingRound)
_STANDS = _meeting.c.state != MeetingState.CANCELLED


def rounds_to_mend() -> list[str]:
    """Return the public ids of rounds in which something happened that the plan was not looked at for yet."""
    waits = sa.select(MeetingRound.public_id).join(MeetingRound.summit).where(
        MeetingRound.mend_asked_at.is_not(None), Summit.state != SummitState.ARCHIVED
    )  # fmt: skip
    return list(db.session.scalars(waits.order_by(MeetingRound.mend_asked_at)))


def round_by_id(round_id: int) -> MeetingRound | None:
    """Return a round by row id."""
    return db.session.get(MeetingRound, round_id)


def round_by_summit(reference: str) -> MeetingRound | None:
    """Return the round of a summit by the public id of the summit."""
    return db.session.scalar(sa.select(MeetingRound).join(MeetingRound.summit).where(Summit.public_id == reference))


def placed_by_hand(round_id: int) -> set[Id]:
    """Return the requests whose meeting an organiser put where it stands."""
    rows = (
        sa.select(_request.c.public_id).join(_meeting, _meeting.c.request_id == _request.c.id)
        .where(_meeting.c.round_id == round_id, _STANDS, _meeting.c.cause == "by_hand")
    )  # fmt: skip
    return set(db.session.connection().execute(rows).scalars())


def cancelled_for(round_id: int, causes: frozenset[str]) -> set[Id]:
    """Return the requests without a meeting whose last one was cancelled for one of these causes."""
    last = (
        sa.select(sa.func.max(_meeting.c.id)).where(_meeting.c.round_id == round_id).group_by(_meeting.c.request_id)
    )  # fmt: skip
    rows = (
        sa.select(_request.c.public_id).join(_meeting, _meeting.c.request_id == _request.c.id)
        .where(_meeting.c.id.in_(last), ~_STANDS, _meeting.c.cause.in_(sorted(causes)))
    )  # fmt: skip
    return set(db.session.connection().execute(rows).scalars())


def without_meeting(round_id: int, most: int = 200) -> list[MeetingRequest]:
    """Return agreed requests that have no meeting, those worth most first, with everybody who would come; three statements."""
    seated = sa.select(Meeting.request_id).where(Meeting.round_id == round_id, Meeting.state != MeetingState.CANCELLED)
    statement = (
        sa.select(MeetingRequest)
        .where(MeetingRequest.round_id == round_id, MeetingRequest.state == RequestState.ACCEPTED,
               MeetingRequest.id.not_in(seated))
        .options(*WHOLE).order_by(MeetingRequest.value.desc(), MeetingRequest.id).limit(most)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def rounds_seating(people: tuple[str, ...]) -> list[int]:
    """Return the row ids of rounds in which one of these people, by public id, has a meeting."""
    rows = (
        sa.select(Meeting.round_id).join(Seat, Seat.meeting_id == Meeting.id)
        .join(Registration, Registration.id == Seat.registration_id).join(Person, Person.id == Registration.person_id)
        .where(Person.public_id.in_(people), Meeting.state != MeetingState.CANCELLED).distinct().order_by(Meeting.round_id)
    )  # fmt: skip
    return list(db.session.scalars(rows))

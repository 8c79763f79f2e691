"""Requests with everything around them, those of one participant, of a pair, of a round, and what is due."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.matchmaking.models import Attendee, Meeting, MeetingRequest, MeetingRound, Objection
from summitapp.matchmaking.values import (
    STANDING,
    AttendeeRole,
    MeetingState,
    Quota,
    Reply,
    RequestSource,
    RequestState,
    Wish,
)
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_PERSON: Final = (
    joinedload(Registration.person), joinedload(Registration.position), joinedload(Registration.category),
    joinedload(Registration.delegation).joinedload(Delegation.city),
)  # fmt: skip
WHOLE: Final = (
    joinedload(MeetingRequest.round).joinedload(MeetingRound.summit),
    joinedload(MeetingRequest.delegation).joinedload(Delegation.city),
    joinedload(MeetingRequest.proposed_slot),
    selectinload(MeetingRequest.attendees).joinedload(Attendee.registration).options(*_PERSON),
)  # fmt: skip
_STANDS: Final = MeetingRequest.state.in_(list(STANDING))


def request(slug: str, reference: str) -> MeetingRequest | None:
    """Return one request of a summit by public id."""
    statement = (
        sa.select(MeetingRequest).join(MeetingRequest.round).join(MeetingRound.summit)
        .where(Summit.slug == slug, MeetingRequest.public_id == reference).options(*WHOLE)
    )  # fmt: skip
    return db.session.scalar(statement)


def by_reference(reference: str) -> MeetingRequest | None:
    """Return a request by public id."""
    return db.session.scalar(sa.select(MeetingRequest).where(MeetingRequest.public_id == reference).options(*WHOLE))


def anew(request_id: int) -> MeetingRequest | None:
    """Return a request as it is in the database now, with everybody at the table; the round is locked."""
    statement = sa.select(MeetingRequest).where(MeetingRequest.id == request_id).options(*WHOLE)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def requests_of(registration: Registration) -> list[MeetingRequest]:
    """Return every request at whose table a participant sits or sat, the newest first; two statements."""
    statement = (
        sa.select(MeetingRequest).join(Attendee, Attendee.request_id == MeetingRequest.id)
        .where(Attendee.registration_id == registration.id).options(*WHOLE).order_by(MeetingRequest.id.desc())
    )  # fmt: skip
    return list(db.session.scalars(statement))


def standing_of(registration_id: int) -> list[MeetingRequest]:
    """Return the requests of a participant that stand and that they have not left, in their order."""
    own = (Attendee.registration_id == registration_id) & (Attendee.reply != Reply.NO)
    statement = (
        sa.select(MeetingRequest).join(Attendee, Attendee.request_id == MeetingRequest.id)
        .where(own, _STANDS).options(*WHOLE).order_by(MeetingRequest.id)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def standing_requests(round_id: int) -> list[MeetingRequest]:
    """Return what both sides of agreed to, with everybody at the table loaded: what a plan is made of. Two statements."""
    agreed = (MeetingRequest.round_id == round_id) & (MeetingRequest.state == RequestState.ACCEPTED)
    statement = sa.select(MeetingRequest).where(agreed).options(*WHOLE).order_by(MeetingRequest.id)
    return list(db.session.scalars(statement))


def standing_with(round_id: int, sameness: str) -> MeetingRequest | None:
    """Return the request of two sides that stands."""
    same = (MeetingRequest.round_id == round_id) & (MeetingRequest.sameness == sameness) & _STANDS
    return db.session.scalar(sa.select(MeetingRequest).where(same).options(*WHOLE))


def asked_by(round_id: int, askers: Collection[int], asked: Collection[int]) -> MeetingRequest | None:
    """Return a request that stands in which one of some asked one of others, of whatever kind, who has not said no."""
    mine = (MeetingRequest.round_id == round_id) & MeetingRequest.asker_id.in_(list(askers)) & _STANDS
    them = (Attendee.role == AttendeeRole.ASKED) & Attendee.registration_id.in_(list(asked)) & (Attendee.reply != Reply.NO)
    statement = (
        sa.select(MeetingRequest).join(Attendee, Attendee.request_id == MeetingRequest.id)
        .where(mine, them).options(*WHOLE).order_by(MeetingRequest.id).limit(1)
    )  # fmt: skip
    return db.session.scalar(statement)


def paired_with(round_id: int, registration_id: int) -> set[int]:
    """Return the row ids of those with whom a participant has a request that stands, either way."""
    mine = sa.select(Attendee.request_id).join(MeetingRequest, MeetingRequest.id == Attendee.request_id).where(
        MeetingRequest.round_id == round_id, _STANDS, Attendee.registration_id == registration_id, Attendee.reply != Reply.NO
    )  # fmt: skip
    others = sa.select(Attendee.registration_id).where(Attendee.request_id.in_(mine), Attendee.reply != Reply.NO)
    return set(db.session.scalars(others)) - {registration_id}


def declined(round_id: int, sameness: str, asker_id: int) -> bool:
    """Whether the last request of this asker to this side was declined."""
    same = (MeetingRequest.round_id == round_id) & (MeetingRequest.sameness == sameness) & (MeetingRequest.asker_id == asker_id)
    last = sa.select(MeetingRequest.state).where(same).order_by(MeetingRequest.id.desc()).limit(1)
    return db.session.scalar(last) is RequestState.DECLINED


def quota_of(registration: Registration, round_: MeetingRound) -> Quota:
    """Return how many requests of a participant count, open or agreed; what ended gives its place back."""
    stands = (MeetingRequest.round_id == round_.id) & _STANDS
    own = stands & (MeetingRequest.asker_id == registration.id) & (MeetingRequest.source == RequestSource.ASKED)
    sent = db.session.scalar(sa.select(sa.func.count()).select_from(MeetingRequest).where(own)) or 0
    must = (Attendee.registration_id == registration.id) & (Attendee.wish == Wish.MUST) & (Attendee.reply == Reply.YES)
    musts = db.session.scalar(
        sa.select(sa.func.count()).select_from(Attendee).join(MeetingRequest, MeetingRequest.id == Attendee.request_id)
        .where(must, stands, MeetingRequest.source == RequestSource.ASKED)
    ) or 0  # fmt: skip
    return Quota(sent, round_.request_limit, musts, round_.must_limit)


def open_counts(round_id: int, registrations: Collection[int]) -> dict[int, int]:
    """Return how many requests wait for each of these participants."""
    waits = (MeetingRequest.round_id == round_id) & (MeetingRequest.state == RequestState.ASKED)
    them = Attendee.registration_id.in_(list(registrations)) & (Attendee.reply == Reply.OPEN)
    statement = (
        sa.select(Attendee.registration_id, sa.func.count()).join(MeetingRequest, MeetingRequest.id == Attendee.request_id)
        .where(waits, them).group_by(Attendee.registration_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in db.session.execute(statement)} if registrations else {}


def is_placed(request_id: int) -> bool:
    """Whether a meeting of a request stands."""
    stands = (Meeting.request_id == request_id) & (Meeting.state != MeetingState.CANCELLED)
    return db.session.scalar(sa.select(Meeting.id).where(stands)) is not None


def was_placed(request_id: int) -> bool:
    """Whether a request ever had a meeting, standing or not."""
    return db.session.scalar(sa.select(Meeting.id).where(Meeting.request_id == request_id).limit(1)) is not None


# --- what is due ------------------------------------------------------------------------------------


def run_out(now: datetime, most: int) -> list[tuple[int, int]]:
    """Return requests that nobody answered in time, as row ids of round and request, round by round."""
    over = (MeetingRequest.state == RequestState.ASKED) & (MeetingRequest.expires_at <= now)
    statement = sa.select(MeetingRequest.round_id, MeetingRequest.id).where(over)
    rows = db.session.execute(statement.order_by(MeetingRequest.round_id, MeetingRequest.id).limit(most))
    return [(row[0], row[1]) for row in rows]


def waiting(now: datetime, most: int) -> list[MeetingRequest]:
    """Return the requests that wait for an answer and can still get one, the oldest first."""
    open_ = (MeetingRequest.state == RequestState.ASKED) & (MeetingRequest.expires_at > now)
    statement = (
        sa.select(MeetingRequest).join(MeetingRequest.round).where(open_)
        .options(contains_eager(MeetingRequest.round)).order_by(MeetingRequest.id).limit(most)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def words_left(summit_id: int) -> int:
    """Return how many messages, notes and objections of a summit are kept."""
    here = sa.select(MeetingRequest.id).join(MeetingRound, MeetingRound.id == MeetingRequest.round_id).where(
        MeetingRound.summit_id == summit_id
    )  # fmt: skip
    said = sa.select(sa.func.count()).select_from(MeetingRequest).where(MeetingRequest.id.in_(here), MeetingRequest.message != "")
    noted = sa.select(sa.func.count()).select_from(Attendee).where(Attendee.request_id.in_(here), Attendee.note != "")
    meant = sa.select(sa.func.count()).select_from(Objection).join(Objection.registration).where(
        Registration.summit_id == summit_id, (Objection.text != "") | (Objection.answer != "")
    )  # fmt: skip
    return sum(db.session.scalar(one) or 0 for one in (said, noted, meant))


def requests_left(summit_id: int) -> int:
    """Return how many requests of a summit are kept."""
    statement = sa.select(sa.func.count()).select_from(MeetingRequest).join(MeetingRequest.round)
    return db.session.scalar(statement.where(MeetingRound.summit_id == summit_id)) or 0

"""Who is told of a plan, which rounds are due, and objections."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.matchmaking.models import Meeting, MeetingChange, MeetingRound, Objection, Seat
from summitapp.matchmaking.queries.plan import WHOLE, meeting
from summitapp.matchmaking.values import MeetingState, ObjectionState, RoundPhase
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit

_STANDS = Meeting.state != MeetingState.CANCELLED


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody at the table of a meeting."""

    registration: Registration
    meeting: Meeting


def standing_number(round_id: int) -> int:
    """Return how many meetings of a round stand."""
    mine = sa.select(sa.func.count()).select_from(Meeting).where(Meeting.round_id == round_id, _STANDS)
    return db.session.scalar(mine) or 0


def readers_of(round_id: int) -> list[Registration]:
    """Return those with a meeting and an address to write to, with their people."""
    seated = sa.select(Seat.registration_id).join(Meeting, Meeting.id == Seat.meeting_id).where(
        Meeting.round_id == round_id, _STANDS
    )
    statement = (
        sa.select(Registration).join(Registration.person)
        .where(Registration.id.in_(seated), Registration.state == State.CONFIRMED, Person.email.is_not(None), Person.email != "")
        .options(contains_eager(Registration.person)).order_by(Registration.id)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def rounds_due(moment: datetime) -> list[str]:
    """Return the rounds that are open for requests beyond their deadline, by public id."""
    due = (MeetingRound.phase == RoundPhase.OPEN) & (MeetingRound.requests_until <= moment)
    return list(db.session.scalars(sa.select(MeetingRound.public_id).where(due)))


def sits_at(meeting_id: int, registration_id: int) -> bool:
    """Whether somebody has a seat at a meeting."""
    own = (Seat.meeting_id == meeting_id) & (Seat.registration_id == registration_id)
    return db.session.scalar(sa.select(Seat.id).where(own)) is not None


def sitting(slug: str, reference: str, person: str) -> Sitting | None:
    """Return a meeting of somebody, by the public ids of both; none where they do not sit there."""
    found = meeting(slug, reference)
    mine = [seat.registration for seat in found.seats if seat.registration.person.public_id == person] if found else []
    who = registrations.by_reference(mine[0].public_id) if mine else None
    return Sitting(who, found) if who is not None and found is not None else None


# --- objections ------------------------------------------------------------------------------------

_TOLD = (
    joinedload(Objection.meeting).options(*WHOLE, joinedload(Meeting.round).joinedload(MeetingRound.summit)),
    joinedload(Objection.registration).options(joinedload(Registration.person), joinedload(Registration.summit)),
)  # fmt: skip


def objections_of(round_id: int) -> list[Objection]:
    """Return the objections to a plan with everything a page needs, those that wait first, then the newest."""
    statement = sa.select(Objection).join(Objection.meeting).where(Meeting.round_id == round_id).options(*_TOLD)
    return list(db.session.scalars(statement.order_by(Objection.state != ObjectionState.OPEN, Objection.id.desc())))


def open_objections(round_id: int) -> int:
    """Return how many objections to a plan wait for an answer."""
    waits = sa.select(sa.func.count()).select_from(Objection).join(Meeting, Meeting.id == Objection.meeting_id)
    return db.session.scalar(waits.where(Meeting.round_id == round_id, Objection.state == ObjectionState.OPEN)) or 0


def objection_at(slug: str, reference: str) -> Objection | None:
    """Return one objection to the plan of a summit."""
    statement = (
        sa.select(Objection).join(Objection.meeting).join(Meeting.round).join(MeetingRound.summit)
        .where(Summit.slug == slug, Objection.public_id == reference).options(*_TOLD)
    )  # fmt: skip
    return db.session.scalar(statement)


def objection_by_reference(reference: str) -> Objection | None:
    """Return one objection by public id."""
    return db.session.scalar(sa.select(Objection).where(Objection.public_id == reference).options(*_TOLD))


def objection_of(meeting_id: int, registration_id: int) -> Objection | None:
    """Return what somebody has against a meeting."""
    own = (Objection.meeting_id == meeting_id) & (Objection.registration_id == registration_id)
    return db.session.scalar(sa.select(Objection).where(own))


# --- versions --------------------------------------------------------------------------------------


def changes_of(round_id: int, version: int | None = None, most: int = 300) -> list[MeetingChange]:
    """Return what changed in a plan, the newest version first. :param version: of this one only."""
    statement = sa.select(MeetingChange).where(MeetingChange.round_id == round_id)
    if version is not None:
        statement = statement.where(MeetingChange.version == version)
    whole = joinedload(MeetingChange.meeting).options(*WHOLE)
    order = (MeetingChange.version.desc(), MeetingChange.id)
    return list(db.session.scalars(statement.options(whole).order_by(*order).limit(most)))


def history_of(meeting_id: int) -> list[MeetingChange]:
    """Return what happened to one meeting, the newest first."""
    statement = sa.select(MeetingChange).where(MeetingChange.meeting_id == meeting_id)
    return list(db.session.scalars(statement.order_by(MeetingChange.id.desc())))

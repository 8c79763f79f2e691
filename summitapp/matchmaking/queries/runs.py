"""Planning runs and their proposals."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, defer, joinedload

from summitapp.agenda.models import Interpreter
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.matchmaking.models import Attendee, MeetingRequest, MeetingRound, PlanningRun
from summitapp.matchmaking.values import Reply, RequestState, RunState
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_OVER = (RunState.ADOPTED, RunState.DISCARDED)
WAITS = (RunState.QUEUED, RunState.RUNNING)


def runs_of(round_id: int, *, all: bool = False) -> list[PlanningRun]:
    """Return the runs of a round without their meetings, the newest first. :param all: the discarded ones, too."""
    statement = sa.select(PlanningRun).where(PlanningRun.round_id == round_id).options(defer(PlanningRun.proposal))
    if not all:
        statement = statement.where(PlanningRun.state != RunState.DISCARDED)
    return list(db.session.scalars(statement.order_by(PlanningRun.id.desc())))


def run_at(slug: str, reference: str) -> PlanningRun | None:
    """Return one run of the round of a summit by public id."""
    statement = (
        sa.select(PlanningRun).join(PlanningRun.round).join(MeetingRound.summit)
        .where(Summit.slug == slug, PlanningRun.public_id == reference)
        .options(contains_eager(PlanningRun.round).contains_eager(MeetingRound.summit))
    )  # fmt: skip
    return db.session.scalar(statement)


def run_by_reference(reference: str) -> PlanningRun | None:
    """Return one run by public id, with its round and summit."""
    statement = sa.select(PlanningRun).where(PlanningRun.public_id == reference)
    whole = joinedload(PlanningRun.round).joinedload(MeetingRound.summit)
    return db.session.scalar(statement.options(whole).execution_options(populate_existing=True))


def going_on(round_id: int) -> PlanningRun | None:
    """Return the run of a round that waits or goes on."""
    return db.session.scalar(
        sa.select(PlanningRun).where(PlanningRun.round_id == round_id, PlanningRun.state.in_(WAITS))
        .options(defer(PlanningRun.proposal))
    )  # fmt: skip


def runs_left_alone(asked_before: datetime, heard_before: datetime) -> list[str]:
    """Return the runs that nobody works on: asked for and not begun, or begun and not heard of for long; public ids."""
    waits = (PlanningRun.state == RunState.QUEUED) & (PlanningRun.asked_at < asked_before)
    lost = (PlanningRun.state == RunState.RUNNING) & (PlanningRun.heard_at < heard_before)
    return list(db.session.scalars(sa.select(PlanningRun.public_id).where(sa.or_(waits, lost)).order_by(PlanningRun.id)))


# --- the words of a proposal ---------------------------------------------------------------------


def names_of(one: MeetingRound) -> dict[str, str]:
    """Return public id → name of everybody of a summit who takes part, and of its interpreters."""
    people = (
        sa.select(Registration.public_id, Person).join(Person, Person.id == Registration.person_id)
        .where(Registration.summit_id == one.summit_id, Registration.id.in_(
            sa.select(Attendee.registration_id).join(MeetingRequest, MeetingRequest.id == Attendee.request_id)
            .where(MeetingRequest.round_id == one.id)
        ))
    )  # fmt: skip
    pool = sa.select(Interpreter.public_id, Person).join(Person, Person.id == Interpreter.person_id)
    rows = [*db.session.execute(people), *db.session.execute(pool.where(Interpreter.summit_id == one.summit_id))]
    return {reference: person.name.full for reference, person in rows}


def names_of_people(references: list[str]) -> dict[str, str]:
    """Return the names of registrations by public id."""
    rows = sa.select(Registration.public_id, Person).join(Person, Person.id == Registration.person_id)
    found = db.session.execute(rows.where(Registration.public_id.in_(references)))
    return {reference: person.name.full for reference, person in found}


def names_of_cities(one: MeetingRound) -> dict[str, Translated]:
    """Return how the cities of an instance are called: by city, else by delegation."""
    rows = (
        sa.select(City.public_id.label("city"), City.name.label("name"), Delegation.public_id, Delegation.name.label("group"))
        .select_from(Delegation).outerjoin(City, City.id == Delegation.city_id).where(Delegation.summit_id == one.summit_id)
    )  # fmt: skip
    found: dict[str, Translated] = {}
    for row in db.session.execute(rows):
        found[row.public_id] = row.group
        if row.city:
            found[row.city] = row.name
    return found


def people_of_requests(one: MeetingRound) -> Mapping[str, list[str]]:
    """Return request → the names of those who agreed, by public id of the request."""
    rows = (
        sa.select(MeetingRequest.public_id, Person).join(Attendee, Attendee.request_id == MeetingRequest.id)
        .join(Registration, Registration.id == Attendee.registration_id).join(Person, Person.id == Registration.person_id)
        .where(MeetingRequest.round_id == one.id, MeetingRequest.state == RequestState.ACCEPTED, Attendee.reply == Reply.YES)
        .order_by(Attendee.id)
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for reference, person in db.session.execute(rows):
        found.setdefault(reference, []).append(person.name.full)
    return found

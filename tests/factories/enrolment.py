"""A published programme with sessions that have places, and participants who want them."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession, Slot
from summitapp.agenda.values import Attendance
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.enrolment import queries
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import EnrolmentState
from summitapp.registration.models import Registration
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, ShapeName
from tests.factories.agenda import World, add, make_world
from tests.factories.registration import enter, registered
from tests.factories.visitors import Visitor

SLUG = "izmir-2027"


def make_programme(slug: str = SLUG, places: int | None = 2) -> World:
    """A summit open to delegates and, not published yet, sessions of every kind.

    ``TALK`` and ``VISIT`` have places at the same time, ``LATE`` has after them; ``OPENING`` is compulsory and overlaps
    with none of them, ``ALL`` is compulsory at the time of ``LATE``; ``HALL`` is open to whoever comes.
    """
    world = make_world(slug)
    world.summit.approval = ApprovalMode.AUTOMATIC
    world.summit.categories = [
        Category(code="delegate", name=Translated("Delegierte", "Delege", "Delegate"), colour="sea",
                 shape=ShapeName.CIRCLE, position=1),
    ]  # fmt: skip
    db.session.flush()
    add(world, "OPENING", 0, "HALL-B", attendance=Attendance.COMPULSORY)
    add(world, "TALK", 2, "HALL-B", attendance=Attendance.ENROL, capacity=places)
    add(world, "VISIT", 2.5, "HALL-C", attendance=Attendance.ENROL, capacity=places)
    add(world, "LATE", 5, "HALL-B", attendance=Attendance.ENROL, capacity=places)
    add(world, "ALL", 5.5, "HALL-C", attendance=Attendance.COMPULSORY)
    add(world, "HALL", 7.5, "HALL-B")
    return world


def participants(summit: Summit, number: int, first: int = 1, **values: Any) -> list[Registration]:
    """Let people take part; all are confirmed."""
    return [registered(enter(summit, one, **values)) for one in range(first, first + number)]


def session(code: str, slug: str = SLUG) -> AgendaSession:
    """Return a session afresh."""
    db.session.expire_all()
    found = agenda.session_of(slug, code)
    assert found is not None
    return found


def people_of(code: str, state: EnrolmentState = EnrolmentState.ENROLLED, slug: str = SLUG) -> list[str]:
    """Return the given names of those with a place, or of those who wait, in their order."""
    rows = queries.enrolments_of(session(code, slug).id)
    return [one.registration.person.given_name for one in rows if one.state is state]


def waiting(code: str, slug: str = SLUG) -> list[str]:
    """Return the given names of those who wait, in their order."""
    return people_of(code, EnrolmentState.WAITING, slug)


def let_it_be(code: str, starts_at: datetime, length: timedelta = timedelta(hours=1)) -> None:
    """Move a released session to another moment, as if time had passed."""
    rows = sa.select(AgendaSession.id).where(AgendaSession.code == code)
    db.session.execute(sa.update(Slot).where(Slot.session_id.in_(rows)).values(starts_at=starts_at, ends_at=starts_at + length))
    db.session.expire_all()


def ended(code: str, ago: timedelta = timedelta(hours=1)) -> None:
    """Let a session have ended some time ago."""
    let_it_be(code, now() - ago - timedelta(hours=1))


def check(summit_id: int) -> None:
    """Whatever happened: counters are true, nobody sits where there is no chair, and no chair is empty while one waits."""
    db.session.expire_all()
    for one in db.session.scalars(sa.select(AgendaSession).where(AgendaSession.summit_id == summit_id)):
        rows = list(db.session.scalars(sa.select(Enrolment).where(Enrolment.session_id == one.id)))
        seated = [row for row in rows if row.state is EnrolmentState.ENROLLED]
        queue = [row for row in rows if row.state is EnrolmentState.WAITING]
        assert one.taken == len(seated), (one.code, one.taken, len(seated))
        assert one.capacity is None or one.taken <= one.capacity, one.code
        assert len({row.rank for row in queue}) == len(queue), "two stand on the same place of the queue"
        assert len({row.registration_id for row in rows}) == len(rows), "somebody is there twice"
        if one.attendance is Attendance.ENROL and queue and one.capacity is not None:
            assert one.taken == one.capacity, f"{one.code}: a chair is empty while somebody waits"


def come_in(app: Flask, uow: Any, person: Person | str) -> Visitor:
    """Return somebody in My summit, who came by their link."""
    reference = person if isinstance(person, str) else person.public_id
    with uow():
        secret = accounts.mint_link(Purpose.MANAGE, reference, timedelta(days=9), single_use=False)
        accounts.end_links("nobody")
    visitor = Visitor(app)
    page = f"/en/my/link/{secret}/"
    assert visitor.send(page, page).status_code == 303
    return visitor

"""The door of a session: who may pass it, and who was there."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from summitapp.agenda.models import Appearance, Interpreter, Interpreting
from summitapp.agenda.values import Answer as AppearanceAnswer
from summitapp.audit.services import record
from summitapp.checkin import queries
from summitapp.checkin.values import Direction, PointKind
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Position, Tenure
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import EnrolmentState
from summitapp.registration.models import Registration
from tests.checkin.helpers import START, add, point, scan, the_summit, workshop
from tests.factories.doors import World
from tests.rig.statements import heard


def _member(world: World, number: int) -> Registration:
    return db.session.get_one(Registration, world.registrations[number])


@pytest.fixture
def session_door(world: World, uow: Callable[..., Any]) -> str:
    """A workshop with a door for those with a place; the first of the world has one, the second waits for one."""
    with uow():
        session = workshop(the_summit(), capacity=1)
        for number, state in enumerate((EnrolmentState.ENROLLED, EnrolmentState.WAITING)):
            seat = Enrolment(session=session, registration=_member(world, number), state=state, created_at=START,
                             changed_at=START, rank=None if state is EnrolmentState.ENROLLED else 1)  # fmt: skip
            db.session.add(seat)
            record("session.enrolled", seat)
        add("door", kind=PointKind.SESSION, session=session, enrolled_only=True)
        return session.code


def test_a_session_door_opens_to_those_with_a_place(
    world: World, session_door: str, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    assert [scan(uow, token, at="door") for token in world.tokens] == ["admitted", "not_enrolled", "not_enrolled"]
    assert scan(uow, world.tokens[1], 1, at="door", override="one has left") == "overridden"
    assert scan(uow, world.tokens[2], 1, at="door", way=Direction.OUT) == "left"
    assert scan(uow, world.tokens[2]) == "admitted"  # at the entrance nobody asks
    with reading():
        assert queries.sessions_opened_by(world.registrations) == {world.registrations[0]: frozenset({session_door})}
        assert queries.sessions_opened_by([]) == {}


@pytest.mark.parametrize("work", ["speaks", "holds the office", "interprets"])
def test_those_who_work_in_a_session_pass_its_door(
    world: World, session_door: str, uow: Callable[..., Any], reading: Callable[..., Any], work: str
) -> None:
    with uow():
        session, person = point("door").session, _member(world, 2).person
        assert session is not None
        if work == "speaks":
            thing: Any = Appearance(session_id=session.id, person_id=person.id)
        elif work == "interprets":
            thing = Interpreting(session=session, interpreter=Interpreter(
                summit=the_summit(), person=person, languages=["de", "tr"]))
        else:
            office = Position(title=Translated.same("Mayor"), source_language="en")
            db.session.add(office)
            db.session.flush()
            db.session.add(Tenure(person_id=person.id, position_id=office.id))
            thing = Appearance(session_id=session.id, position_id=office.id)
        db.session.add(thing)
        record("session.changed", session)
    with reading():
        opened = queries.sessions_opened_by(world.registrations)
        assert opened == dict.fromkeys((world.registrations[0], world.registrations[2]), frozenset({session_door}))
    assert scan(uow, world.tokens[2], at="door") == "admitted"


def test_who_declined_to_appear_does_not_pass(world: World, session_door: str, uow: Callable[..., Any]) -> None:
    with uow():
        session = point("door").session
        assert session is not None
        db.session.add(Appearance(session_id=session.id, person_id=_member(world, 2).person_id, answer=AppearanceAnswer.DECLINED))
        record("session.changed", session)
    assert scan(uow, world.tokens[2], at="door") == "not_enrolled"


def test_only_the_door_of_a_session_asks_who_has_a_place(
    app: Flask, world: World, session_door: str, backend: Any
) -> None:
    def asked(at: str, badge: str) -> list[str]:
        body = {"scan_id": str(uuid.uuid4()), "badge": badge, "point": at, "direction": "in",
                "scanned_at": START.isoformat(), "offline": False}  # fmt: skip
        with heard(backend.app) as statements:
            assert app.test_client().post(world.scans, json=body, headers=world.bearer).status_code == 200
        return [one for one in statements if not one.startswith(("PRAGMA", "BEGIN", "COMMIT"))]

    asked("entrance", world.tokens[1])  # the token is looked up once in five seconds
    plain, door = asked("entrance", world.tokens[0]), asked("door", world.tokens[0])
    assert not any("enrolment_enrolment" in one for one in plain)
    fewest = 4 if backend.name == "postgres" else 5  # there scan and standing are one statement
    assert (len(plain), len(door)) == (fewest, fewest + 1), (plain, door)


def test_a_thousand_people_are_asked_about_in_one_statement(
    world: World, session_door: str, backend: Any, reading: Callable[..., Any]
) -> None:
    with heard(backend.app, "SELECT") as statements, reading():
        queries.sessions_opened_by([*world.registrations, *range(10_000, 14_000)])
    assert len(statements) == 1


# --- who was in a session -------------------------------------------------------------------------


def test_where_a_session_has_a_door_its_scans_tell_who_was_there(
    world: World, session_door: str, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    def presence(number: int) -> tuple[bool | None, bool | None]:
        with reading():
            session = point("door").session
            assert session is not None
            known = queries.presence_of(the_summit().id, world.registrations[number])
            return known.anywhere, known.at(session.id)

    assert presence(0) == (None, None)
    scan(uow, world.tokens[1])
    assert [presence(number) for number in range(2)] == [(False, False), (True, True)]  # nobody used the door yet
    scan(uow, world.tokens[0], at="door")
    assert [presence(number) for number in range(3)] == [(True, True), (True, False), (False, False)]

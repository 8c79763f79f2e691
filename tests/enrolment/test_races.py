"""Many at the last place of a session at once, over real connections; and whatever they do, the counters are true."""

from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.agenda import services as agenda
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.enrolment import queries, services
from summitapp.enrolment.models import Enrolment
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration
from tests.conftest import Reader, UnitOpener
from tests.factories.agenda import publish, the_summit
from tests.factories.enrolment import (
    check,
    make_programme,
    participants,
    people_of,
    session,
    waiting,
)
from tests.registration.test_capacity import at_once


def prepare(uow: UnitOpener, places: int, number: int) -> list[int]:
    with uow():
        world = make_programme(places=places)
        publish(world.summit)
        return [one.id for one in participants(world.summit, number)]


def take(number: int, code: str = "TALK", agreed: str = "") -> None:
    services.enrol(db.session.get_one(Registration, number), code, agreed)


def give_back(number: int, code: str = "TALK") -> None:
    services.leave(db.session.get_one(Registration, number), code)


def test_the_last_place_is_given_once(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    people = prepare(uow, 1, 12)
    done = at_once(app, [partial(take, number) for number in people])  # type: ignore[misc]
    assert not [one for one in done if isinstance(one, DomainError)]
    with reading():
        assert len(people_of("TALK")) == 1 and len(waiting("TALK")) == 11
        check(the_summit().id)


def test_a_double_click_in_many_tabs_is_one_place(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    people = prepare(uow, 3, 2)
    at_once(app, [partial(take, people[0]) for _ in range(10)])  # type: ignore[misc]
    with reading():
        assert people_of("TALK") == ["Gülşah 1"]
        check(the_summit().id)


def test_one_person_never_has_two_chairs_at_one_time(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    people = prepare(uow, 3, 1)
    codes = ["TALK", "VISIT"] * 5
    at_once(app, [partial(take, people[0], code) for code in codes])  # type: ignore[misc]
    with reading():
        rows = db.session.scalar(sa.select(sa.func.count()).select_from(Enrolment))
        assert rows == 1


@pytest.mark.slow
def test_everything_at_once_leaves_every_counter_true(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    people = prepare(uow, 3, 10)
    with uow():
        for number in people[:6]:
            take(number)

    def places(number: int) -> None:
        agenda.change_places(session("TALK"), 3 + number % 4)

    def swap(number: int) -> None:
        take(number, "VISIT", "place:TALK")

    def first(number: int) -> None:
        found = queries.of_pair(session("TALK").id, number)
        if found is not None:
            services.move_to_front(found)

    def end(number: int) -> None:
        registration_services.withdraw(db.session.get_one(Registration, number))

    jobs: list[Callable[[], None]] = []
    for turn, number in enumerate(people):
        jobs += [partial(give_back, number), partial(take, number), partial(places, turn), partial(swap, number),
                 partial(first, number)]  # fmt: skip
        if turn % 4 == 3:
            jobs.append(partial(end, number))
    at_once(app, jobs)  # type: ignore[arg-type]
    with reading():
        check(the_summit().id)

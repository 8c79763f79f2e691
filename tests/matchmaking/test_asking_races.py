"""Two who ask each other at the same moment, double clicks, the last place of a quota, and answers that cross."""

from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import AskedAlready, QuotaUsed, Reply, RequestState, Sought, Wording
from summitapp.registration import services as registration
from tests.conftest import Reader, UnitOpener
from tests.factories.requests import Fair, add_house, asks, make_fair, says, set_round, somebody, the_request, the_round
from tests.registration.test_capacity import at_once


@pytest.fixture
def fair(uow: UnitOpener) -> Fair:
    with uow():
        return make_fair(5)


def everything() -> list[tuple[RequestState, list[Reply]]]:
    found = db.session.scalars(sa.select(MeetingRequest).order_by(MeetingRequest.id))
    return [(one.state, [seat.reply for seat in one.attendees]) for one in found]


def test_two_who_ask_each_other_at_the_same_moment_have_agreed(app: Flask, fair: Fair, reading: Reader) -> None:
    jobs: list[Any] = [partial(asks, fair, 0, 1), partial(asks, fair, 1, 0)] * 4
    done = at_once(app, jobs)
    assert {type(one) for one in done if isinstance(one, DomainError)} <= {AskedAlready}
    with reading():
        assert everything() == [(RequestState.ACCEPTED, [Reply.YES, Reply.YES])]


def test_a_double_click_asks_once(app: Flask, fair: Fair, reading: Reader) -> None:
    done = at_once(app, [partial(asks, fair, 0, 1)] * 8)  # type: ignore[list-item]
    assert sum(isinstance(one, AskedAlready) for one in done) == 7
    with reading():
        assert everything() == [(RequestState.ASKED, [Reply.YES, Reply.OPEN])]


def test_the_last_place_of_a_quota_is_used_once(app: Flask, fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        set_round(fair, request_limit=1)
    done = at_once(app, [partial(asks, fair, 0, other) for other in (1, 2, 3, 4) * 2])  # type: ignore[misc]
    assert sum(isinstance(one, QuotaUsed | AskedAlready) for one in done) == 7
    with reading():
        assert queries.quota_of(somebody(fair, 0), the_round(fair)).left == 0 and len(everything()) == 1


def test_an_answer_and_a_withdrawal_that_cross_leave_one_of_both(app: Flask, fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        one = asks(fair).public_id

    def act(place: int) -> Any:
        if place % 2:
            return says(fair, one, 1, Reply.YES)
        return asking.withdraw(the_request(one), somebody(fair, 0))

    at_once(app, [partial(act, place) for place in range(8)])  # type: ignore[misc]
    with reading():
        ((state, _),) = everything()
        assert state is RequestState.WITHDRAWN
        seats = db.session.scalar(sa.select(sa.func.count(Attendee.id)))
        assert seats == 2


def test_two_of_a_house_are_never_asked_for_one_request(app: Flask, fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        house = add_house(fair, 3)
        one = asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[0]]), Wording()).public_id
    at_once(app, [partial(says, fair, one, house[0], Reply.NO)] * 8)  # type: ignore[list-item]
    with reading():
        ((state, replies),) = everything()
        assert state is RequestState.ASKED and replies == [Reply.YES, Reply.NO, Reply.OPEN]


def test_nobody_is_asked_by_somebody_who_cancels_at_that_moment(app: Flask, fair: Fair, reading: Reader) -> None:
    def cancel() -> Any:
        registration.withdraw(somebody(fair, 1))

    at_once(app, [cancel, *[partial(asks, fair, other, 1) for other in (0, 2, 3, 4) * 2]])  # type: ignore[list-item]
    with reading():
        assert all(state is not RequestState.ASKED for state, _ in everything())

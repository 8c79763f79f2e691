"""Two people who ask each other at the same moment, double clicks, and an answer that crosses another, on both databases."""

from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.contacts import queries, services
from summitapp.contacts.models import Exchange, Side
from summitapp.contacts.values import ExchangeState
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from tests.conftest import Reader, UnitOpener
from tests.factories import contacts as people
from tests.factories.contacts import EMAIL, Crowd, asked, somebody
from tests.registration.test_capacity import at_once


@pytest.fixture
def made(uow: UnitOpener) -> Crowd:
    with uow():
        return people.crowd(3)


def state(made: Crowd) -> tuple[ExchangeState, int, int]:
    return (db.session.scalars(sa.select(Exchange.state)).one(), db.session.scalar(sa.select(sa.func.count(Exchange.id))) or 0,
            db.session.scalar(sa.select(sa.func.count(Side.id))) or 0)  # fmt: skip


def test_two_who_ask_each_other_at_the_same_moment_have_agreed(
    app: Flask, made: Crowd, reading: Reader, letters: Any
) -> None:
    jobs: list[Any] = [partial(asked, made, 0, 1), partial(asked, made, 1, 0)] * 4
    done = at_once(app, jobs)
    assert not [one for one in done if isinstance(one, DomainError)]
    with reading():
        assert state(made) == (ExchangeState.ACCEPTED, 1, 2)
    assert len(letters()) <= 2


def test_a_double_click_asks_once(app: Flask, made: Crowd, reading: Reader, letters: Any) -> None:
    done = at_once(app, [partial(asked, made, 0, 1)] * 8)  # type: ignore[list-item]
    assert not [one for one in done if isinstance(one, DomainError)]
    with reading():
        assert state(made) == (ExchangeState.ASKED, 1, 2)
    assert len(letters()) == 1


def test_taking_back_and_accepting_at_once_leaves_one_of_both(
    app: Flask, uow: UnitOpener, made: Crowd, reading: Reader
) -> None:
    with uow():
        asked(made)

    def act(place: int) -> Any:
        me = somebody(made, place % 2)
        exchange = queries.of_person(me.id)[0]
        return services.take_back(exchange, me) if place % 2 == 0 else services.accept(exchange, me, EMAIL)

    done = at_once(app, [partial(act, place) for place in range(8)])
    assert sum(isinstance(one, DomainError) for one in done) == 7
    with reading():
        found, _, _ = state(made)
        assert found in (ExchangeState.ACCEPTED, ExchangeState.TAKEN_BACK)
        if found is ExchangeState.TAKEN_BACK:
            assert not any(one.details for one in queries.contacts_of(somebody(made, 1).id))

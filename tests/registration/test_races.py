"""Many at the last place at once, over real connections: in the summit, a category, a delegation and its share."""

from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation, Quota
from summitapp.registration import services
from summitapp.registration.models import Layout, Registration
from summitapp.registration.values import Column, State
from summitapp.summits import services as summits
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, nominate, person, registered
from tests.registration.test_capacity import at_once, one_more
from tests.registration.test_state_machine import check_people, check_places

#: Where there is one place left: capacity of the summit, of the category, quota of the delegation, its share.
LAST = {"summit": (4, None, None, None), "category": (None, 4, None, None), "delegation": (None, None, 4, None),
        "share": (None, None, None, 4)}  # fmt: skip


def prepare(where: str) -> tuple[int, int]:
    """Make a summit whose delegation has three people and one place left there; returns their row ids."""
    capacity, category, quota, share = LAST[where]
    summit = make_summit(capacity=capacity, category_capacity=category)
    bremen = make_delegation(summit, "Bremen", quota=quota)
    if share is not None:
        delegations.set_category_quota(bremen, summit.categories[0], share)
    for number in (900, 901, 902):
        enter(summit, number, delegation=bremen)
    return summit.id, bremen.id


def check(summit_id: int) -> list[Registration]:
    """Counters, states, ranks and badges agree; returns everybody."""
    rows = list(db.session.scalars(sa.select(Registration).where(Registration.summit_id == summit_id)))
    check_places(db.session.get_one(Summit, summit_id), rows)
    check_people(rows)
    return rows


@pytest.mark.parametrize("where", LAST)
def test_the_last_place_is_given_once_to_those_who_register(
    app: Flask, uow: UnitOpener, reading: Reader, where: str
) -> None:
    with uow():
        summit_id, _bremen = prepare(where)
    done = at_once(app, [partial(one_more, summit_id, number, "BREMEN") for number in range(16)])
    assert not [one for one in done if isinstance(one, DomainError)]
    with reading():
        rows = check(summit_id)
        assert sum(one.state is State.CONFIRMED for one in rows) == 4
        assert sum(one.state is State.WAITING for one in rows) == 15


@pytest.mark.parametrize("where", LAST)
def test_the_last_places_are_given_to_whole_groups_only(
    app: Flask, uow: UnitOpener, reading: Reader, where: str
) -> None:
    with uow():
        summit_id, bremen_id = prepare(where)
        services.withdraw(db.session.scalars(sa.select(Registration).order_by(Registration.id).limit(1)).one())
        bremen = db.session.get_one(Delegation, bremen_id)
        pairs = [[nominate(bremen, 10 * pair + one, party=f"pair {pair}").id for one in (1, 2)] for pair in range(8)]

    def confirm(pair: list[int]) -> None:
        group = db.session.get_one(Delegation, bremen_id)
        services.confirm_nominations(group, [db.session.get_one(Registration, number) for number in pair])

    done = at_once(app, [partial(confirm, pair) for pair in pairs])
    assert not [one for one in done if isinstance(one, DomainError)]
    with reading():
        rows = {one.id: one.state for one in check(summit_id)}
        states = [{rows[number] for number in pair} for pair in pairs]
        assert sorted(states, key=str) == [{State.CONFIRMED}] + [{State.WAITING}] * 7


def test_an_offer_is_taken_once_however_often_and_by_whatever_way_it_is_answered(
    app: Flask, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        came, waits, behind = (registered(enter(summit, number)) for number in (1, 2, 3))
        for one in (came, waits, behind):
            services.approve(one)
        services.cancel(came, "Absage")
        summit_id, offered = summit.id, waits.id

    def answer(accept: bool) -> None:
        one = db.session.get_one(Registration, offered)
        (services.accept_offer if accept else services.withdraw)(one)

    at_once(app, [partial(answer, number % 4 != 3) for number in range(16)])
    with reading():
        rows = check(summit_id)
        assert sum(one.holds_place for one in rows) == 1


def test_everything_at_once_leaves_every_counter_true(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit = make_summit(capacity=6, category_capacity=5)
        bremen = make_delegation(summit, "Bremen", quota=3)
        delegations.set_category_quota(bremen, summit.categories[0], 2)
        ids = [registered(enter(summit, number, delegation=bremen if number % 2 else None)).id for number in range(10)]
        summit_id, bremen_id, category_id = summit.id, bremen.id, summit.categories[0].id

    def leave(number: int) -> None:
        services.withdraw(db.session.get_one(Registration, number))

    def take_over(number: int) -> None:
        services.substitute(db.session.get_one(Registration, number), person(500 + number))

    def limits(number: int) -> None:
        found = db.session.get_one(Delegation, bremen_id)
        if number % 3 == 0:
            delegations.set_quota(found, 3 + number % 4)
        elif number % 3 == 1:
            summits.change_entry(found.summit, {"capacity": 6 + number % 5})
        else:
            summits.change_part(next(one for one in found.summit.categories if one.id == category_id), {"capacity": 5 + number})

    jobs: list[Callable[[], None]] = []
    for number in range(10):
        jobs += [partial(one_more, summit_id, 100 + number, "BREMEN" if number % 2 else ""),  # type: ignore[list-item]
                 partial(limits, number), partial(take_over if number % 3 else leave, ids[number])]  # fmt: skip
    at_once(app, jobs)  # type: ignore[arg-type]
    with reading():
        check(summit_id)
        assert db.session.scalar(sa.select(Quota.taken)) is not None


def test_columns_kept_in_many_windows_at_once_are_kept_once(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit_id = make_summit().id

    def keep() -> None:
        services.keep_layout(db.session.get_one(Summit, summit_id), [Column.CODE])

    assert at_once(app, [keep] * 8) == [None] * 8  # type: ignore[list-item]
    with reading():
        assert db.session.scalars(sa.select(Layout.columns)).all() == [["code"]]

"""Two hundred people, fifty places, all at the same moment: real connections, on both databases."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from summitapp.core import i18n
from summitapp.core.db import db, refusal_of, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import acting_as, system_actor
from summitapp.delegations import queries as delegations
from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import AlreadyRegistered, Answers, Filter, Receipt, Source, State
from summitapp.summits.models import Category, Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, person, registered

CROWD, PLACES, AT_ONCE = 200, 50, 8


def at_once(app: Flask, jobs: list[Callable[[], Receipt | None]]) -> list[Receipt | DomainError | None]:
    """Do every job in a unit of work and on a connection of its own, as many at once as there are connections."""
    start = Barrier(AT_ONCE)

    def run(place: int) -> Receipt | DomainError | None:
        if place < AT_ONCE:
            start.wait(10)
        try:
            with app.app_context(), acting_as(system_actor("crowd")), i18n.speaking("en"), unit_of_work():
                return jobs[place]()
        except DomainError as error:
            return error
        except IntegrityError as error:  # as the doors do
            if (refusal := refusal_of(error)) is None:
                raise
            return refusal

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(len(jobs))))


def one_more(summit_id: int, number: int, delegation: str = "", category: str = "delegate") -> Receipt:
    form = queries.entry_form(summit_id, category)
    assert form is not None
    group = delegations.by_code(summit_id, delegation) if delegation else None
    return services.register(form, person(number, email=f"p{number}@example.org"), Answers(), delegation=group,
                             source=Source.API)  # fmt: skip


def test_a_crowd_fills_every_place_once_and_the_rest_waits_in_order(
    app: Flask, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        summit_id = make_summit(capacity=PLACES).id
    done = at_once(app, [lambda number=number: one_more(summit_id, number) for number in range(CROWD)])  # type: ignore[misc]
    receipts = [one for one in done if isinstance(one, Receipt)]
    assert len(receipts) == CROWD
    assert Counter(one.state for one in receipts) == {State.CONFIRMED: PLACES, State.WAITING: CROWD - PLACES}
    assert sorted(one.position or 0 for one in receipts if one.state is State.WAITING) == list(range(1, CROWD - PLACES + 1))
    with reading():
        summit = db.session.get_one(Summit, summit_id)
        assert summit.taken == PLACES
        assert db.session.scalar(sa.select(Category.taken).where(Category.code == "delegate")) == PLACES
        held = sa.select(sa.func.count()).where(Registration.holds_place)
        assert db.session.scalar(held) == PLACES
        ranks = sa.select(Registration.waiting_rank).where(Registration.state == State.WAITING)
        assert sorted(rank or 0 for rank in db.session.scalars(ranks)) == list(range(1, CROWD - PLACES + 1))
        for receipt in receipts:
            if receipt.position in (1, 75, CROWD - PLACES):
                assert queries.position(registered(receipt)) == receipt.position


def test_categories_and_quotas_hold_in_a_crowd(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit = make_summit(capacity=40, category_capacity=20)
        make_delegation(summit, "Bremen", quota=5)
        summit_id = summit.id
    jobs = [
        lambda number=number: one_more(  # type: ignore[misc]
            summit_id, number, "BREMEN" if number % 2 else "", "press" if number % 3 else "delegate"
        )
        for number in range(120)
    ]  # fmt: skip
    done = at_once(app, jobs)
    assert all(isinstance(one, Receipt) for one in done)
    with reading():
        summit, parts = queries.places(summit_id)
        assert (summit.taken, sum(part.taken for part in parts.values())) == (40, 40)
        assert max(part.taken for part in parts.values() if part.capacity) <= 20
        assert next(iter(queries.delegation_places(summit_id).values())).taken <= 5


def test_people_come_and_go_at_once_and_no_place_is_lost(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit = make_summit(capacity=10)
        first = [enter(summit, number) for number in range(20)]
        summit_id = summit.id

    def leave(receipt: Receipt) -> None:
        services.withdraw(registered(receipt))

    jobs: list[Callable[[], Receipt | None]] = []
    for number in range(20):
        jobs.append(lambda number=number: one_more(summit_id, 100 + number))  # type: ignore[misc]
        jobs.append(lambda number=number: leave(first[number]))  # type: ignore[misc]
    done = at_once(app, jobs)
    assert not [one for one in done if isinstance(one, DomainError)]
    with reading():
        tally = queries.tally(summit_id)
        assert tally == {State.CONFIRMED: 10, State.WAITING: 10, State.WITHDRAWN: 20}
        assert db.session.get_one(Summit, summit_id).taken == 10
        assert len(queries.page(summit_id, Filter(states=frozenset({State.CONFIRMED})))) == 10


def test_a_form_sent_many_times_at_once_is_one_registration_and_no_fault(
    app: Flask, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        summit_id = make_summit(capacity=PLACES).id

    def send() -> None:
        form = queries.entry_form(summit_id, "delegate")
        assert form is not None
        services.register_openly(form, person(1), Answers())

    assert at_once(app, [send] * 16) == [None] * 16
    with reading():
        assert db.session.get_one(Summit, summit_id).taken == 1
        assert queries.tally(summit_id) == {State.CONFIRMED: 1}


def test_the_same_person_many_times_at_once_is_registered_once(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit_id = make_summit(capacity=PLACES).id
    done = at_once(app, [lambda: one_more(summit_id, 1) for _ in range(16)])
    assert len([one for one in done if isinstance(one, Receipt)]) == 1
    assert len([one for one in done if isinstance(one, AlreadyRegistered)]) == 15
    with reading():
        assert db.session.get_one(Summit, summit_id).taken == 1

"""Decisions about those who asked: approving, refusing with a reason, taking back; and who moves up when somebody leaves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.audit import queries as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.registration import queries, services
from summitapp.registration.values import (
    CategoryFull,
    OfferLapsed,
    ReasonMissing,
    RegistrationCancelled,
    RegistrationConfirmed,
    Source,
    State,
    TransitionRefused,
)
from summitapp.summits.models import Summit
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, registered
from tests.registration.test_services import Letters, hearing, taken


def test_an_approved_person_is_confirmed_and_told(uow: UnitOpener, letters: Letters) -> None:
    with uow(), hearing(RegistrationConfirmed) as heard:
        summit = make_summit(automatic=False)
        registration = services.approve(registered(enter(summit)))
        assert registration.state is State.CONFIRMED
        assert len(heard) == 1
        assert taken(summit) == 1
    assert len(letters()) == 2


def test_who_has_not_proven_the_address_has_the_place_held_until_then(uow: UnitOpener) -> None:
    with uow(), hearing(RegistrationConfirmed) as heard:
        summit = make_summit(automatic=False, capacity=1)
        registration = services.approve(registered(enter(summit, 1, source=Source.FORM)))
        assert registration.state is State.APPROVED
        assert (taken(summit), heard) == (1, [])
        assert registration.proof_due_at is not None and registration.proof_due_at > now() + timedelta(hours=71)
        assert services.prove(registration).state is State.CONFIRMED
        assert (taken(summit), len(heard)) == (1, 1)


def test_approving_more_than_there_are_places_fills_the_waiting_list(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(automatic=False, capacity=1)
        one, two, three = (registered(enter(summit, number)) for number in range(3))
        assert services.approve(one).state is State.CONFIRMED
        assert services.approve(three).state is State.WAITING
        assert services.approve(two).state is State.WAITING
        assert (queries.position(three), queries.position(two)) == (1, 2)
        with pytest.raises(CategoryFull):
            services.approve(three)


def test_a_decision_is_made_once(uow: UnitOpener) -> None:
    with uow():
        registration = services.approve(registered(enter(make_summit(automatic=False))))
        with pytest.raises(TransitionRefused):
            services.approve(registration)
        with pytest.raises(TransitionRefused):
            services.decline(registration, "too late")


@pytest.mark.parametrize("decide", [services.decline, services.cancel])
def test_a_refusal_needs_a_reason(uow: UnitOpener, decide: Callable) -> None:
    with uow():
        receipt = enter(make_summit(automatic=False))
        with pytest.raises(ReasonMissing):
            decide(registered(receipt), "  \n ")
        assert registered(receipt).state is State.SUBMITTED


def test_a_refusal_can_be_taken_back_and_the_words_stay_out_of_the_trail(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        receipt = enter(make_summit(automatic=False))
        services.decline(registered(receipt), "Kontenjan doldu")
        lines = audit.of_subject(receipt.public_id)
        assert [line.note for line in lines if line.action == "registration.declined"] == ["Kontenjan doldu"]
        assert "Kontenjan" not in str([line.changes for line in lines])
    with uow():
        assert services.reopen(registered(receipt)).state is State.SUBMITTED
        assert services.approve(registered(receipt)).state is State.CONFIRMED
    assert "Kontenjan doldu" in letters()[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_cancelled_place_goes_to_the_next_at_once(uow: UnitOpener) -> None:
    with uow(), hearing(RegistrationCancelled) as heard:
        summit = make_summit(capacity=1)
        first, second, third = (enter(summit, number) for number in range(3))
        services.cancel(registered(first), "Terminüberschneidung")
        assert registered(second).state is State.CONFIRMED
        assert queries.position(registered(third)) == 1
        assert taken(summit) == 1
        assert len(heard) == 1


def test_who_leaves_makes_room_and_whoever_waits_leaves_the_queue(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1)
        first, second, third = (enter(summit, number) for number in range(3))
        services.withdraw(registered(second))
        services.withdraw(registered(first))
        assert registered(third).state is State.CONFIRMED
        assert taken(summit) == 1
        with pytest.raises(TransitionRefused):
            services.withdraw(registered(first))


def test_where_a_person_decides_the_next_receives_an_offer_and_takes_it(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        first, second = (registered(enter(summit, number)) for number in range(2))
        services.approve(first)
        services.approve(second)
        services.withdraw(first)
        assert second.state is State.OFFERED
        assert taken(summit) == 1
        assert services.accept_offer(second).state is State.CONFIRMED
        assert taken(summit) == 1


def test_an_offer_that_nobody_answers_goes_to_the_next(uow: UnitOpener, app: Flask) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        receipts = [enter(summit, number) for number in range(3)]
        for receipt in receipts:
            services.approve(registered(receipt))
        services.withdraw(registered(receipts[0]))
        registered(receipts[1]).offered_until = now() - timedelta(seconds=1)
        db.session.flush()
        with pytest.raises(OfferLapsed):
            services.accept_offer(registered(receipts[1]))
    with app.app_context():
        assert services.lapse_due() == 1
        assert registered(receipts[1]).state is State.WITHDRAWN
        assert registered(receipts[2]).state is State.OFFERED


def test_more_places_are_given_to_those_who_wait(uow: UnitOpener, app: Flask) -> None:
    with uow():
        summit = make_summit(capacity=1)
        receipts = [enter(summit, number) for number in range(4)]
        db.session.execute(sa.update(Summit).where(Summit.id == summit.id).values(capacity=3))
    with app.app_context():
        services.lapse_due()
        assert [registered(one).state.value for one in receipts] == ["confirmed"] * 3 + ["waiting"]
        assert taken("izmir-2027") == 3


def test_whoever_is_held_back_by_a_quota_does_not_hold_up_the_others(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=2)
        bremen = make_delegation(summit, quota=1)
        enter(summit, 1, delegation=bremen)
        guest = enter(summit, 2)
        first = enter(summit, 3, delegation=bremen)
        second = enter(summit, 4)
        services.withdraw(registered(guest))
        assert registered(first).state is State.WAITING
        assert registered(second).state is State.CONFIRMED

"""The waiting list on both databases: offers, groups, protocol, moves by hand, changes that are looked at again."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask

from summitapp.audit import queries as audit
from summitapp.badges import queries as badges
from summitapp.badges.values import BadgeState, RevocationReason
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.core.security import Actor
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation
from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    Answers,
    DelegationRole,
    Hold,
    OfferLapsed,
    ReasonMissing,
    State,
    TransitionRefused,
)
from summitapp.summits import services as summits
from summitapp.summits.models import Summit
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, nominate, person, registered

Letters = Callable[[], list[EmailMessage]]


def fill(summit: Summit, number: int) -> list[Registration]:
    """Let so many come, while there is room."""
    return [registered(enter(summit, 100 + one)) for one in range(number)]


def group(delegation: Delegation, size: int, first: int = 1) -> list[Registration]:
    """Return a group that was confirmed by its delegation and waits together."""
    members = [nominate(delegation, first + at, party="choir") for at in range(size)]
    return services.confirm_nominations(delegation, members)


def states(*registrations: Registration) -> list[str]:
    return [one.state.value for one in registrations]


# --- in order -----------------------------------------------------------------------------------


def test_a_raised_capacity_is_given_to_those_who_wait_at_once(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1, category_capacity=3)
        waiting = [registered(enter(summit, number)) for number in range(5)][1:]
        summits.change_entry(summit, {"capacity": 4})
        assert states(*waiting) == ["confirmed", "confirmed", "waiting", "waiting"]
        summits.change_part(summit.categories[0], {"capacity": 9})
        assert states(*waiting) == ["confirmed", "confirmed", "confirmed", "waiting"]


def test_a_raised_quota_is_given_to_the_delegation_at_once(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        bremen = make_delegation(summit, "Bremen", quota=0)
        delegations.set_category_quota(bremen, summit.categories[0], 0)
        waiting = registered(enter(summit, 1, delegation=bremen))
        delegations.set_quota(bremen, 1)
        assert states(waiting) == ["waiting"]
        delegations.set_category_quota(bremen, summit.categories[0], 1)
        assert states(waiting) == ["confirmed"]


def test_a_group_waits_until_all_of_it_fits_and_moves_up_together(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        summit = make_summit(capacity=3, automatic=False)
        came = [registered(enter(summit, 100 + number)) for number in range(3)]
        for one in came:
            services.approve(one)
        bremen = make_delegation(summit, "Bremen")
        choir = services.confirm_nominations(bremen, [nominate(bremen, at, party="choir") for at in (1, 2, 3)])
        single = registered(enter(summit, 9))
        for one in (*choir, single):
            services.approve(one)
        assert states(*choir, single) == ["waiting"] * 4
        services.cancel(came[0], "Absage")
        assert states(*choir, single) == ["waiting", "waiting", "waiting", "offered"]
        services.cancel(came[1], "Absage")
        services.cancel(came[2], "Absage")
        assert states(*choir) == ["waiting"] * 3
        services.withdraw(single)
        assert states(*choir) == ["offered"] * 3
        assert queries.places(summit.id)[0].taken == 3
        services.accept_offer(choir[0])
        assert states(*choir) == ["confirmed", "offered", "offered"]


def test_a_group_that_becomes_smaller_moves_up_if_it_fits_now(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=2)
        came = fill(summit, 2)
        choir = group(make_delegation(summit, "Bremen"), 2)
        services.cancel(came[0], "Absage")
        assert states(*choir) == ["waiting", "waiting"]
        services.withdraw(choir[0])
        assert states(*choir) == ["withdrawn", "confirmed"]


def test_newcomers_do_not_take_what_is_kept_for_a_group(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=3)
        came = fill(summit, 3)
        choir = group(make_delegation(summit, "Bremen"), 2)
        services.cancel(came[0], "Absage")
        first, second, third = (registered(enter(summit, 10 + number)) for number in range(3))
        assert states(first, second, third) == ["confirmed", "waiting", "waiting"]
        assert {one.passed_over for one in choir} == {1}
        services.cancel(came[1], "Absage")
        assert states(second) == ["confirmed"]
        assert {one.passed_over for one in choir} == {2}
        services.cancel(came[2], "Absage")
        assert states(third, *choir) == ["waiting"] * 3
        late = registered(enter(summit, 20))
        assert states(late) == ["waiting"]
        services.cancel(first, "Absage")
        assert states(*choir, third, late) == ["confirmed", "confirmed", "waiting", "waiting"]


def test_places_of_protocol_stay_free_until_somebody_gives_them(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=2, category_capacity=1)
        summits.change_part(summit.categories[0], {"protocol": True})
        guest, waits = (registered(enter(summit, number)) for number in (1, 2))
        press = registered(enter(summit, 3, category="press"))
        services.cancel(guest, "Absage")
        assert states(waits, press) == ["waiting", "confirmed"]
        ((line,), number) = queries.queue_lines(summit.id, 1)
        assert (line.registration, line.place, line.turn.hold, number) == (waits, 1, Hold.PROTOCOL, 1)
        services.offer(waits, "Auf Wunsch des Protokolls")
        assert states(waits) == ["confirmed"]
        (step,) = [one for one in audit.of_subject(waits.public_id) if one.action == "registration.promoted"]
        assert step.note == "Auf Wunsch des Protokolls"
        assert waits.reason == ""


def test_on_whom_nobody_has_decided_the_place_is_held_until_somebody_does(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        summits.change_part(summit.categories[0], {"holds_place": True})
        first, second = (registered(enter(summit, number)) for number in (1, 2))
        assert states(first, second) == ["submitted", "waiting"]
        services.decline(first, "leider")
        assert (second.state, second.holds_place, second.decided_at) == (State.SUBMITTED, True, None)
        services.approve(second)
        assert states(second) == ["confirmed"]
        assert queries.places(summit.id)[0].taken == 1


# --- offers -------------------------------------------------------------------------------------


def offered(summit: Summit, number: int = 1) -> Registration:
    """Return somebody with an offer."""
    came = registered(enter(summit, 90))
    services.approve(came)
    waiting = registered(enter(summit, number))
    services.approve(waiting)
    services.cancel(came, "Absage")
    return waiting


def test_an_offer_stands_as_long_as_the_summit_says(uow: UnitOpener) -> None:
    with uow():
        one = offered(make_summit(capacity=1, automatic=False, offer_hours=5))
        left = (one.offered_until or now()) - now()
        assert timedelta(hours=4, minutes=59) < left <= timedelta(hours=5)


def test_taking_a_place_twice_takes_it_once(uow: UnitOpener) -> None:
    with uow():
        one = offered(make_summit(capacity=1, automatic=False))
        services.accept_offer(one)
        services.accept_offer(one)
        assert (one.state, queries.places(one.summit_id)[0].taken) == (State.CONFIRMED, 1)
        assert len(badges.history(one.id)) == 1


def test_an_offer_nobody_answers_goes_to_the_next(app: Flask, uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        one = offered(summit)
        after = registered(enter(summit, 2))
        services.approve(after)
        one.offered_until = now() - timedelta(minutes=1)
        ids = (one.id, after.id)
    with app.app_context():
        assert services.lapse_due() == 1
        assert services.lapse_due() == 0
    with uow():
        one, after = (db.session.get_one(Registration, number) for number in ids)
        assert states(one, after) == ["withdrawn", "offered"]
        with pytest.raises(TransitionRefused):
            services.accept_offer(one)


def test_a_late_answer_is_refused_even_before_the_sweep(uow: UnitOpener) -> None:
    with pytest.raises(OfferLapsed), uow():
        one = offered(make_summit(capacity=1, automatic=False))
        one.offered_until = now() - timedelta(minutes=1)
        services.accept_offer(one)


# --- by hand ------------------------------------------------------------------------------------


def test_a_group_is_offered_places_before_its_turn_or_told_what_is_missing(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=2)
        came = fill(summit, 2)
        choir = group(make_delegation(summit, "Bremen"), 2)
        with pytest.raises(DomainError) as error:
            services.offer(choir[1])
        assert error.value.code == "category_full"
        services.cancel(came[0], "Absage")
        with pytest.raises(DomainError) as error:
            services.offer(choir[1])
        assert error.value.code == "party_too_large"
        services.cancel(came[1], "Absage")
        assert states(*choir) == ["confirmed", "confirmed"]
        with pytest.raises(TransitionRefused):
            services.offer(choir[1])


def test_a_full_delegation_is_named_as_the_reason(uow: UnitOpener) -> None:
    with pytest.raises(DomainError) as error, uow():
        bremen = make_delegation(make_summit(), "Bremen", quota=0)
        services.offer(registered(enter(bremen.summit, 1, delegation=bremen)))
    assert error.value.code == "delegation_full"


def test_somebody_is_moved_with_a_reason_and_the_numbers_stay_whole(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1)
        fill(summit, 1)
        one, two, three = (registered(enter(summit, number)) for number in (1, 2, 3))
        services.move_in_queue(three, 1, "Dolmetscherin der ersten Sitzung")
        assert [queries.position(each) for each in (three, one, two)] == [1, 2, 3]
        services.move_in_queue(three, 99, "doch nicht")
        assert [queries.position(each) for each in (one, two, three)] == [1, 2, 3]
        with pytest.raises(ReasonMissing):
            services.move_in_queue(three, 1, "  ")
        moves = [line for line in audit.of_subject(three.public_id) if line.action == "registration.requeued"]
        assert [(line.note, line.changes["position"]) for line in moves] == [
            ("doch nicht", [1, 3]), ("Dolmetscherin der ersten Sitzung", [3, 1]),
        ]  # fmt: skip


def test_a_group_is_moved_as_one(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1)
        fill(summit, 1)
        ahead = registered(enter(summit, 9))
        choir = group(make_delegation(summit, "Bremen"), 2)
        services.move_in_queue(choir[1], 1, "Chor der Eröffnung")
        assert [queries.position(one) for one in (*choir, ahead)] == [1, 2, 3]


# --- greetings and second looks -----------------------------------------------------------------


def test_a_greeting_is_read_in_the_mail_of_the_approval(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        summit = make_summit(automatic=False)
        services.approve(registered(enter(summit, 1)), "Wir freuen uns sehr auf Sie")
    assert "Wir freuen uns sehr auf Sie" in letters()[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def delegate(**values: object) -> Registration:
    """Return somebody who has a place in a full summit that watches names and functions."""
    summit = make_summit(capacity=1, automatic=False, review_fields=["name", "function", "delegation_role"], **values)
    one = nominate(make_delegation(summit, "Bremen"), 1)
    services.confirm_nominations(one.delegation, [one])  # type: ignore[arg-type]
    return services.approve(one)


def test_a_watched_change_of_ones_own_is_approved_again_and_keeps_the_place(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        one = delegate()
        number, own = one.id, Actor("person", one.person.public_id, person=one.person.public_id)
        waits = registered(enter(one.summit, 2))
        services.approve(waits)
    with uow(own):
        one = db.session.get_one(Registration, number)
        services.change_details(one, person(1), Answers(note="vegan"))
        assert one.state is State.CONFIRMED
        services.change_details(one, person(1), Answers(function="Bürgermeister"))
        assert (one.state, one.holds_place, one.decided_at) == (State.SUBMITTED, True, None)
        assert queries.places(one.summit_id)[0].taken == 1
        (badge,) = badges.history(one.id)
        assert (badge.state, badge.revocation) == (BadgeState.REVOKED, RevocationReason.REPLACED)
    with uow():
        one = db.session.get_one(Registration, number)
        with pytest.raises(TransitionRefused):
            services.reopen(one)
        services.approve(one)
        assert (one.state, badges.history(one.id)[0].state) == (State.CONFIRMED, BadgeState.ACTIVE)
        assert queries.tally(one.summit_id)[State.WAITING] == 1
        (line,) = [each for each in audit.of_subject(one.public_id) if each.action == "registration.review_asked"]
        assert (line.changes["fields"], line.actor_kind) == (["function"], "person")
    assert any("Your change is being looked at" in str(one["Subject"]) or one["Subject"] for one in letters())


def test_what_is_not_watched_or_what_organisers_change_needs_no_second_look(uow: UnitOpener) -> None:
    with uow():
        one = delegate()
        services.change_details(one, person(1, given_name="Yağmur"), Answers(function="Bürgermeister"))
        services.set_delegation_role(one, DelegationRole.DEPUTY)
        assert one.state is State.CONFIRMED
        number = one.id
    with uow(Actor("user", "focal")):
        one = db.session.get_one(Registration, number)
        services.set_delegation_role(one, DelegationRole.HEAD)
        assert one.state is State.SUBMITTED


def test_a_change_that_is_declined_gives_the_place_to_the_next(uow: UnitOpener) -> None:
    with uow():
        one = delegate()
        number, own = one.id, Actor("person", one.person.public_id, person=one.person.public_id)
        waits = services.approve(registered(enter(one.summit, 2)))
        after = waits.id
    with uow(own):
        services.change_details(db.session.get_one(Registration, number), person(1, given_name="Yağmur"), Answers())
    with uow():
        services.decline(db.session.get_one(Registration, number), "Diese Person kennen wir nicht")
        assert db.session.get_one(Registration, after).state is State.OFFERED

"""A delegation nominates first and confirms later, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa

from summitapp.audit import queries as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.core.security import Actor, GrantRef
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation, Quota
from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    AlreadyRegistered,
    Answers,
    DeadlinePassed,
    DelegationRole,
    DelegationUnknown,
    Filter,
    Source,
    State,
    TransitionRefused,
)
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, nominate, person, registered

Letters = Callable[[], list[EmailMessage]]
FOCAL = Actor("user", "focal")


def organiser(summit: str) -> Actor:
    return Actor("user", "organiser", grants=frozenset({GrantRef("organiser", "summit", summit)}))


def held(delegation: Delegation) -> int:
    return db.session.scalar(sa.select(Delegation.taken).where(Delegation.id == delegation.id)) or 0


# --- nominating ---------------------------------------------------------------------------------


def test_who_is_nominated_is_vouched_for_and_holds_no_place_yet(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        bremen = make_delegation(make_summit(), "Bremen", quota=2)
        one = nominate(bremen, 1, phone="+49421123456", answers=Answers(function="Bürgermeister"))
        assert (one.state, one.proven, one.source, one.holds_place) == (State.NOMINATED, True, Source.LIST, False)
        assert one.person.proven_at is None
        assert (one.phone, one.function, one.delegation_role) == ("+49421123456", "Bürgermeister", DelegationRole.MEMBER)
        assert held(bremen) == 0
        assert [line.action for line in audit.of_subject(one.public_id)] == ["registration.nominated"]
        assert queries.page(bremen.summit_id, Filter(terms=("gulsah",))) == [one]
    assert letters() == []


def test_who_is_nominated_needs_no_address(uow: UnitOpener) -> None:
    with uow():
        bremen = make_delegation(make_summit(), "Bremen")
        one = nominate(bremen, 1, email=None)
        assert one.person.email is None
        assert not services.inform_nominated(one)


def test_the_same_person_is_nominated_once(uow: UnitOpener) -> None:
    with pytest.raises(AlreadyRegistered), uow():
        bremen = make_delegation(make_summit(), "Bremen")
        nominate(bremen, 1)
        nominate(bremen, 1)


def test_a_nomination_holds_a_place_where_its_category_says_so_and_one_is_free(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        summit.categories[0].holds_place = True
        bremen = make_delegation(summit, "Bremen", quota=2)
        assert [nominate(bremen, number).holds_place for number in range(3)] == [True, True, False]
        assert held(bremen) == 2
        assert not nominate(bremen, 4, category="press").holds_place


def test_a_delegation_has_one_head_and_a_new_one_takes_over(uow: UnitOpener) -> None:
    with uow():
        bremen = make_delegation(make_summit(), "Bremen")
        first = nominate(bremen, 1, role=DelegationRole.HEAD)
        second = nominate(bremen, 2)
        services.set_delegation_role(second, DelegationRole.HEAD)
        services.set_delegation_role(second, DelegationRole.HEAD)
        assert (first.delegation_role, second.delegation_role) == (DelegationRole.MEMBER, DelegationRole.HEAD)
        services.set_delegation_role(first, DelegationRole.DEPUTY)
        assert queries.head_of(bremen.id) is second
        number = bremen.id
    with pytest.raises(DomainError) as error, uow():
        nominate(db.session.get_one(Delegation, number), 3, role=DelegationRole.HEAD)
    assert error.value.code == "head_taken"
    with pytest.raises(DelegationUnknown), uow():
        alone = enter(make_summit("other-2027"), 9)
        services.set_delegation_role(registered(alone), DelegationRole.HEAD)


def test_a_delegation_nominates_for_its_own_summit_only(uow: UnitOpener) -> None:
    with uow():
        here, there = make_summit(), make_summit("other-2027")
        bremen = make_delegation(there, "Bremen")
        for wrong, category in ((here, here.categories[0]), (there, here.categories[0])):
            with pytest.raises(DomainError) as error:
                services.nominate(wrong, person(1), Answers(), category=category, delegation=bremen,
                                  role=DelegationRole.MEMBER)  # fmt: skip
            assert error.value.code in ("delegation_unknown", "category_unknown")


# --- deadlines ----------------------------------------------------------------------------------


def test_after_the_deadline_only_the_organisers_nominate_and_confirm(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        summit.nominations_close_at = now() - timedelta(minutes=1)
        bremen = make_delegation(summit, "Bremen")
        later = make_delegation(summit, "Konak")
        later.nominate_by = later.confirm_by = now() + timedelta(days=1)
        waiting = nominate(bremen, 1)
        numbers, reference = (bremen.id, later.id, waiting.id), summit.public_id
    with uow(FOCAL):
        bremen, later = (db.session.get_one(Delegation, number) for number in numbers[:2])
        with pytest.raises(DeadlinePassed):
            nominate(bremen, 2)
        with pytest.raises(DeadlinePassed):
            services.confirm_nominations(bremen, [db.session.get_one(Registration, numbers[2])])
        services.confirm_nominations(later, [nominate(later, 3)])
    with uow(organiser(reference)):
        bremen = db.session.get_one(Delegation, numbers[0])
        nominate(bremen, 2)
        services.confirm_nominations(bremen, [db.session.get_one(Registration, numbers[2])])


# --- confirming ---------------------------------------------------------------------------------


def test_a_confirmed_list_waits_for_the_organisers_where_these_decide(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        bremen = make_delegation(make_summit(automatic=False), "Bremen", quota=5)
        listed = [nominate(bremen, number) for number in range(2)]
        services.confirm_nominations(bremen, listed)
        assert {one.state for one in listed} == {State.SUBMITTED}
        assert held(bremen) == 0
        with pytest.raises(TransitionRefused):
            services.confirm_nominations(bremen, listed)
        services.approve(listed[0])
        assert (listed[0].state, held(bremen)) == (State.CONFIRMED, 1)
    assert len(letters()) == 1


def test_where_a_nomination_holds_a_place_it_keeps_it_until_the_decision(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(automatic=False)
        summit.categories[0].holds_place = True
        bremen = make_delegation(summit, "Bremen", quota=1)
        kept, beyond = nominate(bremen, 1), nominate(bremen, 2)
        services.confirm_nominations(bremen, [kept, beyond])
        assert [(one.state, one.holds_place) for one in (kept, beyond)] == [
            (State.SUBMITTED, True), (State.WAITING, False),
        ]  # fmt: skip
        services.decline(kept, "leider")
        assert (beyond.state, beyond.holds_place, held(bremen)) == (State.SUBMITTED, True, 1)


def test_an_automatic_summit_gives_places_until_the_quota_is_full(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        bremen = make_delegation(make_summit(), "Bremen", quota=2)
        listed = services.confirm_nominations(bremen, [nominate(bremen, number) for number in range(3)])
        assert [one.state for one in listed] == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
        assert held(bremen) == 2
    assert len(letters()) == 3


def test_those_who_come_together_all_get_a_place_or_all_wait(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        bremen = make_delegation(summit, "Bremen", quota=3)
        delegations.set_category_quota(bremen, summit.categories[1], 1)
        pair = [nominate(bremen, number, party="choir") for number in range(2)]
        press = [nominate(bremen, number, party="press", category="press") for number in (3, 4)]
        single = nominate(bremen, 5)
        services.confirm_nominations(bremen, [*press, *pair, single])
        assert {one.state for one in pair} == {State.CONFIRMED}
        assert {one.state for one in press} == {State.WAITING}
        assert single.state is State.CONFIRMED
        assert held(bremen) == 3
        assert db.session.scalar(sa.select(Quota.taken)) == 0
        assert queries.places(summit.id)[0].taken == 3


def test_a_list_of_another_delegation_cannot_be_confirmed(uow: UnitOpener) -> None:
    with pytest.raises(TransitionRefused), uow():
        summit = make_summit()
        bremen, konak = make_delegation(summit, "Bremen"), make_delegation(summit, "Konak")
        services.confirm_nominations(konak, [nominate(bremen)])


# --- the mail of GDPR Art. 14 ---------------------------------------------------------------------


def test_who_was_nominated_reads_who_did_it_and_what_is_kept(
    uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        bremen = make_delegation(make_summit(), "Bremen")
        assert services.inform_nominated(nominate(bremen, 1, language="de"))
    (letter,) = letters()
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert letter["To"] == "gulsah1@example.org"
    assert "Bremen" in text and "/de/my/link/" in text and "/de/privacy/" in text

"""Asking, answering and ending: what becomes of requests, who is told, and what nobody reads."""


import pytest
import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    AnsweringClosed,
    AskedAlready,
    AskedBefore,
    AskingClosed,
    CannotBeAsked,
    Ending,
    MustsUsed,
    ProfileNeeded,
    QuotaUsed,
    RequestAgreed,
    RequestEnded,
    RequestOver,
    RequestState,
    RoundPhase,
    Scheduling,
    Wish,
)
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from tests.conftest import Reader, UnitOpener
from tests.factories.requests import (
    Fair,
    asks,
    make_fair,
    says,
    set_round,
    somebody,
    the_request,
    the_round,
    waits,
)
from tests.matchmaking.asking import NO, YES, Letters, about_meetings, plain, refuse_block, state, the_id


def test_a_request_is_asked_answered_and_agreed(fair: Fair, uow: UnitOpener, reading: Reader, heard: list[object]) -> None:
    with uow():
        one = asks(fair, message="Abwärme aus dem Hafen?").public_id
    with reading():
        assert waits(fair, 1) == [one] and not waits(fair, 0)
        line = queries.desk_of(somebody(fair, 1), now()).waiting[0]
        assert line.message == "Abwärme aus dem Hafen?" and line.party.city.de == "Bremen"
    with uow():
        assert says(fair, one, 1, YES, wish=Wish.MUST).state is RequestState.ACCEPTED
    with reading():
        assert [one.public_id for one in queries.standing_requests(fair.round)] == [one]
        assert queries.desk_of(somebody(fair, 0), now()).agreed[0].reference == one
        assert the_request(one).value >= 100
    assert heard == [RequestAgreed(the_id(reading, one), one, fair.round)]


def test_who_asks_whoever_has_asked_them_has_agreed(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        one = asks(fair, 0, 1).public_id
        assert asks(fair, 1, 0, message="Gern!").public_id == one
    with reading():
        found = the_request(one)
        assert (found.state, found.mutual) == (RequestState.ACCEPTED, True)
        assert [(one.reply, one.note) for one in found.attendees] == [(YES, ""), (YES, "Gern!")]
        assert db.session.scalar(sa.select(sa.func.count(MeetingRequest.id))) == 1
        assert queries.quota_of(somebody(fair, 1), the_round(fair)).sent == 0


def test_asking_twice_names_the_request_that_stands(fair: Fair, uow: UnitOpener) -> None:
    with uow():
        one = asks(fair).public_id
    for again in (False, True):
        with uow(), pytest.raises(AskedAlready) as refusal:
            asks(fair)
        assert refusal.value.facts == {"request": one}
        if not again:
            with uow():
                says(fair, one, 1, YES)
    with uow(), pytest.raises(AskedAlready):
        asks(fair, 1, 0)


def test_a_no_is_told_with_its_words_and_is_not_asked_again(
    fair: Fair, uow: UnitOpener, reading: Reader, letters: Letters, heard: list[object]
) -> None:
    with uow():
        one = asks(fair).public_id
    with uow():
        says(fair, one, 1, NO, note="Leider keine Zeit")
    with reading():
        assert state(one) is RequestState.DECLINED
        mine = queries.desk_of(somebody(fair, 0), now()).over[0]
        assert mine.note == "Leider keine Zeit"
        assert queries.quota_of(somebody(fair, 0), the_round(fair)).sent == 0
    with uow(), pytest.raises(AskedBefore):
        asks(fair)
    with uow():
        assert asks(fair, 1, 0).state is RequestState.ASKED  # they have changed their mind
    assert isinstance(heard[0], RequestEnded) and heard[0].how is Ending.DECLINED and not heard[0].agreed
    text = plain(next(one for one in about_meetings(letters) if "No meeting" in one["Subject"]))
    assert "Leider keine Zeit" in text and "@example" not in text


def test_asked_answered_and_ended_twice_changes_nothing_more(fair: Fair, uow: UnitOpener, heard: list[object]) -> None:
    with uow():
        one = asks(fair).public_id
        says(fair, one, 1, YES)
        says(fair, one, 1, YES)
    assert len(heard) == 1
    with uow():
        asking.withdraw(the_request(one), somebody(fair, 0))
    with uow(), pytest.raises(RequestOver):
        asking.withdraw(the_request(one), somebody(fair, 0))
    with uow(), pytest.raises(RequestOver):
        says(fair, one, 1, NO)
    assert [type(one) for one in heard] == [RequestAgreed, RequestEnded] and heard[1].agreed  # type: ignore[attr-defined]


def test_what_was_taken_back_may_be_asked_again_and_returns_its_place(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        one = asks(fair).public_id
        asking.withdraw(the_request(one), somebody(fair, 0))
        assert asks(fair).public_id != one
    with reading():
        assert queries.quota_of(somebody(fair, 0), the_round(fair)).sent == 1


def test_the_quota_holds_and_what_ends_gives_its_place_back(fair: Fair, uow: UnitOpener) -> None:
    with uow():
        set_round(fair, request_limit=2, must_limit=1)
        first = asks(fair, 0, 1, Wish.MUST).public_id
    with uow(), pytest.raises(MustsUsed):
        asks(fair, 0, 2, Wish.MUST)
    with uow():
        asks(fair, 0, 2)
    with uow(), pytest.raises(QuotaUsed):
        asks(fair, 0, 3)
    with uow():
        says(fair, first, 1, NO)
        asks(fair, 0, 3, Wish.MUST)


def test_an_answer_may_be_a_must_too_and_a_wish_is_changed(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        set_round(fair, must_limit=1)
        one, other = asks(fair, 0, 1).public_id, asks(fair, 2, 1).public_id
        says(fair, one, 1, YES, wish=Wish.MUST)
    with uow(), pytest.raises(MustsUsed):
        says(fair, other, 1, YES, wish=Wish.MUST)
    with uow():
        asking.change_wish(the_request(one), somebody(fair, 1), Wish.MEET)
        says(fair, other, 1, YES, wish=Wish.MUST)
    with reading():
        assert queries.quota_of(somebody(fair, 1), the_round(fair)).musts_left == 0


@pytest.mark.parametrize("reason", ["blocked", "blocks", "paused", "hidden", "oneself", "own delegation", "another summit"])
def test_a_refusal_says_the_same_whatever_its_reason(fair: Fair, uow: UnitOpener, reason: str) -> None:
    with uow():
        profile = db.session.scalars(sa.select(MatchProfile).where(MatchProfile.public_id == fair.profiles[1])).one()
        other, me = somebody(fair, 1), somebody(fair, 0)
        if reason in ("blocked", "blocks"):
            refuse_block(fair, *((1, 0) if reason == "blocked" else (0, 1)))
        elif reason == "paused":
            profile.state = ProfileState.PAUSED
        elif reason == "hidden":
            other.person.hidden_at = now()
        elif reason == "oneself":
            fair.profiles[1] = fair.profiles[0]
        elif reason == "own delegation":
            other.delegation_id = me.delegation_id
        else:
            fair.profiles[1] = make_fair(1, slug="koeln-2028").profiles[0]
        record("profile.changed", profile)
    with uow(), pytest.raises(CannotBeAsked):
        asks(fair)


def test_who_cannot_be_found_does_not_ask(fair: Fair, uow: UnitOpener) -> None:
    with uow():
        profile = db.session.scalars(sa.select(MatchProfile).where(MatchProfile.public_id == fair.profiles[0])).one()
        profile.state = ProfileState.PAUSED
        record("profile.changed", profile)
    with uow(), pytest.raises(ProfileNeeded):
        asks(fair)


@pytest.mark.parametrize(("phase", "asking_", "answering"), [
    (RoundPhase.PREPARING, False, False), (RoundPhase.CLOSED, False, True), (RoundPhase.PROVISIONAL, False, True),
    (RoundPhase.PUBLISHED, True, True), (RoundPhase.FROZEN, True, True),
])  # fmt: skip
def test_the_phase_says_what_can_be_done(fair: Fair, uow: UnitOpener, phase: RoundPhase, asking_: bool, answering: bool) -> None:
    with uow():
        one = asks(fair).public_id
        set_round(fair, phase=phase)
    if asking_:
        with uow():
            asks(fair, 2, 3)
    else:
        with uow(), pytest.raises(AskingClosed):
            asks(fair, 2, 3)
    if answering:
        with uow():
            says(fair, one, 1, YES)
    else:
        with uow(), pytest.raises(AnsweringClosed):
            says(fair, one, 1, YES)


def test_what_is_agreed_after_the_plan_is_to_be_placed_at_once(fair: Fair, uow: UnitOpener, heard: list[object]) -> None:
    with uow():
        set_round(fair, phase=RoundPhase.PUBLISHED)
        says(fair, asks(fair).public_id, 1, YES)
        set_round(fair, phase=RoundPhase.OPEN, scheduling=Scheduling.AT_ONCE)
        says(fair, asks(fair, 2, 3).public_id, 3, YES)
    assert [one.at_once for one in heard] == [True, True]  # type: ignore[attr-defined]

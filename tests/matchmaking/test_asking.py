"""Asking, answering and ending: what becomes of requests, who is told, and what nobody reads."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.audit.services import record
from summitapp.contacts.models import Block
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    AnsweringClosed,
    AskedAlready,
    AskedBefore,
    AskingClosed,
    AttendeeRole,
    CannotBeAsked,
    Ending,
    MustsUsed,
    NobodyToArrange,
    ProfileNeeded,
    QuotaUsed,
    Reply,
    RequestAgreed,
    RequestEnded,
    RequestOver,
    RequestState,
    RoundPhase,
    Scheduling,
    Sought,
    TimeTaken,
    Wish,
    Wording,
)
from summitapp.outbox import services as outbox
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from tests.conftest import Reader, UnitOpener
from tests.factories.requests import (
    Fair,
    add_delegation,
    add_house,
    asks,
    later,
    mails_leave,
    make_fair,
    says,
    set_round,
    somebody,
    the_request,
    the_round,
    waits,
)

Letters = Callable[[], list[EmailMessage]]
YES, NO = Reply.YES, Reply.NO


@pytest.fixture
def fair(uow: UnitOpener) -> Fair:
    with uow():
        return make_fair(4)


@pytest.fixture
def heard() -> list[object]:
    """Everything that is announced of requests from here on."""
    found: list[object] = []
    events.connect(RequestAgreed, found.append)
    events.connect(RequestEnded, found.append)
    yield found
    for kind in (RequestAgreed, RequestEnded):
        events._reactions[kind].remove(found.append)


def state(reference: str) -> RequestState:
    return the_request(reference).state


def about_meetings(letters: Letters) -> list[EmailMessage]:
    """The mails about requests; those of the registrations went before."""
    return [one for one in letters() if "/meetings/requests/" in plain(one)]


def plain(letter: EmailMessage) -> str:
    text: str = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return text


def delivered(app: Flask, uow: UnitOpener, letters: Letters) -> list[tuple[str, str]]:
    """Let the mails that were gathered leave, and return to whom all went and what they say first."""
    with uow():
        mails_leave()
    with app.app_context():
        outbox.sweep()
    return [(one["To"], one["Subject"]) for one in about_meetings(letters)]


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


def the_id(reading: Reader, reference: str) -> int:
    with reading():
        return the_request(reference).id


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


def refuse_block(fair: Fair, who: int, whom: int) -> None:
    db.session.add(Block(person_id=somebody(fair, who).person_id, blocked_id=somebody(fair, whom).person_id, at=now()))


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


# --- houses and delegations ---------------------------------------------------------------------------


def test_a_house_is_asked_through_one_of_its_people_and_through_the_next_after_a_no(
    fair: Fair, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        house = add_house(fair, 3)
        one = asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[2]]), Wording()).public_id
    with reading():
        assert [waits(fair, place) for place in house] == [[one], [], []]
        seen = queries.desk_of(somebody(fair, 1), now()).sent[0]
        assert (seen.party.name.de, seen.others) == ("Hafen Bremen GmbH", ())
    with uow():
        says(fair, one, house[0], NO, note="Nicht mein Gebiet")
    with reading():
        assert [waits(fair, place) for place in house] == [[], [one], []]
        seen = queries.desk_of(somebody(fair, 1), now()).sent[0]
        assert seen.note == "" and seen.state is RequestState.ASKED  # who said no for the house is not told
    with uow():
        says(fair, one, house[1], YES)
    with reading():
        seen = queries.desk_of(somebody(fair, 1), now()).agreed[0]
        assert [one.registration for one in seen.others] == [fair.people[house[1]]]
        first = queries.desk_of(somebody(fair, house[0]), now()).over[0]
        assert (first.state, first.others) == (RequestState.DECLINED, ())
    assert not [one for one in letters() if "No meeting" in one["Subject"]]


def test_a_house_of_which_all_say_no_declines(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        house = add_house(fair, 2)
        one = asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[0]]), Wording()).public_id
        says(fair, one, house[0], NO)
        says(fair, one, house[1], NO)
    with reading():
        assert state(one) is RequestState.DECLINED
    with uow(), pytest.raises(AskedBefore):
        asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[0]]), Wording())


def test_a_house_that_does_not_answer_is_asked_through_the_next_and_runs_out_with_the_last(
    fair: Fair, uow: UnitOpener, app: Flask, reading: Reader
) -> None:
    with uow():
        house = add_house(fair, 2)
        one = asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[0]]), Wording()).public_id
        later(hours=73)
    swept(app)
    with reading():
        assert [waits(fair, place) for place in house] == [[], [one]]
        assert queries.desk_of(somebody(fair, house[0]), now()).over[0].handed_on
    with uow():
        later(hours=73)
    swept(app)
    with reading():
        assert state(one) is RequestState.EXPIRED


def swept(app: Flask) -> None:
    with app.app_context():
        asking.sweep()


def test_whoever_of_a_house_has_asked_is_met_by_asking_the_house(fair: Fair, uow: UnitOpener) -> None:
    with uow():
        house = add_house(fair, 3)
        one = asks(fair, house[2], 1).public_id
        found = asking.ask(somebody(fair, 1), Sought(organisation=fair.profiles[house[0]]), Wording())
        assert found.public_id == one and found.state is RequestState.ACCEPTED


def test_the_head_answers_for_a_delegation_and_chooses_who_comes(
    fair: Fair, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        group, places = add_delegation(fair, 3)
        one = asking.ask(somebody(fair, 1), Sought(delegation=group.public_id), Wording()).public_id
    with reading():
        assert [waits(fair, place) for place in places] == [[], [], [one]]
        assert queries.desk_of(somebody(fair, 1), now()).sent[0].party.name.de == "Hannover"
    with uow():
        chosen = tuple(somebody(fair, place).public_id for place in places[:2])
        says(fair, one, places[2], YES, people=(*chosen, "nonsense", somebody(fair, 3).public_id))
    with reading():
        found = the_request(one)
        assert found.state is RequestState.ACCEPTED and found.value == 400 + 300 * 2
        coming = {one.registration_id for one in found.attendees if one.reply is YES}
        assert coming == {fair.people[1], *(fair.people[place] for place in places[:2])}
        assert queries.desk_of(somebody(fair, places[2]), now()).over[0].handed_on


# --- times, guests, organisers -------------------------------------------------------------------------


def slots(fair: Fair) -> list[str]:
    return [str(one.id) for one in queries.free_slots(the_round(fair), fair.people[:2], now())]


def test_another_time_is_proposed_and_taken_by_whoever_asked(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        first, second = slots(fair)[:2]
        one = asks(fair, slot=first).public_id
        asking.propose_time(the_request(one), somebody(fair, 1), second)
    with reading():
        assert waits(fair, 0) == [one] and waits(fair, 1) == [one]
        line = queries.desk_of(somebody(fair, 0), now()).waiting[0]
        assert line.time_waits and not line.waits and not line.proposed_by_me
    with uow():
        assert says(fair, one, 0, YES).state is RequestState.ACCEPTED
    with reading():
        assert str(the_request(one).proposed_slot_id) == second
    with uow(), pytest.raises(TimeTaken):
        asking.propose_time(the_request(one), somebody(fair, 0), "987654")
    with uow(), pytest.raises(TimeTaken):
        asks(fair, 2, 3, slot="1 or 1")


def test_guests_answer_for_themselves_and_the_host_and_one_are_enough(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        one = asks(fair).public_id
        for place in (2, 3):
            asking.add_guest(the_request(one), somebody(fair, 0), fair.profiles[place])
    with uow(), pytest.raises(CannotBeAsked):
        asking.add_guest(the_request(one), somebody(fair, 0), fair.profiles[3])
    with uow(), pytest.raises(RequestOver):
        asking.add_guest(the_request(one), somebody(fair, 1), fair.profiles[3])
    with uow():
        says(fair, one, 1, NO)
        assert state(one) is RequestState.ASKED
        says(fair, one, 2, YES)
        assert state(one) is RequestState.ACCEPTED
        says(fair, one, 3, NO)
    with reading():
        host = queries.desk_of(somebody(fair, 0), now()).agreed[0]
        assert [(one.registration, one.reply) for one in host.others] == [(fair.people[2], YES), (fair.people[3], NO)]
        guest = queries.desk_of(somebody(fair, 2), now()).agreed[0]
        assert guest.others == () and guest.party.city.de == "Bremen"
    with uow():
        asking.withdraw(the_request(one), somebody(fair, 2))
        assert state(one) is RequestState.WITHDRAWN


def test_organisers_arrange_and_pin_and_both_are_told(
    fair: Fair, app: Flask, uow: UnitOpener, reading: Reader, letters: Letters, heard: list[object]
) -> None:
    with uow():
        one = asking.arrange(the_round(fair), [somebody(fair, 0), somebody(fair, 1)], pinned=True).public_id
        group = asking.arrange(the_round(fair), [somebody(fair, place) for place in range(4)]).public_id
    with reading():
        assert state(one) is RequestState.ACCEPTED and state(group) is RequestState.ASKED
        assert the_request(one).pinned and waits(fair, 0) == [group]
        assert queries.quota_of(somebody(fair, 0), the_round(fair)).sent == 0
    with uow():
        says(fair, group, 0, YES)
        says(fair, group, 2, YES)
        asking.pin(the_request(one), False)
    with reading():
        assert state(group) is RequestState.ACCEPTED and not the_request(one).pinned
    sent = delivered(app, uow, letters)
    assert sorted(subject for _, subject in sent) == ["2 meetings were arranged for you", "A meeting was arranged for you",
                                                      *["Somebody would like to meet you"] * 2]  # fmt: skip
    with uow(), pytest.raises(NobodyToArrange):
        asking.arrange(the_round(fair), [somebody(fair, 0)] * 3)
    with uow(), pytest.raises(AskedAlready):
        asking.arrange(the_round(fair), [somebody(fair, 1), somebody(fair, 0)])


def test_the_host_of_an_arranged_group_may_leave_it_to_the_others(fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        set_round(fair, auto_accept=True)
        one = asking.arrange(the_round(fair), [somebody(fair, place) for place in range(3)]).public_id
        asking.withdraw(the_request(one), somebody(fair, 0))
    with reading():
        found = the_request(one)
        assert found.state is RequestState.ACCEPTED and found.asker_id == fair.people[1]
        assert [one.role for one in found.attendees] == [AttendeeRole.ASKED, AttendeeRole.ASKER, AttendeeRole.ASKED]


def test_where_one_blocks_the_other_both_are_asked_instead(fair: Fair, uow: UnitOpener) -> None:
    with uow():
        refuse_block(fair, 0, 1)
        record("contact.blocked", somebody(fair, 0))
    with uow():
        found = asking.arrange(the_round(fair), [somebody(fair, 0), somebody(fair, 1)], pinned=True)
        assert found.state is RequestState.ASKED


# --- mails and time -------------------------------------------------------------------------------------


def test_many_requests_are_one_mail_without_an_address_or_a_word_of_them(
    fair: Fair, app: Flask, uow: UnitOpener, letters: Letters
) -> None:
    with uow():
        for place in (0, 2, 3):
            asks(fair, place, 1, message="Nur für Sie")
    assert about_meetings(letters) == []
    ((to, _),) = delivered(app, uow, letters)
    (letter,) = about_meetings(letters)
    text = plain(letter)
    assert text.count("\n- ") == 3 and "Nur für Sie" not in letter.as_string() and "/my/link/" in text
    assert "@example.org" not in text.replace(to, "")


def test_what_was_taken_back_before_the_mail_left_is_not_told(fair: Fair, app: Flask, uow: UnitOpener, letters: Letters) -> None:
    with uow():
        asking.withdraw(asks(fair), somebody(fair, 0))
    assert [subject for _, subject in delivered(app, uow, letters)] == ["The meeting with Gülşah 1 Yıldız Ünal does not take place"]


def test_who_does_not_answer_is_reminded_twice_and_then_it_ends(
    fair: Fair, uow: UnitOpener, app: Flask, letters: Letters, reading: Reader
) -> None:
    with uow():
        one = asks(fair).public_id
        asks(fair, 2, 1)
    for hours in (10, 28, 2, 10, 10):
        with uow():
            later(hours=hours)
        swept(app)
        sent = [subject for _, subject in delivered(app, uow, letters)]
    assert sent == ["2 requests to meet wait for you", *["2 requests to meet still wait for your answer"] * 2]
    with uow():
        later(hours=20)
    swept(app)
    with reading():
        assert state(one) is RequestState.EXPIRED
        assert queries.quota_of(somebody(fair, 0), the_round(fair)).sent == 0
    swept(app)
    assert len(delivered(app, uow, letters)) == 5
    with uow():
        assert asks(fair).state is RequestState.ASKED


def test_a_closed_round_reminds_of_nothing_that_cannot_be_answered(fair: Fair, uow: UnitOpener, app: Flask, letters: Letters) -> None:
    with uow():
        asks(fair)
        later(hours=40)
        set_round(fair, phase=RoundPhase.PREPARING)
    swept(app)
    with uow():
        assert db.session.scalar(sa.select(MeetingRequest.nudged_at)) is None
        assert db.session.scalar(sa.select(sa.func.count(Attendee.id))) == 2

"""Requests of more than two: houses, delegations and guests; other times; what organisers arrange."""


import pytest
from flask import Flask

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    AskedAlready,
    AskedBefore,
    AttendeeRole,
    CannotBeAsked,
    NobodyToArrange,
    RequestOver,
    RequestState,
    Sought,
    TimeTaken,
    Wording,
)
from tests.conftest import Reader, UnitOpener
from tests.factories.requests import (
    Fair,
    add_delegation,
    add_house,
    asks,
    later,
    says,
    set_round,
    somebody,
    the_request,
    the_round,
    waits,
)
from tests.matchmaking.asking import NO, YES, Letters, delivered, refuse_block, slots, state, swept

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

"""Pure decisions about requests."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.values import (
    STANDING,
    AttendeeRole,
    Candidate,
    MustsUsed,
    Quota,
    QuotaUsed,
    Reply,
    RequestKind,
    RequestState,
    RoundPhase,
    Scheduling,
    Step,
    Voice,
    Wish,
)

T = datetime(2027, 9, 1, 12, tzinfo=UTC)
HOST, ASKED, GUEST = AttendeeRole.ASKER, AttendeeRole.ASKED, AttendeeRole.GUEST
replies = st.sampled_from(Reply)


def hours(number: float) -> datetime:
    return T + timedelta(hours=number)


@pytest.mark.parametrize(("phase", "ask", "reply", "gather", "at_once"), [
    (RoundPhase.PREPARING, False, False, False, False), (RoundPhase.OPEN, True, True, True, False),
    (RoundPhase.CLOSED, False, True, False, False), (RoundPhase.PROVISIONAL, False, True, False, False),
    (RoundPhase.PUBLISHED, True, True, False, True), (RoundPhase.FROZEN, True, True, False, True),
])  # fmt: skip
def test_each_phase_permits_its_own(phase: RoundPhase, ask: bool, reply: bool, gather: bool, at_once: bool) -> None:
    found = rules.permits(phase, Scheduling.PLANNED, None, T)
    assert (found.ask, found.reply, found.gather, found.at_once) == (ask, reply, gather, at_once)


def test_requests_end_with_their_time_and_a_round_that_places_at_once_does_so_from_the_start() -> None:
    assert not rules.permits(RoundPhase.OPEN, Scheduling.PLANNED, T, T).ask
    assert rules.permits(RoundPhase.OPEN, Scheduling.PLANNED, T, T).reply
    assert rules.permits(RoundPhase.OPEN, Scheduling.AT_ONCE, None, T).at_once
    assert rules.permits(RoundPhase.PUBLISHED, Scheduling.PLANNED, T, hours(9)).ask


def test_a_request_is_agreed_by_the_host_and_one_other() -> None:
    for host, asked, guest in product(Reply, repeat=3):
        found = rules.settle([Voice(HOST, host), Voice(ASKED, asked), Voice(GUEST, guest)])
        assert (found is RequestState.ACCEPTED) == (host is Reply.YES and Reply.YES in (asked, guest))
        assert (found is RequestState.DECLINED) == (host is not Reply.NO and asked is guest is Reply.NO)
        assert (found is RequestState.WITHDRAWN) == (host is Reply.NO)


@given(st.lists(replies, min_size=1, max_size=8), replies)
def test_the_order_of_those_who_answer_does_not_matter(others: list[Reply], host: Reply) -> None:
    voices = [Voice(HOST, host), *[Voice(ASKED, one) for one in others]]
    assert rules.settle(voices) is rules.settle(reversed(voices))


def test_what_has_ended_stays_ended() -> None:
    for state, step in product(RequestState, Step):
        assert not (rules.can(state, step) and state not in STANDING)
    for state, steps in rules.TRANSITIONS.items():
        assert state in STANDING and all(to for to in steps.values())


def test_the_quota_counts_what_is_sent_and_the_musts_what_is_really_wanted() -> None:
    rules.check_quota(Quota(14, 15, 3, 3), Wish.MEET)
    with pytest.raises(QuotaUsed):
        rules.check_quota(Quota(15, 15, 0, 3), Wish.MEET)
    with pytest.raises(MustsUsed):
        rules.check_quota(Quota(0, 15, 3, 3), Wish.MUST)
    rules.check_quota(Quota(15, 15, 2, 3), Wish.MUST, sends=False)


def test_a_house_sends_who_fits_best_and_among_equals_the_highest_and_the_least_asked() -> None:
    fits, high, busy, calm = (Candidate(1, score=650, level=4), Candidate(2, score=320, level=0, requests=9),
                              Candidate(3, score=399, level=0, requests=5), Candidate(4, score=301, level=0, requests=1))  # fmt: skip
    assert rules.pick([busy, calm, fits, high]) == fits
    assert rules.pick([busy, high, calm], [4]) == busy
    assert rules.pick([busy, high, calm]) == calm
    assert rules.pick([calm], [4]) is None and rules.pick([]) is None


def test_a_delegation_answers_by_its_head_then_the_deputy() -> None:
    head, deputy, best = Candidate(1, rank=0), Candidate(2, rank=1), Candidate(3, score=900)
    assert rules.pick([best, deputy, head]) == head
    assert rules.pick([best, deputy, head], [1]) == deputy
    assert rules.pick([best, deputy, head], [1, 2]) == best


def test_a_request_waits_its_hours_and_never_longer_than_requests_are_taken() -> None:
    assert rules.expiry(T, 72, None) == rules.expiry(T, 72, hours(100)) == hours(72)
    assert rules.expiry(T, 72, hours(10)) == hours(10)


def test_one_reminder_at_half_time_and_one_the_day_before() -> None:
    due = [(at, said) for at in range(0, 80, 4) for said in [rules.nudge_is_due(T, hours(72), None, hours(at))] if said]
    assert [at for at, _ in due] == list(range(36, 72, 4))
    assert not rules.nudge_is_due(T, hours(72), hours(37), hours(40))
    assert rules.nudge_is_due(T, hours(72), hours(37), hours(48))
    assert not rules.nudge_is_due(T, hours(72), hours(49), hours(70))
    assert not rules.nudge_is_due(T, None, None, hours(40))


@given(st.integers(1, 720), st.integers(1, 60))
def test_nobody_is_reminded_more_than_twice(length: int, step: int) -> None:
    nudged: list[datetime] = []
    for minute in range(0, length * 60 + step, max(step, length)):
        now = T + timedelta(minutes=minute)
        if rules.nudge_is_due(T, hours(length), nudged[-1] if nudged else None, now):
            nudged.append(now)
    assert len(nudged) <= 2
    assert all(T + timedelta(hours=length) / 2 <= at < hours(length) for at in nudged)


def test_two_people_are_the_same_two_whoever_asks_and_a_house_is_another_side_for_each() -> None:
    person = RequestKind.PERSON
    assert rules.sameness(person, 3, 11) == rules.sameness(person, 11, 3) == rules.sameness_of_group([11, 3])
    sides = {rules.sameness(person, 1, 2), rules.sameness(RequestKind.DELEGATION, 1, 2), rules.sameness_of_group([1, 2, 3]),
             rules.sameness(RequestKind.ORGANISATION, 1, "x" * 900), rules.sameness(RequestKind.ORGANISATION, 2, "x" * 900)}  # fmt: skip
    assert len(sides) == 5 and max(len(one) for one in sides) <= 80

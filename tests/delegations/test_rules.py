"""Deadlines, reminders and invitations, decided without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from summitapp.delegations import rules
from summitapp.delegations.values import InvitationState

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_delegation_has_the_deadlines_of_the_summit_unless_it_has_its_own() -> None:
    summit, own, later = NOW, NOW + DAY, NOW + 2 * DAY
    assert rules.deadlines_of(None, None, None).nominate is None
    assert rules.deadlines_of(None, None, summit).confirm == summit
    whole = rules.deadlines_of(own, None, summit)
    assert (whole.nominate, whole.confirm) == (own, own)  # who may name longer may confirm as long
    assert rules.deadlines_of(own, later, summit).confirm == later


def test_confirming_does_not_end_before_naming() -> None:
    assert "confirm_by" in rules.find_deadline_faults(NOW, NOW - DAY)
    assert rules.find_deadline_faults(NOW, NOW) == {}
    assert rules.find_deadline_faults(None, NOW) == {}


def test_a_deadline_is_over_from_its_moment_on() -> None:
    assert not rules.is_over(None, NOW)
    assert not rules.is_over(NOW + timedelta(seconds=1), NOW)
    assert rules.is_over(NOW, NOW)


@pytest.mark.parametrize(("before", "expected"), [
    (8 * DAY, None), (7 * DAY, 7), (3 * DAY, 7), (DAY, 1), (timedelta(hours=2), 1), (timedelta(0), None), (-DAY, None),
])
def test_coordinators_are_reminded_a_week_and_a_day_before(before: timedelta, expected: int | None) -> None:
    assert rules.due_reminder(NOW + before, NOW - 30 * DAY, NOW) == expected


def test_who_accepted_when_a_reminder_was_due_is_spared_it() -> None:
    deadline = NOW + 5 * DAY
    assert rules.due_reminder(deadline, NOW - DAY, NOW) is None
    assert rules.due_reminder(deadline, NOW - DAY, deadline - DAY) == 1


def test_an_invitation_is_sent_then_accepted_lapsed_or_ended() -> None:
    assert rules.invitation_state(NOW, None, None, NOW) is InvitationState.SENT
    assert rules.invitation_state(NOW - 30 * DAY, None, None, NOW) is InvitationState.LAPSED
    assert rules.invitation_state(NOW - 60 * DAY, NOW, None, NOW) is InvitationState.ACCEPTED
    assert rules.invitation_state(NOW, NOW, NOW, NOW) is InvitationState.ENDED

"""Dates, addresses and states of a summit."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from summitapp.core.text import Translated
from summitapp.summits import rules
from summitapp.summits.values import (
    RegistrationWindow,
    SummitDates,
    SummitState,
    SummitTransitionRefused,
)

ISTANBUL = ZoneInfo("Europe/Istanbul")
BERLIN = ZoneInfo("Europe/Berlin")


def dates(**changes: object) -> SummitDates:
    return SummitDates(
        **{
            "starts_on": date(2027, 10, 13),
            "ends_on": date(2027, 10, 15),
            "registration_opens": datetime(2027, 3, 1, 8, tzinfo=UTC),
            "registration_closes": datetime(2027, 9, 30, 21, tzinfo=UTC),
            **changes,
        }
    )


def test_sensible_dates_have_no_fault() -> None:
    assert rules.find_date_faults(dates(), ISTANBUL) == {}


def test_each_contradiction_is_named_at_its_field() -> None:
    assert set(rules.find_date_faults(dates(ends_on=date(2027, 10, 12)), ISTANBUL)) >= {"ends_on"}
    assert set(rules.find_date_faults(dates(ends_on=date(2028, 10, 15)), ISTANBUL)) == {"ends_on"}
    closes_first = dates(registration_closes=datetime(2027, 2, 1, tzinfo=UTC))
    assert set(rules.find_date_faults(closes_first, ISTANBUL)) == {"registration_closes"}
    late = dates(changes_close=datetime(2027, 10, 16, 12, tzinfo=UTC))
    assert set(rules.find_date_faults(late, ISTANBUL)) == {"changes_close"}
    early = dates(nominations_close=datetime(2027, 2, 1, tzinfo=UTC))
    assert set(rules.find_date_faults(early, ISTANBUL)) == {"nominations_close"}


def test_a_deadline_late_in_the_last_evening_counts_by_the_venues_clock() -> None:
    last_evening = datetime(2027, 10, 15, 20, 59, tzinfo=UTC)  # 23:59 in İzmir
    after_midnight = datetime(2027, 10, 15, 21, 1, tzinfo=UTC)  # 00:01 on the 16th in İzmir
    assert rules.find_date_faults(dates(changes_close=last_evening), ISTANBUL) == {}
    assert "changes_close" in rules.find_date_faults(dates(changes_close=after_midnight), ISTANBUL)


def test_a_copied_summit_keeps_its_hours_across_the_change_of_clocks() -> None:
    summer = datetime(2027, 6, 1, 7, tzinfo=UTC)  # 09:00 CEST
    moved = rules.shift_instant(summer, 183, BERLIN, BERLIN)
    assert moved.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") == "2027-12-01 09:00"
    assert moved == datetime(2027, 12, 1, 8, tzinfo=UTC)


def test_an_hour_that_the_clocks_leave_out_becomes_the_hour_after() -> None:
    half_past_two = datetime(2027, 3, 27, 1, 30, tzinfo=UTC)  # 02:30 CET, the day before
    moved = rules.shift_instant(half_past_two, 1, BERLIN, BERLIN)
    assert moved.astimezone(BERLIN).strftime("%d %H:%M") == "28 03:30"


def test_a_copy_in_another_zone_keeps_the_time_on_the_wall() -> None:
    nine = datetime(2027, 10, 13, 6, tzinfo=UTC)  # 09:00 in İzmir
    moved = rules.shift_instant(nine, 364, ISTANBUL, BERLIN)
    assert moved.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") == "2028-10-11 09:00"


def test_all_dates_move_together_and_what_is_open_stays_open() -> None:
    moved = rules.shift_dates(dates(), date(2028, 10, 11), ISTANBUL)
    assert moved.ends_on == date(2028, 10, 13)
    assert moved.registration_opens == datetime(2028, 2, 28, 8, tzinfo=UTC)
    assert moved.nominations_close is None


def test_the_suggested_start_is_the_same_weekday_and_lies_ahead() -> None:
    start = rules.suggest_start(date(2027, 10, 13), after=date(2029, 1, 1))
    assert start > date(2029, 1, 1)
    assert start.weekday() == date(2027, 10, 13).weekday()


@pytest.mark.parametrize("slug", ["izmir-2027", "abc", "a1-b2-c3"])
def test_good_addresses_pass(slug: str) -> None:
    assert rules.find_slug_fault(slug) is None


@pytest.mark.parametrize("slug", ["", "ab", "İzmir", "a--b", "-ab", "new", "a" * 61, "izmir\n", "a b"])
def test_bad_addresses_are_refused(slug: str) -> None:
    assert rules.find_slug_fault(slug)


def test_an_address_is_suggested_from_name_and_year() -> None:
    assert rules.suggest_slug(Translated(en="İzmir Summit"), date(2027, 10, 13)) == "izmir-summit-2027"
    assert rules.suggest_slug(Translated(en="Zirve 2027"), date(2027, 10, 13)) == "zirve-2027"


def test_an_archived_summit_does_not_become_a_draft() -> None:
    rules.decide_transition(SummitState.DRAFT, SummitState.PUBLIC)
    with pytest.raises(SummitTransitionRefused):
        rules.decide_transition(SummitState.ARCHIVED, SummitState.DRAFT)
    with pytest.raises(SummitTransitionRefused):
        rules.decide_transition(SummitState.PUBLIC, SummitState.PUBLIC)


def test_an_incomplete_summit_names_each_gap() -> None:
    full = {"venues": 1, "days": 3, "categories": 2}
    name = Translated("Gipfel", "Zirve", "Summit")
    assert rules.find_gaps_before_publishing(name, dates(), full, ISTANBUL) == []
    assert len(rules.find_gaps_before_publishing(Translated(de="Gipfel"), dates(), {}, ISTANBUL)) == 4


def test_registration_is_open_from_the_opening_instant_until_the_closing_one() -> None:
    opens, closes = dates().registration_opens, dates().registration_closes
    assert opens and closes
    windows = [
        rules.registration_window(dates(), moment, ISTANBUL)
        for moment in (datetime(2027, 2, 1, tzinfo=UTC), opens, closes)
    ]
    assert windows == [RegistrationWindow.NOT_YET, RegistrationWindow.OPEN, RegistrationWindow.CLOSED]


def test_without_limits_registration_ends_with_the_last_day_at_the_venue() -> None:
    free = dates(registration_opens=None, registration_closes=None)
    last = datetime(2027, 10, 15, 20, 59, tzinfo=UTC)
    after = datetime(2027, 10, 15, 21, 0, tzinfo=UTC)
    assert rules.registration_window(free, last, ISTANBUL) is RegistrationWindow.OPEN
    assert rules.registration_window(free, after, ISTANBUL) is RegistrationWindow.CLOSED


def test_days_are_counted_by_the_venues_calendar() -> None:
    assert rules.days_until(date(2027, 10, 13), datetime(2027, 10, 12, 21, 30, tzinfo=UTC), ISTANBUL) == 0

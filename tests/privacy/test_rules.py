"""When data have been kept long enough, what makes one line of the record, and how a file is read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitapp.privacy import rules
from summitapp.privacy.values import Tagged


@pytest.mark.parametrize(("day", "keep", "until"), [
    (date(2027, 10, 15), "P30D", date(2027, 11, 14)),
    (date(2027, 8, 31), "P6M", date(2028, 2, 29)),
    (date(2028, 2, 29), "P1Y", date(2029, 2, 28)),
    (date(2027, 10, 15), "P10Y", date(2037, 10, 15)),
    (date(2027, 12, 31), "P12M", date(2028, 12, 31)),
])  # fmt: skip
def test_a_time_of_keeping_ends_on_a_day_that_exists(day: date, keep: str, until: date) -> None:
    assert rules.after(day, keep) == until


@pytest.mark.parametrize("keep", ["", "P1W", "PT5M", "1Y", "P-1D", "P1Y6M"])
def test_other_durations_are_refused(keep: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        rules.after(date(2027, 1, 1), keep)


def test_the_last_day_of_keeping_is_still_kept() -> None:
    end = date(2027, 10, 15)
    assert not rules.is_due(end, "P30D", date(2027, 11, 14))
    assert rules.is_due(end, "P30D", date(2027, 11, 15))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(["P30D", "P12M", "P1Y", "P2Y"]), st.integers(0, 900))
def test_what_is_due_stays_due(ends_on: date, keep: str, days: int) -> None:
    today = ends_on + timedelta(days=days)
    if rules.is_due(ends_on, keep, today):
        assert rules.is_due(ends_on, keep, today + timedelta(days=1))


def test_a_night_is_done_once_a_day_and_again_if_nobody_came_back() -> None:
    moment = datetime(2027, 5, 2, 3, tzinfo=UTC)
    yesterday, today = moment.date() - timedelta(days=1), moment.date()
    assert rules.night_is_due(None, False, None, moment)
    assert rules.night_is_due(yesterday, True, moment - timedelta(days=1), moment)
    assert not rules.night_is_due(yesterday, True, None, moment.replace(hour=0))
    assert not rules.night_is_due(today, True, moment, moment)
    assert not rules.night_is_due(today, False, moment - timedelta(minutes=5), moment)
    assert rules.night_is_due(today, False, moment - timedelta(minutes=31), moment)


def test_a_request_presses_a_week_before_its_thirty_days_are_over() -> None:
    due = rules.due_on(date(2027, 5, 1))
    assert due == date(2027, 5, 31)
    assert not rules.is_pressing(due, date(2027, 5, 23))
    assert rules.is_pressing(due, date(2027, 5, 24))
    assert rules.is_pressing(due, date(2027, 7, 1))


def test_what_serves_one_purpose_in_one_way_is_one_line_with_each_kind_once() -> None:
    def column(name: str, kind: str, keep: str = "P2Y", to: tuple[str, ...] = ("team",)) -> Tagged:
        return Tagged(name, kind, "plan", keep, "contract", to, "participants")

    lines = rules.activities([
        column("a.note", "professional"), column("a.name", "name", to=("team", "door")), column("b.name", "name"),
        column("c.phone", "contact", "P30D"),
    ])  # fmt: skip
    assert [(one.kinds, one.recipients, one.keep) for one in lines] == [
        (("name", "professional"), ("team", "door"), "P2Y"), (("contact",), ("team",), "P30D"),
    ]  # fmt: skip
    assert lines[0].columns == ("a.note", "a.name", "b.name")


def test_a_file_is_read_line_by_line() -> None:
    told = rules.sections({
        "name": "Gülşah", "empty": "", "none": None, "languages": ["de", "tr"], "proven": True,
        "at": "2027-05-01T12:30:59+00:00", "title": {"de": "Rätin", "tr": "Üye", "en": ""},
        "offices": [{"since": "2020-01-01"}, {"since": "2021-01-01"}],
    })  # fmt: skip
    assert told == [
        ("name", "Gülşah"), ("languages", "de, tr"), ("proven", "✓"), ("at", "2027-05-01 12:30"),
        ("title", "Rätin / Üye"), ("offices.1.since", "2020-01-01"), ("offices.2.since", "2021-01-01"),
    ]  # fmt: skip

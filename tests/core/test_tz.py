"""Wall time and instants across the changes of clocks."""

from datetime import UTC, datetime

import pytest

from summitapp.core.tz import LocalTimeAmbiguous, LocalTimeGap, from_local, shift_days, to_local, zone

BERLIN, IZMIR = "Europe/Berlin", "Europe/Istanbul"


def test_nine_in_izmir_is_eight_in_berlin_in_summer_and_seven_in_winter() -> None:
    summer = from_local(datetime(2027, 7, 1, 9), IZMIR)
    winter = from_local(datetime(2027, 12, 1, 9), IZMIR)
    assert to_local(summer, BERLIN).hour == 8
    assert to_local(winter, BERLIN).hour == 7


def test_a_time_the_clock_skips_is_refused() -> None:
    with pytest.raises(LocalTimeGap):
        from_local(datetime(2027, 3, 28, 2, 30), BERLIN)


def test_a_time_shown_twice_is_asked_about() -> None:
    with pytest.raises(LocalTimeAmbiguous) as caught:
        from_local(datetime(2027, 10, 31, 2, 30), BERLIN)
    assert caught.value.first == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert caught.value.second == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert from_local(datetime(2027, 10, 31, 2, 30), BERLIN, second=True) == caught.value.second


def test_shifting_by_days_keeps_the_wall_time_over_a_change_of_clocks() -> None:
    before = from_local(datetime(2027, 10, 30, 9), BERLIN)
    after = shift_days(before, 2, BERLIN)
    assert to_local(after, BERLIN).replace(tzinfo=None) == datetime(2027, 11, 1, 9)
    assert (after - before).total_seconds() == 49 * 3600


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(ValueError, match="Atlantis"):
        zone("Europe/Atlantis")

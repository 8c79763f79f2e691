"""Greetings, numbers and what is next."""

from datetime import UTC, datetime, timedelta

import pytest

from summitapp.core.text import Translated
from summitapp.portal import rules
from summitapp.portal.values import Coming, Part

NOW = datetime(2027, 10, 13, 9, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "part"), [(0, Part.MORNING), (11, Part.MORNING), (12, Part.DAY), (18, Part.EVENING)])
def test_the_greeting_follows_the_hour(hour: int, part: Part) -> None:
    assert rules.part_of_day(hour) is part


def test_small_numbers_are_words_and_large_ones_digits() -> None:
    assert rules.number_in_words(18, "en") == "Eighteen"
    assert rules.number_in_words(18, "de") == "Achtzehn"
    assert rules.number_in_words(18, "tr") == "On sekiz"
    assert rules.number_in_words(218, "de") == "218"


def coming(hours: float, length: float = 1, cancelled: bool = False) -> Coming:
    start = NOW + timedelta(hours=hours)
    title = Translated.same(str(hours))
    return Coming(title, Translated(), start, start + timedelta(hours=length), "UTC", "", cancelled)


def test_what_goes_on_comes_first_and_what_is_over_or_cancelled_not_at_all() -> None:
    items = [coming(5), coming(-3), coming(-0.5), coming(1, cancelled=True), coming(2), coming(30)]
    assert [str(item.title) for item in rules.next_of(items, NOW)] == ["-0.5", "2", "5"]

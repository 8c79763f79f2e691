"""Profiles, links and days, without a database."""

from datetime import date, time, timedelta

import pytest

from summitapp.agenda import rules as agenda
from summitapp.agenda.values import Answer, DayChoice, Presence, Show, SpeakerRow
from summitapp.core.text import Translated
from summitapp.core.tz import to_local
from summitapp.speakers import rules
from summitapp.speakers.values import ProfileDetails

DAYS = [date(2027, 10, 30), date(2027, 10, 31), date(2027, 11, 1)]  # the clocks change in Berlin on the second
WHOLE, PART, AWAY = Presence.WHOLE, Presence.PART, Presence.AWAY


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://", "example.org", "data:text/html,x", "https://a b.de", "http://["])
def test_only_web_addresses_are_linked(address: str) -> None:
    assert set(rules.find_profile_faults(ProfileDetails(link=address))) == {"link"}
    assert rules.find_profile_faults(ProfileDetails(link="https://www.köln.de/ayşe")) == {}


def test_a_biography_has_an_end() -> None:
    assert set(rules.find_profile_faults(ProfileDetails(Translated(tr="ş" * 2501)))) == {"biography"}


def test_a_link_works_until_a_month_after_the_summit_and_a_day_at_least() -> None:
    assert rules.link_lasts(date(2027, 10, 15), date(2027, 10, 1)) == timedelta(days=44)
    assert rules.link_lasts(date(2027, 10, 15), date(2028, 10, 1)) == timedelta(days=1)


@pytest.mark.parametrize("zone", ["Europe/Istanbul", "Europe/Berlin"])
def test_days_become_instants_and_come_back_as_they_were_chosen(zone: str) -> None:
    chosen = [DayChoice(DAYS[0], PART, time(9, 30), time(17)), DayChoice(DAYS[1]), DayChoice(DAYS[2], AWAY)]
    assert agenda.find_presence_faults(chosen) == {}
    spans = agenda.spans_of(chosen, zone)
    assert [(to_local(one.starts_at, zone).time(), to_local(one.ends_at, zone).time()) for one in spans] == [
        (time(9, 30), time(17)), (time(0), time(0))
    ]  # fmt: skip
    assert list(agenda.choices_of(spans, DAYS, zone)) == chosen


def test_who_said_nothing_is_taken_to_be_there() -> None:
    assert [one.presence for one in agenda.choices_of((), DAYS, "Europe/Berlin")] == [WHOLE] * 3


def test_days_that_make_no_sense_are_named() -> None:
    wrong = [DayChoice(DAYS[0], PART), DayChoice(DAYS[1], PART, time(12), time(11)), DayChoice(DAYS[2], AWAY)]
    assert set(agenda.find_presence_faults(wrong)) == {"2027-10-30", "2027-10-31"}
    assert set(agenda.find_presence_faults([DayChoice(day, AWAY) for day in DAYS])) == {"days"}


def test_a_refusal_needs_a_word() -> None:
    assert set(agenda.find_answer_faults(Answer.DECLINED, "  ")) == {"word"}
    assert agenda.find_answer_faults(Answer.DECLINED, "ill") == {} == agenda.find_answer_faults(Answer.CONFIRMED, "")


def test_speakers_are_found_by_what_they_lack_and_by_folded_words() -> None:
    row = SpeakerRow("r", "Işıl Şahin", "isil sahin kenti serinletmek", "a@example.org", (("A", "Cooling"),), (Answer.OPEN,), 1)
    done = SpeakerRow("s", "Max", "max", "", (("A", "Cooling"),), (Answer.CONFIRMED,), 0, ("de",), True, True, 2)
    assert agenda.pick_speakers([row, done], Show.SLIDES, "") == [row]
    assert agenda.pick_speakers([row, done], Show.ALL, "ŞAHİN serin") == [row]
    assert agenda.pick_speakers([row, done], Show.ADDRESS, "") == [done]
    assert agenda.pick_speakers([row, done], Show.BIOGRAPHY, "max") == []

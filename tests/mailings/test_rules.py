"""What a text becomes for a reader, who is on the roll, and when a reminder is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.core.text import Translated
from summitapp.mailings.rules import timing, tokens, wording
from summitapp.mailings.rules.rolls import sort_out
from summitapp.mailings.values import (
    PLACEHOLDERS,
    Addressee,
    FaultCode,
    LeftOut,
    Piece,
    Trust,
    Verdict,
    Wording,
)
from summitapp.mailings.values.starters import STARTERS


def values(name: str = "Gülşah Yıldız") -> dict[str, Piece]:
    filled = {one: Piece(f"<{one}>") for one in PLACEHOLDERS}
    return filled | {
        "given_name": Piece(name), "full_name": Piece(name), "my_summit": Piece("My summit", "https://x.org/my/link/s/"),
    }  # fmt: skip


def plain(text: str, name: str = "Gülşah Yıldız") -> str:
    return wording.as_text(wording.fill(text, values(name)))


# --- what is put in -----------------------------------------------------------------------------


def test_placeholders_are_filled_and_paragraphs_kept() -> None:
    assert plain("Dear {full_name},\r\n\r\nsee\nhttps://izmir.org/x.\r\n\r\n\r\n{my_summit}") == (
        "Dear Gülşah Yıldız,\n\nsee\nhttps://izmir.org/x.\n\nhttps://x.org/my/link/s/"
    )


def test_an_address_is_a_link_without_the_full_stop_behind_it() -> None:
    (line,) = wording.fill("Look at https://izmir.org/a?b=1.", values())[0]
    assert line == (Piece("Look at "), Piece("https://izmir.org/a?b=1", "https://izmir.org/a?b=1"), Piece("."))


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("Click http://evil.example/win", "Click http: evil. example/win"),
        ("www.evil.example", "www. evil. example"),
        ("evil．example", "evil. example"),
        ("{my_summit}", "{my_summit}"),
        ("a@evil.example", "a@evil. example"),
        ("mailto:a@b", "mailto: a@b"),
        ("Ali\r\nBcc: all@example.org", "Ali Bcc: all@example. org"),
        ("Ev\u200bil\u202e", "Evil"),
        ("<b>Ali</b>", "<b>Ali</b>"),
        ("Dr.Müller", "Dr. Müller"),
        ("Gülşah İnci Ağaoğlu", "Gülşah İnci Ağaoğlu"),
    ],
)
def test_what_a_person_wrote_is_never_a_link_or_a_placeholder(name: str, becomes: str) -> None:
    (line,) = wording.fill("Hello {given_name}!", values(name))[0]
    assert line == (Piece("Hello "), Piece(becomes), Piece("!"))


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_name_at_all_becomes_a_link_or_a_line(name: str) -> None:
    pieces = [piece for line in wording.fill("A {full_name} B", values(name))[0] for piece in line]
    assert all(not piece.href for piece in pieces)
    shown = "".join(piece.words for piece in pieces)
    assert "\n" not in shown and "\r" not in shown and "://" not in shown
    assert "\n" not in wording.fill_subject("{given_name}", values(name))
    assert "\r" not in wording.fill_subject("{given_name}", values(name))


@given(st.text(max_size=120), st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_a_text_is_read_once_whatever_stands_in_it(text: str, name: str) -> None:
    filled = wording.as_text(wording.fill(text, values(name)))
    assert isinstance(filled, str)
    assert wording.find_faults(Translated(en=""), Translated(en=text)) is not None


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "body", "code", "hint"),
    [
        ("Hi", "Dear {givenname}", FaultCode.UNKNOWN, "given_name"),
        ("Hi", "{{ config }} {% if %}", FaultCode.UNKNOWN, ""),
        ("{my_summit}", "", FaultCode.LINK_IN_SUBJECT, ""),
        ("Hi", "https://izmir.org/{given_name}", FaultCode.IN_ADDRESS, ""),
        ("Hi", "www.{given_name}.org", FaultCode.IN_ADDRESS, ""),
        ("Hi", "https://izmir.org/en/my/link/wYVb3Jc0w7fYcZ8k1kSgJm4oKp2qRt5u/", FaultCode.SECRET_LINK, ""),
    ],
)
def test_a_faulty_text_is_named(subject: str, body: str, code: FaultCode, hint: str) -> None:
    faults = wording.find_faults(Translated(en=subject), Translated(en=body))
    assert code in {fault.code for fault in faults}
    assert hint in {fault.hint for fault in faults if fault.code is code}


def test_every_starter_is_whole_and_without_fault() -> None:
    for one in STARTERS.values():
        assert one.wording.filled() == ("de", "tr", "en")
        assert wording.find_faults(one.wording.subject, one.wording.body) == ()
        used = [wording.names_in(one.wording.subject[lang], one.wording.body[lang]) for lang in ("de", "tr", "en")]
        assert used[0] == used[1] == used[2]


def test_a_reader_whose_language_is_missing_gets_what_was_chosen_or_nothing() -> None:
    half = Translated(de="Hallo", en="Hello")
    assert Wording(half, half).language_for("tr") is None
    assert Wording(half, half, fallback="en").language_for("tr") == "en"
    assert Wording(half, Translated(en="Hello"), fallback="de").language_for("tr") is None


# --- who gets it --------------------------------------------------------------------------------


def reader(number: int, **given: object) -> Addressee:
    facts = {"reference": f"p{number}", "given_name": "A", "full_name": f"A {number}", "email": f"{number}@example.org",
             "language": "de"}  # fmt: skip
    return Addressee(**{**facts, **given})  # type: ignore[arg-type]


def test_each_person_once_and_each_left_out_with_a_reason() -> None:
    found = [
        reader(1), reader(1, full_name="A again"), reader(2, email=None), reader(3, proven=False), reader(4, gone=True),
        reader(5), reader(6),
    ]  # fmt: skip
    roll = sort_out(found, essential=False, opted_out={"p5"}, already={"p6"})
    assert [one.reference for one in roll.people] == ["p1"]
    assert roll.by_reason() == dict.fromkeys(set(LeftOut) - {LeftOut.NO_TEXT}, 1)


def test_essential_mail_reaches_those_who_want_no_reminders() -> None:
    assert len(sort_out([reader(1)], essential=True, opted_out={"p1"}).people) == 1


def test_an_office_address_gets_a_mail_for_each_person_and_is_listed() -> None:
    roll = sort_out([reader(1, email="office@x.org"), reader(2, email="office@x.org"), reader(3)], essential=True)
    assert len(roll.people) == 3 and dict(roll.shared) == {"office@x.org": ("A 1", "A 2")}


@given(st.lists(st.integers(0, 5), max_size=30))
def test_nobody_is_on_the_roll_twice_and_nobody_is_lost(numbers: list[int]) -> None:
    found = [reader(number) for number in numbers]
    roll = sort_out(found, essential=True)
    assert len({one.reference for one in roll.people}) == len(roll.people)
    assert len(roll.people) + len(roll.left_out) == len(found)


# --- when ---------------------------------------------------------------------------------------

ZONES = ("Europe/Istanbul", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "UTC")


@given(st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.integers(-60, 60), st.times(), st.sampled_from(ZONES))
@settings(deadline=None)
def test_the_venues_clock_shows_the_time_that_was_asked_for(day: date, days: int, at: time, zone: str) -> None:
    at = at.replace(second=0, microsecond=0)
    wall = timing.due_moment(day, days, at, zone).astimezone(ZoneInfo(zone))
    asked = datetime.combine(day + timedelta(days=days), at)
    shift = wall.replace(tzinfo=None) - asked
    assert shift in (timedelta(0), timedelta(hours=1))
    if shift:  # only where the clock skipped the time
        assert asked.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != asked


def test_the_hour_the_clock_skips_and_the_hour_it_shows_twice() -> None:
    skipped = timing.due_moment(date(2027, 3, 29), -1, time(2, 30), "Europe/Berlin")
    assert skipped == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    twice = timing.due_moment(date(2027, 10, 31), 0, time(2, 30), "Europe/Berlin")
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


NOW = datetime(2027, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "since", "verdict"),
    [
        (1, -100, Verdict.WAIT), (0, -100, Verdict.RUN), (-24, -100, Verdict.RUN), (-25, -100, Verdict.MISSED),
        (-2, -1, Verdict.PAST), (-25, -1, Verdict.PAST),
    ],
)  # fmt: skip
def test_a_missed_run_is_made_up_for_within_a_day(hours: int, since: int, verdict: Verdict) -> None:
    due, active = NOW + timedelta(hours=hours), NOW + timedelta(hours=since)
    assert timing.judge_run(due, NOW, active) is verdict


def test_a_reminder_that_is_off_never_runs() -> None:
    assert timing.judge_run(NOW - timedelta(hours=1), NOW, None) is Verdict.PAST


# --- the link that says no ----------------------------------------------------------------------


def test_a_link_to_say_no_is_good_for_one_person_and_summit_and_cannot_be_made_up() -> None:
    token = tokens.write_token("key", "s" * 20, "p" * 20)
    assert tokens.read_token("key", token) == ("s" * 20, "p" * 20)
    assert tokens.read_token("other", token) is None
    assert tokens.read_token("key", token.replace("p", "q", 1)) is None
    assert tokens.read_token("key", token[:-1]) is None
    assert tokens.read_token("key", "ş" * 66) is None


def test_only_people_and_links_are_trusted_less_than_the_house() -> None:
    assert {one.name for one in PLACEHOLDERS.values() if one.trust is Trust.PERSON} == {"given_name", "full_name"}

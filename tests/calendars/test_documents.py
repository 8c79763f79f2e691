"""The iCalendar writer, read back by parsers that are not ours."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import recurring_ical_events
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from summitapp.calendars import rules
from summitapp.calendars.documents import write_calendar
from summitapp.calendars.values import (
    CalendarHead,
    CalendarItem,
    EntryFacts,
    EntryStatus,
    Geo,
    Method,
)
from summitapp.core.text import Translated
from tests.rig.places import ROOT, program

START = datetime(2027, 10, 13, 6, 30, tzinfo=UTC)
HEAD = CalendarHead(
    "calendar-1", Translated("Gipfel", "Zirve", "Summit"), "Europe/Istanbul",
    source="https://summit.example/summits/izmir-2027/agenda.ics",
)  # fmt: skip


def item(subject: str = "agenda.session:1", title: Translated | None = None, start: datetime = START,
         status: EntryStatus = EntryStatus.CONFIRMED, **more: object) -> CalendarItem:  # fmt: skip
    facts = EntryFacts(subject, start, start + timedelta(minutes=45), "HALL-B", status)
    title = title or Translated("Öffnung; „groß“, weit", "Açılış; “büyük”, İzmir", "Opening")
    return CalendarItem(rules.revise_entry(None, facts, START), start, start + timedelta(minutes=45), title, **more)


def understood(written: bytes) -> dict[str, Any]:
    """Return what ical.js makes of a calendar."""
    node = program("node")
    assert node, "node is missing; make test installs it"
    script = str(ROOT / "tests" / "js" / "read_calendar.mjs")
    done = subprocess.run([node, script], input=written, capture_output=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)


def test_vobject_reads_what_we_write() -> None:
    written = write_calendar(HEAD, [item(
        location=Translated.same("Salon B, Tarihi Havagazı Fabrikası"), geo=Geo(38.4338, 27.1487),
        description=Translated.same("Zeile eins\nZeile zwei; mit, allem"),
        categories=(Translated("Klima, Wasser", "İklim, su", "Climate, water"), Translated.same("SDG 11")),
        url="https://summit.example/tr/summits/izmir-2027/sessions/W3F7K/",
    )], "tr")  # fmt: skip
    event = vobject.readOne(written.decode()).vevent
    assert event.summary.value == "Açılış; “büyük”, İzmir"
    assert event.summary.language_param == "tr"
    assert event.description.value == "Zeile eins\nZeile zwei; mit, allem"
    assert event.dtstart.value.astimezone(UTC) == START
    assert event.dtstart.value.utcoffset() == timedelta(hours=3)
    assert event.categories.value == ["İklim, su", "SDG 11"]
    assert event.geo.value == "38.4338;27.1487"
    assert event.status.value == "CONFIRMED"
    assert event.sequence.value == "0"


def test_ical_js_reads_what_we_write() -> None:
    items = [
        item(location=Translated.same("Salon B, Konak"), categories=(Translated.same("İklim, su"), Translated.same("SDG 11")),
             description=Translated.same("Bir\niki; üç, dört"), url="https://summit.example/tr/"),
        item("agenda.session:2", Translated.same("Ğ" * 120), START + timedelta(days=1), EntryStatus.CANCELLED),
    ]  # fmt: skip
    read = understood(write_calendar(HEAD, items, "tr"))
    first, second = read["events"]
    assert read["name"] == "Zirve"
    assert first["title"] == "Açılış; “büyük”, İzmir" and first["description"] == "Bir\niki; üç, dört"
    assert (first["starts"], first["zone"]) == ("2027-10-13T06:30:00.000Z", "Europe/Istanbul")
    assert first["categories"] == ["İklim, su", "SDG 11"] and first["location"] == "Salon B, Konak"
    assert second["title"] == "Ğ" * 120 and second["status"] == "CANCELLED"


def test_ical_js_knows_when_the_clocks_of_a_zone_change() -> None:
    before = datetime(2027, 10, 30, 8, tzinfo=UTC)
    items = [item("s:1", start=before), item("s:2", start=before + timedelta(days=2))]
    read = understood(write_calendar(replace(HEAD, zone="Europe/Berlin"), items, "de"))
    assert [event["starts"] for event in read["events"]] == ["2027-10-30T08:00:00.000Z", "2027-11-01T08:00:00.000Z"]


def test_a_second_parser_finds_the_events_of_a_day() -> None:
    written = write_calendar(HEAD, [item(), item("agenda.session:2", start=START + timedelta(days=1))], "de")
    found = recurring_ical_events.of(Calendar.from_ical(written)).at(date(2027, 10, 13))
    assert [str(event["SUMMARY"]) for event in found] == ["Öffnung; „groß“, weit"]


def test_cancelled_items_are_kept_as_cancelled() -> None:
    written = write_calendar(HEAD, [item(status=EntryStatus.CANCELLED)], "en").decode()
    assert "STATUS:CANCELLED\r\n" in written
    assert "TRANSP:TRANSPARENT\r\n" in written


def test_the_zone_is_described_for_the_days_needed_only() -> None:
    written = write_calendar(HEAD, [item()], "en").decode()
    assert written.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in written, "Türkiye has had no summer time since 2016"
    assert "TZOFFSETTO:+0300" in written
    assert "1970" not in written and "COMMENT" not in written


def test_a_german_autumn_has_both_halves_of_the_year() -> None:
    berlin = replace(HEAD, zone="Europe/Berlin")
    first = datetime(2027, 10, 30, 8, tzinfo=UTC)
    items = [item("s:1", start=first), item("s:2", start=first + timedelta(days=2))]
    written = write_calendar(berlin, items, "de").decode()
    assert "DTSTART;TZID=Europe/Berlin:20271030T100000" in written
    assert "DTSTART;TZID=Europe/Berlin:20271101T090000" in written
    events = {str(e["UID"]): e["DTSTART"].dt for e in Calendar.from_ical(written).walk("VEVENT")}
    assert sorted(moment.astimezone(UTC) for moment in events.values()) == [first, first + timedelta(days=2)]


def test_a_missing_text_stands_in_the_nearest_language_and_says_so() -> None:
    written = write_calendar(HEAD, [item(title=Translated(de="Nur Deutsch"))], "tr").decode()
    assert "SUMMARY;LANGUAGE=de:Nur Deutsch" in written


def test_what_a_subscriber_needs_is_in_the_head() -> None:
    written = write_calendar(HEAD, [], "de").decode()
    for line in ("METHOD:PUBLISH", "NAME;LANGUAGE=de:Gipfel", "X-WR-CALNAME:Gipfel", "UID:calendar-1",
                 "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
                 "SOURCE;VALUE=URI:https://summit.example/summits/izmir-2027/agenda.ics"):  # fmt: skip
        assert f"{line}\r\n" in written


def test_equal_input_gives_equal_bytes_whatever_the_order() -> None:
    items = [item(f"s:{number}", start=START + timedelta(hours=number % 3)) for number in range(9)]
    assert write_calendar(HEAD, items, "tr") == write_calendar(HEAD, reversed(items), "tr")


@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL])
def test_an_invitation_names_both_sides_and_a_feed_names_nobody(method: Method) -> None:
    head = replace(HEAD, method=method, organiser="summit@example.org", attendee="ayse@example.org")
    written = write_calendar(head, [item()], "en").decode()
    assert f"METHOD:{method.value}" in written and "ORGANIZER:mailto:summit@example.org" in written
    assert "mailto:" not in write_calendar(replace(head, method=Method.PUBLISH), [item()], "en").decode()


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300)


@settings(deadline=None)  # the machine may be busy
@given(WORDS.filter(str.strip))
def test_lines_are_short_and_never_folded_inside_a_character(words: str) -> None:
    written = write_calendar(HEAD, [item(title=Translated.same(words))], "tr")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert vobject.readOne(written.decode()).vevent.summary.value == words

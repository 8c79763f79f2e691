"""Whatever stands in a schedule, a parser that is not ours reads the same moments and the same words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.calendars import rules
from summitapp.calendars.documents import write_calendar
from summitapp.calendars.values import CalendarHead, CalendarItem, EntryFacts, EntryStatus
from summitapp.core.text import Translated

LETTERS = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZäÄßẞâîû"
SIGNS = ",;:\\\"'„“”–-_.!?()[]{}=^%&§€ 0123456789\n"
EMOJI = "🌍🌊🏛️👩🏽‍🏫🇹🇷🇩🇪❤️"
#: Nothing of a text but its line ends is another in a calendar: a lone backslash before n, too, stays what it is.
TEXTS = st.text(st.sampled_from([*LETTERS, *SIGNS, *EMOJI]), min_size=1, max_size=300).filter(str.strip)
TITLES = TEXTS.map(lambda text: " ".join(text.split()))
ZONES = st.sampled_from(["Europe/Istanbul", "Europe/Berlin"])
#: Both nights in which Berlin changes its clocks are among the days, to the minute.
MOMENTS = st.datetimes(datetime(2027, 3, 27), datetime(2027, 11, 2), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
) | st.integers(-180, 180).map(lambda minutes: datetime(2027, 10, 31, 1, tzinfo=UTC) + timedelta(minutes=minutes))
STATES = st.sampled_from(EntryStatus)


@st.composite
def schedules(draw: st.DrawFn) -> list[CalendarItem]:
    """Up to six sessions, each on the clock of some zone."""
    items = []
    for number in range(draw(st.integers(1, 6))):
        starts = draw(MOMENTS)
        ends = starts + timedelta(minutes=draw(st.integers(5, 600)))
        entry = rules.revise_entry(None, EntryFacts(f"thing:{number}", starts, ends, "A", draw(STATES)), starts)
        items.append(CalendarItem(
            entry, starts, ends, Translated.same(draw(TITLES)), description=Translated.same(draw(TEXTS)),
            location=Translated.same(draw(TITLES)), categories=(Translated.same(draw(TITLES)),), zone=draw(ZONES),
        ))  # fmt: skip
    return items


def written(items: list[CalendarItem], alarm: timedelta | None = None) -> bytes:
    head = CalendarHead("calendar-1", Translated.same("Gipfel; Zirve, Summit"), "Europe/Istanbul", alarm=alarm)
    return write_calendar(head, items, "tr")


def twice(moment: datetime, zone: str) -> bool:
    """Whether the clock of a zone shows this moment's time in two hours of the night."""
    at = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return len({at.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1)}) == 2


def read(data: bytes) -> list[vobject.base.Component]:
    """Return the events as vobject reads them who has read nothing before.

    It keeps the first zone of a name for the whole process, and that of another calendar covers other days.
    """
    known = vars(vobject.icalendar)["__tzidMap"]
    for zone in ("Europe/Istanbul", "Europe/Berlin"):
        known.pop(zone, None)
    return list(vobject.readOne(data.decode()).vevent_list)


@settings(deadline=None, max_examples=40)  # the machine may be busy
@given(schedules())
def test_the_same_moments_and_the_same_words_come_back(items: list[CalendarItem]) -> None:
    found = {event.uid.value: event for event in read(written(items))}
    assert len(found) == len(items)
    for item in items:
        event = found[item.entry.uid]
        assert event.dtstart.value.astimezone(UTC) == item.starts_at
        assert event.dtend.value.astimezone(UTC) == item.ends_at
        local = item.starts_at.astimezone(ZoneInfo(item.zone))
        if not (twice(item.starts_at, item.zone) or twice(item.ends_at, item.zone)):
            assert event.dtstart.value.replace(tzinfo=None) == local.replace(tzinfo=None), "on the clock of its own zone"
        assert event.summary.value == item.title.tr
        assert event.description.value == item.description.tr
        assert event.location.value == item.location.tr
        assert event.categories.value == [item.categories[0].tr]
        assert event.status.value == item.entry.status.value.upper()


@settings(deadline=None, max_examples=40)
@given(schedules(), st.sampled_from([None, timedelta(minutes=15)]))
def test_every_line_is_short_ends_as_it_must_and_breaks_no_character(items: list[CalendarItem], alarm: timedelta | None) -> None:
    data = written(items, alarm)
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert 0 < len(line) <= 75 and b"\n" not in line and b"\r" not in line
        line.decode("utf-8")  # each alone: no character is torn apart
    assert b"\r\n".join(lines).replace(b"\r\n ", b"").count(b"\r\nSUMMARY") == len(items)


@pytest.mark.parametrize("minutes", [-61, -60, -1, 0, 1, 59, 60])
def test_an_hour_that_comes_twice_is_told_apart(minutes: int) -> None:
    starts = datetime(2027, 10, 31, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ends = starts + timedelta(minutes=30)
    entry = rules.revise_entry(None, EntryFacts("night", starts, ends), starts)
    item = CalendarItem(entry, starts, ends, Translated.same("Night"), zone="Europe/Berlin")
    (event,) = read(written([item]))
    assert (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)) == (starts, ends)


@settings(deadline=None, max_examples=20)
@given(schedules())
def test_the_same_schedule_gives_the_same_bytes(items: list[CalendarItem]) -> None:
    assert written(items) == written(list(reversed(items)))

"""Every feed through three releases, as calendars read it that have nothing in common with what writes it.

The days lie across the night in which Berlin puts its clocks back (31 October 2027); those of İzmir stay.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import recurring_ical_events
import vobject
from icalendar import Calendar

from summitapp.agenda import queries, services
from summitapp.calendars import services as calendars
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.portal import services as portal
from summitapp.summits.models import Category
from summitapp.summits.values import ApprovalMode, ShapeName
from tests.calendars.khal_reader import Khal, Shown
from tests.factories import registration as people
from tests.factories.agenda import add, make_world, publish

FIRST = datetime(2027, 10, 30, 7, tzinfo=UTC)  # 10:00 in İzmir; 09:00 in Berlin, which has summer time
MOVED = datetime(2027, 11, 1, 7, tzinfo=UTC)  # 10:00 in İzmir; 08:00 in Berlin, which has not
TITLE = "Serin kent; gölge, su"


@pytest.fixture
def feeds(uow) -> dict[str, str]:
    """A first release with one session of somebody who takes part, and the address of each feed in which it stands."""
    with uow():
        world = make_world(starts_on=date(2027, 10, 30))
        world.summit.approval = ApprovalMode.AUTOMATIC
        world.summit.categories = [Category(code="delegate", name=Translated.same("Delegate"), colour="sea",
                                            shape=ShapeName.CIRCLE, position=1)]  # fmt: skip
        db.session.flush()
        mine = people.registered(people.enter(world.summit)).person
        add(world, "MINE", None, "", mine, words=Translated("Kühle Stadt; Schatten, Wasser", TITLE, "Cool city; shade, water"))
        add(world, "STAYS", None, "", title="Stays where it is")
        put("MINE", "HALL-B", FIRST)
        put("STAYS", "HALL-B", datetime(2027, 10, 31, 7, tzinfo=UTC))
        token = calendars.token_of(portal.start_calendar(mine))
    return {
        "agenda": "/summits/izmir-2027/agenda.ics?lang=tr",
        "session": "/summits/izmir-2027/sessions/MINE.ics?lang=tr",
        "own": f"/calendars/{token}.ics?lang=tr",
    }


def put(code: str, room: str, starts: datetime) -> None:
    session = queries.session_of("izmir-2027", code)
    services.place_session(session, room, starts, starts + timedelta(hours=1), session.revision)


def releases(uow):
    """Publish three times: as it was planned, moved to another day and room, and cancelled; say after each what is true."""
    with uow():
        publish()
    yield FIRST, "Salon B", "CONFIRMED", 0
    with uow():
        put("MINE", "HALL-C", MOVED)
        publish()
    yield MOVED, "Salon C", "CONFIRMED", 1
    with uow():
        session = queries.session_of("izmir-2027", "MINE")
        services.cancel_session(session, session.revision)
        publish()
    yield MOVED, "Salon C", "CANCELLED", 2


def fetch(client: Any, address: str) -> bytes:
    client.application.wsgi_app.forget()
    answer = client.get(address)
    assert answer.status_code == 200 and answer.content_type.startswith("text/calendar")
    return answer.get_data()


def of(shown: list[Shown], calendar: str) -> list[Shown]:
    return [one for one in shown if one.calendar == calendar and one.title == TITLE]


@pytest.mark.on("sqlite")
def test_khal_shows_the_session_once_where_and_when_it_is_through_three_releases(feeds, client, uow, tmp_path) -> None:
    khal = Khal(tmp_path, feeds)
    uids = set()
    for starts, room, status, sequence in releases(uow):
        for name, address in feeds.items():
            khal.read(name, fetch(client, address))
        clocks = {"Europe/Istanbul": "10:00", "Europe/Berlin": "09:00" if starts == FIRST else "08:00"}
        for zone, clock in clocks.items():
            shown = khal.shown(zone, "2027-10-28", "2027-11-04")
            for name in feeds:
                (line,) = of(shown, name)  # once: where it was before, nothing is left
                assert (line.starts, line.status) == (f"{starts:%Y-%m-%d} {clock}", status), (name, zone)
                assert line.location.startswith(room)
                uids.add(line.uid)
        for name in feeds:
            kept = khal.stored(name)[line.uid]
            assert (str(kept["STATUS"]), int(kept["SEQUENCE"])) == (status, sequence)
    assert len(uids) == 1, "it is one entry whichever feed it comes by"
    assert len(khal.stored("agenda")) == 2 and len(khal.stored("session")) == 1
    assert len(khal.stored("own")) == 4, "the three days of the summit and the session"
    stays = [one for one in khal.shown("Europe/Berlin", "2027-10-28", "2027-11-04") if one.title.startswith("Stays")]
    assert [(one.starts, one.status) for one in stays] == [("2027-10-31 08:00", "CONFIRMED")], "the others are untouched"


def test_two_other_parsers_read_the_same_of_every_release(feeds, client, uow) -> None:
    for starts, room, status, sequence in releases(uow):
        for name, address in feeds.items():
            written = fetch(client, address)
            (event,) = [one for one in vobject.readOne(written.decode()).vevent_list if one.summary.value == TITLE]
            assert event.dtstart.value.astimezone(UTC) == starts, name
            assert event.dtend.value.astimezone(UTC) == starts + timedelta(hours=1)
            assert (event.status.value, int(event.sequence.value)) == (status, sequence)
            assert event.location.value.startswith(room)
            found = recurring_ical_events.of(Calendar.from_ical(written)).between(starts, starts + timedelta(minutes=30))
            (same,) = [one for one in found if str(one["SUMMARY"]) == TITLE]
            assert same["DTSTART"].dt.astimezone(UTC) == starts and str(same["UID"]) == event.uid.value
            elsewhere = recurring_ical_events.of(Calendar.from_ical(written)).at(FIRST.date())
            assert starts == FIRST or TITLE not in [str(one["SUMMARY"]) for one in elsewhere]

"""The public calendars of an agenda, as calendar programs and their readers meet them."""

import base64
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import vobject

from summitapp.agenda import queries, services
from summitapp.agenda.values import Visibility
from summitapp.summits.queries import by_slug
from tests.factories.agenda import add, details, make_world, publish

FEED = "/summits/izmir-2027/agenda.ics"
PAGE = "/en/summits/izmir-2027/calendar/"


@pytest.fixture
def programme(uow):
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, title="Cooling the city", livestream="https://live.example.org/b")
        add(world, "PORT", 3, "HALL-C", world.mayor, title="Ports and people", track="PORTS")
        publish()


def events(client, address: str = FEED) -> dict[str, vobject.base.Component]:
    client.application.wsgi_app.forget()
    calendar = vobject.readOne(client.get(address).get_data(as_text=True))
    return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


def narrow(uow, code: str, visibility: Visibility) -> None:
    with uow():
        session = queries.session_of("izmir-2027", code)
        services.edit_session(session, details("Ports and people", visibility=visibility, track="PORTS"), session.revision)


def test_a_reader_is_reminded_if_they_wish_and_never_of_what_is_cancelled(programme, client, uow) -> None:
    with uow():
        session = queries.session_of("izmir-2027", "PORT")
        services.cancel_session(session, session.revision)
        publish()
    assert not any("valarm" in event.contents for event in events(client).values())
    found = events(client, f"{FEED}?lang=en&alarm=15")
    alarms = {event.status.value: event.contents.get("valarm", []) for event in found.values()}
    assert alarms["CANCELLED"] == [] and [alarm.trigger.value for alarm in alarms["CONFIRMED"]] == [timedelta(minutes=-15)]
    assert not any("valarm" in event.contents for event in events(client, f"{FEED}?alarm=14").values()), "not on offer"
    assert "alarm=15" in client.get(f"{FEED}?lang=en&alarm=15").get_data(as_text=True).replace("\r\n ", "")


def test_a_calendar_with_reminders_is_kept_like_the_plain_one(programme, client) -> None:
    address = f"{FEED}?lang=tr&alarm=30"
    first = client.get(address)
    assert (client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code) == 304
    kept = client.application.wsgi_app._queries
    assert f"{FEED}?lang=tr&alarm=30" in kept
    client.get(f"{FEED}?alarm=30&lang=tr&x=1")
    assert len([key for key in kept if key.startswith(FEED)]) == 1, "what is not listed fills no memory"


def test_the_live_picture_and_the_date_of_making_stand_in_it(programme, client) -> None:
    (event,) = [one for one in events(client).values() if one.summary.value == "Cooling the city"]
    assert event.contents["conference"][0].value == "https://live.example.org/b"
    assert event.created.value <= event.last_modified.value


def test_a_plenary_names_every_room_it_fills_and_stands_in_the_calendar_of_each(programme, client, uow) -> None:
    with uow():
        session = queries.session_of("izmir-2027", "OPEN")
        starts = datetime(2027, 10, 14, 7, tzinfo=UTC)
        services.place_session(session, "HALL-B", starts, starts + timedelta(hours=1), session.revision, ["HALL-C"])
        publish()
    for room in ("HALL-B", "HALL-C"):
        (event,) = [one for one in events(client, f"/summits/izmir-2027/rooms/{room}.ics?lang=en").values()
                    if one.summary.value == "Cooling the city"]  # fmt: skip
        assert event.location.value == "Salon B + Salon C, Tarihi Havagazı Fabrikası, Alsancak, İzmir"


def test_a_track_has_a_calendar_of_its_own(programme, client) -> None:
    found = events(client, "/summits/izmir-2027/tracks/PORTS.ics?lang=en")
    assert [event.summary.value for event in found.values()] == ["Ports and people"]
    assert client.get("/summits/izmir-2027/tracks/NOTHING.ics").status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.DELEGATES, Visibility.CLOSED])
def test_what_fewer_people_may_see_is_cancelled_for_the_others_and_says_nothing_more(programme, client, uow, visibility) -> None:
    before = {event.summary.value: event for event in events(client).values()}["Ports and people"]
    narrow(uow, "PORT", visibility)
    for address in (FEED, "/summits/izmir-2027/rooms/HALL-C.ics", "/summits/izmir-2027/tracks/PORTS.ics"):
        after = events(client, f"{address}?lang=en")[before.uid.value]
        assert after.status.value == "CANCELLED" and int(after.sequence.value) == int(before.sequence.value) + 1
        assert after.summary.value == "No longer in the public programme" and after.dtstart.value == before.dtstart.value
        assert not {"url", "location", "description", "categories", "geo"} & set(after.contents)
    assert client.get("/summits/izmir-2027/sessions/PORT.ics").status_code == 404


def test_it_stays_cancelled_through_releases_and_comes_back_as_a_later_revision(programme, client, uow) -> None:
    uid = next(uid for uid, event in events(client).items() if event.summary.value == "Ports and people")
    numbers = [int(events(client)[uid].sequence.value)]
    narrow(uow, "PORT", Visibility.CLOSED)
    numbers.append(int(events(client)[uid].sequence.value))
    with uow():
        session = queries.session_of("izmir-2027", "PORT")
        starts = datetime(2027, 10, 15, 7, tzinfo=UTC)
        services.place_session(session, "HALL-C", starts, starts + timedelta(hours=1), session.revision)
        publish()
    moved = events(client)[uid]
    assert moved.status.value == "CANCELLED" and moved.dtstart.value.astimezone(UTC).day == 13, "where it is now is not told"
    numbers.append(int(moved.sequence.value))
    narrow(uow, "PORT", Visibility.PUBLIC)
    assert events(client)[uid].status.value == "CANCELLED", "it is public again with the next release"
    with uow():
        publish()
    back = events(client)[uid]
    numbers.append(int(back.sequence.value))
    assert back.status.value == "CONFIRMED" and back.dtstart.value.astimezone(UTC).day == 15
    assert numbers == sorted(set(numbers)), numbers


def test_what_was_never_public_leaves_no_trace(programme, client, uow) -> None:
    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        add(world, "QUIET", 5, "HALL-B", title="Quiet talk", visibility=Visibility.CLOSED)
        publish()
    assert len(events(client)) == 2


def test_no_public_calendar_names_anybody(programme, client) -> None:
    for address in (FEED, "/summits/izmir-2027/rooms/HALL-B.ics", "/summits/izmir-2027/sessions/OPEN.ics?alarm=5",
                    "/summits/izmir-2027/tracks/CLIMATE.ics"):  # fmt: skip
        text = client.get(address).get_data(as_text=True)
        for word in ("Ayşe", "Çağlayan", "Mayor", "mailto:", "ATTENDEE", "ORGANIZER"):
            assert word not in text, f"{word} stands in {address}"


# --- the page on which one subscribes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "feed"),
    [
        (PAGE, "/summits/izmir-2027/agenda.ics?lang=en"),
        (f"{PAGE}?alarm=15", "/summits/izmir-2027/agenda.ics?lang=en&alarm=15"),
        (f"{PAGE}tracks/PORTS/", "/summits/izmir-2027/tracks/PORTS.ics?lang=en"),
        (f"{PAGE}rooms/HALL-B/?alarm=5", "/summits/izmir-2027/rooms/HALL-B.ics?lang=en&alarm=5"),
    ],
)
def test_the_page_offers_one_feed_in_every_way(programme, client, where: str, feed: str) -> None:
    answer = client.get(where)
    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert f'value="http://127.0.0.1{feed}"' in text and f'href="webcal://127.0.0.1{feed}"' in text
    assert "calendar.google.com/calendar/render?cid=webcal%3A%2F%2F127.0.0.1" in text
    assert "outlook.live.com" in text and "outlook.office.com" in text
    assert client.get(feed).status_code == 200


def test_a_phone_reads_the_address_from_the_picture(programme, client) -> None:
    import zxingcpp
    from PIL import Image, ImageDraw

    text = unescape(client.get(f"{PAGE}tracks/PORTS/").get_data(as_text=True))
    svg = base64.b64decode(re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', text)[1]).decode()
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    picture = Image.new("L", (size * 4, size * 4), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg):
        ImageDraw.Draw(picture).rectangle([int(x) * 4, int(y) * 4, int(x) * 4 + 3, int(y) * 4 + 3], 0)
    assert zxingcpp.read_barcode(picture).text == "webcal://127.0.0.1/summits/izmir-2027/tracks/PORTS.ics?lang=en"


def test_a_part_that_is_not_there_is_not_found(programme, client) -> None:
    assert client.get(f"{PAGE}tracks/NOTHING/").status_code == 404
    assert client.get(f"{PAGE}rooms/NOTHING/").status_code == 404

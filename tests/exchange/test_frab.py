"""schedule.xml and schedule.json, held against the public schemas and read by programs that are not ours."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from summitapp.agenda import queries, services
from summitapp.agenda.values import Visibility
from tests.exchange.schemas import is_valid_json, is_valid_xml
from tests.factories.agenda import add, make_world, publish

XML, JSON = "/summits/izmir-2027/schedule.xml", "/summits/izmir-2027/schedule.json"
EVERY_LETTER = "Çağ Ğğ İi Iı Öö Şş Üü Ââ Îî Ûû Ää ß ẞ „x“ & <b> ]]>"


@pytest.fixture
def programme(uow):
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, world.mayor, title=EVERY_LETTER, languages=("de", "tr"),
            livestream="https://live.example.org/b")
        add(world, "BUS", 3, "", title="A walk by the sea", length=1.25, track="")
        add(world, "ROUND", 1, "HALL-C", title="Quiet talk", visibility=Visibility.CLOSED)
        add(world, "GONE", 25, "HALL-B", title="It was to be")
        publish()
        session = queries.session_of("izmir-2027", "GONE")
        services.cancel_session(session, session.revision)
        publish()  # fmt: skip


def fetched(client, address: str) -> bytes:
    client.application.wsgi_app.forget()
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data()


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_both_are_valid_against_the_public_schemas(programme, client, language: str) -> None:
    is_valid_xml(fetched(client, f"{XML}?lang={language}"))
    is_valid_json(fetched(client, f"{JSON}?lang={language}"))


def test_both_are_valid_before_anything_is_published(client, uow) -> None:
    with uow():
        make_world()
    is_valid_xml(fetched(client, XML))
    is_valid_json(fetched(client, JSON))


def test_what_the_xml_says(programme, client) -> None:
    root = ET.fromstring(fetched(client, f"{XML}?lang=en"))
    assert root.findtext("version") == "2" and root.findtext("conference/acronym") == "izmir_2027"
    assert [day.get("date") for day in root.findall("day")] == ["2027-10-13", "2027-10-14", "2027-10-15"]
    event = next(one for one in root.iter("event") if one.findtext("title") == EVERY_LETTER)
    assert (event.findtext("room"), event.findtext("start"), event.findtext("duration")) == ("Salon B", "10:00", "01:00")
    assert datetime.fromisoformat(event.findtext("date")) == datetime(2027, 10, 13, 7, tzinfo=UTC)
    assert [one.text for one in event.iter("person")] == ["Prof. Dr. Ayşe İnci Çağlayan", "Mayor, Bremen"]
    assert event.find("links/link").get("href") == "https://live.example.org/b"
    walk = next(one for one in root.iter("event") if one.findtext("title") == "A walk by the sea")
    assert (walk.findtext("room"), walk.findtext("duration")) == ("No room", "01:15")


def test_closed_and_cancelled_sessions_are_in_neither(programme, client) -> None:
    for address in (XML, JSON):
        text = fetched(client, f"{address}?lang=en").decode()
        assert "Quiet talk" not in text and "ROUND" not in text and "It was to be" not in text


def test_a_session_has_one_identity_in_every_file(programme, client) -> None:
    import vobject

    calendar = vobject.readOne(fetched(client, "/summits/izmir-2027/agenda.ics?lang=en").decode())
    uids = {event.summary.value: event.uid.value for event in calendar.vevent_list if event.status.value == "CONFIRMED"}
    whole = json.loads(fetched(client, f"{JSON}?lang=en"))["schedule"]["conference"]["days"]
    events = [event for day in whole for room in day["rooms"].values() for event in room]
    assert {event["title"]: event["guid"] for event in events} == uids
    ids = {one.findtext("title"): one.get("id") for one in ET.fromstring(fetched(client, f"{XML}?lang=en")).iter("event")}
    assert {event["title"]: str(event["id"]) for event in events} == ids


def test_a_hidden_person_is_in_neither(programme, client, uow) -> None:
    from summitapp.directory import services as directory

    with uow():
        directory.hide_person(_ayse(), "asked for it")
    for address in (XML, JSON):
        assert "Çağlayan" not in fetched(client, f"{address}?lang=en").decode()


def _ayse():
    import sqlalchemy as sa

    from summitapp.core.db import db
    from summitapp.directory.models import Person

    return db.session.scalar(sa.select(Person).where(Person.family_name == "Çağlayan"))


def test_they_come_from_memory_and_are_not_sent_again(programme, client) -> None:
    for address in (XML, f"{JSON}?lang=de"):
        first = client.get(address)
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        client.application.wsgi_app.forget()
        assert client.get(address).headers["ETag"] == first.headers["ETag"]


def test_a_summit_that_is_no_longer_shown_has_no_schedule(client) -> None:
    assert client.get("/summits/nowhere/schedule.xml").status_code == 404


def test_the_times_are_those_of_the_venue_on_both_sides_of_an_october_night(client, uow) -> None:
    from datetime import date

    with uow():
        world = make_world("berlin-2027", date(2027, 10, 30))
        world.summit.timezone = "Europe/Berlin"
        for number, (day, hour) in enumerate(((30, 8), (31, 9))):
            session = services.add_session(world.summit, _details(f"Day {number}", f"D{number}"))
            starts = datetime(2027, 10, day, hour, tzinfo=UTC)
            services.place_session(session, "HALL-B", starts, starts + timedelta(hours=1), session.revision)
        publish(world.summit)
    root = ET.fromstring(fetched(client, "/summits/berlin-2027/schedule.xml"))
    dates = [event.findtext("date") for event in root.iter("event")]
    assert dates == ["2027-10-30T10:00:00+02:00", "2027-10-31T10:00:00+01:00"]
    assert root.findall("day")[1].get("start") == "2027-10-31T00:00:00+02:00"
    assert root.findall("day")[1].get("end") == "2027-10-31T23:59:00+01:00"


def _details(title: str, code: str):
    from tests.factories.agenda import details

    return details(title, code=code)

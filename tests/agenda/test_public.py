"""The public agenda beyond its pages: choosing, moves, machines, paper, screens, frames."""

import io
import json
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pypdfium2
import pytest
import vobject

from summitapp.agenda import queries, rules, services
from summitapp.agenda.values import Attendance, EarlierPlace, Visibility, Wanted
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits.queries import by_slug
from tests.factories.agenda import add, details, enter, make_world, publish, team_member

SECRET = "Quiet talk about the harbour"
BASE = "/en/summits/izmir-2027"


@pytest.fixture
def programme(uow):
    """Three public sessions of two tracks, one for participants and a closed one."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, languages=("de",), interpretation=("tr",), sdgs=(11, 13), topics=("waste",),
            words=Translated("Die Straße kühlen", "Şişli’yi serinletmek", "Cooling <Şişli> & more"),
            abstract=Translated("Bäume", "Ağaçlar", "Trees </script><script>alert(1)</script>"))
        add(world, "PORT", 2.5, "HALL-B", world.mayor, title="Ports that talk", track="PORTS", kind="workshop",
            attendance=Attendance.ENROL, capacity=30)
        add(world, "HEAT", 25, "HALL-C", title="Heat at night", languages=("en",))
        add(world, "DELEG", 4, "HALL-B", title="Only for delegates", visibility=Visibility.DELEGATES)
        add(world, "ROUND", 1, "HALL-C", world.mayor, title=SECRET, visibility=Visibility.CLOSED)
        publish()  # fmt: skip
        return team_member(world.summit)


# --- choosing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wanted", "codes"), [
    (Wanted(), {"OPEN", "PORT", "HEAT"}), (Wanted(q="sisli"), {"OPEN"}), (Wanted(q="ŞİŞLİ"), {"OPEN"}),
    (Wanted(q="strasse"), {"OPEN"}), (Wanted(q="caglayan"), {"OPEN"}), (Wanted(q="salon b"), {"OPEN", "PORT"}),
    (Wanted(q="salon talk"), {"PORT"}), (Wanted(q="trees"), {"OPEN"}), (Wanted(q="bäume"), set()),
    (Wanted(q="bremen"), {"PORT"}), (Wanted(track="PORTS"), {"PORT"}), (Wanted(language="tr"), {"OPEN"}),
    (Wanted(sdg="13"), {"OPEN"}), (Wanted(sdg="1"), set()), (Wanted(topic="waste"), {"OPEN"}),
    (Wanted(room="HALL-C"), {"HEAT"}), (Wanted(kind="workshop"), {"PORT"}), (Wanted(day="2027-10-14"), {"HEAT"}),
    (Wanted(day="2027-10-13", track="CLIMATE"), {"OPEN"}),
])  # fmt: skip
def test_a_reader_finds_what_they_ask_for(programme, reading, wanted: Wanted, codes: set[str]) -> None:
    with reading():
        found = rules.find_sessions(queries.public_programme(by_slug("izmir-2027")), wanted, "en")
        assert {one.code for one in found.placements} == codes


def test_a_form_that_was_sent_leaves_an_address_to_hand_on(programme, client) -> None:
    answer = client.get(f"{BASE}/agenda/?q=sisli&track=&language=&view=rooms")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{BASE}/agenda/?view=rooms&q=sisli"


def test_nothing_found_offers_the_way_back(programme, client) -> None:
    text = client.get(f"{BASE}/agenda/?q=nowhere").get_data(as_text=True)
    assert "Nothing fits" in text and "0 sessions fit." in text and "Show everything" in text


def test_frequent_choices_are_kept_and_made_up_ones_push_nothing_out(programme, client) -> None:
    front = client.application.wsgi_app
    while not hasattr(front, "_queries"):
        front = front.__dict__.get("application") or front.__dict__["app"]
    front.forget()
    for query in ("view=rooms", "track=PORTS", "day=2027-10-13", "q=sisli", "track=PORTS&day=2027-10-13"):
        assert client.get(f"{BASE}/agenda/?{query}").status_code == 200
    assert {key.partition("?")[2] for key in front._queries} == {"view=rooms", "track=PORTS", "day=2027-10-13"}
    for number in range(200):
        client.get(f"{BASE}/agenda/changes/?track={number}")
        client.get(f"{BASE}/agenda/?track=T{number}") if number < 100 else None
    assert len(front._queries) <= 96


def test_the_words_of_a_search_are_there_for_the_device(programme, client) -> None:
    told = json.loads(client.get("/summits/izmir-2027/search.json?lang=en").data)
    assert set(told) == {"OPEN", "PORT", "HEAT"}
    assert {"sisli", "strasse", "caglayan", "trees"} <= set(told["OPEN"]["q"].replace("'", " ").replace("<", " ").replace(">", " ").split())
    assert told["OPEN"]["language"] == ["de", "tr"] and told["OPEN"]["sdg"] == ["11", "13"]


# --- moves ----------------------------------------------------------------------------------------


def test_a_move_is_shouted_only_when_it_came_late() -> None:
    starts = datetime(2027, 10, 13, 9, tzinfo=UTC)
    early, late = (EarlierPlace(starts, starts + timedelta(hours=1), "HALL-B", starts - before)
                   for before in (timedelta(days=60), timedelta(hours=3)))  # fmt: skip
    assert rules.late_moves({"A": early, "B": late}) == {"B": late}


def move(uow, hours: float = 5) -> None:
    with uow():
        session = queries.session_of("izmir-2027", "OPEN")
        slot = queries.slot_of(session)
        services.place_session(session, "HALL-C", slot.starts_at + timedelta(hours=hours), slot.ends_at + timedelta(hours=hours),
                               session.revision)  # fmt: skip
        publish()


def test_the_place_before_the_last_move_is_remembered(programme, uow, reading) -> None:
    move(uow)
    with uow():
        session = queries.session_of("izmir-2027", "HEAT")
        services.cancel_session(session, session.revision)
        publish()
    with reading():
        (code, old), = queries.moves_of(by_slug("izmir-2027")).items()
        assert (code, old.room, old.starts_at.hour) == ("OPEN", "HALL-B", 7)


def test_a_late_move_stands_at_both_doors_and_in_the_lobby(uow, client) -> None:
    with uow():
        world = make_world(starts_on=now().date() + timedelta(days=1))
        session = add(world, "OPEN", None, title="Cooling the city")
        starts = datetime.combine(world.summit.starts_on, datetime.min.time(), UTC) + timedelta(hours=8)
        services.place_session(session, "HALL-B", starts, starts + timedelta(hours=1), session.revision)
        publish()
    move(uow, 1)
    old, new, lobby = (client.get(f"{BASE}/screens/{rest}/").get_data(as_text=True)
                       for rest in ("rooms/HALL-B", "rooms/HALL-C", "lobby"))  # fmt: skip
    assert "Moved away from here" in old and "Salon C" in old
    for text in (new, lobby, client.get(f"{BASE}/agenda/").get_data(as_text=True)):
        assert "Moved, before: 11:00, Salon B" in text


def test_the_door_of_a_closed_session_says_only_that(programme, client) -> None:
    text = client.get(f"{BASE}/screens/rooms/HALL-C/").get_data(as_text=True)
    assert "Closed session" in text and "10:00" in text and SECRET not in text and "Mayor" not in text
    assert "Closed session" not in client.get(f"{BASE}/screens/lobby/").get_data(as_text=True)
    assert client.get(f"{BASE}/screens/rooms/NOWHERE/").status_code == 404


def test_a_session_knows_its_neighbours_and_its_kin(programme, uow, reading) -> None:
    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        add(world, "LATE", 6, "HALL-B", title="The evening")
        publish()
    with reading():
        whole = queries.public_programme(by_slug("izmir-2027"))
        by_code = {one.code: one for one in whole.placements}
        before, after = rules.neighbours(whole, by_code["PORT"])
        assert (before.code, after.code) == ("OPEN", "LATE")
        assert rules.neighbours(whole, by_code["HEAT"]) == (None, None), "another day is no neighbour"
        assert [one.code for one in rules.related(whole, by_code["OPEN"])] == ["LATE", "HEAT"]
        assert rules.related(whole, by_code["PORT"]) == ()


# --- machines -------------------------------------------------------------------------------------


class Blocks(HTMLParser):
    """An independent reader: what stands in the script elements of a page, by their type."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.within = dict(attrs).get("type") or "script"
            self.found.append((self.within, ""))

    def handle_data(self, data: str) -> None:
        if self.within:
            self.found[-1] = (self.within, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        self.within = "" if tag == "script" else self.within


def machines_of(client: Any, address: str) -> dict[str, Any]:
    reader = Blocks()
    reader.feed(client.get(address).get_data(as_text=True))
    assert all(not text.strip() for kind, text in reader.found if kind != "application/ld+json"), "a script stands in the page"
    (told,) = [json.loads(text) for kind, text in reader.found if kind == "application/ld+json"]
    return told


def test_machines_read_the_summit_with_its_sessions(programme, client) -> None:
    told = machines_of(client, f"{BASE}/agenda/")
    assert told["@type"] == "Event" and told["startDate"] == "2027-10-13" and told["name"] == "Sister Cities Summit"
    by_name = {one["name"]: one for one in told["subEvent"]}
    assert set(by_name) == {"Cooling <Şişli> & more", "Ports that talk", "Heat at night"}
    session = by_name["Cooling <Şişli> & more"]
    assert session["startDate"] == "2027-10-13T10:00:00+03:00" and session["inLanguage"] == ["de", "tr"]
    assert session["location"]["name"] == "Salon B, Tarihi Havagazı Fabrikası"
    assert session["url"] == "http://127.0.0.1/en/summits/izmir-2027/sessions/OPEN/"
    assert told["location"][0]["geo"]["latitude"] == 38.4338


def test_machines_read_one_session_whatever_stands_in_it(programme, client, uow) -> None:
    told = machines_of(client, f"{BASE}/sessions/OPEN/")
    assert told["description"].endswith("<script>alert(1)</script>") and told["eventStatus"].endswith("/EventScheduled")
    assert told["performer"] == [{"@type": "Person", "name": "Prof. Dr. Ayşe İnci Çağlayan"}]
    assert told["superEvent"]["name"] == "Sister Cities Summit"
    assert machines_of(client, "/de/summits/izmir-2027/sessions/PORT/")["performer"][0]["name"] == "Bürgermeisterin, Bremen"
    move(uow)
    client.application.wsgi_app.forget()
    moved = machines_of(client, f"{BASE}/sessions/OPEN/")
    assert moved["eventStatus"].endswith("/EventRescheduled") and moved["previousStartDate"] == "2027-10-13T10:00:00+03:00"
    with uow():
        session = queries.session_of("izmir-2027", "OPEN")
        services.cancel_session(session, session.revision)
        publish()
    client.application.wsgi_app.forget()
    assert machines_of(client, f"{BASE}/sessions/OPEN/")["eventStatus"].endswith("/EventCancelled")


def test_places_left_are_told_in_a_file_of_their_own(programme, client, uow) -> None:
    answer = client.get("/summits/izmir-2027/places.json")
    assert answer.json == {"PORT": {"capacity": 30, "taken": 0, "left": 30}} and answer.headers["Cache-Control"] == "public, max-age=5"
    with uow():
        queries.session_of("izmir-2027", "PORT").taken = 28
        db.session.info["recorded"] = True
    client.application.wsgi_app.forget()
    assert client.get("/summits/izmir-2027/places.json").json["PORT"]["left"] == 2


def test_a_choice_becomes_a_calendar_of_public_sessions(programme, client) -> None:
    answer = client.get("/summits/izmir-2027/selection.ics?codes=OPEN,HEAT,ROUND,DELEG,NOWHERE&lang=tr")
    calendar = vobject.readOne(answer.get_data(as_text=True))
    assert {event.summary.value for event in calendar.vevent_list} == {"Şişli’yi serinletmek", "Heat at night (tr)"}
    assert client.get("/summits/izmir-2027/selection.ics?codes=ROUND").status_code == 404


# --- paper ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "title", "day"), [
    ("de", "Die Straße kühlen", "Mittwoch, 13. Oktober 2027"), ("tr", "Şişli’yi serinletmek", "13 Ekim 2027 Çarşamba"),
    ("en", "Cooling <Şişli> & more", "Wednesday, 13 October 2027"),
])  # fmt: skip
def test_the_programme_on_paper_is_whole_and_can_be_read_aloud(programme, client, lang: str, title: str, day: str) -> None:
    answer = client.get(f"/summits/izmir-2027/programme.pdf?lang={lang}")
    assert answer.headers["Content-Type"] == "application/pdf" and "Content-Encoding" not in answer.headers
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf).replace("\r", "")
    assert title in text and day in text and "Prof. Dr. Ayşe İnci Çağlayan" in text and "10:00–11:00" in text
    assert SECRET not in text and "delegates" not in text
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert b"/MarkInfo" in answer.data and b"pdfuaid" in answer.data


def test_paper_is_laid_out_once_a_release(programme, client, monkeypatch) -> None:
    made = []
    monkeypatch.setattr(services, "export_pdf", lambda summit, language: made.append(language) or b"%PDF-" + language.encode())
    for _turn in range(3):
        assert client.get("/summits/izmir-2027/programme.pdf?lang=de").data == b"%PDF-de"
    assert made == ["de"]
    assert client.get("/summits/izmir-2027/programme.pdf?lang=de&x=1").status_code == 302
    assert client.get("/summits/izmir-2027/programme.pdf").headers["Location"] == "/summits/izmir-2027/programme.pdf?lang=en"


# --- frames and screens ---------------------------------------------------------------------------


def test_only_the_page_for_other_sites_may_be_framed(programme, client) -> None:
    for _turn in range(2):  # built, and kept
        framed, own = client.get("/embed/izmir-2027/?lang=de"), client.get(f"{BASE}/agenda/")
        assert "frame-ancestors *" in framed.headers["Content-Security-Policy"] and "X-Frame-Options" not in framed.headers
        assert "default-src 'self'" in framed.headers["Content-Security-Policy"] and "Set-Cookie" not in framed.headers
        assert "frame-ancestors 'none'" in own.headers["Content-Security-Policy"] and own.headers["X-Frame-Options"] == "DENY"
    assert 'target="_blank" rel="noopener"' in framed.get_data(as_text=True)


def test_a_frame_shows_the_day_and_track_it_is_asked_for(programme, client) -> None:
    text = client.get("/embed/izmir-2027/?lang=en&track=PORTS").get_data(as_text=True)
    assert "Ports that talk" in text and "Heat at night" not in text
    assert 'data-appearance="dark"' in client.get("/embed/izmir-2027/?look=dark").get_data(as_text=True)


def test_organisers_find_every_screen_and_what_to_paste(programme, client) -> None:
    assert client.get("/en/organise/izmir-2027/agenda/screens/").status_code == 303
    enter(client, programme)
    text = client.get("/en/organise/izmir-2027/agenda/screens/").get_data(as_text=True)
    assert text.count("<svg") == 3 and "/en/summits/izmir-2027/screens/rooms/HALL-B/" in text
    pasted = client.get("/en/organise/izmir-2027/agenda/embed/?lang=tr&track=PORTS").get_data(as_text=True)
    assert "&lt;iframe src=&#34;" in pasted or "/embed/izmir-2027/?lang=tr" in pasted


def test_a_session_that_fills_two_rooms_lies_across_both(uow, client) -> None:
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", kind="plenary")
        summit = by_slug("izmir-2027")
        slot = queries.slot_of(queries.session_of("izmir-2027", "OPEN"))
        slot.more_rooms = [next(room for room in summit.rooms if room.code == "HALL-C")]
        publish()
    assert "grid-column:2/4" in client.get("/summits/izmir-2027/agenda.css").get_data(as_text=True)
    text = client.get(f"{BASE}/sessions/OPEN/").get_data(as_text=True)
    assert "Salon B + Salon C" in text


@pytest.mark.on("sqlite")
def test_every_worker_shows_a_publish_within_a_second(programme, live, uow) -> None:
    """Forty connections of their own reach both workers; a second after the commit nobody is shown the old release."""
    site = live(workers=2)
    addresses = [f"{site.url}{BASE}/agenda/", f"{site.url}{BASE}/screens/lobby/", f"{site.url}/summits/izmir-2027/agenda.ics?lang=en"]

    def tell(address: str) -> str:
        return urllib.request.urlopen(address, timeout=10).read().decode()

    for _turn in range(20):
        assert all("Heat at night" in tell(address) for address in addresses)
    with uow():
        session = queries.session_of("izmir-2027", "HEAT")
        services.edit_session(session, details("Cool at night"), session.revision)
        publish()
    time.sleep(1.05)
    for _turn in range(40):
        for address in addresses:
            assert "Cool at night" in tell(address) and "Heat at night" not in tell(address)

"""The pages and feeds of the agenda, as they answer."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
import sqlalchemy as sa
import vobject

from summitapp.accounts.values import Role
from summitapp.agenda import queries, services
from summitapp.agenda.values import Visibility
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits.queries import by_slug
from tests.factories.agenda import World, add, details, enter, make_world, publish, send, team_member
from tests.rig.statements import heard

SECRET = "Quiet talk about the harbour"
PUBLIC_PAGES = [
    *(f"/{lang}/summits/izmir-2027/{rest}" for lang in ("de", "tr", "en")
      for rest in ("agenda/", "agenda/?view=rooms", "agenda/?track=CLIMATE", "agenda/?language=tr", "agenda/?day=2027-10-13",
                   "agenda/?q=salon", "agenda/changes/", "sessions/OPEN/", "screens/rooms/HALL-B/", "screens/rooms/HALL-C/",
                   "screens/lobby/")),
    *(f"/embed/izmir-2027/?lang={lang}" for lang in ("de", "tr", "en")),
    *(f"/summits/izmir-2027/{rest}" for rest in (
        "agenda.ics", "agenda.ics?lang=de", "agenda.ics?lang=tr", "sessions/OPEN.ics", "rooms/HALL-B.ics", "agenda.css",
        "changes.atom", "changes.atom?lang=de",
        "search.json", "search.json?lang=tr", "places.json", "selection.ics?codes=OPEN,ROUND,DELEG")),
]  # fmt: skip
FEEDS = [page for page in PUBLIC_PAGES if page.startswith("/summits/") and "selection" not in page]
ORGANISE = "/en/organise/izmir-2027/agenda/"


@pytest.fixture
def programme(uow):
    """A release with a public session, one for participants and a closed one."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, title="Cooling the city", languages=("de", "tr"), sdgs=(11, 13),
            interpretation=("de", "tr"),
            words=Translated("Die Stadt kühlen", "Kenti serinletmek", "Cooling the city"))
        add(world, "DELEG", 3, "HALL-B", title="Only for delegates", visibility=Visibility.DELEGATES)
        add(world, "ROUND", 1, "HALL-C", world.mayor, title=SECRET, visibility=Visibility.CLOSED,
            words=Translated("Stilles Gespräch", "Sessiz görüşme", SECRET))
        publish()  # fmt: skip
        return team_member(world.summit)


@pytest.fixture
def asked(app) -> Iterator[list[str]]:
    """The statements of this test so far."""
    with heard(app, "SELECT") as statements:
        yield statements


def draft(code: str):
    return queries.session_of("izmir-2027", code)


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_no_public_byte_tells_of_a_closed_session(programme, client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = answer.get_data(as_text=True)
    for told in (SECRET, "Stilles", "Sessiz", "ROUND", "DELEG", "Only for delegates", "Mayor", "Bürgermeisterin"):
        assert told not in text, f"{told} stands in {address}"


@pytest.mark.parametrize("code", ["ROUND", "DELEG", "NOWHERE"])
def test_a_session_that_is_not_public_does_not_exist(programme, client, code: str) -> None:
    for address in (f"/de/summits/izmir-2027/sessions/{code}/", f"/summits/izmir-2027/sessions/{code}.ics"):
        assert client.get(address).status_code == 404


def test_closing_a_published_session_shuts_its_page_at_once(programme, client, uow) -> None:
    assert client.get("/en/summits/izmir-2027/sessions/OPEN/").status_code == 200
    with uow():
        session = draft("OPEN")
        services.edit_session(session, details("x", visibility=Visibility.CLOSED), session.revision)
    client.application.wsgi_app.forget()
    for address in ("/en/summits/izmir-2027/sessions/OPEN/", "/summits/izmir-2027/sessions/OPEN.ics"):
        assert client.get(address).status_code == 404
    assert "Cooling" not in client.get("/en/summits/izmir-2027/agenda/").get_data(as_text=True)


def test_a_draft_summit_shows_no_agenda(programme, client, uow) -> None:
    with uow():
        summit = by_slug("izmir-2027")
        summit.state = "draft"
        db.session.info["recorded"] = True
    client.application.wsgi_app.forget()
    assert client.get("/en/summits/izmir-2027/agenda/").status_code == 404
    assert client.get("/summits/izmir-2027/agenda.ics").status_code == 404


def test_the_agenda_speaks_three_languages(programme, client) -> None:
    for lang, title, time in (("de", "Die Stadt kühlen", "10:00"), ("tr", "Kenti serinletmek", "10:00"), ("en", "Cooling", "10:00")):
        text = client.get(f"/{lang}/summits/izmir-2027/agenda/").get_data(as_text=True)
        assert f'<html lang="{lang}">' in text and title in text and time in text
        assert "Prof. Dr. Ayşe İnci Çağlayan" in text


def test_filters_leave_out_what_does_not_fit(programme, client) -> None:
    for query, there in (("track=CLIMATE", True), ("track=PORTS", False), ("language=tr", True), ("language=en", False),
                         ("day=2027-10-13", True), ("day=2027-10-14", False)):  # fmt: skip
        text = client.get(f"/en/summits/izmir-2027/agenda/?{query}").get_data(as_text=True)
        assert ("Cooling the city" in text) is there, query


@pytest.mark.parametrize("address", [*FEEDS, "/en/summits/izmir-2027/agenda/", "/tr/summits/izmir-2027/sessions/OPEN/"])
def test_what_did_not_change_is_not_sent_again(programme, client, address: str) -> None:
    first = client.get(address)
    assert first.headers["ETag"] and "Set-Cookie" not in first.headers and "Cookie" not in first.headers.get("Vary", "")
    for _turn in range(2):
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.get_data()) == (304, b"")
    client.application.wsgi_app.forget()
    assert client.get(address).headers["ETag"] == first.headers["ETag"], "the same bytes each time they are made"


def test_a_publish_is_seen_within_a_second(programme, client, uow, monkeypatch) -> None:
    from summitapp.core import front

    moment = [100.0]
    monkeypatch.setattr(front, "monotonic", lambda: moment[0])
    address = "/summits/izmir-2027/agenda.ics"
    before = client.get(address)
    with uow():
        session = draft("OPEN")
        services.cancel_session(session, session.revision)
        publish()
    moment[0] += 1.01
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "STATUS:CANCELLED" in after.get_data(as_text=True)


def test_a_kept_page_asks_the_database_nothing(programme, client, asked) -> None:
    client.application.wsgi_app.forget()
    address = "/de/summits/izmir-2027/agenda/"
    client.get(address)
    first = len(asked)
    assert 0 < first <= 9
    client.get(address)
    assert len(asked) == first


def test_a_page_asks_the_same_whatever_the_number_of_sessions(programme, client, asked, uow) -> None:
    def count(address: str) -> int:
        client.application.wsgi_app.forget()
        asked.clear()
        assert client.get(address).status_code == 200
        return len(asked)

    enter(client, programme)
    addresses = ["/en/summits/izmir-2027/agenda/", "/summits/izmir-2027/agenda.ics", ORGANISE, f"{ORGANISE}publish/"]
    before = [count(address) for address in addresses]
    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        for number in range(6):
            add(world, f"MORE{number}", 4 + number / 2, "HALL-C", length=0.25)
        publish()
    after = [count(address) for address in addresses]
    assert after == before


def test_the_calendar_is_read_by_another_program(programme, client) -> None:
    calendar = vobject.readOne(client.get("/summits/izmir-2027/agenda.ics?lang=tr").get_data(as_text=True))
    (event,) = calendar.vevent_list
    assert event.summary.value == "Kenti serinletmek"
    assert event.dtstart.value.astimezone(UTC) == datetime(2027, 10, 13, 7, tzinfo=UTC)
    assert event.location.value == "Salon B, Tarihi Havagazı Fabrikası, Alsancak, İzmir"
    assert event.url.value == "http://127.0.0.1/tr/summits/izmir-2027/sessions/OPEN/"
    assert calendar.contents["name"][0].value == "Kardeş Kentler Zirvesi"


def test_changes_are_told_old_beside_new(programme, client, uow) -> None:
    with uow():
        session = draft("OPEN")
        starts = datetime(2027, 10, 14, 8, tzinfo=UTC)
        services.place_session(session, "HALL-C", starts, starts.replace(hour=9), session.revision)
        publish()
    client.application.wsgi_app.forget()
    text = unescape(client.get("/en/summits/izmir-2027/agenda/changes/").get_data(as_text=True))
    assert "Moved" in text and "13 October 2027, 10:00–11:00" in text and "14 October 2027, 11:00–12:00" in text
    assert "Salon B" in text and "Salon C" in text and "News" in text
    atom = client.get("/summits/izmir-2027/changes.atom").get_data(as_text=True)
    assert "<entry>" in atom and "Moved: Cooling the city" in atom


# --- the editor -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ["", "publish/", "preview/", "copy/", "sessions/new/", "sessions/OPEN/"])
def test_the_editor_is_for_the_team(programme, client, uow, rest: str) -> None:
    assert client.get(ORGANISE + rest).status_code in (303, 404)
    with uow():
        summit = by_slug("izmir-2027")
        desk = team_member(summit, Role.DESK, "desk@example.org")
        stranger = team_member(make_world("izmir-2029").summit, Role.OWNER, "other@example.org")
    for outsider in (desk, stranger):
        enter(client, outsider)
        assert client.get(ORGANISE + rest).status_code == 403
    enter(client, programme)
    assert client.get(ORGANISE + rest).status_code == 200


def test_a_viewer_sees_and_changes_nothing(programme, client, uow) -> None:
    with uow():
        viewer = team_member(by_slug("izmir-2027"), Role.VIEWER, "viewer@example.org")
    enter(client, viewer)
    assert client.get(ORGANISE).status_code == 200
    assert client.get(f"{ORGANISE}publish/").status_code == 403
    assert client.get(f"{ORGANISE}sessions/OPEN/").status_code == 403


def test_a_session_is_written_placed_and_published_by_form(programme, client, reading) -> None:
    enter(client, programme)
    answer = send(client, f"{ORGANISE}sessions/new/", **{
        "title-de": "Häfen im Gespräch", "title-tr": "Konuşan limanlar", "title-en": "Ports that talk",
        "kind": "panel", "track": "PORTS", "visibility": "public", "languages": ["de", "tr"], "interpretation": ["tr"],
        "sdgs": ["9"], "new_given": "İbrahim", "new_family": "Iğdırlı",
    })  # fmt: skip
    assert answer.status_code == 303
    page = answer.headers["Location"]
    code = page.rstrip("/").split("/")[-1]
    text = client.get(page).get_data(as_text=True)
    assert "İbrahim Iğdırlı" in text
    answer = send(client, f"{page}place", page, room="HALL-C", starts_at="2027-10-14T10:30", ends_at="2027-10-14T11:30",
                  revision="1")  # fmt: skip
    assert answer.status_code == 303
    with reading():
        slot = queries.slot_of(draft(code))
        assert slot.starts_at == datetime(2027, 10, 14, 7, 30, tzinfo=UTC)
    answer = send(client, f"{ORGANISE}publish/", **{"note-en": "Ports are in"})
    assert answer.status_code == 303, unescape(answer.get_data(as_text=True))
    client.application.wsgi_app.forget()
    text = client.get("/de/summits/izmir-2027/agenda/").get_data(as_text=True)
    assert "Häfen im Gespräch" in text and "10:30" in text and "İbrahim Iğdırlı" in text


def test_a_clash_is_shown_at_the_form_in_the_list_and_stops_the_release(programme, client) -> None:
    enter(client, programme)
    page = f"{ORGANISE}sessions/DELEG/"
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', client.get(page).get_data(as_text=True))[1]
    answer = send(client, f"{page}place", page, room="HALL-B", starts_at="2027-10-13T10:30", ends_at="2027-10-13T11:30",
                  revision=revision)  # fmt: skip
    assert answer.status_code == 303
    sentence = "Salon B is taken twice: “Cooling the city” and “Only for delegates” overlap."
    for address in (page, ORGANISE, f"{ORGANISE}publish/"):
        assert sentence in unescape(client.get(address).get_data(as_text=True)), address
    assert "It would fit here without a clash" in client.get(page).get_data(as_text=True)
    answer = send(client, f"{ORGANISE}publish/")
    assert answer.status_code == 422
    assert sentence in unescape(answer.get_data(as_text=True))


def test_notices_are_published_only_when_acknowledged(programme, client, uow) -> None:
    with uow():
        session = draft("OPEN")
        services.edit_session(session, details(words=Translated(en="Only English")), session.revision)
    enter(client, programme)
    text = unescape(client.get(f"{ORGANISE}publish/").get_data(as_text=True))
    assert "The title of “Only English” is missing in DE, TR." in text
    mark = re.search(r'name="mark"[^>]*value="([0-9a-f]+)"', text)[1]
    assert send(client, f"{ORGANISE}publish/", mark=mark).status_code == 422
    assert send(client, f"{ORGANISE}publish/", mark=mark, acknowledged="y").status_code == 303


def test_a_stale_form_keeps_what_was_written_and_shows_what_stands(programme, client, uow) -> None:
    enter(client, programme)
    page = f"{ORGANISE}sessions/OPEN/"
    with uow():
        session = draft("OPEN")
        old = session.revision
        services.edit_session(session, details("Theirs"), old)
    fields = {"title-en": "Mine", "kind": "panel", "track": "", "visibility": "public", "revision": str(old)}
    answer = send(client, page, **fields)
    text = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert 'value="Mine"' in text and "Theirs" in text and "Someone else has changed this" in text
    again = re.search(r'id="revision"[^>]*value="(\d+)"', text)[1]
    assert send(client, page, **{**fields, "revision": again}).status_code == 303


def test_faults_come_back_beside_their_fields(programme, client) -> None:
    enter(client, programme)
    answer = send(client, f"{ORGANISE}sessions/new/", **{"abstract-en": "kept", "kind": "panel", "track": "", "visibility": "public"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Please give the session a title" in text and "kept" in text
    page = f"{ORGANISE}sessions/OPEN/"
    answer = send(client, f"{page}place", page, room="HALL-B", starts_at="2027-10-13T10:30", ends_at="2027-10-13T10:00")
    assert answer.status_code in (409, 422)


def test_people_are_found_as_they_are_spoken(programme, client) -> None:
    enter(client, programme)
    page = f"{ORGANISE}sessions/ROUND/"
    answer = send(client, page, **{"title-en": SECRET, "kind": "panel", "track": "", "visibility": "closed",
                                   "find": "caglayan", "search": "1", "revision": "2"})  # fmt: skip
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    key = re.search(r'name="add"[^>]*value="(person:[a-z0-9]+)"', text)[1]
    answer = send(client, page, **{"title-en": SECRET, "kind": "panel", "track": "", "visibility": "closed",
                                   "add": key, "revision": "2"})  # fmt: skip
    assert answer.status_code == 303
    assert "Prof. Dr. Ayşe İnci Çağlayan" in client.get(page).get_data(as_text=True)
    # She now appears in two rooms at ten.
    assert "at the same time" in client.get(ORGANISE).get_data(as_text=True)


def test_cancelling_shows_as_cancelled_with_the_next_version(programme, client) -> None:
    enter(client, programme)
    page = f"{ORGANISE}sessions/OPEN/"
    assert send(client, f"{page}cancel", page, revision="2").status_code == 303
    assert send(client, f"{ORGANISE}publish/").status_code == 303
    client.application.wsgi_app.forget()
    text = client.get("/de/summits/izmir-2027/sessions/OPEN/").get_data(as_text=True)
    assert "Die Stadt kühlen" in text and "cancelled" in client.get("/en/summits/izmir-2027/agenda/").get_data(as_text=True)


def test_an_agenda_is_copied_by_form(programme, client, uow, reading) -> None:
    with uow():
        from datetime import date

        later = make_world("izmir-2029", date(2029, 10, 10)).summit
        both = team_member(later, Role.OWNER, "both@example.org")
        from summitapp.accounts.models import Grant, User
        from tests.factories.agenda import MOMENT

        user = db.session.scalar(sa.select(User).where(User.email == "both@example.org"))
        user.grants.append(Grant(role=Role.EDITOR, scope_kind="summit", scope=by_slug("izmir-2027").public_id, given_at=MOMENT))
    enter(client, both)
    answer = send(client, "/en/organise/izmir-2029/agenda/copy/", source="izmir-2027")
    assert answer.status_code == 303
    with reading():
        found = queries.draft_placements(by_slug("izmir-2029"))
        assert sorted(p.code for p in found) == ["DELEG", "OPEN", "ROUND"]


def test_before_the_first_release_the_page_of_changes_says_so(client, uow) -> None:
    with uow():
        make_world()
    assert client.get("/en/summits/izmir-2027/agenda/changes/").status_code == 200


def test_each_conflict_says_what_to_do_and_leads_there(programme, client, uow) -> None:
    with uow():
        summit = by_slug("izmir-2027")
        world = World(summit, None, None)
        add(world, "TWICE", 1.5, "HALL-B", interpretation=("en",), languages=("de",))
    enter(client, programme)
    text = unescape(client.get(ORGANISE).get_data(as_text=True))
    assert "Salon B is taken twice: “Cooling the city” and “Session TWICE” overlap." in text
    assert "Give one of them another time or another room." in text
    assert f'href="{ORGANISE}sessions/TWICE/#place">Move “Session TWICE”</a>' in text
    assert f'href="{ORGANISE}sessions/TWICE/#spoken" aria-label="Languages: Languages of “Session TWICE”">Languages</a>' in text
    assert "Settings of Salon B" not in text  # an editor may not change rooms
    assert 'id="place"' in client.get(f"{ORGANISE}sessions/TWICE/").get_data(as_text=True)
    with uow():
        owner = team_member(by_slug("izmir-2027"), Role.OWNER, "owner@example.org")
    enter(client, owner)
    assert "Settings of Salon B" in client.get(ORGANISE).get_data(as_text=True)

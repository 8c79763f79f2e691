"""The data door of the organisers' board, as it answers its script."""

import json
import re
from datetime import date
from html import unescape

import pytest

from summitapp.accounts.models import Grant
from summitapp.accounts.queries import user_by_email
from summitapp.accounts.values import Role
from summitapp.agenda import queries, services
from summitapp.agenda.models import Availability
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.security import Actor
from summitapp.summits.models import RoomHours
from summitapp.summits.queries import by_slug
from tests.factories.agenda import MOMENT, OPENS, add, details, enter, make_world, send, team_member
from tests.rig.statements import heard

BOARD = "/en/organise/izmir-2027/agenda/"
DATA = {"Accept": "application/json"}


@pytest.fixture
def programme(uow):
    """Two sessions with a time, one without, and somebody of the team."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, title="Cooling the city", languages=("de", "tr"), interpretation=("tr",))
        add(world, "OTHER", 3, "HALL-B", world.mayor, title="Ports that talk")
        add(world, "WAITS", None, "HALL-B", world.ayse, title="Şişli speaks")
        return team_member(world.summit)


def session_of(code: str):
    return queries.session_of("izmir-2027", code)


def token(client) -> str:
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(f"{BOARD}sessions/OPEN/").get_data(as_text=True))[1]


def post(client, address: str, **fields):
    return client.post(BOARD + address, data={"csrf_token": token(client), **fields}, headers=DATA)


def board(client) -> dict:
    return client.get(f"{BOARD}board.json").get_json()


def block(client, code: str) -> dict:
    return next(one for one in board(client)["sessions"] if one["code"] == code)


def test_the_board_tells_everything_in_the_reader_s_language_and_the_venue_s_time(programme, client) -> None:
    enter(client, programme)
    seen = board(client)
    assert [room["name"] for room in seen["rooms"]] == ["Salon B", "Salon C"]
    assert [day["doors"] for day in seen["days"]] == [[540, 1080]] * 3
    cool = block(client, "OPEN")
    assert cool["place"] == {"room": "HALL-B", "also_in": [], "day": "2027-10-13", "start": 600, "end": 660}
    assert (cool["title"], cool["kindLabel"], cool["languages"]) == ("Cooling the city", "Panel", ["DE", "TR"])
    assert cool["who"] == ["Prof. Dr. Ayşe İnci Çağlayan"]
    waits = block(client, "WAITS")
    assert waits["place"] is None and waits["who"] == cool["who"] and "sisli" in waits["search"]
    german = client.get("/de/organise/izmir-2027/agenda/board.json").get_json()
    assert "Cooling the city (de)" in [one["title"] for one in german["sessions"]]


def test_closed_rooms_and_times_when_somebody_cannot_come_are_told(programme, client, uow) -> None:
    with uow():
        summit = by_slug("izmir-2027")
        day = summit.days[0]
        summit.rooms[1].hours = [RoomHours(day=day.day, opens=day.opens.replace(hour=10), closes=day.opens.replace(hour=12))]
        person = session_of("OPEN").appearances[0].person
        db.session.add(Availability(summit_id=summit.id, person=person, starts_at=OPENS, ends_at=OPENS.replace(hour=9)))
        record("summit.changed", summit)
    enter(client, programme)
    seen = board(client)
    assert [room["open"] for room in seen["rooms"]] == [None, [["2027-10-13", 600, 720]]]
    assert block(client, "OPEN")["free"] == [["2027-10-13", 540, 720]]
    assert block(client, "OTHER")["free"] is None


def test_what_did_not_change_costs_one_question_and_no_bytes(programme, client, uow, app) -> None:
    enter(client, programme)
    first = client.get(f"{BOARD}board.json")
    seen = {"If-None-Match": first.headers["ETag"]}
    with heard(app, "SELECT") as asked:
        again = client.get(f"{BOARD}board.json", headers=seen)
    assert (again.status_code, again.get_data()) == (304, b"")
    assert len(asked) <= 4, asked
    with uow():
        session = session_of("WAITS")
        services.place_session(session, "HALL-C", OPENS, OPENS.replace(hour=7), session.revision)
    assert client.get(f"{BOARD}board.json", headers=seen).status_code == 200


def test_a_move_answers_with_the_place_the_revision_and_what_clashes(programme, client) -> None:
    enter(client, programme)
    revision = block(client, "OTHER")["revision"]
    answer = post(client, "sessions/OTHER/place", room="HALL-B", starts_at="2027-10-13T10:30", ends_at="2027-10-13T11:30", revision=revision)
    assert answer.status_code == 200
    told = answer.get_json()
    assert told["session"]["place"] == {"room": "HALL-B", "also_in": [], "day": "2027-10-13", "start": 630, "end": 690}
    assert told["session"]["revision"] == revision + 1
    clashes = [one for one in told["conflicts"] if one["blocking"]]
    assert [one["text"] for one in clashes] == ["Salon B is taken twice: “Cooling the city” and “Ports that talk” overlap."]
    assert clashes[0]["codes"] == ["OPEN", "OTHER"]
    assert board(client)["conflicts"] == told["conflicts"]


def test_a_plenary_keeps_its_rooms_over_the_form_without_a_script(programme, client) -> None:
    enter(client, programme)
    post(client, "sessions/OPEN/place", room="HALL-B", also_in="HALL-C", starts_at="2027-10-13T10:00",
         ends_at="2027-10-13T11:00", revision=block(client, "OPEN")["revision"])  # fmt: skip
    assert block(client, "OPEN")["place"]["also_in"] == ["HALL-C"]
    page = client.get(f"{BOARD}sessions/OPEN/").get_data(as_text=True)
    (box,) = re.findall(r'<input[^>]*name="also_in"[^>]*value="HALL-C"[^>]*>', page)
    assert "checked" in box


def test_the_second_of_two_is_told_who_was_first_and_overwrites_nothing(programme, client, uow) -> None:
    enter(client, programme)
    seen = block(client, "OTHER")["revision"]
    with uow():
        team_member(by_slug("izmir-2027"), Role.ORGANISER, "rival@example.org")
        user = user_by_email("rival@example.org")
        user.name = "Toni Brandt"
        record("user.changed", user)
        rival = Actor(kind="user", reference=user.public_id)
    with uow(actor=rival):
        session = session_of("OTHER")
        services.place_session(session, "HALL-C", OPENS, OPENS.replace(hour=7), session.revision)
    answer = post(client, "sessions/OTHER/place", room="HALL-B", starts_at="2027-10-13T15:00", ends_at="2027-10-13T16:00", revision=seen)
    assert answer.status_code == 409
    told = answer.get_json()
    assert told["code"] == "stale"
    assert told["message"] == "Toni Brandt has changed “Ports that talk” meanwhile. Nothing was overwritten; it stands as they left it."
    assert told["session"]["place"]["room"] == "HALL-C" and told["session"]["place"]["start"] == 540
    assert block(client, "OTHER") == told["session"]


def test_every_verb_of_the_board_answers_as_data(programme, client) -> None:
    enter(client, programme)
    first = block(client, "OPEN")["revision"]
    out = post(client, "sessions/OPEN/unplace", revision=first).get_json()
    assert out["session"]["place"] is None
    gone = post(client, "sessions/OPEN/cancel", revision=first + 1).get_json()
    assert gone["session"]["cancelled"] is True
    refused = post(client, "sessions/OPEN/place", room="HALL-B", starts_at="2027-10-13T10:00", ends_at="2027-10-13T11:00", revision=first + 2)
    assert refused.status_code == 409 and "cancelled" in refused.get_json()["message"]
    assert refused.get_json()["session"]["revision"] == first + 2, "a refused move raises nothing"
    back = post(client, "sessions/OPEN/reinstate", revision=first + 2).get_json()
    assert back["session"]["cancelled"] is False
    assert post(client, "sessions/OPEN/unplace", revision=first).status_code == 409


def test_a_shape_that_is_wrong_is_explained_and_changes_nothing(programme, client) -> None:
    enter(client, programme)
    before = block(client, "OPEN")
    for fields in ({"starts_at": "2027-10-13T11:00", "ends_at": "2027-10-13T10:00"}, {"starts_at": "soon", "ends_at": ""},
                   {"starts_at": "2027-10-13T10:00", "ends_at": "2027-10-13T11:00", "room": "CELLAR"}):  # fmt: skip
        answer = post(client, "sessions/OPEN/place", **{"room": "HALL-B", "revision": before["revision"], **fields})
        assert answer.status_code == 422 and answer.get_json()["message"], fields
    assert block(client, "OPEN") == before


def test_a_break_is_set_duplicated_and_removed(programme, client) -> None:
    enter(client, programme)
    answer = post(client, "hold", kind="blocker", room="HALL-C", starts_at="2027-10-13T10:00", ends_at="2027-10-13T10:30")
    held = answer.get_json()["session"]
    assert (held["kind"], held["place"]["start"], held["title"]) == ("blocker", 600, "Room blocked")
    assert "Room blocked" not in client.get(f"{BOARD}preview/").get_data(as_text=True), "a blocker is for the organisers alone"
    assert post(client, "hold", kind="panel", room="HALL-C", starts_at="2027-10-13T10:00", ends_at="2027-10-13T10:30").status_code == 422
    copy = post(client, f"sessions/{held['code']}/duplicate").get_json()["session"]
    assert copy["code"] != held["code"] and copy["place"] is None
    assert post(client, f"sessions/{copy['code']}/remove", revision=copy["revision"]).get_json() == {"removed": copy["code"]}
    assert held["code"] in [one["code"] for one in board(client)["sessions"]]
    assert copy["code"] not in [one["code"] for one in board(client)["sessions"]]


def test_duplicating_and_removing_work_by_form_too(programme, client) -> None:
    enter(client, programme)
    answer = send(client, f"{BOARD}sessions/OPEN/duplicate", f"{BOARD}sessions/OPEN/")
    assert answer.status_code == 303
    page = answer.headers["Location"]
    assert "there twice now" in unescape(client.get(page).get_data(as_text=True))
    assert send(client, f"{page}remove", page, revision="1").status_code == 303
    assert client.get(page).status_code == 404


def test_whoever_only_reads_sees_the_board_and_moves_nothing(programme, client, uow) -> None:
    with uow():
        viewer = team_member(by_slug("izmir-2027"), Role.VIEWER, "viewer@example.org")
    enter(client, programme)
    mark = token(client)
    enter(client, viewer)
    assert client.get(f"{BOARD}board.json").status_code == 200
    assert "data-editable" not in client.get(BOARD).get_data(as_text=True)
    for verb in ("place", "duplicate", "remove", "unplace"):
        assert client.post(f"{BOARD}sessions/OPEN/{verb}", data={"csrf_token": mark}, headers=DATA).status_code in (400, 403), verb


def test_the_page_and_the_data_ask_the_same_whatever_the_number_of_sessions(programme, client, uow, app) -> None:
    enter(client, programme)

    def asked(address: str) -> int:
        with heard(app, "SELECT") as statements:
            assert client.get(address).status_code == 200
        return len(statements)

    def move() -> int:
        revision = block(client, "OTHER")["revision"]
        mark = token(client)
        fields = {"csrf_token": mark, "room": "HALL-C", "starts_at": "2027-10-14T10:30", "ends_at": "2027-10-14T11:30", "revision": revision}
        with heard(app, "SELECT") as statements:
            assert client.post(f"{BOARD}sessions/OTHER/place", data=fields, headers=DATA).status_code == 200
        return len(statements)

    before = [asked(BOARD), asked(f"{BOARD}board.json"), move()]
    with uow():
        world = type("World", (), {"summit": by_slug("izmir-2027")})
        person = session_of("OPEN").appearances[0].person
        for number in range(8):
            add(world, f"MORE{number}", 4 + number / 2 if number % 2 else None, "HALL-C", person, length=0.25)
    assert [asked(BOARD), asked(f"{BOARD}board.json"), move()] == before


def test_the_page_carries_the_board_and_a_list_for_everybody_else(programme, client) -> None:
    enter(client, programme)
    text = client.get(BOARD).get_data(as_text=True)
    carried = json.loads(unescape(re.search(r"data-board='([^']+)'", text)[1]))
    fresh = board(client)
    assert carried == fresh
    stamp = re.search(r'data-stamp="([0-9a-f]+)"', text)[1]
    assert client.get(f"{BOARD}board.json", headers={"If-None-Match": f'"{stamp}"'}).status_code == 304
    assert "Şişli speaks" in text and 'href="/en/organise/izmir-2027/agenda/sessions/WAITS/"' in text


def test_a_copy_is_shown_first_then_made_then_taken_back_by_form(programme, client, uow) -> None:
    with uow():
        later = make_world("izmir-2029", date(2029, 10, 10)).summit
        user = user_by_email("editor@example.org")
        user.grants.append(Grant(role=Role.OWNER, scope_kind="summit", scope=later.public_id, given_at=MOMENT))
        services.add_session(later, details("Ours", code="OURS"))
    enter(client, programme)
    page = "/en/organise/izmir-2029/agenda/copy/"
    text = unescape(send(client, page, source="izmir-2027", first_day="2029-10-11", look="1").get_data(as_text=True))
    assert "3 sessions would come" in text and "11 October 2029" in text and "1 without a time" in text
    answer = send(client, page, source="izmir-2027", first_day="2029-10-11")
    assert answer.status_code == 303
    editor = client.get(answer.headers["Location"]).get_data(as_text=True)
    came = re.search(r'name="came" value="([^"]+)"', editor)[1]
    back = send(client, "/en/organise/izmir-2029/agenda/copy/back", answer.headers["Location"], came=unescape(came))
    assert back.status_code == 303
    seen = client.get("/en/organise/izmir-2029/agenda/board.json").get_json()
    assert [one["code"] for one in seen["sessions"]] == ["OURS"]

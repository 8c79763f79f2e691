"""The pages of enrolment, opened as the participant, as others, and by the team."""

import io
import re
from typing import Any

import openpyxl
import pypdfium2
import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.agenda import services as agenda
from summitapp.agenda.values import Aftermath, Attendance, Visibility
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.enrolment import queries, services
from summitapp.enrolment.models import Enrolment
from summitapp.registration.models import Registration
from tests.conftest import Reader, UnitOpener
from tests.factories.agenda import add, publish, team_member, the_summit
from tests.factories.enrolment import (
    come_in,
    ended,
    make_programme,
    participants,
    people_of,
    session,
    waiting,
)
from tests.factories.visitors import Visitor
from tests.rig.statements import heard

OWN = "/en/my/summits/izmir-2027"
TEAM = "/en/organise/izmir-2027/agenda"


@pytest.fixture
def people(uow: UnitOpener) -> list[str]:
    """Public ids of four participants of a published programme."""
    with uow():
        world = make_programme()
        add(world, "INNER", 8, "HALL-C", visibility=Visibility.DELEGATES, title="For participants only")
        add(world, "SECRET", 4, "HALL-C", visibility=Visibility.CLOSED, title="Behind the door")
        publish(world.summit)
        return [one.person.public_id for one in participants(world.summit, 4)]


@pytest.fixture
def delegate(app: Flask, uow: UnitOpener, people: list[str]) -> Visitor:
    return come_in(app, uow, people[0])


@pytest.fixture
def organiser(app: Flask, uow: UnitOpener, people: list[str]) -> Visitor:
    with uow():
        identifier = team_member(the_summit(), Role.ORGANISER)
    return Visitor(app, identifier)


def send(visitor: Visitor, path: str, **fields: Any) -> Any:
    return visitor.send(f"{OWN}/agenda/", f"{OWN}/{path}", fields)


def test_the_overview_shows_a_page_at_a_time_of_one_day_or_of_what_is_full(
    people: list[str], organiser: Visitor, uow: UnitOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summitapp.enrolment.views import feedback

    with uow():
        for person in people[:3]:
            found = queries.visit("izmir-2027", person)
            assert found is not None
            services.enrol(found.registration, "TALK")
    page = organiser.get(f"{TEAM}/enrolments/").text
    assert "3 sessions" in page and page.index("Session TALK") < page.index("Session VISIT") < page.index("Session LATE")
    page = organiser.get(f"{TEAM}/enrolments/?waiting=1").text
    assert "1 session" in page and "Session TALK" in page and "Session LATE" not in page
    assert "No session fits" in organiser.get(f"{TEAM}/enrolments/?day=2027-10-14").text
    assert "3 sessions" in organiser.get(f"{TEAM}/enrolments/?day=2027-10-13&page=nonsense").text
    monkeypatch.setattr(feedback, "PAGE", 2)
    first, second = (organiser.get(f"{TEAM}/enrolments/?day=2027-10-13&page={number}").text for number in (1, 2))
    assert "Session VISIT" in first and "Session LATE" not in first and "day=2027-10-13&amp;page=2" in first
    assert "Session LATE" in second and "Session TALK" not in second
    assert "Page 2 of 2" in organiser.get(f"{TEAM}/enrolments/?page=99").text, "behind the last page is the last"


def test_a_participant_takes_a_place_and_finds_it_in_their_agenda(delegate: Visitor) -> None:
    assert "For participants only" in delegate.get(f"{OWN}/sessions/").text
    assert "Take a place" in delegate.get(f"{OWN}/sessions/TALK/").text
    answer = send(delegate, "sessions/TALK/enrol", next=f"{OWN}/sessions/?places=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{OWN}/sessions/?places=1")
    page = delegate.get(f"{OWN}/agenda/").text
    assert "Session TALK" in page and "You have a place" in page and "Session OPENING" in page
    assert "Session TALK" in delegate.get("/en/my/").text, "what is next holds it, too"
    assert "Behind the door" not in delegate.get(f"{OWN}/sessions/").text
    assert delegate.get(f"{OWN}/sessions/SECRET/").status_code == 404


def test_going_on_leads_to_a_page_of_ours_only(delegate: Visitor) -> None:
    answer = send(delegate, "sessions/TALK/enrol", next="https://elsewhere.example.org/")
    assert answer.headers["Location"] == f"{OWN}/agenda/"


def test_what_falls_on_the_same_time_is_said_before_and_after(delegate: Visitor, reading: Reader) -> None:
    send(delegate, "sessions/TALK/enrol")
    assert "At the same time" in delegate.get(f"{OWN}/sessions/VISIT/").text
    asked = send(delegate, "sessions/VISIT/enrol")
    assert asked.status_code == 409 and "you give your place or your turn there back" in asked.text
    with reading():
        assert people_of("VISIT") == [], "nothing was written yet"
    assert send(delegate, "sessions/VISIT/enrol", agreed="place:TALK").status_code == 303
    with reading():
        assert (people_of("TALK"), people_of("VISIT")) == ([], ["Gülşah 1"])


def test_leaving_and_stars(delegate: Visitor, reading: Reader) -> None:
    send(delegate, "sessions/TALK/enrol")
    assert send(delegate, "sessions/TALK/leave").status_code == 303
    send(delegate, "sessions/HALL/star", on="1")
    page = delegate.get(f"{OWN}/agenda/").text
    assert "Marked with a star" in page and "You have a place" not in page
    send(delegate, "sessions/HALL/star", on="0")
    assert "Marked with a star" not in delegate.get(f"{OWN}/agenda/").text


def test_stars_of_a_device_are_brought_along_as_json_and_by_a_form(delegate: Visitor) -> None:
    token = delegate.csrf(f"{OWN}/agenda/")
    head = {"X-CSRFToken": token}
    answer = delegate.client.post(f"{OWN}/favourites", json=["HALL", "TALK", "SECRET", 7, None], headers=head)
    assert answer.json == {"codes": ["HALL", "TALK"]}
    answer = delegate.client.post(f"{OWN}/favourites", json={"codes": [], "gone": ["TALK"]}, headers=head)
    assert answer.json == {"codes": ["HALL"]}
    assert send(delegate, "favourites", codes=["LATE"]).status_code == 303
    for nonsense in ("null", '"HALL"', "{", '{"codes": 3}'):
        sent = delegate.client.post(f"{OWN}/favourites", data=nonsense, headers={**head, "Content-Type": "application/json"})
        assert sent.json == {"codes": ["HALL", "LATE"]}
    assert delegate.client.post(f"{OWN}/favourites", json=["HALL"]).status_code == 400, "no token"
    many = delegate.client.post(f"{OWN}/favourites", json=[f"C{number}" for number in range(501)], headers=head)
    assert many.status_code == 422


def test_nobody_enters_anothers_agenda(app: Flask, people: list[str], organiser: Visitor) -> None:
    stranger = Visitor(app)
    assert stranger.get(f"{OWN}/agenda/").status_code == 303
    assert organiser.get(f"{OWN}/agenda/").status_code in (403, 404), "the team has no agenda of its own"
    for name in ("enrol", "leave", "star", "feedback"):
        assert stranger.send("/en/my/", f"{OWN}/sessions/TALK/{name}").status_code in (303, 404)


def test_who_is_not_confirmed_sees_why_and_takes_nothing(app: Flask, uow: UnitOpener, people: list[str]) -> None:
    with uow():
        summit = the_summit()
        summit.capacity = 4
        waits = participants(summit, 1, first=9)[0].person.public_id
    visitor = come_in(app, uow, waits)
    assert "Your place comes first" in visitor.get(f"{OWN}/agenda/").text
    answer = visitor.send(f"{OWN}/sessions/", f"{OWN}/sessions/TALK/enrol") if "csrf_token" in visitor.get(f"{OWN}/sessions/").text else None
    assert answer is None or answer.status_code == 409


def test_feedback_is_asked_for_on_ones_own_agenda_and_saved(delegate: Visitor, uow: UnitOpener, reading: Reader) -> None:
    send(delegate, "sessions/TALK/enrol")
    with uow():
        ended("TALK")
    assert "How was it?" in delegate.get(f"{OWN}/agenda/").text
    page = f"{OWN}/sessions/TALK/"
    empty = delegate.send(page, f"{page}feedback", {"text": "Çok güzel"})
    assert empty.status_code == 422 and "Çok güzel" in empty.text, "nothing is lost"
    assert delegate.send(page, f"{page}feedback", {"stars": "4", "text": "Çok güzel"}).status_code == 303
    with reading():
        assert queries.report_of(session("TALK")).number == 1
    assert "Change my feedback" in delegate.get(f"{OWN}/agenda/").text


# --- the team ----------------------------------------------------------------------------------------------------------


def test_organisers_find_add_and_take_off(organiser: Visitor, people: list[str], reading: Reader) -> None:
    page = f"{TEAM}/sessions/TALK/enrolments/"
    assert "Nobody has enrolled yet." in organiser.get(page).text
    found = organiser.get(f"{page}?q=gulsah 3").text
    assert "Gülşah 3 Yıldız Ünal" in found and "Gülşah 1" not in found
    with reading():
        references = [one.public_id for one in db.session.scalars(sa.select(Registration).order_by(Registration.id))]
    for reference in references[:3]:
        assert organiser.send(page, page, {"reference": reference}).status_code == 303
    with reading():
        assert (people_of("TALK"), waiting("TALK")) == (["Gülşah 1", "Gülşah 2"], ["Gülşah 3"])
        first = db.session.scalars(sa.select(Enrolment).order_by(Enrolment.id)).first()
        assert first is not None
        reference = first.public_id
    assert organiser.send(page, f"{page}{reference}/remove", {"reason": "asked"}).status_code == 303
    with reading():
        assert people_of("TALK") == ["Gülşah 2", "Gülşah 3"]
    assert organiser.send(page, f"{page}places", {"capacity": "1"}).status_code == 422
    assert organiser.send(page, f"{page}places", {"capacity": "9"}).status_code == 303
    assert organiser.send(page, f"{TEAM}/sessions/VISIT/enrolments/{reference}/remove").status_code == 404
    assert "2 of 9" in organiser.get(f"{TEAM}/enrolments/").text


def test_the_list_for_the_door_names_everybody_with_a_place(organiser: Visitor, uow: UnitOpener, people: list[str]) -> None:
    with uow():
        for one in db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()[:3]:
            services.enrol(one, "TALK")
    page = f"{TEAM}/sessions/TALK/enrolments"
    book = openpyxl.load_workbook(io.BytesIO(organiser.get(f"{page}/door.xlsx").data))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [row[1] for row in cells[-3:]] == [f"Yıldız Ünal, Gülşah {number}" for number in (1, 2, 3)]
    paper = pypdfium2.PdfDocument(organiser.get(f"{page}/door.pdf").data)
    text = paper[0].get_textpage().get_text_bounded()
    assert "Session TALK" in text and "Yıldız Ünal, Gülşah 3" in text and "On the waiting list" in text


def test_a_mailing_to_everybody_on_a_list_begins_as_a_draft(organiser: Visitor, uow: UnitOpener, people: list[str]) -> None:
    with uow():
        for one in db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()[:3]:
            services.enrol(one, "TALK")
    page = f"{TEAM}/sessions/TALK/enrolments/"
    text = organiser.get(page).text
    first = text[text.index("mailings/") : text.index("Write to those with a place")]
    chosen = re.findall(r'name="chosen" value="([^"]+)"', first)
    assert len(chosen) == 2, "those with a place, not those who wait"
    target = re.search(r'action="([^"]+mailings/[^"]*)"', text)
    assert target is not None
    answer = organiser.send(page, target[1], {"chosen": chosen})
    assert answer.status_code == 303 and "/mailings/" in answer.headers["Location"]


def test_who_has_a_place_where_nobody_enrols_any_more_can_still_give_it_back(delegate: Visitor, uow: UnitOpener) -> None:
    send(delegate, "sessions/TALK/enrol")
    with uow():
        session("TALK").attendance = Attendance.FREE
        record("session.edited", session("TALK"))
    assert "Give my place back" in delegate.get(f"{OWN}/agenda/").text
    assert send(delegate, "sessions/TALK/leave").status_code == 303
    assert ">Session TALK<" not in delegate.get(f"{OWN}/agenda/").text


@pytest.mark.parametrize(("role", "names", "figures"), [
    (Role.EDITOR, 403, 200), (Role.VIEWER, 403, 200), (Role.DESK, 200, 403), (Role.ORGANISER, 200, 200),
])  # fmt: skip
def test_names_are_for_those_who_work_with_people_and_figures_for_those_who_plan(
    app: Flask, uow: UnitOpener, people: list[str], role: Role, names: int, figures: int
) -> None:
    with uow():
        identifier = team_member(the_summit(), role, f"{role.value}@example.org")
    visitor = Visitor(app, identifier)
    assert visitor.get(f"{TEAM}/sessions/TALK/enrolments/").status_code == names
    assert visitor.get(f"{TEAM}/sessions/TALK/enrolments/door.xlsx").status_code == names
    assert visitor.get(f"{TEAM}/enrolments/").status_code == figures
    assert visitor.get(f"{TEAM}/sessions/TALK/feedback/").status_code == figures


def test_pages_ask_as_much_of_the_database_however_full_they_are(
    app: Flask, uow: UnitOpener, delegate: Visitor, organiser: Visitor
) -> None:
    def statements(visitor: Visitor, path: str) -> int:
        with heard(app) as statements_heard:
            assert visitor.get(path).status_code == 200
        # SQLite's own switch between reading and writing depends on what the connection did before
        return sum(not statement.startswith("PRAGMA") for statement in statements_heard)

    paths = [(delegate, f"{OWN}/agenda/"), (delegate, f"{OWN}/sessions/"), (organiser, f"{TEAM}/sessions/TALK/enrolments/"),
             (organiser, f"{TEAM}/enrolments/")]  # fmt: skip
    few = [statements(*one) for one in paths]
    with uow():
        summit = the_summit()
        session("TALK").capacity = 6
        for one in participants(summit, 8, first=20):
            services.enrol(one, "TALK")
        mine = db.session.scalars(sa.select(Registration).order_by(Registration.id)).first()
        assert mine is not None
        services.merge_favourites(mine, ["HALL", "INNER", "LATE", "VISIT"])
    many = [statements(*one) for one in paths]
    assert many == few, (few, many)
    assert max(few) <= 25


def test_minutes_are_read_by_those_they_are_for(app: Flask, uow: UnitOpener, people: list[str], delegate: Visitor) -> None:
    def write(readers: Visibility) -> None:
        with uow():
            talk = session("TALK")
            agenda.write_minutes(talk, Aftermath(outcome=Translated.same("A thousand lindens")), readers, talk.revision)

    for readers, seen in ((Visibility.CLOSED, False), (Visibility.DELEGATES, True), (Visibility.PUBLIC, True)):
        write(readers)
        assert ("A thousand lindens" in delegate.get(f"{OWN}/sessions/TALK/").text) is seen, readers

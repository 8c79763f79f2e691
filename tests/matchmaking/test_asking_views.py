"""The pages of requests: a delegate's desk, one request, the form, and the organisers' list. And who sees none of it."""

import io
from collections.abc import Callable

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit.models import AuditEntry
from summitapp.core.db import db
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import Reply, RequestState, RoundPhase, Wish
from tests.conftest import Reader, UnitOpener
from tests.factories import doors
from tests.factories.requests import (
    Fair,
    add_delegation,
    add_house,
    asks,
    make_fair,
    says,
    set_round,
    somebody,
    the_request,
    the_round,
)
from tests.factories.visitors import Visitor

HOME = "/en/my/"
OWN = "/en/my/summits/izmir-2027/meetings/"
LIST = f"{OWN}requests/"
ORGANISE = "/en/organise/izmir-2027/meetings/requests/"
See = Callable[[int], Visitor]


@pytest.fixture
def fair(uow: UnitOpener) -> Fair:
    with uow():
        return make_fair(4)


@pytest.fixture
def at(app: Flask, fair: Fair) -> See:
    return lambda place: Visitor(app, fair.sessions[place])


def organiser(app: Flask, uow: UnitOpener, fair: Fair, role: Role = Role.ORGANISER) -> Visitor:
    with uow():
        return Visitor(app, doors.staff(the_round(fair).summit.public_id, role))


def test_a_request_goes_from_the_form_to_the_answer(fair: Fair, at: See, reading: Reader) -> None:
    form = f"{LIST}new?profile={fair.profiles[1]}"
    page = at(0).get(form)
    assert page.status_code == 200 and "Karşıyaka" in page.text and "@example" not in page.text
    answer = at(0).send(form, form, {"wish": "must", "message": "Abwärme <b>& Wärmepumpen</b>", "profile": fair.profiles[1]})
    assert answer.status_code == 303 and answer.location.startswith(LIST)
    one = answer.location
    assert "You asked." in at(0).get(one).text and "Not answered yet" in at(0).get(one).text
    theirs = at(1)
    assert "One request waits for your answer" in theirs.get(OWN).text
    page = theirs.get(one)
    assert "Abwärme &lt;b&gt;&amp; Wärmepumpen&lt;/b&gt;" in page.text and "A must for me" not in page.text
    assert theirs.send(one, f"{one}reply", {"reply": "yes", "note": "Gern!"}).location == one
    assert "Both sides have agreed." in theirs.get(one).text
    assert "Gern!" in at(0).get(one).text
    with reading():
        assert db.session.scalars(sa.select(MeetingRequest.state)).one() is RequestState.ACCEPTED


def test_nobody_else_finds_a_request_or_its_words(app: Flask, fair: Fair, at: See, uow: UnitOpener) -> None:
    with uow():
        one = asks(fair, message="Nur für Sie").public_id
    address = f"{LIST}{one}/"
    assert at(2).get(address).status_code == 404
    for verb, given in (("reply", {"reply": "no"}), ("withdraw", {}), ("wish", {"wish": "must"}), ("time", {"slot": "1"}),
                        ("guest", {"profile": fair.profiles[3]})):  # fmt: skip
        assert at(2).send(HOME, f"{address}{verb}", given).status_code == 404
    assert Visitor(app).get(address).status_code == 303
    team = organiser(app, uow, fair)
    assert team.get(address).status_code in (403, 404)
    page = team.get(ORGANISE)
    assert "Gülşah 1" in page.text and "Nur für Sie" not in page.text
    assert organiser(app, uow, fair, Role.DESK).get(ORGANISE).status_code == 200
    with uow():
        stranger = doors.staff("another-summit", Role.ORGANISER, "other@example.org")
    assert Visitor(app, stranger).get(ORGANISE).status_code == 403


def test_the_organisers_list_does_not_tell_a_no_from_a_withdrawal(app: Flask, fair: Fair, uow: UnitOpener) -> None:
    with uow():
        says(fair, asks(fair, 0, 1).public_id, 1, Reply.NO, note="zu teuer")
        asking.withdraw(asks(fair, 2, 3), somebody(fair, 2))
    page = organiser(app, uow, fair).get(f"{ORGANISE}?state=over").text
    table = page[page.index("<tbody"):]
    assert table.count("Over") == 2 and "Declined" not in table and "Taken back" not in table and "zu teuer" not in page
    sheet = organiser_sheet(app, uow, fair)
    assert [row[7] for row in sheet[1:]] == ["Over", "Over"]


def organiser_sheet(app: Flask, uow: UnitOpener, fair: Fair) -> list[tuple[object, ...]]:
    with uow():
        identifier = doors.staff(the_round(fair).summit.public_id, Role.VIEWER, "viewer@example.org")
    answer = Visitor(app, identifier).send(ORGANISE, f"{ORGANISE}requests.xlsx")
    with uow():
        assert db.session.scalar(sa.select(AuditEntry.id).where(AuditEntry.action == "meeting_request.exported"))
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    return [row for row in book.active.iter_rows(values_only=True) if any(row)]


def test_a_refusal_comes_back_with_the_words_in_place(fair: Fair, at: See, uow: UnitOpener) -> None:
    with uow():
        set_round(fair, must_limit=0)
    form = f"{LIST}new?profile={fair.profiles[1]}"
    answer = at(0).send(form, form, {"wish": "meet", "message": "x" * 700, "profile": fair.profiles[1]})
    assert answer.status_code == 422 and "x" * 700 in answer.text
    assert "I really must meet" not in at(0).get(form).text
    with uow():
        set_round(fair, request_limit=1)
        asks(fair, 0, 2)
    assert "All your requests are in use" in at(0).get(form).text
    answer = at(0).send(HOME, form, {"wish": "meet", "message": "bitte", "profile": fair.profiles[1]})
    assert answer.status_code in (404, 409, 422)


def test_whoever_may_not_be_asked_is_no_page_of_their_own(fair: Fair, at: See) -> None:
    page = at(0).get(f"{LIST}new?profile={fair.profiles[0]}")
    assert page.status_code == 200 and "does not work at present" in page.text and "<form method=\"post\"" not in page.text.split("<main")[1]
    assert at(0).get(f"{LIST}new").status_code == 303
    assert at(0).get(f"{LIST}new?organisation=%00x").status_code in (200, 303, 404)


def test_asking_twice_leads_to_the_request_there_is(fair: Fair, at: See) -> None:
    form, given = f"{LIST}new?profile={fair.profiles[1]}", {"wish": "meet", "profile": fair.profiles[1]}
    one = at(0).send(form, form, given).location
    again = at(0).send(form, form, given)
    assert again.status_code == 303 and again.location == one
    assert "You have asked already" in at(0).client.get(one).text or at(0).get(one).status_code == 200
    assert "the meeting is agreed" in follow(at(1), f"{LIST}new?profile={fair.profiles[0]}", {"wish": "meet", "profile": fair.profiles[0]})


def follow(who: Visitor, form: str, given: dict[str, str]) -> str:
    answer = who.send(form, form, given)
    return str(who.get(answer.location).text)


def test_a_house_and_a_delegation_have_their_form(fair: Fair, at: See, app: Flask, uow: UnitOpener) -> None:
    with uow():
        house = add_house(fair, 2)
        group, places = add_delegation(fair, 2)
        reference = group.public_id
    page = at(1).get(f"{LIST}new?organisation={fair.profiles[house[0]]}").text
    assert "Hafen Bremen GmbH" in page and "You ask the organisation" in page and "Gülşah 50" not in page
    form = f"{LIST}new?delegation={reference}"
    assert "Its head answers" in at(1).get(form).text
    one = at(1).send(form, form, {"wish": "meet", "delegation": reference}).location
    head = Visitor(app, fair.sessions[places[1]])
    page = head.get(one).text
    assert "Who comes for the delegation" in page
    with uow():
        chosen = somebody(fair, places[0]).public_id
    head.send(one, f"{one}reply", {"reply": "yes", "people": chosen})
    assert "It went to somebody else of yours" in head.get(one).text
    assert "Agreed" in at(1).get(one).text


def test_time_guest_wish_and_the_way_back_have_their_buttons(fair: Fair, at: See, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        one, other = asks(fair).public_id, asks(fair, 0, 2).public_id
        slot = str(asking.free_slots(the_round(fair), fair.people[:2])[1].id)
    address = f"{LIST}{one}/"
    assert at(1).send(address, f"{address}time", {"slot": slot}).status_code == 303
    assert "Does this time suit you?" in at(0).get(address).text
    assert at(0).send(address, f"{address}guest", {"profile": fair.profiles[2]}).status_code == 303
    assert at(0).send(address, f"{address}wish", {"wish": "must"}).status_code == 303
    assert at(0).send(address, f"{address}reply", {"reply": "yes"}).status_code == 303
    with reading():
        found = the_request(one)
        assert found.state is RequestState.ACCEPTED and len(found.attendees) == 3 and found.attendees[0].wish is Wish.MUST
    assert at(0).send(address, f"{address}withdraw").status_code == 303
    assert "Taken back" in at(1).get(LIST).text
    assert at(2).get(f"{LIST}{other}/").status_code == 200


def test_organisers_arrange_pin_and_ask_for_somebody(app: Flask, fair: Fair, uow: UnitOpener, reading: Reader) -> None:
    team = organiser(app, uow, fair)
    with uow():
        codes = [somebody(fair, place).code for place in range(4)]
    assert team.send(ORGANISE, ORGANISE, {"people": " ".join(codes[:2]), "way": "arrange", "hold": "y"}).status_code == 303
    assert team.send(ORGANISE, ORGANISE, {"people": f"{codes[2]},{codes[3]}", "way": "ask", "must": "y"}).status_code == 303
    page = team.get(ORGANISE).text
    assert "Pinned" in page and "Arranged" in page
    assert team.send(ORGANISE, ORGANISE, {"people": codes[0], "way": "arrange"}).status_code == 422
    assert team.send(ORGANISE, ORGANISE, {"people": f"{codes[0]} NOBODY", "way": "arrange"}).status_code == 422
    with reading():
        first, second = db.session.scalars(sa.select(MeetingRequest).order_by(MeetingRequest.id))
        assert first.state is RequestState.ACCEPTED and first.pinned and second.asker_id == fair.people[2]
        reference = first.public_id
    assert team.send(ORGANISE, f"{ORGANISE}{reference}/pin", {"on": "0"}).status_code == 303
    with reading():
        assert not the_request(reference).pinned
    assert "Gülşah 3" in team.get(f"{ORGANISE}?q=gulsah").text
    assert "No request fits" in team.get(f"{ORGANISE}?q=nobody&state=open&kind=house").text
    viewer = organiser(app, uow, fair, Role.VIEWER)
    assert "Arrange a meeting" not in viewer.get(ORGANISE).text
    assert viewer.send(ORGANISE, ORGANISE, {"people": " ".join(codes[:2])}).status_code in (400, 403)


def test_the_pages_lead_on_when_there_is_nothing_yet(fair: Fair, at: See, uow: UnitOpener) -> None:
    assert "No meetings yet" in at(0).get(OWN).text and "No requests yet" in at(0).get(LIST).text
    with uow():
        set_round(fair, phase=RoundPhase.CLOSED)
    assert "Requests are not taken at present" in at(0).get(OWN).text
    assert at(0).get("/en/my/summits/nowhere/meetings/").status_code == 404


@pytest.mark.parametrize("language", ["de", "tr"])
def test_every_page_opens_in_each_language(fair: Fair, at: See, uow: UnitOpener, language: str) -> None:
    with uow():
        one = asks(fair).public_id
    for address in (OWN, LIST, f"{LIST}{one}/", f"{LIST}new?profile={fair.profiles[2]}"):
        assert at(0).get(address.replace("/en/", f"/{language}/")).status_code == 200


def test_a_long_list_asks_the_database_no_more_often(fair: Fair, at: See, app: Flask, uow: UnitOpener) -> None:
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        numbers = []
        for other in (1, 2, 3):
            with uow():
                asks(fair, 0, other)
            counted.clear()
            assert at(0).get(LIST).status_code == 200
            numbers.append(len(counted))
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    assert len(set(numbers)) == 1, numbers

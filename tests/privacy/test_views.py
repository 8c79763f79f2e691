"""What organisers do about data: requests, hidden names, the record; and who may not."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.agenda import services as agenda
from summitapp.core.clock import now
from summitapp.privacy import queries, services
from summitapp.privacy.services.requests import Asked
from summitapp.privacy.values import Channel, RequestKind, RequestState
from summitapp.registration import queries as registrations
from summitapp.summits import queries as summits
from tests.accounts.helpers import make_user, post, sign_in
from tests.factories import agenda as programme
from tests.portal.helpers import open_summit, register

HOME = "/en/organise/izmir-2027/privacy/"


@pytest.fixture
def organiser(client: FlaskClient, uow: Any) -> FlaskClient:
    """An organiser of the summit, signed in."""
    open_summit(uow)
    make_user(uow, "organiser@example.org", Role.ORGANISER, "izmir-2027")
    sign_in(client, "organiser@example.org")
    return client


def person_of(reading: Any, registration: str) -> str:
    with reading():
        found = registrations.by_reference(registration)
        assert found is not None
        return found.person.public_id


def enter(uow: Any, kind: RequestKind, registration: str = "", name: str = "") -> str:
    with uow():
        summit = summits.by_slug("izmir-2027")
        found = registrations.by_reference(registration)
        assert summit is not None
        asked = Asked(kind, Channel.LETTER, now().date(), name=name)
        return services.enter_request(summit, asked, found.person if found else None).public_id


def state_of(reading: Any, reference: str) -> tuple[RequestState, str]:
    with reading():
        found = queries.request_at("izmir-2027", reference)
        assert found is not None
        return found.state, found.name + found.answer


def test_a_request_by_telephone_is_written_down_given_a_person_and_answered(
    organiser: FlaskClient, uow: Any, reading: Any
) -> None:
    registration = register(uow)
    form = {"kind": "access", "channel": "phone", "received_on": "2027-05-01", "name": "kilic"}
    assert post(organiser, f"{HOME}requests/new/").status_code == 422
    made = post(organiser, f"{HOME}requests/new/", **form)
    assert made.status_code == 303
    page = organiser.get(made.headers["Location"]).text
    assert "31 May 2027" in page and "Kılıç-Krämer" in page and "It is this person" in page
    path = made.headers["Location"]
    assert post(organiser, f"{path}answer/", path, state="refused").status_code == 409
    assert post(organiser, f"{path}file/", path).status_code == 409
    assert post(organiser, f"{path}person/", path, person=person_of(reading, registration)).status_code == 303
    answer = post(organiser, f"{path}file/", path)
    assert b"Planner" in zipfile.ZipFile(io.BytesIO(answer.data)).read("my-data.json")
    assert "handed over as a file" in organiser.get("/en/organise/izmir-2027/log/").text
    assert post(organiser, f"{path}answer/", path, state="done", answer="Sent by letter").status_code == 303
    assert state_of(reading, path.split("/")[-2]) == (RequestState.DONE, "kilicSent by letter")
    assert "Sent by letter" in organiser.get(path).text


def test_an_erasure_by_letter_closes_itself_and_leaves_a_proof_without_a_name(
    organiser: FlaskClient, uow: Any, reading: Any, letters: Any
) -> None:
    registration = register(uow)
    reference = enter(uow, RequestKind.ERASURE, registration, "Nilüfer")
    path = f"{HOME}requests/{reference}/"
    assert "This stays, and why" in organiser.get(path).text
    assert post(organiser, f"{path}erase/", path).status_code == 303
    assert state_of(reading, reference) == (RequestState.DONE, "")
    assert letters()[-1]["Subject"] == "Your data have been erased"
    page = organiser.get(path).text
    assert "Nilüfer" not in page and "erased" in page
    token = organiser.get(HOME).text
    assert "Nilüfer" not in token
    with reading():
        found = registrations.by_reference(registration)
        assert found is not None and found.person.email is None


def test_a_name_is_hidden_with_a_reason_and_shown_again(organiser: FlaskClient, uow: Any, reading: Any) -> None:
    person = person_of(reading, register(uow))
    path = f"{HOME}people/{person}/"
    assert "Kılıç-Krämer" in organiser.get(f"{HOME}people/", query_string={"q": "KILIC"}).text
    assert post(organiser, f"{path}hide/", path, reason=" ").status_code == 422
    assert post(organiser, f"{path}hide/", path, reason="objects").status_code == 303
    assert "The name is hidden" in organiser.get(path).text and "Kılıç-Krämer" in organiser.get(HOME).text
    assert "objects" in organiser.get("/en/organise/izmir-2027/log/").text
    assert post(organiser, f"{path}show/", path).status_code == 303
    assert "Hide the name everywhere" in organiser.get(path).text


def test_a_hidden_name_leaves_every_public_page_and_feed_at_once(client: FlaskClient, uow: Any, app: Any) -> None:
    with uow():
        world = programme.make_world()
        programme.add(world, "TALK", 1, "HALL-B", world.ayse)
        agenda.publish_agenda(world.summit, agenda_note())
        reference = world.ayse.public_id
    pages = ("/en/summits/izmir-2027/agenda/", "/en/summits/izmir-2027/sessions/TALK/", "/de/summits/izmir-2027/agenda/",
             "/summits/izmir-2027/agenda.ics", "/summits/izmir-2027/changes.atom")  # fmt: skip
    assert "Çağlayan" in client.get(pages[0]).text and "Çağlayan" in client.get(pages[1]).text
    for hide in (True, False):
        with uow():
            summit = summits.by_slug("izmir-2027")
            person = queries.person_at(summit.id, reference) if summit else None
            assert summit is not None and person is not None
            assert services.hide(person, "objects", summit) if hide else services.show_again(person, summit)
        forget = getattr(app.wsgi_app, "forget", None)
        if forget:
            forget()  # what is kept is looked at anew each second
        shown = ["Çağlayan" in client.get(page).text for page in pages]
        assert not any(shown) if hide else shown[0] and shown[1]


def agenda_note() -> Any:
    from summitapp.core.text import Translated

    return Translated()


def test_the_record_is_a_page_and_a_workbook_with_every_purpose_once(organiser: FlaskClient) -> None:
    page = organiser.get(f"{HOME}record/").text
    book = openpyxl.load_workbook(io.BytesIO(organiser.get(f"{HOME}record.xlsx").data))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[-1]]
    heads, lines = rows[0], rows[1:]
    assert heads[0] == "Whose" and len(lines) == len({row[:4] + row[5:6] for row in lines}) > 10
    assert all(cell for row in lines for cell in row)
    assert "GDPR Art. 9(2)(a)" in page and "registration_answer.sealed" in page
    with_special = [row for row in lines if "special protection" in row[1]]
    assert with_special and all("explicit consent" in row[3] for row in with_special)


def test_the_public_page_draws_from_the_same_record(client: FlaskClient) -> None:
    text = client.get("/en/privacy/").text
    for one in services.record_of_processing():
        if one.subjects == "participants":
            assert text.count(f'class="main">{one.purpose}'.replace("'", "&#39;")) == 1, one.purpose


def test_requests_that_press_stand_in_the_overview(organiser: FlaskClient, uow: Any) -> None:
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        services.enter_request(summit, Asked(RequestKind.ACCESS, Channel.MAIL, now().date() - timedelta(days=10)))
    assert "wants an answer soon" not in organiser.get("/en/organise/izmir-2027/").text
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        services.enter_request(summit, Asked(RequestKind.ACCESS, Channel.MAIL, date(2026, 1, 1)))
    assert "1 request about data wants an answer soon" in organiser.get("/en/organise/izmir-2027/").text
    assert "Overdue" in organiser.get(HOME).text


@pytest.mark.parametrize("role", [Role.DESK, Role.SCANNER, Role.EDITOR, Role.VIEWER])
def test_nobody_else_of_the_team_opens_what_people_ask(client: FlaskClient, uow: Any, reading: Any, role: Role) -> None:
    open_summit(uow)
    registration = register(uow)
    reference = enter(uow, RequestKind.ACCESS, registration)
    make_user(uow, "member@example.org", role, "izmir-2027")
    sign_in(client, "member@example.org")
    closed = [f"{HOME}requests/{reference}/", f"{HOME}requests/new/", f"{HOME}people/",
              f"{HOME}people/{person_of(reading, registration)}/"]  # fmt: skip
    assert {client.get(path).status_code for path in closed} == {403}
    assert client.get(HOME).status_code == (200 if role is Role.VIEWER else 403)
    for path in ("file/", "erase/", "answer/"):
        assert post(client, f"{HOME}requests/{reference}/{path}", "/en/account/").status_code == 403
    assert client.get(f"/en/organise/other/privacy/requests/{reference}/").status_code == 404

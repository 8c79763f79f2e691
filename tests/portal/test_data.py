"""My data, tried as the person it belongs to: the file, another address, erasure, and details that stand."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.registration import queries as registrations
from summitapp.summits import queries as summits
from summitapp.summits.values import ApprovalMode
from tests.accounts.helpers import post
from tests.portal.helpers import come_in, manage_link, open_summit, register


def code_in(letters: Any) -> str:
    found = re.search(r"\b(\d{3} \d{3})\b", letters()[-1].get_body(("plain",)).get_content())
    assert found is not None
    return found[1]


def prove(client: FlaskClient, letters: Any) -> None:
    assert post(client, "/en/my/code/send/", "/en/my/code/").status_code == 303
    assert post(client, "/en/my/code/", code=code_in(letters)).status_code == 303


@pytest.fixture
def mine(client: FlaskClient, uow: Any, letters: Any) -> str:
    """My summit is open, and the code was typed; returns the public id of the registration."""
    open_summit(uow, ApprovalMode.AUTOMATIC)
    reference = register(uow)
    come_in(client, uow, reference)
    prove(client, letters)
    return reference


@pytest.mark.parametrize("path", ["/en/my/data/file/", "/en/my/data/erase/", "/en/my/data/address/"])
def test_a_link_alone_opens_none_of_it(client: FlaskClient, uow: Any, path: str) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    assert client.get("/en/my/data/").status_code == 200
    assert client.get(path).headers["Location"].startswith("/en/my/code/")
    assert post(client, path, "/en/my/").headers["Location"].startswith("/en/my/code/")


def test_the_file_holds_everything_for_people_and_for_programs(client: FlaskClient, mine: str) -> None:
    answer = post(client, "/en/my/data/file/")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "attachment" in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    data = json.loads(archive.read("my-data.json"))
    page = archive.read("my-data.html").decode()
    assert data["person"]["family_name"] == "Kılıç-Krämer" and data["registrations"][0]["function"] == "Planner"
    assert data["badges"][0]["code"] and data["mails"]
    assert "Kılıç-Krämer" in page and "Planner" in page and "Family name" in page and "function" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_every_heading_of_the_file_has_words(client: FlaskClient, mine: str) -> None:
    page = zipfile.ZipFile(io.BytesIO(post(client, "/en/my/data/file/").data)).read("my-data.html").decode()
    heads = {part.strip() for one in re.findall(r'<th scope="row">([^<]+)</th>', page) for part in one.split("·")}
    assert {one for one in heads if re.fullmatch(r"[a-z_]+", one)} == set()


def test_erasing_is_asked_first_then_done_and_proven_by_a_last_mail(
    client: FlaskClient, uow: Any, reading: Any, letters: Any, mine: str
) -> None:
    page = client.get("/en/my/data/erase/").text
    assert "still to come" in page and "opaque number" in page
    assert post(client, "/en/my/data/erase/").status_code == 422
    link = manage_link(uow, mine)
    assert post(client, "/en/my/data/erase/", sure="y").headers["Location"] == "/en/my/erased/"
    last = letters()[-1]
    assert (last["To"], last["Subject"]) == ("nil@example.org", "Your data have been erased")
    assert "Kılıç" not in last.as_string() and "Nilüfer" not in last.get_body(("plain",)).get_content()
    assert client.get("/en/my/erased/").status_code == 200
    assert "Send me the link" in client.get("/en/my/").text
    assert client.get(link).status_code == 404
    with reading():
        found = registrations.by_reference(mine)
        assert found is not None
        assert (found.state.value, found.person.given_name, found.person.email) == ("withdrawn", "", None)


def address_link(letters: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/en/my/address/\S+)", letters()[-1].get_body(("plain",)).get_content())
    assert found is not None
    return found[1]


def test_another_address_counts_once_its_link_was_opened_and_ends_what_was_before(
    client: FlaskClient, uow: Any, reading: Any, letters: Any, mine: str
) -> None:
    old = manage_link(uow, mine)
    assert post(client, "/en/my/data/address/", email="Nil@New.example.org").status_code == 303
    assert letters()[-1]["To"] == "nil@new.example.org"
    link = address_link(letters)
    with reading():
        found = registrations.by_reference(mine)
        assert found is not None and found.person.email == "nil@example.org"
    stranger = client.application.test_client()
    assert "nil@new.example.org" in stranger.get(link).text
    assert post(stranger, link).status_code == 303
    assert stranger.get("/en/my/").status_code == 200 and "Leave this page" in stranger.get("/en/my/").text
    with reading():
        found = registrations.by_reference(mine)
        assert found is not None
        assert found.person.email == "nil@new.example.org" and found.person.proven_at is not None
    assert (letters()[-1]["To"], letters()[-1]["Subject"]) == ("nil@example.org", "Your address was changed")
    assert client.get(old).status_code == 404 and client.get(link).status_code == 404
    assert "Send me the link" in client.get("/en/my/").text  # the session that came by an old link is over


def test_the_address_of_a_namesake_who_is_registered_already_is_refused(
    client: FlaskClient, uow: Any, reading: Any, letters: Any, mine: str
) -> None:
    register(uow, "nil@new.example.org")
    post(client, "/en/my/data/address/", email="nil@new.example.org")
    link = address_link(letters)
    answer = post(client, link)
    assert answer.status_code == 409 and "registered already" in answer.text
    with reading():
        found = registrations.by_reference(mine)
        assert found is not None and found.person.email == "nil@example.org"


def test_the_present_address_is_no_new_one(client: FlaskClient, letters: Any, mine: str) -> None:
    before = len(letters())
    assert "the address we have already" in post(client, "/en/my/data/address/", email="nil@example.org").text
    assert post(client, "/en/my/data/address/", email="nonsense").status_code == 422
    assert len(letters()) == before


def test_once_changes_are_closed_details_are_shown_and_stand(client: FlaskClient, uow: Any, reading: Any, mine: str) -> None:
    with uow():
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        summit.changes_close_at, summit.contact_email = now() - timedelta(minutes=1), "desk@example.org"
        record("summit.dates_changed", summit)
    page = f"/en/my/registrations/{mine}/"
    text = client.get(page).text
    assert "Your details stand as they are" in text and "desk@example.org" in text and "disabled" in text
    good = {"given_name": "Nil", "family_name": "Kılıç", "language": "tr", "function": "Other"}
    assert post(client, page, **good).status_code == 409
    assert "See my details" in client.get("/en/my/").text
    with reading():
        found = registrations.by_reference(mine)
        assert found is not None and found.function == "Planner"

"""My summit, tried as the person it belongs to, and as others."""

import re
from typing import Any

from flask.testing import FlaskClient

from summitapp.calendars import queries as calendars
from summitapp.consents import queries as consents
from summitapp.consents import services as consent_services
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.values import State
from summitapp.summits.values import ApprovalMode
from tests.accounts.helpers import make_user, post, sign_in
from tests.portal.helpers import come_in, manage_link, open_summit, register


def state_of(reading: Any, reference: str) -> State:
    with reading():
        found = registrations.by_reference(reference)
        assert found is not None
        return found.state


def test_the_link_shows_a_button_and_proves_nothing_until_it_is_pressed(
    client: FlaskClient, uow: Any, reading: Any
) -> None:
    open_summit(uow)
    reference = register(uow)
    link = manage_link(uow, reference)
    assert client.get(link).status_code == 200
    with reading():
        found = registrations.by_reference(reference)
        assert found is not None and not found.proven
    assert post(client, link).status_code == 303
    with reading():
        found = registrations.by_reference(reference)
        assert found is not None and found.proven and found.person.proven_at is not None
    page = client.get("/en/my/")
    assert "The organisers are looking at your registration" in page.text


def test_an_unknown_link_opens_nothing(client: FlaskClient, uow: Any) -> None:
    assert client.get("/en/my/link/not-a-secret/").status_code == 404
    assert "Send me the link" in client.get("/en/my/").text


def test_the_link_of_a_mail_opens_the_page_in_its_language(client: FlaskClient, uow: Any, letters: Any) -> None:
    open_summit(uow, ApprovalMode.AUTOMATIC)
    register(uow)
    text = letters()[-1].get_body(("plain",)).get_content()
    found = re.search(r"https?://[^/\s]+(/en/my/link/\S+)", text)
    assert found is not None, text
    assert post(client, found[1]).status_code == 303
    assert client.get("/en/my/").status_code == 200


def test_asking_for_the_link_tells_nobody_who_is_registered(client: FlaskClient, uow: Any, letters: Any) -> None:
    open_summit(uow)
    come_in(client.application.test_client(), uow, register(uow))
    before = len(letters())
    known = post(client, "/en/my/", email="Nil@Example.org")
    unknown = post(client, "/en/my/", email="nobody@example.org")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [letter["To"] for letter in letters()[before:]] == ["nil@example.org"]


def test_details_are_changed_and_faults_named(client: FlaskClient, uow: Any, reading: Any) -> None:
    open_summit(uow)
    reference = register(uow)
    come_in(client, uow, reference)
    page = f"/en/my/registrations/{reference}/"
    assert "Planner" in client.get(page).text
    good = {"given_name": "Nilüfer", "family_name": "Kılıç", "language": "tr", "function": "Head of planning"}
    assert post(client, page, **good).status_code == 303
    assert post(client, page, **{**good, "given_name": ""}).status_code == 422
    with reading():
        found = registrations.by_reference(reference)
        assert found is not None
        assert (found.function, found.language, found.person.family_name) == ("Head of planning", "tr", "Kılıç")


def test_withdrawing_is_asked_first_and_gives_the_place_back(client: FlaskClient, uow: Any, reading: Any) -> None:
    open_summit(uow, ApprovalMode.AUTOMATIC)
    reference = register(uow)
    come_in(client, uow, reference)
    page = f"/en/my/registrations/{reference}/withdraw/"
    assert "cannot be undone" in client.get(page).text
    assert state_of(reading, reference) is State.CONFIRMED
    assert post(client, page).status_code == 303
    assert state_of(reading, reference) is State.WITHDRAWN
    assert "You have withdrawn" in client.get("/en/my/").text


def test_an_offered_place_is_taken(client: FlaskClient, uow: Any, reading: Any) -> None:
    open_summit(uow, ApprovalMode.AUTOMATIC, capacity=1)
    first, second = register(uow), register(uow, "kim@example.org", "Kim")
    come_in(client, uow, second)
    assert "You are number 1 on the waiting list" in client.get("/en/my/").text
    with uow():
        found = registrations.by_reference(first)
        assert found is not None
        found.summit.approval = ApprovalMode.MANUAL
        waiting = registrations.by_reference(second)
        assert waiting is not None
        waiting.decided_at = found.submitted_at  # the organisers have said yes, as far as a place is free
        registration.withdraw(found)
    assert state_of(reading, second) is State.OFFERED
    assert post(client, f"/en/my/registrations/{second}/accept/", "/en/my/").status_code == 303
    assert state_of(reading, second) is State.CONFIRMED


def test_nobody_opens_what_is_somebody_elses(client: FlaskClient, uow: Any, reading: Any) -> None:
    open_summit(uow, ApprovalMode.AUTOMATIC)
    mine, other = register(uow), register(uow, "kim@example.org", "Kim")
    come_in(client, uow, mine)
    for page in (f"/en/my/registrations/{other}/", f"/en/my/registrations/{other}/withdraw/"):
        assert client.get(page).status_code == 403
        assert post(client, page, f"/en/my/registrations/{mine}/").status_code == 403
    assert state_of(reading, other) is State.CONFIRMED
    organiser = client.application.test_client()
    make_user(uow)
    sign_in(organiser)
    assert organiser.get(f"/en/my/registrations/{mine}/").status_code == 403
    assert organiser.get("/en/my/calendar/").status_code == 404
    assert client.get("/en/organise/izmir-2027/").status_code == 403


def test_the_calendar_is_secret_answers_304_and_can_be_renewed(client: FlaskClient, uow: Any, reading: Any) -> None:
    open_summit(uow, ApprovalMode.AUTOMATIC)
    reference = register(uow)
    come_in(client, uow, reference)
    page = client.get("/en/my/calendar/").text
    found = re.search(r'value="https?://[^/"]+(/calendars/[^"?]+)\?lang=en"', page)
    assert found is not None and "webcal://" in page
    stranger = client.application.test_client()
    stranger.get(found[1])  # the first one lets the ledger know the days
    first = stranger.get(found[1])
    assert (first.status_code, first.mimetype) == (200, "text/calendar")
    assert first.data.count(b"BEGIN:VEVENT") == 3 and b"STATUS:CONFIRMED" in first.data
    again = stranger.get(found[1], headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Last fetched by your calendar:" in client.get("/en/my/calendar/").text
    assert post(client, "/en/my/calendar/").status_code == 303
    assert stranger.get(found[1]).status_code == 404
    with reading():
        assert calendars.feed_of_token(found[1].split("/")[-1].removesuffix(".ics")) is None


def test_days_of_somebody_who_withdrew_stay_in_the_calendar_as_cancelled(client: FlaskClient, uow: Any) -> None:
    open_summit(uow, ApprovalMode.AUTOMATIC)
    reference = register(uow)
    come_in(client, uow, reference)
    found = re.search(r'value="https?://[^/"]+(/calendars/[^"?]+)', client.get("/en/my/calendar/").text)
    assert found is not None

    def sequences() -> list[int]:
        return [int(number) for number in re.findall(rb"SEQUENCE:(\d+)", client.get(found[1]).data)]

    before = sequences()
    post(client, f"/en/my/registrations/{reference}/withdraw/")
    data = client.get(found[1]).data
    assert data.count(b"STATUS:CANCELLED") == 3 and b"STATUS:CONFIRMED" not in data
    assert all(new > old for old, new in zip(before, sequences(), strict=True))


def test_consents_are_given_and_taken_back(client: FlaskClient, uow: Any, reading: Any) -> None:
    with uow():
        consent_services.ensure_texts()
    open_summit(uow)
    reference = register(uow)
    come_in(client, uow, reference)
    page = "/en/my/consents/"

    def given() -> set[str]:
        with reading():
            found = registrations.by_reference(reference)
            assert found is not None
            return {one.purpose.value for one in consents.decisions(found.person_id) if one.given}

    assert post(client, page, given=["photo", "matching"]).status_code == 303
    assert given() == {"photo", "matching"}
    assert post(client, page, given=["matching"]).status_code == 303
    assert given() == {"matching"}

"""The pages of passkeys: by a key in software through the doors, and in a browser with an authenticator of its own."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.accounts import queries
from summitapp.accounts.models import Passkey
from summitapp.audit.services import write
from summitapp.core.db import db
from summitapp.core.web import doors
from summitapp.registration import queries as registrations
from tests.accounts.helpers import post, token_of
from tests.conftest import PHONE
from tests.factories.passkeys import SoftKey
from tests.portal.helpers import come_in, manage_link, open_summit, register
from tests.portal.test_code import code_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def prove(client: FlaskClient, letters: Any) -> None:
    post(client, "/en/my/code/send/", "/en/my/code/")
    assert post(client, "/en/my/code/", code=code_in(letters)).status_code == 303


def asked(client: FlaskClient, address: str, page: str = "/en/my/") -> Any:
    token = token_of(client, page)
    return client.post(address, headers={"X-CSRFToken": token, "Accept": "application/json"})


def add(client: FlaskClient, key: SoftKey, name: str = "My phone") -> Any:
    options = asked(client, "/en/my/passkeys/options", "/en/my/passkeys/").json
    return post(client, "/en/my/passkeys/", credential=key.make(options), name=name)


def enter(client: FlaskClient, key: SoftKey) -> Any:
    options = asked(client, "/en/my/passkey/options").json
    return post(client, "/en/my/passkey/", "/en/my/", credential=key.sign(options))


def person_of(reading: Any, registration: str) -> str:
    with reading():
        found = registrations.by_reference(registration)
        assert found is not None
        return str(found.person.public_id)


def test_a_passkey_is_added_opens_my_summit_and_is_removed(client: FlaskClient, uow: Any, letters: Any, reading: Any) -> None:
    open_summit(uow)
    reference = register(uow)
    come_in(client, uow, reference)
    assert "/en/my/code/" in client.get("/en/my/passkeys/").headers["Location"]
    assert "/en/my/code/" in asked(client, "/en/my/passkeys/options").headers["Location"]
    prove(client, letters)
    key = SoftKey()
    assert add(client, key, "  My   phone ").status_code == 303
    assert "My phone" in client.get("/en/my/passkeys/").text

    elsewhere = client.application.test_client()
    assert enter(elsewhere, key).status_code == 303
    assert "Nilüfer Kılıç-Krämer" in elsewhere.get("/en/my/").text
    assert "/en/my/code/" in elsewhere.get("/en/my/passkeys/").headers["Location"]  # it is no fresh code

    with reading():
        (kept,) = queries.passkeys_of(person_of(reading, reference))
    post(client, f"/en/my/passkeys/{kept.public_id}/remove", "/en/my/passkeys/")
    assert "No passkey yet" in client.get("/en/my/passkeys/").text
    assert "The link is not at hand?" in elsewhere.get("/en/my/").text
    enter(elsewhere, key)
    assert "This passkey was not accepted" in elsewhere.get("/en/my/").text


def test_removing_the_passkey_one_came_in_with_leads_out(client: FlaskClient, uow: Any, letters: Any, reading: Any) -> None:
    open_summit(uow)
    reference = register(uow)
    come_in(client, uow, reference)
    prove(client, letters)
    key = SoftKey()
    add(client, key)
    post(client, "/en/sign-out/", "/en/my/")
    enter(client, key)
    with uow():
        db.session.execute(sa.text("UPDATE accounts_one_time_code SET created_at = '2026-01-01 00:00:00+00:00'"))
    prove(client, letters)
    with reading():
        (kept,) = queries.passkeys_of(person_of(reading, reference))
    answer = post(client, f"/en/my/passkeys/{kept.public_id}/remove", "/en/my/passkeys/")
    assert answer.headers["Location"] == "/en/my/"
    page = client.get("/en/my/").text
    assert "The passkey is removed" in page and "The link is not at hand?" in page


def test_nobody_removes_what_is_another_persons(client: FlaskClient, uow: Any, letters: Any, reading: Any) -> None:
    open_summit(uow)
    mine = register(uow)
    come_in(client, uow, mine)
    prove(client, letters)
    add(client, SoftKey())
    with reading():
        (kept,) = queries.passkeys_of(person_of(reading, mine))
    stranger = client.application.test_client()
    come_in(stranger, uow, register(uow, "ali@example.org", "Ali"))
    prove(stranger, letters)
    address = f"/en/my/passkeys/{kept.public_id}/remove"
    assert post(stranger, address, "/en/my/passkeys/").status_code in (403, 404)
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Passkey)) == 1


def test_a_challenge_is_taken_out_of_the_session_by_the_first_answer(client: FlaskClient, uow: Any, letters: Any) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    prove(client, letters)
    options = asked(client, "/en/my/passkeys/options", "/en/my/passkeys/").json
    key = SoftKey()
    for origin in ("http://evil.example", "http://127.0.0.1"):
        key.origin = origin
        post(client, "/en/my/passkeys/", credential=key.make(options), name="x")
        page = client.get("/en/my/passkeys/").text
        assert "This passkey was not accepted" in page and "No passkey yet" in page


def test_a_passkey_needs_a_name(client: FlaskClient, uow: Any, letters: Any) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    prove(client, letters)
    answer = add(client, SoftKey(), "   ")
    assert answer.status_code == 422 and "so that you know it again" in answer.text


def test_strangers_cannot_hammer_the_door(client: FlaskClient, settings: Callable[..., None]) -> None:
    token = token_of(client, "/en/my/")
    doors._limiter.storage.reset()  # the other database was hammered just now
    settings(rate_limits=True)
    answers = [client.post("/en/my/passkey/options", headers={"X-CSRFToken": token}).status_code for _ in range(21)]
    assert answers[:20] == [200] * 20 and answers[20] == 429


def test_in_a_browser_a_passkey_is_added_used_and_removed(
    browser: "Browser", site: Any, uow: Any, letters: Any, settings: Callable[..., None], accessible: Callable[["Page"], None]
) -> None:
    here = site.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    settings(base_url=here)
    open_summit(uow)
    reference = register(uow)
    context = browser.new_context(base_url=here, locale="en-GB", reduced_motion="reduce", **PHONE)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page.goto(manage_link(uow, reference))
    page.locator("main form button").click()
    page.get_by_role("link", name="Passkeys").click()
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("Code from the mail").fill(code_in(letters))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="No passkey yet").wait_for()
    accessible(page)
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is added.").wait_for()
    accessible(page)
    page.get_by_label("Name of the passkey").fill("Once more")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("There is a passkey of yours on this device already.").wait_for()

    page.goto("/en/my/")
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url("**/en/signed-out/")
    page.goto("/en/my/")
    accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="My registrations").wait_for()

    with uow():
        db.session.execute(sa.text("UPDATE accounts_one_time_code SET created_at = '2026-01-01 00:00:00'"))
    page.goto("/en/my/passkeys/")
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("Code from the mail").fill(code_in(letters))
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("Last used on").wait_for()
    page.get_by_text("Remove “My phone”").click()
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("The passkey is removed.").wait_for()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("This passkey was not accepted.").wait_for()
    assert faults == []
    context.close()


def test_without_scripts_the_link_by_mail_is_offered(browser: "Browser", site: Any) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/my/")
    assert page.get_by_role("button", name="Send me the link").is_visible()
    assert not page.get_by_role("button", name="Use a passkey").is_visible()
    context.close()


def test_the_answer_of_a_browser_is_taken_as_it_is_written(client: FlaskClient, uow: Any, letters: Any) -> None:
    """Unknown parts, as browsers add them, do no harm."""
    open_summit(uow)
    come_in(client, uow, register(uow))
    prove(client, letters)
    options = asked(client, "/en/my/passkeys/options", "/en/my/passkeys/").json
    answer = json.loads(SoftKey().make(options)) | {"authenticatorAttachment": "platform", "more": [1]}
    assert post(client, "/en/my/passkeys/", credential=json.dumps(answer), name="x").status_code == 303
    assert "The passkey is added" in client.get("/en/my/passkeys/").text


def test_after_a_merge_the_older_passkey_opens_the_other_entry_once_a_code_was_typed(
    client: FlaskClient, uow: Any, letters: Any, reading: Any
) -> None:
    open_summit(uow)
    old, kept = register(uow), register(uow, "nil@work.example", "Nil")
    come_in(client, uow, old)
    prove(client, letters)
    key = SoftKey()
    add(client, key)
    with uow():
        gone, stays = registrations.by_reference(old), registrations.by_reference(kept)
        assert gone is not None and stays is not None
        gone.person.merged_into_id = stays.person.id
        db.session.execute(sa.text("UPDATE accounts_one_time_code SET created_at = '2026-01-01 00:00:00+00:00'"))
        write("test.ran", "tests", "a" * 20)
    elsewhere = client.application.test_client()
    enter(elsewhere, key)
    assert "/en/my/code/" in elsewhere.get("/en/my/").headers["Location"]
    post(elsewhere, "/en/my/code/send/", "/en/my/code/")
    assert letters()[-1]["To"] == "nil@work.example"
    post(elsewhere, "/en/my/code/", code=code_in(letters))
    assert "Nil Kılıç-Krämer" in elsewhere.get("/en/my/").text
    third = client.application.test_client()
    enter(third, key)
    assert "Nil Kılıç-Krämer" in third.get("/en/my/").text

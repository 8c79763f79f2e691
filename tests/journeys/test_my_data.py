"""A delegate on a phone, in Turkish: her data as a file, another address, and gone; each behind a code from a real mail."""

import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from playwright.sync_api import Page, expect

from summitapp.accounts.models import OneTimeCode
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.tasks import SmtpTransport
from tests.factories import registration as people
from tests.journeys.people import Post, link_in, text_of
from tests.rig.mail import Mailbox
from tests.rig.site import Site

OLD, NEW = "gulsah1@example.org", "gulsah@belediye.example.org"


@pytest.fixture
def post(app: APIFlask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Let the application send by a real mail server, and read what arrives there."""
    config = app.extensions["config"]
    monkeypatch.setattr(app.extensions["outbox"], "transport", SmtpTransport(mailbox.url, config.mail_sender))
    return Post(mailbox)


def code_from(post: Post, address: str) -> str:
    """Return the code of the next mail, as somebody reads it off."""
    found = re.search(r"^\s+(\d{3} \d{3})\s*$", text_of(post.next_to(address)), re.M)
    assert found is not None
    return found[1]


def ask_and_type(phone: Page, post: Post, address: str) -> None:
    """Ask for the code on the page that was reached, and type it."""
    expect(phone).to_have_url(re.compile("/tr/my/code/"))
    phone.locator("form[action$='/my/code/send/'] button").click()
    field = phone.locator("#code")
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    assert "•••@" in phone.locator("main").inner_text()
    field.fill(code_from(post, address))
    field.press("Enter")


@pytest.mark.timeout(240)
def test_she_takes_her_data_moves_and_leaves(
    app: APIFlask, site: Site, phone: Page, post: Post, uow: Any, reading: Any, accessible: Any, tmp_path: Path
) -> None:
    phone.set_default_timeout(10_000)
    with uow():
        people.make_texts()
        people.enter(people.make_summit())
    phone.goto(link_in(post.next_to(OLD), "/my/link/"))
    phone.locator("main form button").click()
    assert phone.locator("html").get_attribute("lang") == "tr"

    phone.locator("a[href$='/tr/my/data/']").click()
    phone.locator("a[href$='/my/data/file/']").click()
    ask_and_type(phone, post, OLD)
    expect(phone).to_have_url(re.compile("/tr/my/data/file/$"))
    accessible(phone)
    with phone.expect_download() as waiting:
        phone.locator("form[action$='/my/data/file/'] button").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        data = json.loads(archive.read("verilerim.json"))
        assert 'lang="tr"' in archive.read("verilerim.html").decode()
    assert data["person"]["given_name"] == "Gülşah 1" and len(data["registrations"]) == 1

    phone.goto("/tr/my/data/address/")  # the code still holds
    phone.locator("#email").fill(NEW)
    phone.locator("main form button").click()
    phone.goto(link_in(post.next_to(NEW), "/my/address/"))
    accessible(phone)
    phone.locator("main form button").click()
    expect(phone).to_have_url(re.compile("/tr/my/$"))
    post.next_to(OLD)  # told that it is the last one

    with uow():  # a minute goes by
        for one in db.session.scalars(sa.select(OneTimeCode)):
            one.created_at -= timedelta(minutes=2)
    phone.goto("/tr/my/data/erase/")  # a new session: the code of before no longer counts
    ask_and_type(phone, post, NEW)
    accessible(phone)
    phone.locator("button.btn-danger").click()
    assert phone.locator("#sure").get_attribute("aria-invalid") == "true"
    phone.locator("#sure").check()
    phone.locator("button.btn-danger").click()
    expect(phone).to_have_url(re.compile("/tr/my/erased/$"))
    accessible(phone)
    proof = post.next_to(NEW)
    assert "Gülşah" not in text_of(proof)
    phone.goto("/tr/my/")
    assert phone.locator("#email").count() == 1
    with reading():
        gone = db.session.scalars(sa.select(Person)).one()
        assert (gone.given_name, gone.email) == ("", None)
        assert not [one for one in db.session.scalars(sa.select(OutboxMessage.recipient)) if one]


@pytest.mark.timeout(120)
def test_a_wrong_code_is_said_beside_the_field_and_the_sixth_is_not_even_looked_at(
    app: APIFlask, site: Site, phone: Page, post: Post, uow: Any, accessible: Any
) -> None:
    phone.set_default_timeout(10_000)
    with uow():
        people.make_texts()
        people.enter(people.make_summit())
    phone.goto(link_in(post.next_to(OLD), "/my/link/"))
    phone.locator("main form button").click()
    phone.goto("/tr/my/data/erase/")
    phone.locator("form[action$='/my/code/send/'] button").click()
    expect(phone.locator("form[action$='/my/code/send/'] button")).to_be_disabled()
    code = code_from(post, OLD)
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"
    for attempt in range(5):
        phone.locator("#code").fill(wrong)
        phone.locator("#code").press("Enter")
        if attempt < 4:
            expect(phone.locator("#code-fault")).to_be_visible()
    accessible(phone)
    expect(phone.locator("#code")).to_have_count(0)
    phone.goto("/tr/my/data/erase/")
    expect(phone).to_have_url(re.compile("/tr/my/code/"))

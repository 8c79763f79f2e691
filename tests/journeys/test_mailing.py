"""An organiser writes to everybody: drafts in German, looks at the Turkish one, sends, and mends what did not arrive."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.outbox.tasks import SmtpTransport
from tests.accounts.helpers import PASSWORD, make_user
from tests.factories.mailings import enter_three
from tests.factories.registration import make_summit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.rig.mail import Mailbox

BASE = "/de/organise/izmir-2027/"


def test_a_mailing_from_the_draft_to_the_last_reader(
    page: "Page", app: Flask, uow: Any, mailbox: "Mailbox", monkeypatch: pytest.MonkeyPatch,
    accessible: Callable[["Page"], None],
) -> None:  # fmt: skip
    with uow():
        enter_three(make_summit(contact_email="desk@example.org"))
    make_user(uow, role=Role.ORGANISER, slug="izmir-2027")
    monkeypatch.setattr(app.extensions["outbox"], "transport",
                        SmtpTransport(mailbox.url, app.extensions["config"].mail_sender))  # fmt: skip
    before = len(mailbox.messages)
    page.goto("/de/sign-in/")
    page.fill("#email", "ayse@example.org")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/de/organise/")

    page.goto(f"{BASE}mailings/new/?text=practical")  # a text that comes with the house
    accessible(page)
    page.fill("#body-tr", page.input_value("#body-tr").replace("{full_name}", "{fullname}"))
    page.locator("main form button[type=submit]").click()
    page.locator("#body-tr-fault").get_by_text("{full_name}").wait_for()  # the fault stands beside its language
    page.fill("#body-tr", page.input_value("#body-tr").replace("{fullname}", "{full_name}"))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/mailings/*/")
    accessible(page)

    page.locator("nav a", has_text="Türkisch").click()
    letter = page.locator("pre.letter")
    assert "Sayın Gülşah 2 Yıldız Ünal," in letter.inner_text() and "‹link›" in letter.inner_text()
    seen = letter.inner_text()
    assert len(mailbox.messages) == before

    mailbox.unknown.add("gulsah3@example.org")
    page.locator(".page-head a.btn-primary").click()
    page.fill("#number", "2")
    page.locator("main form button[type=submit]").click()
    page.locator("#number-fault").wait_for()
    page.fill("#number", "3")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/mailings/*/")
    accessible(page)
    turkish = next(one for one in mailbox.messages[before:] if one["To"] == "gulsah2@example.org")
    text = turkish.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
    assert text.split("http://")[0].strip() == seen.split("‹link›")[0].strip()
    assert len(mailbox.messages) == before + 2

    page.locator(".kpi a[href*='state=failed']").click()
    assert "550 5.1.1 no such mailbox here" in page.content()
    page.locator("tbody th a").click()
    accessible(page)
    page.fill("#email", "gulsah@example.com")
    page.locator("form[action*='/correct/'] button").click()
    page.locator(".note.done").wait_for()
    assert mailbox.messages[-1]["To"] == "gulsah@example.com" and len(mailbox.messages) == before + 3

"""The pages of registration in a real browser: reachable, readable by day and by night, and without a script."""

import os
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from summitapp.accounts.values import Role
from summitapp.registration.values import Answers, Source
from tests.conftest import UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_delegation, make_summit, make_texts
from tests.registration.test_views import link
from tests.rig.site import Site

Letters = Callable[[], list[EmailMessage]]
Accessible = Callable[[Page], None]
FORM = "summits/izmir-2027/register/"
TABLE = "/en/organise/izmir-2027/registrations/"


def keep(page: Page, name: str) -> None:
    """Keep a picture where the environment asks for one."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(automatic=False, capacity=2, contact_email="desk@example.org")
        bremen = make_delegation(made, "Bremen")
        for number in range(3):
            enter(made, number, source=Source.FORM, delegation=bremen if number else None,
                  answers=Answers("Daire Başkanı", "Karşıyaka", "Belediye", ("tr", "de"), "en", "Teşekkürler"))  # fmt: skip
        return made.public_id


def sign_in(page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str) -> None:
    """Come as an organiser."""
    with uow():
        identifier = staff(summit, Role.ORGANISER)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = identifier
    cookie = client.get_cookie("summit")
    assert cookie is not None
    page.context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_the_form_is_accessible_and_fits_a_small_phone(
    phone: Page, summit: str, accessible: Accessible, language: str
) -> None:
    phone.goto(f"/{language}/{FORM}")
    keep(phone, f"form-{language}")
    accessible(phone)


def test_a_fault_is_led_to_and_what_was_written_stays(page: Page, summit: str, accessible: Accessible) -> None:
    page.goto(f"/en/{FORM}")
    page.get_by_label("Given name").fill("Ayşe")
    page.get_by_label("E-mail address").fill("ayse@")
    page.get_by_role("button", name="Send my registration").click()
    expect(page.get_by_label("Given name")).to_have_value("Ayşe")
    expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("alert").get_by_role("link", name="E-mail address").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    keep(page, "faults")
    accessible(page)


def test_somebody_registers_without_any_script(
    browser: Browser, site: Site, summit: str, letters: Letters
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/en/{FORM}")
    page.get_by_label("Given name").fill("Nilüfer")
    page.get_by_label("Family name").fill("Kılıç-Krämer")
    page.get_by_label("E-mail address").fill("nilufer@example.org")
    page.get_by_role("radio", name="Delegate").check()
    page.get_by_label("Delegation (optional)").select_option("Bremen")
    page.get_by_label("Photo and video").check()
    page.get_by_role("button", name="Send my registration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Now please look into your mail.")
    keep(page, "thanks")
    page.goto(link(letters()[-1]))
    keep(page, "confirm")
    page.get_by_role("button", name="Yes, this is my address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your registration is with the organisers")
    keep(page, "confirmed")
    if folder := os.environ.get("PICTURES"):
        body = letters()[-1].get_body(("html",))
        assert body is not None
        page.set_content(body.get_content())
        page.screenshot(path=Path(folder) / "mail.png", full_page=True)
    context.close()


def test_the_organiser_decides_in_a_table_everybody_can_use(
    page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Accessible
) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto(TABLE)
    keep(page, "table")
    accessible(page)
    page.get_by_label("Choose Gülşah 0 Yıldız Ünal").check()
    page.get_by_role("button", name="Approve the chosen").click()
    expect(page.get_by_role("status").first).to_contain_text("One person has a place")
    page.get_by_label("Search").fill("karsi")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("input[name=chosen]")).to_have_count(3)
    page.get_by_role("link", name="Yıldız Ünal, Gülşah 1").click()
    keep(page, "person")
    accessible(page)
    page.get_by_text("Decline…").click()
    page.get_by_label("Reason", exact=True).fill("Bu kez olmuyor")
    page.get_by_role("button", name="Decline and tell them").click()
    expect(page.get_by_role("status").first).to_contain_text("Declined.")
    page.get_by_role("button", name="Take this back").click()
    expect(page.get_by_role("status").first).to_contain_text("Opened again")
    keep(page, "person-after")


def test_the_table_fits_a_small_phone(
    phone: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Accessible
) -> None:
    sign_in(phone, app, site, uow, summit)
    phone.goto(TABLE)
    keep(phone, "table-phone")
    accessible(phone)


def test_everybody_on_a_page_is_chosen_with_one_tick(
    page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str
) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto(TABLE)
    page.get_by_label("Choose all on this page").check()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(4)
    expect(page.get_by_text("3 chosen")).to_be_visible()
    page.get_by_label("Choose Gülşah 1 Yıldız Ünal").uncheck()
    expect(page.get_by_text("2 chosen")).to_be_visible()
    page.get_by_role("button", name="Approve the chosen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approve 2 people?")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("2 people have a place")

"""Two telephones, one in German and one in Turkish: a badge is scanned, a request leaves, both agree, a card is taken along."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import vobject
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from summitapp.core.db import db
from summitapp.registration.models import Registration
from tests.conftest import PHONE, Reader, UnitOpener
from tests.factories import contacts as people
from tests.factories.contacts import Crowd
from tests.journeys.people import link_in
from tests.rig.site import Site


@pytest.fixture
def made(uow: UnitOpener) -> Crowd:
    with uow():
        return people.crowd(2)


def path_of(address: str) -> str:
    """The part of an address that is the same wherever the application runs."""
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl()


def press(page: Page, selector: str = "main form button[type=submit]") -> None:
    page.locator(selector).first.click()


def come_in(page: Page, mail: Any) -> None:
    """Open the link of a mail and press its button."""
    page.goto(path_of(link_in(mail, "/my/link/")))
    press(page, "main form[action*='/my/link/'] button")


def own_contact_code(page: Page, code: str, language: str) -> str:
    """Show the second tab of one's badge, and read it with a decoder as the other telephone's camera would."""
    page.goto(f"/{language}/my/badge/{code}/")
    page.get_by_role("tab").nth(1).click()
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    (read,) = zxingcpp.read_barcodes(picture)
    return read.text


@pytest.mark.slow
def test_a_german_and_a_turkish_telephone_exchange_contacts(
    browser: Browser, site: Site, made: Crowd, reading: Reader, letters: Callable[[], Any],
    accessible: Callable[[Page], None], browser_context_args: dict[str, Any],
) -> None:  # fmt: skip
    german, turkish = (
        browser.new_context(**{**browser_context_args, **PHONE, "locale": locale}).new_page() for locale in ("de-DE", "tr-TR")
    )
    with reading():
        code = db.session.get_one(Registration, made.registrations[1]).code
    turkish.goto("/tr/my/")
    turkish.fill("main input[name=email]", "person1@example.org")
    press(turkish)
    come_in(turkish, letters()[-1])
    address = own_contact_code(turkish, code, "tr")
    assert address.endswith(f"/c/{made.codes[1]}")

    german.goto(path_of(address))  # a stranger's telephone: nobody's name before the log-in
    expect(german.locator("html")).to_have_attribute("lang", "de")
    assert "Iğdırlı" not in german.content()
    accessible(german)
    german.fill("main input[name=email]", "person0@example.org")
    press(german)
    come_in(german, letters()[-1])
    expect(german.locator("main")).to_contain_text("İbrahim Iğdırlı")
    assert "person1@" not in german.content()
    accessible(german)
    german.check("input[name=shared][value=email]")
    german.check("input[name=shared][value=phone]")
    german.fill("input[name=phone]", "+49 421 361 0")
    press(german, "main form.card-x button[type=submit]")
    expect(german).to_have_url(f"{site.url}/de/my/contacts/")
    accessible(german)

    asked = letters()[-1]
    assert asked["To"] == "person1@example.org" and asked.get_body(("html",)).get_content().find('lang="tr"') > 0
    turkish.context.clear_cookies()
    come_in(turkish, asked)
    expect(turkish).to_have_url(f"{site.url}/tr/my/contacts/")
    expect(turkish.locator("main")).to_contain_text("Nilüfer Kılıç-Krämer")
    accessible(turkish)
    press(turkish, "main .people a.btn-primary")
    turkish.check("input[name=shared][value=email]")
    accessible(turkish)
    press(turkish, "main form.card-x button[type=submit]")
    expect(turkish.locator("main")).to_contain_text("person0@example.org")
    expect(turkish.locator("main")).to_contain_text("+49 421 361 0")
    accessible(turkish)
    with turkish.expect_download() as given:
        press(turkish, "main a[href$='contact.vcf']")
    card = vobject.readOne(Path(given.value.path()).read_text(encoding="utf-8"))
    assert (card.fn.value, card.tel.value) == ("Nilüfer Kılıç-Krämer", "+49 421 361 0")

    accepted = letters()[-1]
    assert accepted["To"] == "person0@example.org" and "İbrahim" in str(accepted["Subject"])
    german.goto("/de/my/contacts/")
    expect(german.locator("main")).to_contain_text("person1@example.org")
    german.locator("main .people h3 a").first.click()
    german.get_by_role("button").locator("visible=true").first.wait_for()
    german.locator("details.confirm summary").first.click()
    press(german, "details.confirm[open] form button")
    turkish.goto("/tr/my/contacts/")
    assert "person0@example.org" not in turkish.content()
    for one in (german, turkish):
        one.context.close()

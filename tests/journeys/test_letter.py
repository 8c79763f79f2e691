"""A letter from the request on a phone in Turkish to the page on which a consulate checks it in German."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from tests.conftest import PHONE
from tests.factories import letters as make
from tests.factories.letters import World, registration_of
from tests.factories.visitors import Visitor
from tests.journeys.people import link_in
from tests.rig.site import Site


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return make.build()


def _team(browser: Browser, site: Site, world: World, name: str, **how: Any) -> Page:
    """Return a page on which one of the organisers is signed in."""
    visitor = Visitor(site.app, world.sessions[name])
    visitor.get("/en/organise/")
    cookie = visitor.client.get_cookie("summit")
    assert cookie is not None
    context = browser.new_context(base_url=site.url, reduced_motion="reduce", **how)
    context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])
    return context.new_page()


@pytest.mark.slow
def test_from_a_phone_in_turkish_to_a_consulate_in_german(
    app: Flask, site: Site, phone: Page, browser: Browser, world: World, uow: Any, letters: Any,
    accessible: Callable[[Page], None],
) -> None:  # fmt: skip
    _ask_in_turkish(phone, world, uow, accessible)
    _approve(_team(browser, site, world, "deniz"))
    at_home = _team(browser, site, world, "isil", **PHONE)
    _approve(at_home)
    accessible(at_home)
    ready = letters()[-1]
    assert ready["To"] == "guest0@example.org" and not list(ready.iter_attachments())
    address = _read_the_paper(phone, site, link_in(ready, "/my/link/"))
    consulate = browser.new_context(base_url=site.url, locale="de-DE", reduced_motion="reduce").new_page()
    consulate.goto(address.removeprefix("http://127.0.0.1").replace("/tr/", "/de/"))
    main = consulate.locator("main")
    expect(main).to_contain_text("Gülşah Yıldız Ünal")
    expect(main).to_contain_text("-0001")
    accessible(consulate)
    _revoke(at_home)
    consulate.reload()
    expect(main).to_contain_text("-0001")
    expect(main).not_to_contain_text("Gülşah")


def _ask_in_turkish(phone: Page, world: World, uow: Any, accessible: Callable[[Page], None]) -> None:
    with uow():
        secret = accounts.mint_link(Purpose.MANAGE, world.person, timedelta(days=5), single_use=False)
        starts = registration_of(world).summit.starts_on
    phone.goto(f"/tr/my/link/{secret}/")
    phone.locator("main form button").click()
    phone.locator("main a[href$='/my/letters/']").click()
    phone.locator("main a[href$='/visa/']").click()
    accessible(phone)
    phone.locator("#consulate").fill("Almanya Başkonsolosluğu, İzmir")
    phone.locator("input[name=passport][value=special]").check()
    phone.locator("#arrives_on").fill((starts - timedelta(days=1)).isoformat())
    phone.locator("#leaves_on").fill((starts + timedelta(days=4)).isoformat())
    phone.locator("#travel_paid_by").select_option("city")
    phone.locator("main form button.btn-primary").click()
    expect(phone).to_have_url(phone.url.split("/tr/")[0] + "/tr/my/letters/")
    expect(phone.locator("main .note")).to_be_visible()


def _approve(page: Page) -> None:
    page.goto("/en/organise/izmir-2027/letters/")
    page.get_by_role("link", name="Gülşah Yıldız Ünal").click()
    page.get_by_label("Your function").fill("Proje yöneticisi")
    page.locator("form[action$='/approve'] button").click()
    expect(page.locator("main .note").first).to_be_visible()


def _revoke(page: Page) -> None:
    page.locator("details.confirm > summary").click()
    page.get_by_label("Reason").fill("Seyahat gerçekleşmiyor.")
    page.locator("form[action$='/revoke'] button").click()
    expect(page.locator("main .note").first).to_be_visible()


def _read_the_paper(phone: Page, site: Site, link: str) -> str:
    """Open the mail's link, take the PDF, and return the address its QR code leads to."""
    phone.goto(link)
    phone.locator("main form button").click()
    phone.locator("main a[href$='/my/letters/']").click()
    address = phone.locator("main a[href$='letter.pdf']").get_attribute("href")
    paper = phone.request.get(f"{site.url}{address}")
    assert paper.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(paper.body()))
    text = "".join(document[0].get_textpage().get_text_range().split())
    assert "AlmanyaBaşkonsolosluğu,İzmir" in text and "Hususipasaport" in text and "GülşahYıldızÜnal" in text
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=300 / 72).to_pil())
    return str(code.text)

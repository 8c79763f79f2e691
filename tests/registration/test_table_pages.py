"""The table in a real browser: by keyboard, on a small phone, and without a script."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from summitapp.registration import services
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_summit, make_texts
from tests.registration.test_pages import TABLE, keep, sign_in
from tests.rig.site import Site

Accessible = Callable[[Page], None]


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(automatic=False)
        for number in range(6):
            enter(made, number, given_name="Jürgen", family_name=("Müller", "Mueller")[number] if number < 2 else f"N{number}")
        services.compare_new()
        return made.public_id


def test_a_stretch_is_chosen_by_keyboard_and_decided_after_a_question(
    page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Accessible
) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto(TABLE)
    boxes = page.get_by_role("checkbox", name="Choose Jürgen")
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    boxes.nth(4).focus()
    page.keyboard.press("Shift+Space")
    expect(page.get_by_text("4 chosen")).to_be_visible()
    keep(page, "stretch")
    page.get_by_role("button", name="Approve the chosen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Approve 4 people?")
    accessible(page)
    page.get_by_role("button", name="Approve", exact=True).press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("4 people have a place")


def test_the_filters_and_a_view_are_reached_without_a_mouse(
    page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Accessible
) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto(TABLE)
    page.get_by_text("More filters").press("Enter")
    page.get_by_role("checkbox", name="Waits for a decision").press("Space")
    page.get_by_label("City or organisation").press("Enter")
    expect(page.get_by_role("link", name="State: Waits for a decision")).to_be_visible()
    page.get_by_text("Save as a view…").press("Enter")
    page.get_by_label("Name").fill("To decide")
    accessible(page)
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("link", name="To decide")).to_have_attribute("aria-current", "true")
    keep(page, "view")


@pytest.mark.parametrize("path", ["", "?state=submitted&sort=name", "duplicates/", "add/", "views/"])
def test_the_pages_fit_a_small_phone(
    phone: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Accessible, path: str
) -> None:
    sign_in(phone, app, site, uow, summit)
    phone.goto(TABLE + path)
    keep(phone, f"phone-{path.strip('/?') or 'table'}")
    accessible(phone)


def test_two_registrations_are_merged_without_any_script(
    browser: Browser, app: Flask, site: Site, uow: UnitOpener, summit: str
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, app, site, uow, summit)
    page.goto(f"{TABLE}duplicates/")
    page.get_by_role("link", name="Merge…").click()
    page.get_by_label("Jürgen Mueller", exact=True).check()
    page.get_by_label("Why are they one person?").fill("Asked by telephone")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jürgen Mueller")
    expect(page.get_by_text("Asked by telephone").first).to_be_visible()
    context.close()


def test_a_person_fits_on_one_printed_page(
    page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str
) -> None:
    import pypdfium2

    sign_in(page, app, site, uow, summit)
    page.goto(TABLE)
    page.get_by_role("link", name="Müller, Jürgen").click()
    page.emulate_media(media="print")
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1

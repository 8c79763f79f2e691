"""Questions in a real browser: by keyboard on a small phone, with and without a script; the builder's live preview."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from summitapp.questions.values import Kind, Phase, Reader
from summitapp.registration import queries
from summitapp.registration.values import Source
from summitapp.summits import queries as summits
from tests.conftest import Reader as Reading
from tests.conftest import UnitOpener
from tests.factories.questions import ask, options, section, when
from tests.factories.registration import enter, make_summit, make_texts
from tests.portal.helpers import manage_link
from tests.portal.test_code import code_in
from tests.registration.test_pages import keep, sign_in
from tests.rig.site import Site

Accessible = Callable[[Page], None]
FORM = "/en/summits/izmir-2027/register/"


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit()
        home = section(made)
        ask(made, home, "visa", Kind.YES_NO)
        ask(made, home, "consulate", required=True, show_if=when("visa", "yes"))
        ask(made, home, "outlet", categories=frozenset({"press"}))
        ask(made, home, "tour", Kind.MANY_CHOICES, options=options("boat", "ruins", places=2))
        ask(made, home, "phone", Kind.PHONE)
        ask(made, home, "photo", Kind.IMAGE)
        ask(made, home, "flight", Kind.TRAVEL, phase=Phase.CONFIRMED)
        ask(made, home, "diet", Kind.DIET, options=options("vegan"), readers=frozenset({Reader.CATERING}))
        ask(made, home, "call", Kind.EMERGENCY, readers=frozenset({Reader.FIRST_AID}))
        return made.public_id


def fill_in(page: Page) -> None:
    page.get_by_label("Given name").fill("Ayşe")
    page.get_by_label("Family name").fill("Çağlayan")
    page.get_by_label("E-mail address").fill("ayse@example.org")
    page.get_by_role("radio", name="Delegate").check()


def question(page: Page, code: str) -> Any:
    return page.locator(f'[data-question="q-{code}"]')


def answers(reading: Reading) -> dict[str, Any]:
    with reading():
        (found,) = queries.people_with("ayse@example.org")
        (registration,) = queries.of_person(found.id)
        return {one.question.code: one.value for one in queries.answers_of(registration)}


def test_questions_come_and_go_by_keyboard_on_a_small_phone(phone: Page, summit: str, reading: Reading, accessible: Accessible) -> None:
    phone.goto(FORM)
    for code in ("consulate", "outlet"):
        expect(question(phone, code)).to_be_hidden()
    fill_in(phone)
    phone.get_by_role("radio", name="Yes", exact=True).focus()
    phone.keyboard.press("Space")
    expect(question(phone, "consulate")).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.get_by_label("consulate")).to_be_focused()
    phone.keyboard.type("Berlin")
    accessible(phone)
    keep(phone, "questions-phone")
    phone.get_by_role("radio", name="Yes", exact=True).focus()
    phone.keyboard.press("ArrowDown")
    expect(question(phone, "consulate")).to_be_hidden()
    phone.get_by_role("radio", name="Press").check()
    expect(question(phone, "outlet")).to_be_visible()
    phone.get_by_role("radio", name="Delegate").check()
    phone.get_by_label("boat").check()
    phone.get_by_role("button", name="Send my registration").press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. Now please look into your mail.")
    assert answers(reading) == {"visa": False, "tour": ["boat"]}


def test_without_a_script_everything_stands_there_and_says_whom_it_is_for(browser: Browser, site: Site, summit: str, reading: Reading) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(FORM)
    expect(page.get_by_text("Only if your answer to “visa” is: Yes")).to_be_visible()
    expect(page.get_by_text("Only for: Press")).to_be_visible()
    fill_in(page)
    page.get_by_label("consulate").fill("Berlin")
    page.get_by_label("outlet").fill("Yeni Asır")
    page.get_by_label("phone").fill("0421 361")
    page.get_by_role("button", name="Send my registration").click()
    expect(page.get_by_role("alert")).to_contain_text("Please give the number with its country code")
    keep(page, "questions-no-script")
    page.get_by_role("alert").get_by_role("link", name="phone").click()
    expect(page.get_by_label("phone")).to_be_focused()
    page.get_by_label("phone").fill("+49 421 361-0")
    page.get_by_role("button", name="Send my registration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Now please look into your mail.")
    assert answers(reading) == {"phone": "+494213610"}
    context.close()


def test_the_preview_follows_what_is_written_in_every_language_and_category(
    page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str, accessible: Accessible
) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto("/en/organise/izmir-2027/questions/new/one_choice/")
    view = page.locator("[data-preview]")
    expect(view.get_by_text("consulate")).to_have_count(1)
    page.locator("#caption-en").fill("Which hotel?")
    page.locator("#caption-de").fill("Welches Hotel?")
    page.locator("#options-0-en").fill("Kordon")
    expect(view.get_by_role("group", name="Which hotel?")).to_be_visible()
    expect(view.get_by_label("Kordon")).to_be_visible()
    page.locator("#p-language").select_option("de")
    expect(view.get_by_role("group", name="Welches Hotel?")).to_be_visible()
    page.get_by_role("button", name="One more option").click()
    expect(page.locator("#options-2-de")).to_be_focused()
    accessible(page)
    keep(page, "builder")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Please write this text in Turkish too.")
    expect(page.locator("#caption-en")).to_have_value("Which hotel?")


def test_the_order_changes_by_keyboard(page: Page, app: Flask, site: Site, uow: UnitOpener, summit: str) -> None:
    sign_in(page, app, site, uow, summit)
    page.goto("/en/organise/izmir-2027/questions/")
    page.locator("#q-tour").get_by_role("link").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".asked > li").nth(2)).to_have_id("q-tour")
    page.locator("#q-consulate").get_by_role("button", name="Move up: consulate").click()
    expect(page.get_by_role("status")).to_contain_text("A question has to stand after the one it depends on.")


def test_sealed_answers_are_given_on_a_phone_after_the_code(
    phone: Page, uow: UnitOpener, summit: str, letters: Any, reading: Reading, accessible: Accessible
) -> None:
    with uow():
        found = summits.by_reference(summit)
        assert found is not None
        reference = enter(found, 1, source=Source.LIST, email="ayse@example.org").public_id
    phone.goto(manage_link(uow, reference))
    phone.locator("main form button").first.click()
    phone.get_by_role("link", name="Meals, access and emergency").click()
    phone.get_by_role("button", name="Send").first.click()
    phone.get_by_label("Code from the mail").fill(code_in(letters))
    phone.locator("main form button[type=submit]").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Meals, access and emergency")
    accessible(phone)
    keep(phone, "needs")
    phone.get_by_label("vegan").check()
    phone.get_by_role("button", name="Seal and save").click()
    expect(phone.get_by_role("alert")).to_contain_text("Please agree above")
    expect(phone.get_by_label("vegan")).to_be_checked()
    phone.get_by_label("Yes, I agree").first.check()
    phone.get_by_role("button", name="Seal and save").click()
    expect(phone.get_by_role("status")).to_contain_text("Sealed and saved.")
    assert answers(reading) == {"diet": None}

"""Enrolment in a real browser: two phones and one place, the stars of a device, and everything without a script."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from summitapp.agenda.values import Visibility
from summitapp.core.clock import now
from tests.conftest import PHONE, Reader, UnitOpener
from tests.factories.agenda import add, publish
from tests.factories.enrolment import come_in, let_it_be, make_programme, participants, people_of, waiting

OWN = "/en/my/summits/izmir-2027"


@pytest.fixture
def people(uow: UnitOpener) -> list[str]:
    """Two participants of a programme with one place in each session."""
    with uow():
        world = make_programme(places=1)
        add(world, "INNER", 8.5, "HALL-C", visibility=Visibility.DELEGATES, title="For participants only")
        publish(world.summit)
        return [one.person.public_id for one in participants(world.summit, 2)]


@contextmanager
def phone_of(browser: Any, arguments: dict[str, Any], site: Any, app: Flask, uow: UnitOpener, person: str,
             **how: Any) -> Iterator[Page]:  # fmt: skip
    cookie = come_in(app, uow, person).client.get_cookie("summit")
    assert cookie is not None
    context = browser.new_context(**{**arguments, **PHONE, **how})
    context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" and "Failed to load" not in line.text else None)
    yield page
    context.close()
    assert not faults, faults


def of(page: Page, code: str) -> Any:
    return page.locator(f"#s-{code}")


def test_two_phones_and_one_place(
    browser: Any, browser_context_args: dict[str, Any], site: Any, app: Flask, uow: UnitOpener, reading: Reader,
    people: list[str], letters: Callable[[], list[Any]], accessible: Callable[[Page], None],
) -> None:  # fmt: skip
    """Both see the last place; one has it, the other waits, and moves up by mail when it is given back."""
    with phone_of(browser, browser_context_args, site, app, uow, people[0]) as first, \
            phone_of(browser, browser_context_args, site, app, uow, people[1], locale="tr-TR") as second:  # fmt: skip
        for one in (first, second):
            one.goto(f"{OWN}/sessions/?places=1")
            expect(of(one, "TALK")).to_contain_text("1 of 1 places is free")
        accessible(first)
        of(first, "TALK").get_by_role("button", name="Take a place").tap()
        expect(first.locator("main .note.done")).to_contain_text("You have a place")
        of(second, "TALK").get_by_role("button", name="Take a place").tap()
        expect(second.locator("main .note.warn")).to_contain_text("You are on the waiting list")
        expect(of(second, "TALK")).to_contain_text("Waiting list: number 1")
        second.goto(f"{OWN}/agenda/")
        expect(of(second, "TALK")).to_contain_text("Waiting list: number 1")
        accessible(second)
        before = len(letters())
        first.goto(f"{OWN}/agenda/")
        of(first, "TALK").get_by_text("Give my place back", exact=True).first.tap()
        of(first, "TALK").get_by_role("button", name="Give my place back").tap()
        expect(first.locator("main .note.done")).to_contain_text("they have moved up")
        expect(of(first, "TALK")).to_have_count(0)
        (mail,) = letters()[before:]
        assert mail["To"] == "gulsah2@example.org"
        assert [part.get_content_type() for part in mail.iter_attachments()] == ["text/calendar"]
        second.reload()
        expect(of(second, "TALK")).to_contain_text("You have a place")
    with reading():
        assert (people_of("TALK"), waiting("TALK")) == (["Gülşah 2"], [])


def test_what_falls_on_the_same_time_is_decided_on_a_page_of_its_own(
    browser: Any, browser_context_args: dict[str, Any], site: Any, app: Flask, uow: UnitOpener, reading: Reader,
    people: list[str], accessible: Callable[[Page], None],
) -> None:  # fmt: skip
    with phone_of(browser, browser_context_args, site, app, uow, people[0]) as page:
        page.goto(f"{OWN}/sessions/TALK/")
        page.get_by_role("button", name="Take a place").tap()
        expect(page.locator("main .note.done")).to_be_visible()
        page.goto(f"{OWN}/sessions/VISIT/")
        expect(page.locator(".clash")).to_contain_text("Session TALK")
        page.get_by_role("button", name="Take a place").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Something falls on the same time")
        accessible(page)
        page.get_by_role("button", name="Give up and take this place").tap()
        expect(page.locator("main .note.done")).to_contain_text("Session VISIT")
    with reading():
        assert (people_of("TALK"), people_of("VISIT")) == ([], ["Gülşah 1"])


def test_stars_of_a_device_come_along_and_go_both_ways(
    browser: Any, browser_context_args: dict[str, Any], site: Any, app: Flask, uow: UnitOpener, people: list[str],
) -> None:  # fmt: skip
    kept = "localStorage.getItem('favourites:izmir-2027')"
    with phone_of(browser, browser_context_args, site, app, uow, people[0]) as page:
        page.goto("/en/summits/izmir-2027/agenda/")
        page.evaluate("localStorage.setItem('favourites:izmir-2027', JSON.stringify(['HALL', 'GONE']))")
        page.goto(f"{OWN}/agenda/")
        expect(of(page, "HALL")).to_contain_text("Marked with a star")
        expect(page.locator(".note.done")).to_contain_text("you marked on this device")
        assert page.evaluate(kept) == '["HALL"]', "what is no session any more is forgotten"
        page.goto(f"{OWN}/sessions/INNER/")
        page.get_by_role("button", name="Mark").tap()
        expect(page.get_by_role("button", name="Marked")).to_be_visible()
        page.goto(f"{OWN}/agenda/")
        expect(of(page, "INNER")).to_contain_text("Marked with a star")
        page.wait_for_function(f"{kept}.includes('INNER')")
        page.evaluate("localStorage.setItem('favourites:izmir-2027', JSON.stringify(['INNER']))")
        page.goto(f"{OWN}/agenda/")
        expect(of(page, "HALL")).to_have_count(0)
        expect(of(page, "INNER")).to_have_count(1)


def test_everything_works_without_a_script_and_by_keyboard(
    browser: Any, browser_context_args: dict[str, Any], site: Any, app: Flask, uow: UnitOpener, reading: Reader, people: list[str],
) -> None:  # fmt: skip
    with phone_of(browser, browser_context_args, site, app, uow, people[0], java_script_enabled=False) as page:
        page.goto(f"{OWN}/sessions/?places=1")
        button = of(page, "TALK").get_by_role("button", name="Take a place")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("main .note.done")).to_be_visible()
        page.goto(f"{OWN}/agenda/")
        of(page, "TALK").locator("summary").focus()
        page.keyboard.press("Enter")
        of(page, "TALK").get_by_role("button", name="Give my place back").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main .note.done")).to_be_visible()
    with uow():
        assert people_of("TALK") == []
        let_it_be("HALL", now() - timedelta(hours=2))
    with phone_of(browser, browser_context_args, site, app, uow, people[0], java_script_enabled=False) as page:
        page.goto(f"{OWN}/sessions/HALL/#feedback")
        page.get_by_label("4 stars").focus()
        page.keyboard.press("Space")
        page.get_by_label("What was good, what could be better?").fill("Işıl ışıl bir oturumdu.")
        page.get_by_role("button", name="Save my feedback").press("Enter")
        expect(page.locator("main .note.done")).to_contain_text("Thank you")


def test_ones_own_agenda_shows_both_clocks_and_prints_without_buttons(
    browser: Any, browser_context_args: dict[str, Any], site: Any, app: Flask, uow: UnitOpener, people: list[str],
    accessible: Callable[[Page], None],
) -> None:  # fmt: skip
    with phone_of(browser, browser_context_args, site, app, uow, people[0], timezone_id="Europe/Berlin") as page:
        page.goto(f"{OWN}/agenda/")
        expect(of(page, "OPENING").locator(".when")).to_contain_text("08:00 your time")
        accessible(page)
        page.emulate_media(media="print")
        expect(page.get_by_text("Gülşah 1 Yıldız Ünal")).to_be_visible()
        expect(page.get_by_role("link", name="Choose sessions")).to_be_hidden()

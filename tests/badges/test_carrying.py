"""One's own badge on the telephone: without network, in two tabs, revoked, and nobody else's."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from summitapp.badges import services
from summitapp.badges.values import RevocationReason
from summitapp.registration.models import Registration
from tests.conftest import PHONE, Reader, UnitOpener
from tests.factories import contacts as people
from tests.factories.contacts import Crowd
from tests.factories.visitors import Visitor

KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('badge-of-'))"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def made(uow: UnitOpener) -> Crowd:
    with uow():
        return people.crowd(2)


def codes_of(registration: int, reading: Reader) -> str:
    from summitapp.core.db import db

    with reading():
        return db.session.get_one(Registration, registration).code


def shown(page: Page) -> list[str]:
    """What a decoder that shares no code with ours reads off the screen."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    return [one.text for one in zxingcpp.read_barcodes(picture)]


@pytest.fixture
def open_as(app: Flask, site: Any, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """A telephone on which somebody is in; several may follow each other on the same one."""
    made: list[BrowserContext] = []

    def start(identifier: str, context: BrowserContext | None = None, **wishes: Any) -> Page:
        if context is None:
            context = browser.new_context(**{**browser_context_args, **PHONE, **wishes})
            made.append(context)
        visitor = Visitor(app, identifier)
        cookie = visitor.client.get_cookie("summit", domain="localhost")
        assert cookie is not None
        context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])
        return context.new_page()

    yield start
    for context in made:
        context.close()


def visit(page: Page, path: str) -> None:
    """Open the badge for the first time, and let it be kept."""
    page.goto(path)
    expect(page.locator("[data-part=check]")).to_contain_text("valid")
    page.wait_for_function(f"async () => (await ({KEPT})()).length === 1 && !!(await caches.match(location.pathname))")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")


def test_the_badge_opens_without_network_after_the_first_visit(
    made: Crowd, open_as: Callable[..., Page], reading: Reader, site: Any
) -> None:
    page = open_as(made.sessions[0], color_scheme="dark")
    path = f"/en/my/badge/{codes_of(made.registrations[0], reading)}/"
    visit(page, path)
    page.context.set_offline(True)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nilüfer Kılıç-Krämer")
    expect(page.locator("[data-part=check]")).to_contain_text("No network. Last checked:")
    expect(page.get_by_role("link", name="Badge as PDF")).to_be_hidden()
    page.evaluate("() => document.fonts.ready")
    assert shown(page) == [made.tokens[0]]
    page.get_by_role("tab", name="For other participants").click()
    (address,) = shown(page)
    assert address.endswith(f"/c/{made.codes[0]}") and made.tokens[0] not in address
    page.keyboard.press("ArrowLeft")
    assert shown(page) == [made.tokens[0]]


@pytest.mark.parametrize("size", [(360, 740), (740, 360), (320, 568)])
def test_the_code_is_read_off_every_screen_by_day_and_by_night(
    made: Crowd, open_as: Callable[..., Page], reading: Reader, size: tuple[int, int], accessible: Callable[[Page], None]
) -> None:
    page = open_as(made.sessions[0], viewport={"width": size[0], "height": size[1]}, color_scheme="dark")
    page.goto(f"/tr/my/badge/{codes_of(made.registrations[0], reading)}/")
    expect(page.get_by_role("tab").first).to_be_visible()
    assert shown(page) == [made.tokens[0]]
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.get_by_role("tab").nth(1).click()
    assert shown(page)[0].endswith(made.codes[0])
    accessible(page)


def test_leaving_deletes_the_badge_and_never_a_queue_of_scans(
    made: Crowd, open_as: Callable[..., Page], reading: Reader
) -> None:
    page = open_as(made.sessions[0])
    path = f"/en/my/badge/{codes_of(made.registrations[0], reading)}/"
    visit(page, path)
    page.evaluate("""() => new Promise((done) => { const ask = indexedDB.open("scans", 1);
        ask.onupgradeneeded = () => ask.result.createObjectStore("queue"); ask.onsuccess = () => { ask.result.close(); done() } })""")
    page.goto("/en/my/")
    page.get_by_role("button", name="Leave this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    page.wait_for_function(f"async () => !(await ({KEPT})()).length && !(await ({WORKERS})())")
    assert "scans" in page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(path)


def test_somebody_else_on_the_same_telephone_never_sees_it(made: Crowd, open_as: Callable[..., Page], reading: Reader) -> None:
    first = open_as(made.sessions[0])
    path = f"/en/my/badge/{codes_of(made.registrations[0], reading)}/"
    visit(first, path)
    second = open_as(made.sessions[1], first.context)
    first.close()
    answer = second.goto(path)
    assert answer is not None and answer.status == 404 and made.tokens[0] not in second.content()
    visit(second, f"/en/my/badge/{codes_of(made.registrations[1], reading)}/")
    second.wait_for_function(f"async () => (await ({KEPT})()).join() === 'badge-of-{made.people[1]}'")
    second.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        second.goto(path)


def test_a_session_that_ran_out_leaves_the_badge_on_the_telephone(
    made: Crowd, open_as: Callable[..., Page], reading: Reader
) -> None:
    page = open_as(made.sessions[0])
    path = f"/en/my/badge/{codes_of(made.registrations[0], reading)}/"
    visit(page, path)
    page.reload()
    page.context.clear_cookies()
    page.goto(path)
    expect(page.locator("[data-part=check]")).to_contain_text("not signed in any more")
    assert shown(page) == [made.tokens[0]]


def test_a_revoked_badge_says_so_as_soon_as_there_is_network(
    made: Crowd, open_as: Callable[..., Page], reading: Reader, uow: UnitOpener
) -> None:
    page = open_as(made.sessions[0])
    path = f"/en/my/badge/{codes_of(made.registrations[0], reading)}/"
    visit(page, path)
    page.context.set_offline(True)
    page.goto(path)
    with uow():
        assert services.revoke_of_registration(made.registrations[0], RevocationReason.LOST)
    assert shown(page) == [made.tokens[0]]
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_contain_text("no longer valid")
    assert shown(page) == [] and page.evaluate(KEPT) == []
    answer = page.goto(path)
    assert answer is not None and answer.status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("This badge is no longer valid")


def test_the_worker_and_the_state_are_for_the_owner(app: Flask, made: Crowd, reading: Reader) -> None:
    path = f"/en/my/badge/{codes_of(made.registrations[0], reading)}/state.json"
    owner, other, stranger = (Visitor(app, one) for one in (*made.sessions, ""))
    assert owner.get(path).get_json() == {"valid": True}
    assert other.get(path).status_code == 404 and stranger.get(path).status_code == 303
    worker = stranger.get("/my-sw.js")
    assert worker.content_type.startswith("text/javascript") and worker.headers["Cache-Control"] == "no-cache"
    assert made.tokens[0] not in worker.text

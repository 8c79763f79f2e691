"""Every page, in every language, on a phone and on a desk: it answers, it is whole, and everybody can use it.

The pages are taken from the application itself (``walk.py``): whoever adds one gives it an address, or a reason.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from summitapp.core.text import LANGUAGES
from tests.journeys import walk
from tests.rig.accessibility import axe_faults, tab_stops
from tests.rig.databases import Backend
from tests.rig.site import Site, threaded

pytestmark = pytest.mark.on("sqlite")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}

# What is wrong with the page as it stands, in words; nothing if it is whole.
LOOK = r"""language => {
  const faults = [];
  const say = (wrong, what) => { if (wrong) faults.push(what); };
  say(document.documentElement.lang !== language, `the language is said to be ${document.documentElement.lang}`);
  const titles = document.querySelectorAll('h1').length;
  say(titles !== 1, `${titles} main headings`);
  const spoken = ['aria-label', 'title', 'alt', 'placeholder'].flatMap(
    name => [...document.querySelectorAll(`[${name}]`)].map(e => e.getAttribute(name)));
  for (const text of [document.title, document.body.innerText, ...spoken]) {
    const gap = text.match(/.{0,30}(\[object|%\(|\{\{|\}\}|\bNone\b(?! of these)|\bundefined\b|\bNaN\b).{0,30}/);
    say(gap, `a gap in the words: ${gap}`);
  }
  say(!document.title.replace(/·.*/, '').trim(), 'no title');
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    const name = e.labels?.length ? [...e.labels].map(l => l.textContent).join('') : e.getAttribute('aria-label') || e.getAttribute('aria-labelledby');
    say(!name?.trim(), `no label: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const e of document.querySelectorAll('.icon'))
    say(!getComputedStyle(e).getPropertyValue('--icon').trim(), `no drawing: ${e.className}`);
  return faults;
}"""
# How far the page is wider than the screen, and by whose fault.
BEYOND = r"""() => {
  const room = document.documentElement.clientWidth, beyond = document.documentElement.scrollWidth - room;
  if (beyond <= 0) return '';
  const inFrame = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
    if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > room + 1 && !inFrame(e));
  return `${beyond} px wider than ${room}: ${wide.slice(0, 3).map(e => e.outerHTML.slice(0, 90)).join(' | ')}`;
}"""


@pytest.fixture(scope="module")
def stage(backend: Backend) -> Iterator[walk.Stage]:
    """The summit and its people, for all tests of this module: none of them writes."""
    backend.empty()
    yield walk.prepare(backend.app)
    backend.empty()


@pytest.fixture(scope="module")
def stage_site(stage: walk.Stage) -> Iterator[Site]:
    with threaded(stage.app) as running:
        yield running


@pytest.fixture
def page_of(browser: Any, stage: walk.Stage, stage_site: Site) -> Iterator[Callable[..., Page]]:
    """``page_of("desk")``: a browser's page in which that person is signed in; script errors fail the test."""
    faults: list[str] = []
    opened = []

    def enter(role: str, language: str = "en", **how: Any) -> Page:
        context = browser.new_context(
            base_url=stage_site.url, locale=language, timezone_id="Europe/Istanbul", viewport=PHONE,
            **{"reduced_motion": "reduce", **how},
        )  # fmt: skip
        context.add_cookies([{"name": "summit", "value": stage.cookies[role], "url": stage_site.url}])
        opened.append(context)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: script error: {error}"))
        page.on("console", lambda line: faults.append(f"{page.url}: {line.text}") if _is_fault(line) else None)
        return page

    yield enter
    for context in opened:
        context.close()
    assert not faults, faults


def _is_fault(line: Any) -> bool:
    """A status such as 404 is an answer, not a fault."""
    return line.type == "error" and not line.text.startswith("Failed to load resource")


def test_every_address_is_walked_or_has_a_reason_not_to_be(stage: walk.Stage) -> None:
    assert not walk.pages_without_an_address(stage.app)
    known = stage.app.view_functions.keys()
    named = {*walk.NO_PAGE, *(endpoint for pages in walk.PAGES.values() for endpoint in pages)}
    assert not named - known, "these pages do not exist any more"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", walk.PAGES)
def test_every_page_is_whole_and_everybody_can_use_it(
    role: str, language: Any, stage: walk.Stage, page_of: Callable[..., Page]
) -> None:
    page = page_of(role, language)
    found = {
        address: faults for address in stage.addresses(role, language) if (faults := _faults(page, address, language))
    }
    assert not found, "\n".join(f"{address}\n  " + "\n  ".join(faults) for address, faults in found.items())


def _faults(page: Page, address: str, language: str) -> list[str]:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    answer = page.goto(address)
    assert isinstance(answer, Response)
    if answer.status != 200 or not page.url.endswith(address):
        return [f"{answer.status} at {page.url}"]
    faults = [*page.evaluate(LOOK, language), *_too_wide(page)]
    if language == "de":  # the longest words; roles, order and colours are the same in every language
        faults += axe_faults(page)
        page.emulate_media(color_scheme="dark")  # by night the colours differ
        faults += [f"by night: {fault}" for fault in axe_faults(page, only="color-contrast")]
        page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    return faults + _too_wide(page)


def _wrong(page: Page, language: str) -> list[str]:
    """Return what is wrong with the page as it stands."""
    return [*page.evaluate(LOOK, language), *axe_faults(page), *_too_wide(page)]


def _too_wide(page: Page) -> list[str]:
    return [wide] if (wide := page.evaluate(BEYOND)) else []


@pytest.mark.parametrize(
    ("role", "endpoint"),
    [("visitor", "pages.summit"), ("visitor", "registration.form"), ("organiser", "portal.overview")],
)
def test_the_tab_key_reaches_everything_and_shows_where_it_is(
    role: str, endpoint: str, stage: walk.Stage, page_of: Callable[..., Page]
) -> None:
    page = page_of(role, "de")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(stage.address(endpoint, "de", walk.SUMMIT))
    stops = tab_stops(page, limit=120)
    assert len(stops) > 10
    page.goto(page.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_menus_and_questions_open_by_key_and_need_no_script(stage: walk.Stage, page_of: Callable[..., Page]) -> None:
    page = page_of("organiser", "tr", java_script_enabled=False)
    page.goto(stage.address("summits.member", "tr", walk.SUMMIT | {"reference": "{grant}"}))
    for summary in (page.locator(".menu > summary"), page.locator("details.confirm > summary").first):
        inside = summary.locator("xpath=following-sibling::*")
        expect(inside).to_be_hidden()
        summary.focus()
        page.keyboard.press("Enter")
        expect(inside).to_be_visible()


def test_nothing_moves_for_whoever_asks_for_rest(stage: walk.Stage, page_of: Callable[..., Page]) -> None:
    moving = "() => [...document.querySelectorAll('a, button, .btn')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    still, lively = page_of("visitor"), page_of("visitor", reduced_motion="no-preference")
    for page in (still, lively):
        page.goto(stage.address("pages.home", "en", {}))
    assert still.evaluate(moving) == 0
    assert lively.evaluate(moving) > 0


def test_forms_that_come_back_and_refusals_are_whole_too(stage: walk.Stage, page_of: Callable[..., Page]) -> None:
    page = page_of("organiser", "de")
    for endpoint in ("summits.new_part", "agenda.session_new", "checkin.new_point"):
        given = walk.SUMMIT | ({"kind": "rooms"} if endpoint == "summits.new_part" else {})
        page.goto(stage.address(endpoint, "de", given))
        _send_as_it_is(page)
        expect(page.get_by_role("alert")).to_be_visible()
        assert not _wrong(page, "de"), endpoint
    page = page_of("visitor", "tr")
    page.goto(stage.address("registration.form", "tr", walk.SUMMIT))
    _send_as_it_is(page)
    expect(page.get_by_role("alert")).to_be_visible()
    assert not _wrong(page, "tr")


def _send_as_it_is(page: Page) -> None:
    """Send the page's own form past the checks of the browser."""
    form = page.locator("main form[method=post]").last
    form.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")


@pytest.mark.parametrize(("role", "path", "status"), [
    ("visitor", "/de/nothing/", 404), ("visitor", "/tr/my/link/forgotten/", 404),
    ("desk", f"/de/organise/{walk.SUMMIT['slug']}/settings/texts/", 403),
])  # fmt: skip
def test_a_refusal_says_in_words_what_to_do(role: str, path: str, status: int, page_of: Callable[..., Page]) -> None:
    page = page_of(role)
    answer = page.goto(path)
    assert answer is not None and answer.status == status
    assert not _wrong(page, path[1:3])
    expect(page.locator("main a").first).to_be_visible()

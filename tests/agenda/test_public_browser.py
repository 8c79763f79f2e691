"""The public agenda in a real browser: choosing, stars, two clocks, screens, paper, frames."""

import io
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from summitapp.agenda import queries, services
from summitapp.agenda.values import Attendance
from summitapp.core.text import Translated, fold
from summitapp.summits.queries import by_slug
from tests.factories.agenda import add, enter, make_world, publish, team_member
from tests.rig.places import ROOT, program

AGENDA = "/en/summits/izmir-2027/agenda/"


@pytest.fixture
def programme(uow: Any) -> None:
    with uow():
        world = make_world()
        add(world, "OPEN", 0.5, "HALL-B", world.ayse, languages=("de", "tr"), sdgs=(11,), kind="plenary",
            words=Translated("Die Straße kühlen", "Şişli’yi serinletmek", "Cooling Şişli"))
        add(world, "LUNCH", 3, "HALL-C", title="Lunch", is_break=True, kind="break")
        add(world, "PORT", 4, "HALL-C", world.mayor, title="Ports that talk", track="PORTS", attendance=Attendance.ENROL, capacity=12)
        add(world, "HEAT", 25, "HALL-C", title="Heat at night")
        publish()  # fmt: skip


@contextmanager
def elsewhere(browser: Any, arguments: dict[str, Any], **how: Any) -> Iterator[Page]:
    context = browser.new_context(**{**arguments, **how})
    yield context.new_page()
    context.close()


def seen(page: Page) -> set[str]:
    return {item.get_attribute("id") for item in page.locator("[data-ends]:visible").all()}


# --- choosing -------------------------------------------------------------------------------------


def test_words_and_lists_choose_at_once_and_stand_in_the_address(programme: None, page: Page) -> None:
    page.goto(AGENDA)
    page.get_by_role("searchbox").fill("SISLI")
    expect(page.get_by_role("status")).to_have_text("One session fits.")
    assert seen(page) == {"s-OPEN"} and page.url.endswith("?q=SISLI")
    page.get_by_role("searchbox").fill("salon c")
    expect(page.get_by_role("status")).to_have_text("3 sessions fit.")
    page.get_by_text("More filters").click()
    page.get_by_label("Track").select_option("PORTS")
    expect(page.get_by_role("status")).to_have_text("One session fits.")
    assert page.url.endswith("?q=salon+c&track=PORTS") and seen(page) == {"s-PORT"}
    page.get_by_role("searchbox").fill("nowhere")
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()
    page.locator("[data-nothing]").get_by_role("link", name="Show everything").click()
    assert len(seen(page)) == 4 and page.url.endswith("/agenda/")
    page.get_by_role("link", name="Thu 14 Oct").click()
    assert seen(page) == {"s-HEAT"}
    expect(page.get_by_role("link", name="Thu 14 Oct")).to_have_attribute("aria-current", "true")


def test_a_page_that_came_with_a_part_fetches_the_rest(programme: None, page: Page) -> None:
    page.goto(f"{AGENDA}?track=PORTS")
    assert seen(page) == {"s-PORT"}
    page.locator(".found").get_by_role("link", name="Show everything").click()
    expect(page.locator("#s-HEAT")).to_be_visible()
    assert len(seen(page)) == 4 and page.locator("#s-HEAT [data-star]").count() == 1


def test_choosing_needs_no_script(programme: None, browser: Any, browser_context_args: dict[str, Any]) -> None:
    with elsewhere(browser, browser_context_args, java_script_enabled=False) as page:
        page.goto(AGENDA)
        page.get_by_role("searchbox").fill("sisli")
        page.get_by_role("button", name="Search").click()
        assert page.url.endswith("/agenda/?q=sisli") and seen(page) == {"s-OPEN"}
        page.get_by_role("link", name="Show everything").click()
        page.get_by_role("link", name="Thu 14 Oct").click()
        assert seen(page) == {"s-HEAT"}
        page.goto(f"{AGENDA}?view=rooms&language=tr")
        assert seen(page) == {"s-OPEN"}


def test_the_grid_chooses_too(programme: None, page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(AGENDA)
    page.get_by_role("searchbox").fill("ports")
    page.get_by_role("link", name="Show by room").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenda by room")
    assert page.url.endswith("?view=rooms&q=ports") and seen(page) == {"s-PORT"}


FOLDED = ["İstanbul ISPARTA ığdır", "Straße GROẞ Weißenburg", "Çağlayan Göğüş ŞİŞLİ", "Łódź Ørsted Æsop Đorđe", "naïve  ﬁne ½", "“A’B” – C—D",
          "ǅ Ñandú ÅNGSTRÖM", "مرحبا 東京", ""]  # fmt: skip


def test_the_device_folds_as_the_server_does() -> None:
    node = program("node")
    ran = subprocess.run([node, "tests/js/fold.mjs"], input=json.dumps(FOLDED), capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(ran.stdout) == [fold(text) for text in FOLDED]


# --- stars ----------------------------------------------------------------------------------------


def test_a_star_stays_on_the_device(programme: None, page: Page) -> None:
    page.goto(AGENDA)
    star = page.locator("#s-PORT [data-star]")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("#s-PORT [data-star]")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("localStorage.getItem('favourites:izmir-2027')") == '["PORT"]'
    assert page.locator("#s-LUNCH [data-star]").count() == 0
    page.get_by_role("button", name="My choice").click()
    expect(page.get_by_role("status")).to_have_text("One session fits.")
    assert seen(page) == {"s-PORT"} and page.url.endswith("?mine=1")
    address = page.get_by_role("link", name="My choice as a calendar file").get_attribute("href")
    assert address == "/summits/izmir-2027/selection.ics?lang=en&codes=PORT"
    page.goto("/de/summits/izmir-2027/sessions/PORT/")
    expect(page.locator("[data-star]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    page.locator("[data-star]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("localStorage.getItem('favourites:izmir-2027')") == "[]"


def test_places_left_arrive_beside_the_kept_page(programme: None, page: Page) -> None:
    page.goto(AGENDA)
    expect(page.locator("#s-PORT [data-places]")).to_have_text("12 places left")


# --- clocks ---------------------------------------------------------------------------------------


@pytest.fixture
def autumn(uow: Any) -> None:
    """Three days around the night in which Berlin puts its clocks back: 31 October 2027."""
    with uow():
        world = make_world(starts_on=date(2027, 10, 30))
        for number, day in enumerate(("SAT", "SUN", "MON")):
            add(world, day, 408 + 24 * number + 1, "HALL-B", title=f"On {day}")
        publish()


def test_the_readers_time_is_right_across_the_change_of_clocks(autumn: None, browser: Any, browser_context_args: dict[str, Any]) -> None:
    with elsewhere(browser, browser_context_args, timezone_id="Europe/Berlin") as page:
        page.goto(AGENDA)
        for code, own in (("SAT", "09:00 your time"), ("SUN", "08:00 your time"), ("MON", "08:00 your time")):
            text = page.locator(f"#s-{code} .when").inner_text()
            assert "10:00" in text and own in text, (code, text)
        assert "İzmir (Europe/Istanbul)" in page.locator("[data-clock-words]").inner_text()
        page.get_by_role("button", name="My time (Berlin)").click()
        page.reload()
        expect(page.locator("[data-clock-words]")).to_have_text("All times are those of your own clock in Berlin.")
        for code, own in (("SAT", "09:00"), ("SUN", "08:00"), ("MON", "08:00")):
            when = page.locator(f"#s-{code} .when")
            expect(when.locator("time")).to_contain_text(own)
            expect(when).to_contain_text("10:00 in İzmir")
    with elsewhere(browser, browser_context_args) as page:
        page.goto(AGENDA)
        assert "your time" not in page.locator("main").inner_text()
        expect(page.get_by_role("button", name="My time")).to_have_count(0)


def test_another_day_is_said_where_the_clocks_are_far_apart(autumn: None, browser: Any, browser_context_args: dict[str, Any]) -> None:
    with elsewhere(browser, browser_context_args, timezone_id="Pacific/Auckland") as page:
        page.goto(AGENDA)
        assert "20:00 your time" in page.locator("#s-SAT .when").inner_text()
    with elsewhere(browser, browser_context_args, timezone_id="America/Los_Angeles") as page:
        page.goto(AGENDA)
        assert "Sat 30 Oct, 00:00 your time" not in page.locator("#s-SAT .when").inner_text()
        assert "00:00 your time" in page.locator("#s-SAT .when").inner_text()


def test_now_and_next_are_told_and_the_way_there_is_offered(programme: None, page: Page) -> None:
    page.clock.set_fixed_time("2027-10-13T07:00:00Z")
    page.goto(AGENDA)
    part = page.get_by_role("region", name="Now and next")
    assert "Cooling Şişli" in part.inner_text() and "Lunch" in part.inner_text()
    expect(page.get_by_role("link", name="Go to now")).to_have_attribute("href", "#s-OPEN")
    expect(page.get_by_role("button", name="Hide what is over")).to_be_hidden()
    page.clock.set_fixed_time("2027-10-13T09:30:00Z")
    page.reload()
    page.get_by_role("button", name="Hide what is over").click()
    assert "s-OPEN" not in seen(page) and "s-HEAT" in seen(page)


# --- screens --------------------------------------------------------------------------------------


def screen(page: Page, rest: str) -> None:
    page.clock.install(time="2027-10-13T06:45:00Z")
    page.goto(f"/en/summits/izmir-2027/screens/{rest}")


def test_a_door_shows_now_and_next_and_sees_a_publish_by_itself(programme: None, page: Page, uow: Any, site: Any) -> None:
    screen(page, "rooms/HALL-C/")
    expect(page.locator(".slot:visible").first).to_contain_text("Lunch")
    expect(page.locator("[data-clock]")).to_have_text("09:45")
    with uow():
        session = queries.session_of("izmir-2027", "PORT")
        services.cancel_session(session, session.revision)
        publish()
    site.app.extensions["front"].forget()
    with page.expect_response(lambda answer: answer.url.endswith("/screens/rooms/HALL-C/")):
        page.clock.run_for(21_000)
    expect(page.locator(".slot.cancelled")).to_contain_text("Cancelled")


def test_a_screen_without_a_network_goes_on_and_says_how_old_it_is(programme: None, page: Page) -> None:
    screen(page, "lobby/")
    expect(page.locator("[data-age]")).to_have_text("As of 09:45")
    page.context.set_offline(True)
    page.clock.run_for(90_000)
    expect(page.locator("[data-age]")).to_have_text("No connection. As of 09:45.")
    expect(page.locator(".slot:visible").first).to_contain_text("Cooling Şişli")
    page.context.set_offline(False)
    with page.expect_response(lambda answer: answer.ok):
        page.clock.run_for(21_000)
    expect(page.locator("[data-age]")).to_contain_text("As of 09:4")
    expect(page.locator("[data-age]")).not_to_have_class("stale")


def test_a_screen_speaks_its_languages_by_turns(programme: None, page: Page) -> None:
    screen(page, "rooms/HALL-B/#rotate=en,de,tr")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".slot:visible h3").first).to_have_text("Cooling Şişli")
    for lang, title in (("de", "Die Straße kühlen"), ("tr", "Şişli’yi serinletmek")):
        page.clock.run_for(12_100)
        expect(page.locator(".slot:visible h3").first).to_have_text(title)
        expect(page.locator("html")).to_have_attribute("lang", lang)


def test_screens_and_frames_are_accessible(programme: None, page: Page, accessible: Callable[[Any], None]) -> None:
    for rest in ("/de/summits/izmir-2027/screens/rooms/HALL-B/", "/de/summits/izmir-2027/screens/lobby/", "/embed/izmir-2027/?lang=de"):
        page.goto(rest)
        accessible(page)


@pytest.fixture
def partner(site: Any) -> Iterator[str]:
    """The page of somebody else, who shows the agenda in a frame."""
    page = (
        "<!doctype html><title>Partner</title><script>addEventListener('message', e => window.told = e.data)</script>"
        f"<iframe src='{site.url}/embed/izmir-2027/?lang=de' width='600' height='300'></iframe>"
    ).encode()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_organisers_pages_about_screens_and_frames_are_accessible(
    programme: None, page: Page, phone: Page, site: Any, uow: Any, accessible: Callable[[Any], None]
) -> None:
    with uow():
        identifier = team_member(by_slug("izmir-2027"))
    with site.app.test_client() as client:
        enter(client, identifier)
        cookie = client.get_cookie("summit").value
    for one in (page, phone):
        one.context.add_cookies([{"name": "summit", "value": cookie, "url": site.url}])
        for rest in ("screens/", "embed/?lang=tr"):
            one.goto(f"/de/organise/izmir-2027/agenda/{rest}")
            accessible(one)


def test_the_frame_tells_its_height_to_the_page_around(programme: None, partner: str, browser: Any,
                                                       browser_context_args: dict[str, Any]) -> None:  # fmt: skip
    with elsewhere(browser, browser_context_args) as page:
        page.goto(partner)
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_contain_text("Gipfel der Partnerstädte")
        page.wait_for_function("() => window.told && window.told.type === 'summit-agenda-height' && window.told.height > 300")
        assert page.context.cookies() == []


# --- paper ----------------------------------------------------------------------------------------


def test_the_printed_page_has_days_and_sessions_and_nothing_of_the_screen(programme: None, page: Page) -> None:
    page.goto(AGENDA)
    pdf = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    text = "\n".join(one.get_textpage().get_text_range() for one in pdf)
    for there in ("Wednesday, 13 October 2027", "Thursday, 14 October 2027", "Cooling Şişli", "Prof. Dr. Ayşe İnci Çağlayan", "Salon B", "Version 1"):
        assert there in text, there
    for gone in ("My summit", "Search", "My choice", "Show by room", "Appearance", "Skip to content", "Add"):
        assert gone not in text, gone

"""The organisers' board in a real browser: a day planned by mouse, the same by keyboard alone, and two who meet at one session."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from summitapp.agenda import queries, services
from summitapp.agenda.models import Availability
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.summits.models import RoomHours
from summitapp.summits.queries import by_slug
from tests.agenda.test_browser import sign_in
from tests.factories.agenda import OPENS, add, make_world, team_member

BOARD = "/en/organise/izmir-2027/agenda/"
DAY = "2027-10-13"


@pytest.fixture
def team(uow: Any) -> str:
    """Two sessions with a time and three without; one room closes early, one person leaves at noon."""
    with uow():
        world = make_world()
        add(world, "COOL", 1, "HALL-B", world.ayse, title="Cooling the city")
        add(world, "PORTS", 3, "HALL-C", title="Ports that talk", track="PORTS")
        add(world, "SISLI", None, title="Şişli and Köln", track="PORTS")
        add(world, "OPENING", None, "HALL-B", world.ayse, title="Opening")
        add(world, "CLOSING", None, title="Closing")
        day = world.summit.days[0]
        world.summit.rooms[1].hours = [RoomHours(day=day.day, opens=day.opens, closes=day.opens.replace(hour=14))]
        db.session.add(Availability(summit_id=world.summit.id, person=world.ayse, starts_at=OPENS, ends_at=OPENS.replace(hour=9)))
        record("summit.changed", world.summit)
        return team_member(world.summit)


@pytest.fixture
def desk(page: Page, site: Any, team: str) -> Page:
    """The board before an organiser."""
    page.set_viewport_size({"width": 1400, "height": 1700})
    sign_in(page, site, team)
    page.goto(BOARD)
    expect(page.locator(".board-root.ready")).to_be_visible()
    return page


@pytest.fixture
def place_of(reading: Any) -> Callable[[str], str]:
    """``place_of("COOL")``: where the database says a session is, on the clock of İzmir."""

    def told(code: str) -> str:
        with reading():
            summit = by_slug("izmir-2027")
            assert summit is not None
            found = queries.draft_placements(summit, [code])
            if not found:
                return "nowhere"
            (one,) = found
            start, end = (moment.hour * 60 + moment.minute + 180 for moment in (one.starts_at, one.ends_at))
            return f"{'+'.join(one.rooms)} {one.starts_at:%d} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"

    return told


def block(page: Page, title: str) -> Locator:
    return page.locator(".board-block").filter(has_text=title)


def item(page: Page, title: str) -> Locator:
    return page.locator(".board-item").filter(has_text=title)


def said(page: Page) -> Locator:
    return page.locator("[data-live]")


def point(page: Page, column: int, clock: str) -> tuple[float, float]:
    """Return where a time of a room is on the screen."""
    box = page.locator("[data-lanes]").bounding_box()
    assert box is not None
    number = page.locator(".board-room").count()
    first = int(page.locator(".board-hours span").first.inner_text()[:2])
    hours, minutes = map(int, clock.split(":"))
    return box["x"] + box["width"] * (column + 0.5) / number, box["y"] + ((hours - first) * 60 + minutes) * 1.5


def drag(page: Page, source: Locator, column: int, clock: str, grab: int = 15) -> None:
    """Take a block ``grab`` pixels below its upper edge and let it go so that it begins at ``clock``."""
    box = source.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + grab)
    page.mouse.down()
    x, y = point(page, column, clock)
    page.mouse.move(x, y + 60, steps=6)
    page.mouse.move(x, y + grab, steps=4)
    page.mouse.up()


def settled(page: Page, text: str) -> None:
    expect(said(page)).to_contain_text(text)


def test_a_day_is_planned_by_mouse(desk: Page, place_of: Callable[[str], str], accessible: Callable[[Any], None]) -> None:
    drag(desk, block(desk, "Cooling"), 1, "11:30")
    settled(desk, "“Cooling the city” now stands in Salon C")
    assert place_of("COOL") == "HALL-C 13 11:30-12:30"
    drag(desk, item(desk, "Opening"), 0, "09:00")
    settled(desk, "“Opening” now stands in Salon B")
    assert place_of("OPENING") == "HALL-B 13 09:00-10:00"
    edge = block(desk, "Opening").bounding_box()
    assert edge is not None
    desk.mouse.move(edge["x"] + 40, edge["y"] + edge["height"] - 3)
    desk.mouse.down()
    desk.mouse.move(edge["x"] + 40, edge["y"] + edge["height"] + 42, steps=5)
    desk.mouse.up()
    settled(desk, "09:00 to 10:30")
    assert place_of("OPENING") == "HALL-B 13 09:00-10:30"
    accessible(desk)
    box = desk.locator("[data-tray-panel]").bounding_box()
    start = block(desk, "Ports").bounding_box()
    assert box is not None and start is not None
    desk.mouse.move(start["x"] + 30, start["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 60, box["y"] + 60, steps=8)
    expect(desk.locator(".board-root.over-tray")).to_be_visible()
    desk.mouse.up()
    settled(desk, "“Ports that talk” has no time now")
    assert place_of("PORTS") == "nowhere"
    expect(item(desk, "Ports")).to_be_visible()


def test_what_stands_against_a_place_is_shaded_while_something_is_carried(desk: Page) -> None:
    expect(desk.locator(".board-shade.closed, .board-shade.away")).to_have_count(0)
    start = item(desk, "Opening").bounding_box()
    assert start is not None
    desk.mouse.move(start["x"] + 30, start["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(*point(desk, 1, "15:00"), steps=5)
    expect(desk.locator(".board-shade.closed").first).to_contain_text("Room closed")
    expect(desk.locator(".board-shade.away").first).to_contain_text("Somebody is not available")
    expect(desk.locator(".board-shade.busy")).to_contain_text("Somebody appears elsewhere: Cooling the city")
    expect(desk.locator(".board-ghost .against")).to_contain_text("Room closed")
    desk.keyboard.press("Escape")
    settled(desk, "“Opening” is back where it was")
    expect(desk.locator(".board-shade.closed")).to_have_count(0)
    desk.mouse.up()
    expect(item(desk, "Opening")).to_be_visible()


def test_the_same_day_is_planned_by_keyboard_alone(desk: Page, place_of: Callable[[str], str]) -> None:
    block(desk, "Cooling").focus()
    desk.keyboard.press("Enter")
    settled(desk, "is picked up")
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        desk.keyboard.press(key)
    settled(desk, "Salon C, 10:15 to 11:30")
    desk.keyboard.press("Escape")
    settled(desk, "is back where it was")
    assert place_of("COOL") == "HALL-B 13 10:00-11:00"
    expect(block(desk, "Cooling")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("PageDown")
    settled(desk, "Thu 14 Oct")
    desk.keyboard.press("Enter")
    settled(desk, "now stands in Salon C, Thu 14 Oct, 10:15 to 11:15")
    assert place_of("COOL") == "HALL-C 14 10:15-11:15"
    expect(block(desk, "Cooling")).to_be_focused()
    item(desk, "Closing").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    settled(desk, "“Closing” now stands in Salon B")
    assert place_of("CLOSING") == "HALL-B 14 09:15-10:15"
    expect(block(desk, "Closing")).to_be_focused()
    desk.keyboard.press("Delete")
    settled(desk, "“Closing” has no time now")
    expect(item(desk, "Closing")).to_be_focused()
    assert place_of("CLOSING") == "nowhere"


def test_the_form_does_the_same_without_a_mouse(desk: Page, place_of: Callable[[str], str], accessible: Callable[[Any], None]) -> None:
    block(desk, "Cooling").focus()
    desk.keyboard.press("e")
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_label("Room", exact=True)).to_be_focused()
    accessible(desk)
    dialog.get_by_text("Further rooms it fills").first.click()
    dialog.get_by_label("Salon C", exact=True).check()
    dialog.get_by_label("Begins").fill("14:05")
    dialog.get_by_label("Minutes").fill("50")
    expect(dialog).to_contain_text("Ends at 14:55")
    dialog.get_by_role("button", name="Put it there").click()
    settled(desk, "Salon B, Salon C, Wed 13 Oct, 14:05 to 14:55")
    assert place_of("COOL") == "HALL-B+HALL-C 13 14:05-14:55"
    expect(block(desk, "Cooling")).to_have_count(1)
    wide, room = block(desk, "Cooling").bounding_box(), desk.locator(".board-room").first.bounding_box()
    assert wide is not None and room is not None
    assert wide["width"] > 1.8 * room["width"], "rooms side by side are one block"
    block(desk, "Cooling").click()
    desk.get_by_role("button", name="Duplicate").click()
    settled(desk, "“Cooling the city” has no time now")
    expect(item(desk, "Cooling")).to_have_count(1)


def test_every_step_can_be_undone_and_done_again(desk: Page, place_of: Callable[[str], str]) -> None:
    drag(desk, block(desk, "Cooling"), 1, "09:00")
    settled(desk, "09:00 to 10:00")
    drag(desk, block(desk, "Cooling"), 0, "12:00")
    settled(desk, "12:00 to 13:00")
    block(desk, "Ports").focus()
    desk.keyboard.press("Delete")
    settled(desk, "has no time now")
    desk.get_by_role("link", name="Break").click()
    desk.mouse.click(*point(desk, 1, "10:00"))
    settled(desk, "“Break” now stands in Salon C")
    for told in ("“Break” is removed", "“Ports that talk” now stands", "09:00 to 10:00", "10:00 to 11:00"):
        desk.keyboard.press("Control+z")
        settled(desk, told)
        expect(said(desk)).to_contain_text("Undone.")
    assert (place_of("COOL"), place_of("PORTS")) == ("HALL-B 13 10:00-11:00", "HALL-C 13 12:00-13:00")
    desk.keyboard.press("Control+z")
    settled(desk, "There is nothing to undo")
    for told in ("09:00 to 10:00", "12:00 to 13:00", "“Ports that talk” has no time now", "“Break” now stands in Salon C"):
        desk.keyboard.press("Control+Shift+z")
        settled(desk, told)
    assert (place_of("COOL"), place_of("PORTS")) == ("HALL-B 13 12:00-13:00", "nowhere")
    desk.get_by_role("button", name="Undo").click()
    settled(desk, "“Break” is removed")


def test_a_cancelled_session_comes_back_to_its_place(desk: Page, place_of: Callable[[str], str]) -> None:
    block(desk, "Cooling").click()
    desk.get_by_role("button", name="Cancel this session").click()
    settled(desk, "“Cooling the city” is cancelled")
    expect(item(desk, "Cooling")).to_contain_text("Cancelled")
    desk.get_by_role("button", name="Undo").click()
    settled(desk, "Undone.")
    assert place_of("COOL") == "HALL-B 13 10:00-11:00"


@pytest.fixture
def rival(browser: Any, browser_context_args: dict[str, Any], site: Any, uow: Any, team: str) -> Iterator[Page]:
    """A second organiser at another desk."""
    with uow():
        summit = by_slug("izmir-2027")
        assert summit is not None
        other = team_member(summit, email="other@example.org")
    context = browser.new_context(**{**browser_context_args, "viewport": {"width": 1400, "height": 1700}})
    page = context.new_page()
    sign_in(page, site, other)
    page.goto(BOARD)
    expect(page.locator(".board-root.ready")).to_be_visible()
    yield page
    context.close()


def test_two_organisers_collide_and_nothing_is_overwritten(desk: Page, rival: Page, place_of: Callable[[str], str]) -> None:
    rival.route("**/board.json", lambda route: route.abort())  # this desk has heard nothing yet
    drag(desk, block(desk, "Cooling"), 1, "09:00")
    settled(desk, "09:00 to 10:00")
    drag(rival, block(rival, "Cooling"), 0, "15:00")
    expect(rival.get_by_role("alert")).to_contain_text("Işıl Su has changed “Cooling the city” meanwhile. Nothing was overwritten")
    expect(block(rival, "Cooling")).to_contain_text(re.compile("Salon C.*09:00–10:00"))
    assert place_of("COOL") == "HALL-C 13 09:00-10:00"
    # Now the second one knows, and may move it; the first one's undo is refused as politely.
    drag(rival, block(rival, "Cooling"), 0, "15:00")
    expect(rival.get_by_role("alert")).to_be_hidden()
    settled(rival, "15:00 to 16:00")
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was overwritten")
    assert place_of("COOL") == "HALL-B 13 15:00-16:00"


def test_the_moves_of_others_appear_by_themselves(desk: Page, uow: Any) -> None:
    with uow():
        session = queries.session_of("izmir-2027", "COOL")
        assert session is not None
        services.place_session(session, "HALL-C", OPENS, OPENS.replace(hour=7), session.revision)
    with desk.expect_response("**/board.json"):
        desk.evaluate("() => window.dispatchEvent(new Event('focus'))")
    settled(desk, "Somebody else moved “Cooling the city”: Salon C, Wed 13 Oct, 09:00 to 10:00")
    expect(block(desk, "Cooling")).to_have_class(re.compile("fresh"))


def test_without_a_connection_the_session_goes_back(desk: Page) -> None:
    desk.route("**/place", lambda route: route.abort())
    drag(desk, block(desk, "Cooling"), 1, "09:00")
    expect(desk.get_by_role("alert")).to_contain_text("There is no connection to the server")
    expect(block(desk, "Cooling")).to_contain_text(re.compile("Salon B.*10:00–11:00"))


def test_what_clashes_is_told_in_words_and_leads_to_the_block(desk: Page) -> None:
    drag(desk, block(desk, "Ports"), 0, "10:30")
    expect(block(desk, "Ports")).to_contain_text("Clashes: 1")
    expect(block(desk, "Cooling")).to_contain_text("Clashes: 1")
    panel = desk.locator("[data-faults-panel]")
    expect(panel).to_contain_text("Salon B is taken twice")
    desk.locator("[data-day='2027-10-14']").click()
    expect(block(desk, "Ports")).to_have_count(0)
    desk.get_by_text("Rooms", exact=True).click()
    desk.get_by_label("Salon B", exact=True).first.uncheck()
    panel.get_by_role("button", name="Show “Ports that talk” in the grid").click()
    expect(block(desk, "Ports")).to_be_focused()


def test_the_waiting_are_found_as_they_are_spoken(desk: Page) -> None:
    search = desk.get_by_label("Search in sessions without a time")
    for words, found in (("sisli", 1), ("koln", 1), ("koeln sis", 1), ("SISLI", 1), ("nobody", 0), ("", 3)):
        search.fill(words)
        expect(desk.locator(".board-item")).to_have_count(found)
    search.fill("sis")
    expect(desk.locator("[data-tray-count]")).to_have_text("1 of 3")
    search.fill("")
    desk.get_by_label("Track", exact=True).select_option("PORTS")
    expect(desk.locator(".board-item")).to_have_count(1)


def test_the_device_remembers_steps_rooms_and_view(desk: Page) -> None:
    desk.get_by_label("Step").select_option("5")
    desk.get_by_text("Rooms", exact=True).click()
    desk.get_by_label("Salon C", exact=True).first.uncheck()
    expect(desk.locator(".board-room")).to_have_count(2)
    desk.reload()
    expect(desk.get_by_label("Step")).to_have_value("5")
    expect(desk.locator(".board-room")).to_have_count(2)
    desk.get_by_role("button", name="List").click()
    expect(desk.get_by_role("link", name="Cooling the city")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("link", name="Cooling the city")).to_be_visible()


def test_on_a_phone_the_list_and_its_forms_do_the_work(team: str, phone: Page, site: Any, place_of: Callable[[str], str],
                                                       accessible: Callable[[Any], None]) -> None:  # fmt: skip
    sign_in(phone, site, team)
    phone.goto(BOARD)
    expect(phone.locator("[data-grid]")).to_be_hidden()
    accessible(phone)
    phone.get_by_role("link", name="Cooling the city").click()
    phone.get_by_label("Room", exact=True).select_option("HALL-C")
    phone.get_by_label("Begins").fill(f"{DAY}T13:00")
    phone.get_by_label("Ends").fill(f"{DAY}T13:45")
    phone.get_by_role("button", name="Move here").click()
    expect(phone.locator("main")).to_contain_text("has its place")
    assert place_of("COOL") == "HALL-C 13 13:00-13:45"

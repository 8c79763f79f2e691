"""Bringing a file with sessions in a real browser: chosen, looked at, taken, taken back; at a desk and on a phone."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from summitapp.exchange import services as exchange
from summitapp.summits.queries import by_slug
from tests.agenda.test_browser import sign_in
from tests.exchange.test_import import PAGE, edited
from tests.factories.agenda import add, make_world, team_member


@pytest.fixture
def file(uow: Any, reading: Any, tmp_path: Path) -> tuple[str, Path]:
    """An organiser, and the draft as a workbook with a change, a new session and a row that cannot be."""
    with uow():
        world = make_world()
        add(world, "OPEN", 1, "HALL-B", world.ayse, title="Cooling the city", languages=("de", "tr"))
        add(world, "BUS", 3, "", title="A walk by the sea")
        member = team_member(world.summit)
    with reading():
        body = exchange.write_draft(by_slug("izmir-2027"), "en")

    def change(page: Any) -> None:
        page["H2"] = "A text that was not there before"
        page.append(["NEW-1", "2027-10-14 09:00", "2027-10-14 10:00", "Salon C", "", "", "Ports that talk"])
        page.append(["BAD", "2027-10-14 09:00", "2027-10-14 08:00", "Nowhere", "", "", "No such room"])

    path = tmp_path / "sessions.xlsx"
    path.write_bytes(edited(body, change))
    return member, path


@pytest.mark.parametrize("width", [360, 1400])
def test_a_file_is_looked_at_taken_and_taken_back(page: Page, site: Any, file: tuple[str, Path], width: int) -> None:
    member, path = file
    page.set_viewport_size({"width": width, "height": 1000})
    sign_in(page, site, member)
    page.goto(PAGE)
    page.get_by_label("Your file").set_input_files(path)
    page.get_by_role("button", name="Look at this file").click()
    expect(page.get_by_text("One row cannot be taken. The others can.")).to_be_visible()
    expect(page.get_by_text("The session ends before it begins.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing stands out to the side"
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/import-{width}.png", full_page=True)
    page.get_by_role("button", name="Take 2 rows").click()
    expect(page.get_by_text("Taken into the draft: 1 new session, 1 changed session.")).to_be_visible()
    page.get_by_role("button", name="Take the new sessions back").click()
    expect(page.get_by_text("1 new session is gone again.")).to_be_visible()

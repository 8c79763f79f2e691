"""The door board in a real browser: fresh by itself, quiet for whoever reads it, honest without network."""

import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from summitapp.accounts.values import Role
from tests.desk.test_board import BOARD, pass_door
from tests.factories import doors
from tests.factories.visitors import Visitor
from tests.rig.site import Site

PATIENCE = 20_000


def test_the_board_stays_fresh_keeps_the_focus_and_says_when_it_is_cut_off(
    page: Page, site: Site, app: Flask, uow: Callable[..., Any]
) -> None:
    with uow():
        world = doors.build(people=3)
        desk = Visitor(app, doors.staff(world.summit, Role.DESK))
        pass_door(world, 0)
    desk.get(BOARD)
    cookie = desk.client.get_cookie("summit")
    assert cookie is not None
    page.context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])
    page.goto(BOARD)
    inside = page.locator(".door-cards .kpi > b")
    expect(inside).to_have_text("1")
    summary = page.locator("#flow-entrance-open")
    summary.press("Enter")
    with uow():
        pass_door(world, 1)
    expect(inside).to_have_text("2", timeout=PATIENCE)
    expect(summary).to_be_focused()
    expect(page.locator("#flow-entrance")).to_have_attribute("open", "")
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_have_text(re.compile(r"No connection\. What you see was so at \d\d:\d\d\."), timeout=PATIENCE)
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden(timeout=PATIENCE)

"""Self check-in: nobody's name, ready for the next, and left by the team alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from summitapp.devices.values import DeviceRole
from tests.factories.doors import World
from tests.journeys.scanner.helpers import ADDRESS, check, stored
from tests.rig import video


def test_a_kiosk_reads_by_camera_welcomes_without_a_name_and_is_ready_for_the_next(
    world: World, prepare: Any, freshen: Any, camera: Callable[[Path], BrowserContext], tmp_path: Path,
    reading: Callable[..., Any], accessible: Callable[[Page], None],
) -> None:
    prepared = prepare(DeviceRole.KIOSK)
    film = video.write_film(tmp_path / "kiosk.mjpeg", [video.badge_frame(world.tokens[0]), *[video.blank_frame()] * 11], hold=30)
    page = camera(film).new_page()
    page.goto(f"{ADDRESS}#enrol={prepared.code}")
    page.get_by_role("button", name="Set up this telephone").click()
    expect(page.locator("[data-ready]")).to_be_attached()
    expect(page.locator("body")).to_have_class("venue kiosk")
    verdict = page.locator("[data-part=verdict]")
    expect(verdict).to_contain_text("Welcome", timeout=20_000)
    expect(verdict).to_contain_text("Delegate")
    assert "Nilüfer" not in page.locator("body").inner_text()
    expect(page.get_by_label("Badge code")).to_be_hidden()
    accessible(page)
    expect(page.locator("[data-part=invite]")).to_be_visible(timeout=10_000)
    assert stored(reading)[0] == ("admitted", "admitted", False)


def test_the_team_leaves_a_kiosk_by_its_pin_without_a_network_and_guests_do_not(
    phone: Page, prepare: Any, enrol: Any, world: World, accessible: Callable[[Page], None], reading: Callable[..., Any]
) -> None:
    prepared = prepare(DeviceRole.KIOSK)
    enrol(phone, prepared)
    phone.context.set_offline(True)
    staff, body = phone.get_by_role("button", name="For the team"), phone.locator("body")
    staff.click()
    phone.get_by_label("PIN for the team").fill("000000")
    phone.get_by_role("dialog").get_by_role("button", name="Open").click()
    expect(phone.get_by_role("dialog").get_by_role("alert")).to_have_text("That is not the PIN.")
    accessible(phone)
    expect(body).to_have_class("venue kiosk")
    phone.get_by_label("PIN for the team").fill(prepared.pin)
    phone.get_by_role("dialog").get_by_role("button", name="Open").click()
    expect(body).to_have_class("venue")
    accessible(phone)
    phone.get_by_role("button", name="Coming in").click()
    phone.get_by_text("Going out").click()
    phone.get_by_role("button", name="Use this").click()
    check(phone, world.tokens[0])
    expect(phone.locator("[data-part=word]")).to_have_text("Goodbye")
    assert "Nilüfer" not in body.inner_text()
    phone.get_by_role("button", name="Back to self check-in").click()
    expect(body).to_have_class("venue kiosk")
    expect(phone.get_by_label("Badge code")).to_be_hidden()
    staff.click()
    phone.get_by_label("PIN for the team").fill(prepared.pin)
    phone.get_by_role("dialog").get_by_role("button", name="Open").click()
    phone.context.set_offline(False)
    expect(phone.locator("[data-part=status]")).to_have_text("Online", timeout=15_000)
    phone.get_by_role("button", name="Take it out of use").click()
    phone.get_by_role("dialog").get_by_role("button", name="Take it out of use").click()
    expect(phone.get_by_role("heading", name="This device was taken out of service")).to_be_visible()
    expect(body).to_have_class("venue")
    expect(phone.get_by_role("button", name="Use this telephone in another way")).to_be_visible(timeout=15_000)
    assert stored(reading) == [("admitted", "left", True)]

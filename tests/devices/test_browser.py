"""Setting a device up, as an organiser sees it."""

from typing import Any

from flask import Flask

from summitapp.accounts.values import Role
from summitapp.devices import services
from summitapp.devices.values import DeviceRole
from tests.factories.doors import World, staff
from tests.factories.visitors import Visitor


def test_the_page_with_the_code_goes_on_when_the_device_is_set_up_and_stays_where_a_pin_is_read(
    app: Flask, page: Any, uow: Any, world: World, site: Any, accessible: Any
) -> None:
    with uow():
        visitor = Visitor(app, staff(world.summit, Role.ORGANISER))
    cookie = visitor.client.get_cookie("summit")
    page.context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])
    codes: list[str] = []
    real = services.show_code

    def overheard(device: Any) -> Any:
        secret = real(device)
        codes.append(secret.code)
        return secret

    services.show_code = overheard
    try:
        for role, goes_on in ((DeviceRole.DOOR, True), (DeviceRole.DESK, False)):
            page.goto(f"/en/organise/{world.slug}/devices/new")
            page.get_by_role("textbox", name="Name").fill(f"Device {role}")
            page.locator(f"input[value={role}]").check()
            page.get_by_role("button", name="Add and show the code").click()
            page.get_by_role("heading", name="Scan this with the device").wait_for()
            accessible(page)
            with uow():
                services.enrol(codes[-1])
            if goes_on:
                page.get_by_role("link", name="Change the device").wait_for()
            else:
                page.get_by_text("The device is set up.").wait_for()
                assert page.locator(".device-pin").inner_text().replace(" ", "").isdigit()
    finally:
        services.show_code = real
    page.goto(f"/en/organise/{world.slug}/devices/")
    page.get_by_text("Working").first.wait_for()
    accessible(page)

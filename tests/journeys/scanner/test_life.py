"""A telephone becomes a scanner by a code or a tap, and is taken out of service."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Page, expect

from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.devices import services
from summitapp.devices.models import Device
from summitapp.devices.values import DeviceRole
from tests.factories import doors
from tests.factories.doors import World
from tests.journeys.scanner.helpers import ADDRESS, check, stored
from tests.journeys.test_door import KEPT, let_in


def test_a_link_is_redeemed_by_a_button_and_leaves_the_address_at_once(
    phone: Page, prepare: Any, enrol: Any, accessible: Callable[[Page], None], reading: Callable[..., Any]
) -> None:
    prepared = prepare()
    phone.goto(f"{ADDRESS}#enrol={prepared.code}")
    expect(phone.get_by_role("heading", name="Make this telephone a scanner?")).to_be_visible()
    assert "#" not in phone.url
    accessible(phone)
    with reading():
        assert db.session.scalars(sa.select(Device)).one().enrolled_at is None
    enrol(phone, prepared)
    accessible(phone)
    phone.goto(f"/tr/venue/izmir-2027/scanner/#enrol={prepared.code}")
    phone.locator("[data-part=enrol]").click()
    expect(phone.get_by_role("alert")).to_be_visible()  # it works once


def test_a_revoked_device_forgets_everybody_brings_its_scans_home_and_says_so(
    phone: Page, world: World, prepare: Any, enrol: Any, uow: Callable[..., Any], reading: Callable[..., Any],
    accessible: Callable[[Page], None],
) -> None:
    prepared = prepare(DeviceRole.DESK)
    enrol(phone, prepared)
    phone.context.set_offline(True)
    check(phone, world.tokens[0])
    expect(phone.locator("[data-part=status]")).to_have_text("Offline · Waiting to be sent: 1")
    with uow():
        services.revoke_device(db.session.scalars(sa.select(Device).where(Device.public_id == prepared.reference)).one())
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="This device was taken out of service")).to_be_visible(timeout=15_000)
    accessible(phone)
    expect(phone.locator("[data-part=status]")).to_have_attribute("data-waiting", "0")
    expect(phone.get_by_role("button", name="Use this telephone in another way")).to_be_visible()  # the token is gone
    kept = json.loads(phone.evaluate(KEPT))
    assert kept["queue"] == [] and kept["passages"] == []
    assert not [one for one in kept["settings"] if isinstance(one, dict) and {"bytes", "wrapped", "token"} & set(one)]
    assert stored(reading) == [("admitted", "admitted", True)]
    phone.reload()
    expect(phone.get_by_role("heading", name="This device was taken out of service")).to_be_visible()
    phone.get_by_role("button", name="Use this telephone in another way").click()
    expect(phone.get_by_role("heading", name="This telephone is no scanner yet")).to_be_visible()


def test_one_tap_makes_the_telephone_of_somebody_signed_in_a_scanner_of_its_own(
    phone: Page, world: World, uow: Callable[..., Any], site: Any, freshen: Any
) -> None:
    with uow():
        member = doors.staff(world.summit, Role.DESK)
    let_in(phone.context, site, member)
    phone.goto(ADDRESS)
    phone.get_by_role("button", name="Scan without a network, too").click()
    expect(phone.locator("[data-part=device]")).to_have_text("Telephone")
    freshen()
    phone.context.clear_cookies()
    phone.reload()
    check(phone, world.tokens[0])
    expect(phone.locator("[data-part=verdict]")).to_contain_text("Nilüfer")

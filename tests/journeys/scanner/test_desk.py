"""The desk and first aid on a telephone: names behind a PIN, whole delegations, walk-ins, whom to call."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Page, expect

from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.db import db
from summitapp.devices.values import DeviceRole
from summitapp.questions.values import Kind
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from summitapp.summits.values import ApprovalMode
from tests.factories import questions
from tests.factories.doors import World
from tests.journeys.scanner.helpers import stored


def test_the_desk_finds_names_behind_its_pin_and_checks_a_delegation_in_by_tick_list(
    phone: Page, world: World, prepare: Any, enrol: Any, reading: Callable[..., Any], accessible: Callable[[Page], None]
) -> None:
    prepared = prepare(DeviceRole.DESK)
    enrol(phone, prepared)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Names and delegations").click()
    phone.get_by_label("PIN of this device").fill("000000")
    phone.get_by_role("button", name="Open").click()
    expect(phone.get_by_role("alert")).to_have_text("That is not the PIN.")
    accessible(phone)
    phone.get_by_label("PIN of this device").fill(prepared.pin)
    phone.get_by_role("button", name="Open").click()
    phone.get_by_role("searchbox").fill("kilic")
    expect(phone.locator("[data-part=found] .who")).to_have_text(["Nilüfer Kılıç-Krämer"])
    phone.get_by_label("Choose a delegation").select_option("KARSIYAKA")
    expect(phone.locator("[data-part=tick-count]")).to_have_text("Here: 0 of 3")
    phone.get_by_role("button", name="Tick all or none").click()
    phone.get_by_role("checkbox", name="Wu").uncheck()
    accessible(phone)
    phone.get_by_role("button", name="Check in those ticked: 2").click()
    expect(phone.locator("[data-part=tick-count]")).to_have_text("Here: 2 of 3")
    expect(phone.locator("[data-part=status]")).to_have_text("Offline · Waiting to be sent: 2")
    phone.get_by_role("button", name="Seal the names again").click()
    expect(phone.get_by_label("PIN of this device")).to_be_visible()
    assert "Nilüfer" not in (phone.locator("[data-panel=desk]").inner_text())
    phone.context.set_offline(False)
    expect(phone.locator("[data-part=status]")).to_have_text("Online", timeout=15_000)
    assert stored(reading) == [("admitted", "admitted", True)] * 2


def test_somebody_without_a_registration_is_written_down_and_welcomed(
    phone: Page, world: World, prepare: Any, enrol: Any, accessible: Callable[[Page], None], reading: Callable[..., Any],
    uow: Callable[..., Any],
) -> None:
    enrol(phone, prepare(DeviceRole.DESK))
    phone.get_by_role("button", name="Names and delegations").click()
    phone.get_by_text("Somebody without a registration").click()
    phone.get_by_label("Given name").fill("Zeynep")
    phone.get_by_label("Family name").fill("Aydın")
    expect(phone.get_by_label("Category")).to_have_value("delegate")
    accessible(phone)
    register = phone.get_by_role("button", name="Register and check in")
    register.click()
    expect(phone.get_by_role("alert")).to_contain_text("an organiser has to confirm it first")
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        summit.approval = ApprovalMode.AUTOMATIC
        record("summit.entry_changed", summit)
    phone.get_by_label("Given name").fill("Ali")
    phone.context.set_offline(True)
    register.click()
    expect(phone.get_by_role("alert")).to_contain_text("needs the network")
    phone.context.set_offline(False)
    register.click()
    expect(phone.locator("[data-part=who]")).to_have_text("Ali")
    assert stored(reading) == [("admitted", "admitted", False)]


def test_first_aid_opens_whom_to_call_without_a_network(
    phone: Page, world: World, prepare: Any, enrol: Any, accessible: Callable[[Page], None], uow: Callable[..., Any]
) -> None:
    with uow():
        consents.ensure_texts()
        summit = db.session.scalars(sa.select(Summit)).one()
        questions.ask(summit, questions.section(summit), "contact", Kind.EMERGENCY).readers = ["first_aid"]
        db.session.flush()
        row = db.session.get_one(Registration, world.registrations[0])
        contact = {"contact": {"name": "Gülşen Yılmaz", "phone": "+905321234567", "relation": "Schwester"}}
        registration_services.answer_sealed(row, contact, {Purpose.EMERGENCY})
    prepared = prepare(DeviceRole.AID)
    enrol(phone, prepared)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Names and delegations").click()
    phone.get_by_label("PIN of this device").fill(prepared.pin)
    phone.get_by_role("button", name="Open").click()
    phone.get_by_role("searchbox").fill("kramer")
    assert "Gülşen" not in phone.locator("body").inner_text()
    phone.get_by_role("button", name="First-aid note").click()
    expect(phone.locator(".aid")).to_contain_text("Gülşen Yılmaz · Schwester")
    expect(phone.get_by_role("link", name="Call +905321234567")).to_have_attribute("href", "tel:+905321234567")
    accessible(phone)

"""A telephone as an enrolled scanner: with the network, without it, in pieces, and taken out of service."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page, expect

from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.badges import services as badges
from summitapp.badges.values import RevocationReason
from summitapp.checkin.models import Scan
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.db import db
from summitapp.devices import services
from summitapp.devices.models import Device
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole, NewDevice
from summitapp.directory.models import City
from summitapp.questions.values import Kind
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from summitapp.summits.values import ApprovalMode
from tests.factories import doors, questions
from tests.factories.doors import World
from tests.journeys.test_door import KEPT, let_in
from tests.rig import video
from tests.rig.accessibility import tab_stops

ADDRESS = "/en/venue/izmir-2027/scanner/"


@dataclass
class Prepared:
    """A device before it is set up."""

    reference: str
    code: str
    pin: str


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the database about a token each time: a device is revoked at once."""
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        made = doors.build(people=4)
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        delegation = doors.make_delegation(summit)
        record("delegation.added", delegation)
        record("city.added", db.session.scalars(sa.select(City)).one())
        for registration in db.session.scalars(sa.select(Registration).order_by(Registration.id).limit(3)):
            registration.delegation_id = delegation.id
            record("registration.changed", registration)
    return made


@pytest.fixture
def freshen(world: World, uow: Callable[..., Any], reading: Callable[..., Any]) -> Callable[[], None]:
    """Bring the roster up to date, as the worker does."""

    def run() -> None:
        with uow():
            summit = db.session.scalars(sa.select(Summit.id)).one()
        with reading():
            services.freshen(summit)

    return run


@pytest.fixture
def prepare(world: World, uow: Callable[..., Any], freshen: Callable[[], None]) -> Callable[..., Prepared]:
    def made(role: DeviceRole = DeviceRole.DOOR) -> Prepared:
        with uow():
            summit = db.session.scalars(sa.select(Summit)).one()
            device = services.add_device(summit, NewDevice("Telephone 1", role, point="entrance"))
            secret = services.show_code(device)
            prepared = Prepared(device.public_id, secret.code, secret.pin)
        return prepared

    return made


@pytest.fixture
def enrol(freshen: Callable[[], None]) -> Callable[..., None]:
    """Set a browser up, and let its worker and its roster be there."""

    def run(page: Page, prepared: Prepared, ready: str = "[data-ready]") -> None:
        page.goto(f"{ADDRESS}#enrol={prepared.code}")
        page.get_by_role("button", name="Set up this telephone").click()
        expect(page.locator(ready)).to_be_attached()
        freshen()
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        page.reload()
        expect(page.locator("[data-part=title]")).to_have_text("Sister Cities Summit")
        expect(page.locator("[data-part=status]")).to_have_text("Online")
        page.wait_for_function("async () => (await (await caches.open('venue-pages')).keys()).length > 0")

    return run


def check(page: Page, code: str) -> None:
    page.get_by_label("Badge code").fill(code)
    page.get_by_role("button", name="Check", exact=True).click()


def stored(reading: Callable[..., Any]) -> list[tuple[str, str, bool]]:
    with reading():
        rows = db.session.scalars(sa.select(Scan).order_by(Scan.id))
        return [(row.verdict.value, row.reason.value, row.offline) for row in rows]


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


def test_without_a_network_the_door_judges_and_afterwards_each_scan_is_stored_once(
    phone: Page, world: World, prepare: Any, enrol: Any, reading: Callable[..., Any], accessible: Callable[[Page], None]
) -> None:
    enrol(phone, prepare())
    verdict, status = phone.locator("[data-part=verdict]"), phone.locator("[data-part=status]")
    check(phone, world.tokens[0])
    expect(verdict).to_have_class("verdict ok")
    phone.context.set_offline(True)
    check(phone, world.tokens[1])
    expect(verdict).to_contain_text("Welcome")
    expect(verdict).to_contain_text("İbrahim Iğdırlı")
    expect(verdict).to_contain_text("Judged by this device")
    expect(verdict.locator("[lang=tr]")).to_have_text("Hoş geldiniz")  # to the guest, who shares no language with the door
    accessible(phone)
    check(phone, world.tokens[0])
    expect(verdict).to_have_class("verdict again")
    check(phone, world.tokens[1])
    expect(verdict).to_have_class("verdict again")
    expect(verdict).to_contain_text("İbrahim Iğdırlı")
    expect(status).to_have_text("Offline · Waiting to be sent: 3")
    kept = phone.evaluate(KEPT)
    assert not [token for token in world.tokens if token in kept] and "Iğdırlı" not in kept
    phone.reload()  # the page itself comes from the device
    expect(status).to_have_text("Offline · Waiting to be sent: 3")
    check(phone, world.tokens[2])
    expect(verdict).to_contain_text("Wu")
    phone.context.set_offline(False)
    expect(status).to_have_text("Online")
    assert stored(reading) == [
        ("admitted", "admitted", False), ("admitted", "admitted", True), ("already_inside", "already_inside", True),
        ("already_inside", "already_inside", True), ("admitted", "admitted", True),
    ]  # fmt: skip
    expect(phone.locator("[data-part=late]")).to_be_hidden()  # the server said the same each time


def test_a_slow_answer_counts_as_none_and_the_next_guest_does_not_wait(
    phone: Page, world: World, prepare: Any, enrol: Any, reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from summitapp.checkin import services as checkin

    enrol(phone, prepare())
    real, slow = checkin.take_scans, [3.0]

    def dawdle(*given: Any) -> Any:
        time.sleep(slow[0])
        return real(*given)

    monkeypatch.setattr(checkin, "take_scans", dawdle)
    verdict = phone.locator("[data-part=verdict]")
    check(phone, world.tokens[0])
    expect(verdict).to_contain_text("Nilüfer", timeout=2500)
    expect(verdict).to_contain_text("Judged by this device")
    check(phone, world.tokens[1])
    expect(verdict).to_contain_text("İbrahim", timeout=1000)
    slow[0] = 0
    expect(phone.locator("[data-part=status]")).to_have_text("Online", timeout=20_000)
    assert sorted(stored(reading)) in (
        [("admitted", "admitted", False), ("admitted", "admitted", True)], [("admitted", "admitted", True)] * 2,
    )


def test_a_tab_that_is_closed_with_a_full_queue_and_opened_again_brings_everything_home(
    phone: Page, world: World, prepare: Any, enrol: Any, reading: Callable[..., Any]
) -> None:
    enrol(phone, prepare())
    context = phone.context
    context.set_offline(True)
    for number, token in enumerate(world.tokens, 1):
        check(phone, token)
        expect(phone.locator("[data-part=status]")).to_have_text(f"Offline · Waiting to be sent: {number}")
    phone.close(run_before_unload=False)
    again = context.new_page()
    again.goto(ADDRESS)
    expect(again.locator("[data-part=status]")).to_have_text("Offline · Waiting to be sent: 4")
    context.set_offline(False)
    expect(again.locator("[data-part=status]")).to_have_text("Online", timeout=15_000)
    assert stored(reading) == [("admitted", "admitted", True)] * 4


def test_two_tabs_share_one_queue_and_send_each_scan_once(
    phone: Page, world: World, prepare: Any, enrol: Any, reading: Callable[..., Any]
) -> None:
    enrol(phone, prepare())
    other = phone.context.new_page()
    other.goto(ADDRESS)
    expect(other.locator("[data-ready]")).to_be_attached()
    phone.context.set_offline(True)
    check(phone, world.tokens[0])
    expect(other.locator("[data-part=status]")).to_contain_text("Waiting to be sent: 1")
    check(other, world.tokens[0])
    expect(other.locator("[data-part=verdict]")).to_have_class("verdict again")  # it knows what the first one let in
    check(other, world.tokens[1])
    expect(phone.locator("[data-part=status]")).to_contain_text("Waiting to be sent: 3")
    phone.context.set_offline(False)
    for tab in (phone, other):
        expect(tab.locator("[data-part=status]")).to_have_text("Online", timeout=15_000)
    assert [verdict for verdict, _, _ in stored(reading)] == ["admitted", "already_inside", "admitted"]


def test_a_badge_that_was_revoked_is_refused_without_a_network_and_a_new_one_is_to_be_confirmed(
    phone: Page, world: World, prepare: Any, enrol: Any, uow: Callable[..., Any], freshen: Any
) -> None:
    with uow():
        lost = db.session.get(Registration, world.registrations[1])
        assert lost is not None
        badges.reissue_badge(lost, RevocationReason.LOST)
    enrol(phone, prepare())
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        late = doors.make_registration(summit, "Late", "Comer")
        db.session.flush()
        badges.issue_badge(late.id, summit.id, summit.public_id)
        token = badges.token_of(late.id) or ""
    phone.context.set_offline(True)
    verdict = phone.locator("[data-part=verdict]")
    check(phone, world.tokens[1])
    expect(verdict).to_have_class("verdict stop")
    expect(verdict).to_contain_text("no longer valid")
    check(phone, token)
    expect(verdict).to_have_class("verdict unsent")
    expect(verdict).to_contain_text("Not on this device's list")
    phone.context.set_offline(False)
    expect(phone.locator("[data-part=late-list]")).to_contain_text("Late Comer", timeout=15_000)


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


def test_everything_on_the_scanner_is_reached_by_keyboard(page: Page, world: World, prepare: Any, enrol: Any) -> None:
    enrol(page, prepare(DeviceRole.DESK))
    stops = tab_stops(page)
    assert [stop.split(":")[0] for stop in stops].count("button") >= 4, stops
    check(page, world.tokens[0])
    expect(page.locator("[data-part=verdict]")).to_have_class("verdict ok")
    page.get_by_role("button", name="Coming in").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Going out").press("Space")
    expect(page.get_by_label("Going out")).to_be_checked()
    page.get_by_role("button", name="Use this").press("Enter")
    check(page, world.tokens[0])
    expect(page.locator("[data-part=word]")).to_have_text("Goodbye")

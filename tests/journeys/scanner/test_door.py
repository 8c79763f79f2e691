"""A telephone at a door: with the network, without it, in pieces, and reached by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from summitapp.badges import services as badges
from summitapp.badges.values import RevocationReason
from summitapp.core.db import db
from summitapp.devices.values import DeviceRole
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from tests.factories import doors
from tests.factories.doors import World
from tests.journeys.scanner.helpers import ADDRESS, check, stored
from tests.journeys.test_door import KEPT
from tests.rig.accessibility import tab_stops


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

"""Who has a device and no badges learns few names, and somebody is told of it; who scans badges notices nothing."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.badges import services as badges
from summitapp.checkin.models import Scan
from summitapp.core.db import db
from summitapp.devices import values
from summitapp.devices.models import Device
from summitapp.devices.services import asking
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole
from tests.devices.helpers import Helped, a_scan
from tests.factories.doors import World, staff
from tests.factories.visitors import Visitor

Adds = Callable[..., Helped]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look each token up at once; three names an hour, and two look-ups that let nobody in."""
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)
    monkeypatch.setattr(asking, "NAMES_AN_HOUR", {**values.NAMES_AN_HOUR, DeviceRole.DOOR: 3, DeviceRole.DESK: 4})
    monkeypatch.setattr(asking, "IDLE_AN_HOUR", 2)


def looked_up(world: World, number: int = 0, **more: Any) -> dict[str, Any]:
    return a_scan(f"lookup:{badges.lookup_of(world.tokens[number])}", **more)


def names(client: FlaskClient, world: World, device: Helped, *scans: dict[str, Any]) -> list[str]:
    answer = client.post(world.scans, json={"scans": list(scans)}, headers=device.bearer)
    assert answer.status_code == 200
    return [one["person"]["name"] for one in answer.get_json()["scans"]]


def suspected(reading: Any) -> bool:
    with reading():
        return db.session.scalars(sa.select(Device.suspected_at)).one() is not None


def test_who_sends_the_codes_of_badges_is_told_every_name(client: FlaskClient, world: World, add: Adds, reading: Any) -> None:
    device = add()
    for _ in range(3):
        assert all(names(client, world, device, *(a_scan(token) for token in world.tokens)))
    assert not suspected(reading)


def test_who_sends_look_ups_alone_is_told_few_names_and_every_verdict(
    client: FlaskClient, world: World, add: Adds, reading: Any
) -> None:
    device = add()
    told = [names(client, world, device, looked_up(world, number % 3))[0] for number in range(5)]
    assert [bool(name) for name in told] == [True, True, True, False, False]
    with reading():
        kept = [row.verdict.value for row in db.session.scalars(sa.select(Scan).order_by(Scan.id))]
        assert kept == ["admitted"] * 3 + ["already_inside"] * 2  # nothing is lost for it


def test_the_same_scan_again_asks_again(client: FlaskClient, world: World, add: Adds) -> None:
    device, scan = add(), looked_up(world)
    assert [bool(names(client, world, device, scan)[0]) for _ in range(4)] == [True, True, True, False]


def test_what_a_device_judged_rightly_without_network_costs_nothing_and_is_answered_without_names(
    client: FlaskClient, world: World, add: Adds, reading: Any
) -> None:
    device = add()
    batch = [looked_up(world, number % 3, offline=True, told="admitted" if number < 3 else "already_inside") for number in range(30)]
    assert not any(names(client, world, device, *batch))
    assert all(names(client, world, device, looked_up(world, 1, offline=True, told="admitted")))  # ours differs: who was it?
    assert not suspected(reading)


def test_organisers_are_told_of_a_device_that_asks_and_lets_nobody_in(
    app: Flask, client: FlaskClient, world: World, add: Adds, reading: Any, uow: Any
) -> None:
    device = add(name="Telephone 4")
    for _ in range(4):
        names(client, world, device, looked_up(world, direction="out"))
    assert suspected(reading)
    with uow():
        organiser = Visitor(app, staff(world.summit, Role.ORGANISER))
        viewer = Visitor(app, staff(world.summit, Role.VIEWER))
    page = f"/en/organise/{world.slug}/devices/{device.reference}/"
    for visitor in (organiser, viewer):
        assert "asked for many people without their badges" in visitor.get(f"/en/organise/{world.slug}/door/").text
        assert "Asks for people without their badges" in visitor.get(f"/en/organise/{world.slug}/devices/").text
        assert "Is this device where it belongs?" in visitor.get(page).text
    assert "trust" not in viewer.get(page).text
    assert viewer.send(page, f"{page}trust").status_code == 403
    assert organiser.send(page, f"{page}trust").status_code == 303
    assert not suspected(reading) and "Is this device" not in organiser.get(page).text
    names(client, world, device, looked_up(world, direction="out"))
    assert not suspected(reading)  # once an hour


def test_the_count_begins_anew_each_hour(
    client: FlaskClient, world: World, add: Adds, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = add()
    assert not names(client, world, device, *(looked_up(world) for _ in range(4)))[-1]
    later = asking.monotonic() + asking.HOUR + 1
    monkeypatch.setattr(asking, "monotonic", lambda: later)
    assert names(client, world, device, looked_up(world))[0]


def test_a_desk_looks_up_as_many_as_a_desk_has_to_do_with(client: FlaskClient, world: World, add: Adds, reading: Any) -> None:
    device = add(DeviceRole.DESK)

    def find(text: str) -> Any:
        return client.get(f"{device.api}/people?q={text}", headers=device.bearer)

    for _ in range(4):
        assert len(find("wu").get_json()["people"]) == 1
    assert find("").status_code == 200 and not suspected(reading)
    refused = find("wu")
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many_asked")
    assert suspected(reading)
    assert find("").status_code == 200  # which categories may be given is no name
    assert names(client, world, device, a_scan(world.tokens[0]))[0]  # badges are scanned as before


def test_a_kiosk_is_told_nobody_whatever_it_sends(client: FlaskClient, world: World, add: Adds) -> None:
    kiosk = add(DeviceRole.KIOSK)
    assert not any(names(client, world, kiosk, a_scan(world.tokens[0]), looked_up(world, 1)))
    assert client.get(f"{kiosk.api}/people?q=wu", headers=kiosk.bearer).status_code == 403

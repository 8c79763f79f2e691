"""A device that was revoked, or set up again elsewhere, hears of it, hands in what it scanned, and learns nothing more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.badges import services as badges
from summitapp.core import clock
from summitapp.devices import queries, services
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole
from tests.devices.helpers import Helped, a_scan
from tests.factories.doors import World

Adds = Callable[..., Helped]


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look each token up at once, so that no test waits a second."""
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)


def enrol(client: FlaskClient, code: str, address: str = "127.0.0.1") -> Any:
    origin = {"REMOTE_ADDR": address}
    return client.post("/api/v1/devices/enrol", json={"code": code, "build": "2027.1"}, environ_base=origin)


def test_the_telephone_that_was_the_device_before_is_told_to_forget_and_hands_in_what_it_scanned(
    uow: Any, reading: Any, client: FlaskClient, world: World, add: Adds
) -> None:
    first, made = add(), (clock.now() - timedelta(minutes=5)).isoformat()
    for _ in range(2):  # each of the telephones that came before is told
        with uow():
            secret = services.show_code(queries.by_reference(first.reference))
        token = enrol(client, secret.code).get_json()["token"]
    second = Helped(first.reference, token, "", None, world.slug)
    for refused in (first.heartbeat(client), first.roster(client)):
        assert (refused.status_code, refused.get_json()["code"]) == (401, "device_revoked")
    assert second.heartbeat(client, pending=0).status_code == 200 and second.roster(client).status_code == 200
    with reading():
        device = queries.by_reference(first.reference)
        assert device is not None and (device.wiped_at, device.revoked_at) == (None, None)
    kept = client.post(world.scans, json=a_scan(world.tokens[0], offline=True, scanned_at=made), headers=first.bearer)
    assert kept.get_json()["verdict"] == "admitted" and nameless(kept.get_json()["person"])
    fresh = client.post(world.scans, json=a_scan(world.tokens[1]), headers=first.bearer)
    assert (fresh.status_code, fresh.get_json()["code"]) == (401, "device_revoked")


def test_a_day_later_the_former_telephone_hands_in_nothing_and_is_still_told(
    uow: Any, client: FlaskClient, world: World, add: Adds, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, made = add(), (clock.now() - timedelta(minutes=5)).isoformat()
    with uow():
        secret = services.show_code(queries.by_reference(first.reference))
    enrol(client, secret.code)
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(token_services, "now", lambda: tomorrow)
    late = client.post(world.scans, json=a_scan(world.tokens[0], offline=True, scanned_at=made), headers=first.bearer)
    for refused in (late, first.heartbeat(client)):
        assert (refused.status_code, refused.get_json()["code"]) == (401, "device_revoked")


def revoke(uow: Any, device: Helped) -> None:
    with uow():
        services.revoke_device(queries.by_reference(device.reference))


def test_a_revoked_device_is_told_so_and_it_is_noted(uow: Any, reading: Any, client: FlaskClient, add: Adds) -> None:
    device = add()
    revoke(uow, device)
    with reading():
        assert services.health(queries.by_reference(device.reference)).condition == "leaving"
    said = device.heartbeat(client)
    assert (said.status_code, said.get_json()["code"]) == (401, "device_revoked")
    with reading():
        row = queries.by_reference(device.reference)
        assert row.wiped_at is not None and services.health(row).condition == "revoked"


def test_a_revoked_device_hands_in_what_it_scanned_before(
    uow: Any, client: FlaskClient, world: World, add: Adds, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = add()
    revoke(uow, device)
    before = (clock.now() - timedelta(minutes=2)).isoformat()

    def post(*scans: dict[str, Any], sent_at: Any = None) -> Any:
        body = {"scans": list(scans)} | ({"sent_at": sent_at} if sent_at else {})
        answer = client.post(world.scans, json=body, headers=device.bearer)
        return answer.status_code, answer.get_json().get("code")

    assert post(a_scan(world.tokens[0], offline=True, scanned_at=before)) == (200, None)
    refused = (401, "device_revoked")
    assert post(a_scan(world.tokens[1], scanned_at=before)) == refused
    assert post(a_scan(world.tokens[1], offline=True)) == refused
    assert post(a_scan(world.tokens[1], offline=True, scanned_at=before), a_scan(world.tokens[2], offline=True)) == refused
    ahead = clock.now() + timedelta(minutes=8)  # a clock that is ten minutes ahead; by ours it was two minutes ago
    late = a_scan(world.tokens[1], offline=True, scanned_at=ahead.isoformat())
    assert post(late, sent_at=(clock.now() + timedelta(minutes=10)).isoformat()) == (200, None)
    tomorrow = clock.now() + timedelta(hours=25)
    monkeypatch.setattr("summitapp.devices.services.tokens.now", lambda: tomorrow)
    assert post(a_scan(world.tokens[2], offline=True, scanned_at=before)) == refused
    assert device.heartbeat(client).get_json()["code"] == "device_revoked"


def nameless(person: dict[str, Any]) -> bool:
    """Whether nothing stands there that tells who somebody is."""
    texts = [person[name] for name in ("name", "given_name", "family_name", "function", "organisation", "code")]
    return not any([*texts, *person["city"].values()])


def test_whoever_found_a_revoked_device_learns_no_names_by_scans_that_were_never_made(
    uow: Any, client: FlaskClient, world: World, add: Adds
) -> None:
    device = add()
    before = (clock.now() - timedelta(minutes=2)).isoformat()
    known = f"lookup:{badges.lookup_of(world.tokens[0])}"
    answer = client.post(world.scans, json=a_scan(known, offline=True, scanned_at=before), headers=device.bearer).get_json()
    assert answer["person"]["name"] == "Nilüfer Kılıç-Krämer"
    revoke(uow, device)
    for token in world.tokens:
        known = f"lookup:{badges.lookup_of(token)}"
        answer = client.post(world.scans, json=a_scan(known, offline=True, scanned_at=before), headers=device.bearer).get_json()
        assert answer["verdict"] in ("admitted", "already_inside") and nameless(answer["person"])


def test_a_kiosk_lets_people_in_and_is_told_nobody_s_name(client: FlaskClient, world: World, add: Adds) -> None:
    answer = client.post(world.scans, json=a_scan(world.tokens[0]), headers=add(DeviceRole.KIOSK).bearer).get_json()
    assert answer["verdict"] == "admitted" and nameless(answer["person"])
    assert answer["person"]["category"]["code"] == "delegate"


def test_a_revocation_is_known_within_a_second_in_each_process(app: Flask, uow: Any, client: FlaskClient, add: Adds,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 1.0)
    device = add()
    assert device.heartbeat(client).status_code == 200
    revoke(uow, device)
    moment = token_services.monotonic() + 1.0
    monkeypatch.setattr(token_services, "monotonic", lambda: moment)
    assert device.heartbeat(client).status_code == 401

"""A device is set up once, tells how it is, and ends when it is revoked."""

import base64
import hashlib
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.core import clock
from summitapp.core.db import db, units
from summitapp.devices import queries, rules, services, values
from summitapp.devices.models import Device
from summitapp.devices.services import keys
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole, NewDevice
from summitapp.summits.models import Summit
from tests.devices import reader
from tests.devices.helpers import Helped, a_scan
from tests.factories.doors import World, make_summit, staff
from tests.factories.visitors import Visitor

Adds = Callable[..., Helped]


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look each token up at once, so that no test waits a second."""
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)


def enrol(client: FlaskClient, code: str, address: str = "127.0.0.1") -> Any:
    origin = {"REMOTE_ADDR": address}
    return client.post("/api/v1/devices/enrol", json={"code": code, "build": "2027.1"}, environ_base=origin)


def waiting(uow: Any, role: DeviceRole = DeviceRole.DOOR) -> Any:
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        return services.show_code(services.add_device(summit, NewDevice("Tablet", role, "tr", "entrance")))


def test_a_code_sets_up_a_device_once(uow: Any, client: FlaskClient, world: World) -> None:
    secret = waiting(uow)
    answer = enrol(client, secret.code)
    assert answer.status_code == 201
    told = answer.get_json()
    assert told["summit"] == world.slug and told["lock"] is None and secret.pin == ""
    assert {**told["device"], "id": ""} == {"id": "", "name": "Tablet", "role": "door", "point": "entrance",
                                            "direction": "in", "language": "tr"}  # fmt: skip
    for code in (secret.code, "unknown", ""):
        again = enrol(client, code)
        assert (again.status_code, again.get_json()["code"]) == ((410, "code_used") if code else (422, "invalid"))
    heard = client.post(f"/api/v1/summits/{world.slug}/device", json={}, headers={"Authorization": f"Bearer {told['token']}"})
    assert heard.status_code == 200


def test_a_code_ends_after_a_quarter_of_an_hour_and_when_another_one_is_shown(
    uow: Any, client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = waiting(uow)
    with uow():
        second = services.show_code(db.session.scalars(sa.select(Device)).one())
    assert enrol(client, first.code).status_code == 410
    later = clock.now() + timedelta(minutes=15)
    monkeypatch.setattr("summitapp.devices.services.enrolling.now", lambda: later)
    assert enrol(client, second.code).status_code == 410


def test_tries_are_limited(uow: Any, client: FlaskClient, world: World, settings: Any) -> None:
    settings(rate_limits=True)
    address = f"2001:db8::{uuid.uuid4().hex[:4]}"
    assert [enrol(client, f"guess{number}", address).status_code for number in range(21)][-2:] == [410, 429]


def test_no_secret_of_a_device_lies_in_the_database(uow: Any, reading: Any, client: FlaskClient, world: World) -> None:
    secret = waiting(uow, DeviceRole.DESK)
    told = enrol(client, secret.code).get_json()
    with reading():
        row = db.session.execute(sa.select(sa.text("*")).select_from(sa.text("devices_device"))).one()
        _, key = keys.held_key(queries.by_reference(told["device"]["id"]).summit_id, DeviceRole.DESK)
        sealed = db.session.execute(sa.text("SELECT sealed FROM devices_role_key")).scalar_one()
    kept = repr(tuple(row))
    assert told["token"] not in kept and secret.code not in kept and f"'{secret.pin}'" not in kept
    assert key is not None and key not in bytes(sealed)


def test_the_pin_opens_the_key_of_the_role_and_nothing_else_does(uow: Any, reading: Any, client: FlaskClient, world: World) -> None:
    secret = waiting(uow, DeviceRole.DESK)
    lock = enrol(client, secret.code).get_json()["lock"]
    salt, wrapped = base64.b64decode(lock["salt"]), base64.b64decode(lock["wrapped"])
    assert lock["iterations"] >= 600_000 and len(secret.pin) == 6 and secret.pin.isdigit()
    stretched = hashlib.pbkdf2_hmac("sha256", secret.pin.encode(), salt, lock["iterations"], 32)
    with reading():
        summit = db.session.scalars(sa.select(Summit)).one()
        _, key = keys.held_key(summit.id, DeviceRole.DESK)
    assert aes_key_unwrap(stretched, wrapped) == key
    other = hashlib.pbkdf2_hmac("sha256", b"000000", salt, lock["iterations"], 32)
    with pytest.raises(InvalidUnwrap):
        aes_key_unwrap(other, wrapped)


def test_a_kiosk_has_a_pin_that_leads_out_and_opens_nobody(uow: Any, reading: Any, client: FlaskClient, world: World) -> None:
    secret, desk = waiting(uow, DeviceRole.KIOSK), waiting(uow, DeviceRole.DESK)
    told, other = enrol(client, secret.code).get_json(), enrol(client, desk.code).get_json()
    lock = told["lock"]
    stretched = hashlib.pbkdf2_hmac("sha256", secret.pin.encode(), base64.b64decode(lock["salt"]), lock["iterations"], 32)
    key = aes_key_unwrap(stretched, base64.b64decode(lock["wrapped"]))
    with reading():
        summit = db.session.scalars(sa.select(Summit)).one()
        assert key not in [keys.held_key(summit.id, role)[1] for role in (DeviceRole.DESK, DeviceRole.AID)]
        services.freshen(summit.id)
    kiosk = Helped(told["device"]["id"], told["token"], secret.pin, None, world.slug)
    assert other["lock"] != lock and kiosk.heartbeat(client).get_json()["lock"] == lock
    assert reader.read(kiosk.roster(client).data).header["wrapped"] is False  # nobody's key is on it


def test_a_lost_desk_device_changes_the_key_and_the_others_open_the_new_one_by_their_own_pin(
    uow: Any, reading: Any, client: FlaskClient, add: Adds, world: World
) -> None:
    lost, other, aid = add(DeviceRole.DESK), add(DeviceRole.DESK), add(DeviceRole.AID)
    before = other.heartbeat(client).get_json()["lock"]
    of_aid = aid.heartbeat(client).get_json()["lock"]
    with uow():
        services.revoke_device(queries.by_reference(lost.reference))
    after = other.heartbeat(client).get_json()["lock"]
    assert after != before and after["salt"] == before["salt"]
    stretched = hashlib.pbkdf2_hmac("sha256", other.pin.encode(), base64.b64decode(after["salt"]), after["iterations"], 32)
    old, new = (aes_key_unwrap(stretched, base64.b64decode(one["wrapped"])) for one in (before, after))
    assert old != new and aid.heartbeat(client).get_json()["lock"] == of_aid


def test_a_new_code_leaves_the_pin_of_a_device_in_use_alone_until_it_is_used(uow: Any, client: FlaskClient, add: Adds) -> None:
    desk = add(DeviceRole.DESK)
    before = desk.heartbeat(client).get_json()["lock"]
    with uow():
        secret = services.show_code(queries.by_reference(desk.reference))
    assert desk.heartbeat(client).get_json()["lock"] == before
    told = enrol(client, secret.code).get_json()
    salt, wrapped = (base64.b64decode(told["lock"][name]) for name in ("salt", "wrapped"))
    stretched = hashlib.pbkdf2_hmac("sha256", secret.pin.encode(), salt, told["lock"]["iterations"], 32)
    assert len(aes_key_unwrap(stretched, wrapped)) == 32
    assert desk.heartbeat(client).get_json()["code"] == "device_revoked", "the old token has ended"


def test_nobody_waits_for_a_pin_that_is_stretched(uow: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = []
    stretch = hashlib.pbkdf2_hmac

    def heard(*given: Any) -> bytes:
        writing.append(units.writing())
        return stretch(*given)

    monkeypatch.setattr(keys.hashlib, "pbkdf2_hmac", heard)
    waiting(uow, DeviceRole.DESK)
    assert writing == [False]


def test_setting_a_desk_device_up_again_changes_the_key_that_the_first_telephone_holds(
    uow: Any, client: FlaskClient, add: Adds
) -> None:
    first, other = add(DeviceRole.DESK), add(DeviceRole.DESK, "Desk 2")
    before = other.heartbeat(client).get_json()["lock"]
    with uow():
        secret = services.show_code(queries.by_reference(first.reference))
    assert other.heartbeat(client).get_json()["lock"] == before
    assert enrol(client, secret.code).status_code == 201
    after = other.heartbeat(client).get_json()["lock"]
    stretched = hashlib.pbkdf2_hmac("sha256", other.pin.encode(), base64.b64decode(after["salt"]), after["iterations"], 32)
    old, new = (aes_key_unwrap(stretched, base64.b64decode(one["wrapped"])) for one in (before, after))
    assert old != new


@pytest.mark.parametrize("body", [{"code": "a\0b"}, {"code": "abc", "build": "\0"}, {"code": "\ud800"}])
def test_what_no_database_keeps_is_refused_and_breaks_nothing(client: FlaskClient, world: World, body: Any) -> None:
    answer = client.post("/api/v1/devices/enrol", json=body)
    assert answer.status_code == 422


def test_a_clock_at_the_end_of_the_world_is_not_believed(client: FlaskClient, add: Adds) -> None:
    device = add()
    for moment in ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"):
        assert device.heartbeat(client, oldest=moment, pending=1).status_code == 200
    assert device.heartbeat(client, point="\0").status_code == 422


def test_the_number_behind_a_name_fits_however_long_the_name_is() -> None:
    wish = "T" * values.NAME_LENGTH
    name = rules.free_name(wish, {wish})
    assert len(name) == values.NAME_LENGTH and name.endswith("T 2")


def test_a_device_tells_how_it_is(uow: Any, reading: Any, client: FlaskClient, add: Adds) -> None:
    device = add()
    oldest = clock.now() - timedelta(minutes=3)
    said = device.heartbeat(client, battery=0.42, pending=3, oldest=oldest.isoformat(), build="b2", revision=7, point="entrance")
    assert said.status_code == 200 and set(said.get_json()) == {"revision", "standing_at", "lock"}
    with reading():
        row = queries.by_reference(device.reference)
        health = services.health(row)
        assert (row.battery, row.pending, row.build, row.roster_revision) == (0.42, 3, "b2", 7)
        assert (health.condition, health.pending, health.oldest_minutes) == ("fine", 3, 3)
    assert device.heartbeat(client, battery=1.5).status_code == 422
    assert device.heartbeat(client, pending=-1).status_code == 422


def test_only_a_device_may_tell_and_only_its_own_summit(
    uow: Any, client: FlaskClient, world: World, add: Adds
) -> None:
    assert client.post(f"/api/v1/summits/{world.slug}/device", json={}, headers=world.bearer).status_code == 403
    assert client.post(f"/api/v1/summits/{world.slug}/device", json={}).status_code == 401
    device = add()
    with uow():
        make_summit("other-2028")
    device_elsewhere = Helped(device.reference, device.token, "", None, "other-2028")
    assert device_elsewhere.heartbeat(client).status_code == 403
    nowhere = Helped(device.reference, device.token, "", None, "nowhere")
    assert nowhere.heartbeat(client).status_code == 404
    scans = client.post("/api/v1/summits/other-2028/scans", json=a_scan("x"), headers=device.bearer)
    assert scans.status_code == 403
    guessed = client.post(world.scans, json=a_scan("x"), headers={"Authorization": "Bearer dev_guessed"})
    assert guessed.get_json()["code"] == "token_needed"


def test_a_device_scans_like_a_program(client: FlaskClient, world: World, add: Adds, reading: Any) -> None:
    device = add()
    told = client.post(world.scans, json=a_scan(world.tokens[0]), headers=device.bearer)
    assert told.get_json()["verdict"] == "admitted"
    with reading():
        row = db.session.execute(sa.text("SELECT sender_kind, sender FROM checkin_scan")).one()
    assert tuple(row) == ("device", device.reference)


def visitor(app: Flask, uow: Any, world: World, role: Role) -> Visitor:
    with uow():
        return Visitor(app, staff(world.summit, role))


def test_the_desk_adds_devices_for_doors_only(app: Flask, uow: Any, reading: Any, world: World) -> None:
    desk = visitor(app, uow, world, Role.DESK)
    page = f"/en/organise/{world.slug}/devices/new"
    text = desk.client.get(page).text
    assert 'value="door"' in text and 'value="desk"' not in text
    fields = {"name": "Tür 1", "role": "desk", "point": "", "direction": "in", "language": "de"}
    assert desk.send(page, page, fields).status_code == 422
    answer = desk.send(page, page, {**fields, "role": "door"})
    assert answer.status_code == 307
    shown = desk.send(page, answer.headers["Location"])
    assert shown.status_code == 200 and "<svg" in shown.text and "device-pin" not in shown.text
    with reading():
        tablet = db.session.scalars(sa.select(Device)).one()
        reference = tablet.public_id
    for verb in ("revoke", "change"):
        assert desk.send(page, f"/en/organise/{world.slug}/devices/{reference}/{verb}").status_code == 403
    assert desk.send(page, f"/en/organise/{world.slug}/devices/revoke-all").status_code == 403


def test_an_organiser_sees_revokes_and_names(app: Flask, uow: Any, reading: Any, world: World, add: Adds, client: FlaskClient) -> None:
    organiser = visitor(app, uow, world, Role.ORGANISER)
    one, other = add(name="Desk 1", role=DeviceRole.DESK), add(name="Door 1")
    with uow():
        row = queries.by_reference(other.reference)
        row.seen_at, row.pending = clock.now() - timedelta(minutes=12, seconds=5), 3
        from summitapp.audit.services import record

        record("device.changed", row)
    page = f"/en/organise/{world.slug}/devices/"
    text = organiser.client.get(page).text
    assert "Has not been heard for 12 min and holds 3 scans." in text and "Desk 1" in text
    of_one = f"{page}{one.reference}/"
    assert organiser.client.get(of_one).status_code == 200
    changed = organiser.send(f"{of_one}change", f"{of_one}change",
                             {"name": "Pult 1", "point": "", "direction": "out", "language": "de"})
    assert changed.status_code == 303 and "Pult 1" in organiser.client.get(page).text
    assert organiser.send(of_one, f"{of_one}revoke").status_code == 303
    assert organiser.send(f"{page}{other.reference}/", f"{of_one}revoke").status_code == 409
    assert organiser.send(f"{page}{other.reference}/", f"{of_one}code").status_code == 409
    assert organiser.send(f"{page}{other.reference}/", f"{page}revoke-all").status_code == 303
    assert other.heartbeat(client).status_code == 401


def test_one_tap_makes_the_telephone_at_hand_a_device(app: Flask, uow: Any, world: World) -> None:
    desk, scanner = visitor(app, uow, world, Role.DESK), visitor(app, uow, world, Role.SCANNER)
    address = f"/en/venue/{world.slug}/scanner/enrol-this"

    def tap(who: Visitor) -> Any:
        opened = who.get(f"/en/venue/{world.slug}/scanner/open.json").get_json()
        return who.client.post(address, json={"build": "2027.1"}, headers={"X-CSRFToken": opened["csrf"]}), opened["may"]["enrol"]

    told, may = tap(desk)
    assert (told.status_code, may) == (201, True)
    assert (told.get_json()["device"]["role"], told.get_json()["device"]["name"]) == ("door", "Telephone")
    again = tap(desk)[0].get_json()
    assert again["device"]["name"] == "Telephone 2" and again["token"].startswith("dev_")
    refused, may = tap(scanner)
    assert (refused.status_code, may) == (403, False)
    assert desk.client.post(address).status_code == 400, "without its CSRF token nothing is done"

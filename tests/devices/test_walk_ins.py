"""Who comes without a place is registered at the desk; and the desk finds people by name."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.audit.services import record
from summitapp.badges.services import lookup_of
from summitapp.core.db import db
from summitapp.devices import queries, services
from summitapp.devices.services import building, walking
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from summitapp.summits.values import ApprovalMode
from tests.devices import reader
from tests.devices.helpers import Helped
from tests.factories.doors import World

Adds = Callable[..., Helped]


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)
    monkeypatch.setattr(building, "SETTLES", timedelta(0))


@pytest.fixture
def desk(uow: Any, world: World, add: Adds) -> Helped:
    """A device of the desk, at a summit that lets people in by itself."""
    settle(uow, approval=ApprovalMode.AUTOMATIC)
    return add(DeviceRole.DESK)


def settle(uow: Any, **values: Any) -> None:
    with uow():
        summit = db.session.scalars(sa.select(Summit)).one()
        for name, value in values.items():
            setattr(summit, name, value)
        for category in summit.categories:
            category.open_to_public = category.code == "delegate"
        record("summit.entry_changed", summit)


def somebody(**more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "given_name": "Şirin", "family_name": "Öztürk", "language": "tr", "category": "delegate",
            "email": None, "city": "İzmir", "function": "Muhtar", "spoken_languages": ["tr"]} | more  # fmt: skip


def come(client: FlaskClient, device: Helped, body: dict[str, Any]) -> Any:
    return client.post(f"{device.api}/walk-ins", json=body, headers=device.bearer)


def test_somebody_walks_in_and_gets_a_badge_that_opens_the_door(client: FlaskClient, world: World, desk: Helped) -> None:
    answer = come(client, desk, somebody())
    assert answer.status_code == 201, answer.text
    told = answer.get_json()
    assert told["state"] == "confirmed" and told["lookup"] == lookup_of(told["badge"])
    assert (told["person"]["name"], told["person"]["city"]["tr"], told["person"]["code"]) == ("Şirin Öztürk", "İzmir", told["code"])
    scan = {"scan_id": str(uuid.uuid4()), "badge": told["badge"], "point": "entrance", "direction": "in",
            "scanned_at": "2027-10-14T08:00:00Z", "offline": False}
    assert client.post(world.scans, json=scan, headers=desk.bearer).get_json()["verdict"] == "admitted"
    roster = reader.read(desk.roster(client).data)
    assert roster.of(told["badge"]).by_token(told["badge"])[:2] == ["Şirin", "Öztürk"]


def test_the_same_request_again_registers_nobody_twice(client: FlaskClient, reading: Any, desk: Helped) -> None:
    body = somebody()
    first = come(client, desk, body).get_json()
    assert come(client, desk, body).get_json() == first
    other = come(client, desk, {**body, "given_name": "Ali"})
    assert (other.status_code, other.get_json()["code"]) == (422, "idempotency_conflict")
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Registration)) == 4
        kept = db.session.execute(sa.text("SELECT answer FROM registration_idempotency_key")).scalar_one()
    assert first["badge"] not in str(kept)


def test_where_it_is_full_they_wait_and_where_a_person_decides_they_ask(uow: Any, client: FlaskClient, desk: Helped) -> None:
    settle(uow, capacity=0)
    full = come(client, desk, somebody()).get_json()
    assert (full["state"], full["badge"], full["lookup"], full["person"]) == ("waiting", None, None, None)
    settle(uow, capacity=None, approval=ApprovalMode.MANUAL)
    assert come(client, desk, somebody(family_name="Yıldız")).get_json()["state"] == "submitted"


@pytest.mark.parametrize(("more", "status", "code"), [
    ({"category": "press"}, 422, "category_unknown"), ({"category": "x"}, 422, "category_unknown"),
    ({"delegation": "NOWHERE"}, 422, "delegation_unknown"), ({"given_name": ""}, 422, "invalid"),
    ({"family_name": ""}, 422, "invalid"), ({"email": "nonsense"}, 422, "invalid"), ({"id": "1"}, 422, "invalid"),
    ({"language": "fr"}, 422, "invalid"),
])
def test_what_cannot_be_accepted_is_named(client: FlaskClient, desk: Helped, more: Any, status: int, code: str) -> None:
    answer = come(client, desk, somebody(**more))
    assert (answer.status_code, answer.get_json()["code"]) == (status, code), answer.text


def test_only_the_desk_lets_people_in(uow: Any, client: FlaskClient, world: World, add: Adds, desk: Helped) -> None:
    for role in (DeviceRole.DOOR, DeviceRole.AID, DeviceRole.KIOSK):
        device = add(role)
        assert come(client, device, somebody()).status_code == 403
        assert client.get(f"{device.api}/people?q=nil", headers=device.bearer).status_code == 403
    assert client.post(f"{desk.api}/walk-ins", json=somebody(), headers=world.bearer).status_code == 403
    with uow():
        services.revoke_device(queries.by_reference(desk.reference))
    assert come(client, desk, somebody()).get_json()["code"] == "device_revoked"
    assert client.get(f"{desk.api}/people?q=nil", headers=desk.bearer).get_json()["code"] == "device_revoked"


def test_nobody_walks_in_after_the_summit(client: FlaskClient, desk: Helped, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    monkeypatch.setattr(walking, "now", lambda: datetime(2027, 10, 15, 22, tzinfo=UTC))  # one o'clock there
    assert come(client, desk, somebody()).get_json()["code"] == "registration_closed"


def test_the_desk_finds_people_and_that_it_looks_is_noted_once_an_hour(
    client: FlaskClient, world: World, reading: Any, desk: Helped
) -> None:
    def find(text: str) -> Any:
        return client.get(f"{desk.api}/people?q={text}", headers=desk.bearer).get_json()

    told = find("kilic")
    assert [one["person"]["name"] for one in told["people"]] == ["Nilüfer Kılıç-Krämer"]
    assert told["people"][0]["lookup"] == lookup_of(world.tokens[0]) and told["categories"] == ["delegate"]
    assert find("n")["people"] == [] and len(find("igdirli")["people"]) == 1
    with reading():
        noted = sa.text("SELECT subject, changes FROM audit_entry WHERE action = 'device.searched'")
        ((subject, changes),) = db.session.execute(noted).all()
    assert subject == desk.reference and "kilic" not in str(changes)

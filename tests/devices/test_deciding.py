"""Who may let somebody through against the list: the desk, a door where it is left to the door, never a kiosk."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.checkin import services as checkin
from summitapp.checkin.models import CheckInPoint, Scan
from summitapp.checkin.values import Reason
from summitapp.core.db import db
from summitapp.devices import services
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole
from tests.devices.helpers import Helped, a_scan
from tests.factories.doors import World


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look each token up at once."""
    monkeypatch.setattr(token_services, "MEMORY_SECONDS", 0)


def decide(client: FlaskClient, world: World, device: Helped, **more: Any) -> str:
    """Scan the first badge, which is inside already, with a reason to let it in all the same."""
    body = {"scans": [a_scan(world.tokens[0], override="the mayor says so", **more)]}
    (answer,) = client.post(world.scans, json=body, headers=device.bearer).get_json()["scans"]
    return f"{answer['verdict']}: {answer['reason']}"


@pytest.fixture
def inside(client: FlaskClient, world: World, add: Any) -> Helped:
    """Somebody is inside, let in by a device for a door."""
    device: Helped = add(DeviceRole.DOOR, "First")
    assert client.post(world.scans, json=a_scan(world.tokens[0]), headers=device.bearer).get_json()["verdict"] == "admitted"
    return device


LET_IN, TOLD = "admitted: overridden", "already_inside: already_inside"


@pytest.mark.parametrize(("role", "desk_decides", "answer"), [
    (DeviceRole.DESK, False, LET_IN), (DeviceRole.DOOR, False, LET_IN), (DeviceRole.AID, False, LET_IN), (DeviceRole.KIOSK, False, TOLD),
    (DeviceRole.DESK, True, LET_IN), (DeviceRole.DOOR, True, TOLD), (DeviceRole.AID, True, TOLD), (DeviceRole.KIOSK, True, TOLD),
])
def test_the_role_of_a_device_decides_whether_its_reason_counts(
    client: FlaskClient, world: World, uow: Any, add: Any, inside: Helped, role: DeviceRole, desk_decides: bool, answer: str
) -> None:
    with uow():
        checkin.change_point(db.session.scalars(sa.select(CheckInPoint)).one(), {"desk_decides": desk_decides})
    assert decide(client, world, add(role, "Second")) == answer


def test_a_reason_that_does_not_count_is_kept_with_the_scan(
    client: FlaskClient, world: World, reading: Any, add: Any, inside: Helped
) -> None:
    assert decide(client, world, add(DeviceRole.KIOSK), offline=True, told="admitted") == TOLD
    with reading():
        last = db.session.scalars(sa.select(Scan).order_by(Scan.id.desc())).first()
        assert last is not None and (last.override, last.overridden) == ("the mayor says so", "")
        assert last.reason is Reason.ALREADY_INSIDE


def test_a_program_of_the_organisers_decides_as_the_desk_does(client: FlaskClient, world: World, uow: Any, inside: Helped) -> None:
    with uow():
        checkin.change_point(db.session.scalars(sa.select(CheckInPoint)).one(), {"desk_decides": True})
    program = Helped("", world.api_token, "", None, world.slug)
    assert decide(client, world, program) == LET_IN


def test_scanners_are_told_where_the_desk_decides(client: FlaskClient, world: World, uow: Any, reading: Any, add: Any) -> None:
    with uow():
        checkin.change_point(db.session.scalars(sa.select(CheckInPoint)).one(), {"desk_decides": True})
        summit = db.session.scalars(sa.select(CheckInPoint.summit_id)).one()
    device = add(DeviceRole.DOOR)
    with reading():
        services.freshen(summit)
    assert b'"desk_decides":true' in device.roster(client).data

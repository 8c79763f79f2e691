"""A summit with doors, and devices for it."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.devices import services
from summitapp.devices.values import DeviceRole, NewDevice
from summitapp.summits.models import Summit
from tests.devices.helpers import Helped
from tests.factories import doors
from tests.factories.doors import World


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


@pytest.fixture
def add(uow: Callable[..., Any], world: World) -> Callable[..., Helped]:
    """``add(DeviceRole.DESK)``: a device that has been set up, with its token and its PIN."""

    def made(role: DeviceRole = DeviceRole.DOOR, name: str = "Telephone") -> Helped:
        with uow():
            summit = db.session.scalars(sa.select(Summit)).one()
            device = services.add_device(summit, NewDevice(name, role, point="entrance"))
            secret = services.show_code(device)
        with uow():
            told = services.enrol(secret.code, "test")
            return Helped(told.device.public_id, told.token, secret.pin, told.lock, world.slug)

    return made

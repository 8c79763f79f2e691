"""Clocks that are ahead: a device cannot put somebody into tomorrow, and a program's that does is told."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.checkin.models import Scan, Standing
from summitapp.core import clock
from summitapp.core.db import db
from tests.devices.helpers import a_scan
from tests.factories.doors import World, staff
from tests.factories.visitors import Visitor

CHECKIN = "/en/organise/izmir-2027/checkin/"


@pytest.mark.parametrize("offline", [True, False])
def test_a_scan_of_a_device_that_does_not_tell_its_clock_never_lies_in_the_future(
    client: FlaskClient, world: World, reading: Any, add: Any, offline: bool
) -> None:
    device, tomorrow = add(), (clock.now() + timedelta(days=1)).isoformat()
    client.post(world.scans, json=a_scan(world.tokens[0], scanned_at=tomorrow, offline=offline), headers=device.bearer)
    client.post(world.scans, json=a_scan(world.tokens[0], direction="out"), headers=device.bearer)
    with reading():
        first = db.session.scalars(sa.select(Scan).order_by(Scan.id)).first()
        assert first is not None and first.happened_at == first.received_at
        assert first.scanned_at is not None and first.scanned_at.isoformat() == tomorrow
        assert not db.session.scalars(sa.select(Standing)).one().inside


def test_the_log_names_the_device_and_the_program_and_tells_a_clock_that_is_ahead(
    app: Flask, client: FlaskClient, world: World, uow: Any, add: Any
) -> None:
    device, tomorrow = add(name="Telephone 7"), (clock.now() + timedelta(days=1)).isoformat()
    with uow():
        organiser = Visitor(app, staff(world.summit, Role.ORGANISER))
    client.post(world.scans, json=a_scan(world.tokens[0]), headers=device.bearer)
    page = organiser.get(CHECKIN).text
    assert "Telephone 7" in page and "ahead of our clock" not in page
    client.post(world.scans, json=a_scan(world.tokens[1], scanned_at=tomorrow), headers=world.bearer)
    page = organiser.get(CHECKIN).text
    assert "Telephone 7" in page and "<td>door</td>" in page and page.count("ahead of our clock") == 1
    assert "a device" not in page

"""A summit with a delegation, its roster, and telephones that become scanners."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.devices import services
from summitapp.devices.services import tokens as token_services
from summitapp.devices.values import DeviceRole, NewDevice
from summitapp.directory.models import City
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from tests.factories import doors
from tests.factories.doors import World
from tests.journeys.scanner.helpers import ADDRESS, Prepared


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

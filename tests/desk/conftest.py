"""Who works at the desk of the summit that a test makes as its ``world``."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from summitapp.accounts.values import Role
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor


@pytest.fixture
def desk(app: Flask, world: World, uow: Callable[..., Any]) -> Visitor:
    with uow():
        return Visitor(app, doors.staff(world.summit, Role.DESK, f"{uuid4()}@example.org"))

"""A summit with doors, three people with badges, and those who work there."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from summitapp.accounts.values import Role
from tests.factories import doors
from tests.factories.doors import World
from tests.factories.visitors import Visitor


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


@pytest.fixture
def team(app: Flask, world: World, uow: Callable[..., Any]) -> Callable[[Role], Visitor]:
    """``team(Role.DESK)``: somebody of that role, signed in."""

    def member(role: Role) -> Visitor:
        with uow():
            return Visitor(app, doors.staff(world.summit, role, f"{uuid.uuid4()}@example.org"))

    return member

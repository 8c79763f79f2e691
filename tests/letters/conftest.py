"""What tests of letters stand on."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import letters as make
from tests.factories.letters import World


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return make.build()

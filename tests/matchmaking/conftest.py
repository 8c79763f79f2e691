"""What the tests of meetings may ask for."""

from collections.abc import Iterator

import pytest

from summitapp.core import events
from summitapp.matchmaking.services import runs as running
from summitapp.matchmaking.values import RequestAgreed, RequestEnded
from tests.conftest import UnitOpener
from tests.factories.requests import Fair, make_fair


@pytest.fixture
def fair(uow: UnitOpener) -> Fair:
    with uow():
        return make_fair(4)


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """Everything that is announced of requests from here on."""
    found: list[object] = []
    events.connect(RequestAgreed, found.append)
    events.connect(RequestEnded, found.append)
    yield found
    for kind in (RequestAgreed, RequestEnded):
        events._reactions[kind].remove(found.append)


@pytest.fixture
def asleep(monkeypatch):
    """Nobody wakes the worker: runs wait until a test runs them."""
    monkeypatch.setattr(running, "wake", lambda *_: None)

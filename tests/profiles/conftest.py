"""Suggestions are worked out in this process: most of these tests ask what is done with them, not who does it."""

import pytest

from summitapp.profiles.rules import child
from summitapp.profiles.services import suggesting


@pytest.fixture(autouse=True)
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "_ask_child", lambda order: suggesting.lists_of(child.work(order)))

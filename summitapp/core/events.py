"""News travels up: a service announces a value, higher features react in the same transaction.

Who reacts to what is listed in ``summitapp.app`` and nowhere else.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_reactions: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def connect(kind: type[T], reaction: Callable[[T], None]) -> None:
    """Let ``reaction`` answer each announcement of ``kind``; connecting twice changes nothing."""
    if reaction not in _reactions[kind]:
        _reactions[kind].append(reaction)


def announce(value: object) -> None:
    """Tell everyone who listens, in the order of connection; what they raise undoes it all."""
    for reaction in _reactions[type(value)]:
        reaction(value)

"""The plan that mends itself: what it may not touch, what is asked of a person, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_

#: A meeting that begins within this time does not move by itself, and none is added.
FREEZE: Final = timedelta(minutes=30)
#: The task by which people are told of changes.
TELL: Final = "matchmaking.tell"
#: How many times are offered for a meeting that has none.
PLACES: Final = 5
#: Who cancelled a meeting for these causes did so on purpose: it gets no other place by itself.
ON_PURPOSE: Final = frozenset({"by_organiser", "objection", "no_show"})


@dataclass(frozen=True, slots=True)
class Question:
    """A meeting that cannot be held as it stands, and has no other place: a person decides.

    :param meeting: public id. :param code: why, with a sentence in :data:`CAUSES`.
    """

    meeting: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class NoFreeTime(DomainError):
    """Those who would meet are never free together while a table, and where needed an interpreter, is free."""

    code = "no_free_time"
    message = N_("There is no time at which all of you and a table are free. As soon as one is, you get it.")


class NotPlaceable(DomainError):
    """A request that is not agreed, or no plan yet in which it could have a place."""

    code = "not_placeable"
    message = N_("This meeting cannot be given a time at present.")


class PlaceGone(DomainError):
    """Somebody was quicker."""

    code = "place_gone"
    message = N_("Somebody took this time or table a moment ago. Please choose another one.")

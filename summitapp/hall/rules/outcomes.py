"""What a tap makes of an outcome, and what several people's outcomes tell of a meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from summitapp.hall.values import OUTCOME_OPEN, Held, Said, Tap


def is_open(starts_at: datetime, summit_ends: datetime, moment: datetime) -> bool:
    """Whether it can be said now what came of a meeting."""
    return starts_at <= moment < summit_ends + OUTCOME_OPEN


def tapped(before: Said | None, tap: Tap) -> Said:
    """Return what somebody says after one more tap. What was worth something took place; what did not, was worth nothing."""
    said = before or Said(Held.TOOK_PLACE)
    if tap in (Tap.NO_SHOW, Tap.CALLED_OFF):
        return Said(Held(tap.value), None, False, said.note)
    said = replace(said, held=Held.TOOK_PLACE)
    if tap in (Tap.VALUABLE, Tap.NOT_VALUABLE):
        return replace(said, valuable=tap is Tap.VALUABLE)
    if tap in (Tap.FOLLOW_UP, Tap.NO_FOLLOW_UP):
        return replace(said, follow_up=tap is Tap.FOLLOW_UP)
    return said


def held_of(said: Iterable[Held]) -> Held | None:
    """Return what became of a meeting; nothing as long as nobody said so. One "did not come" is enough."""
    heard = set(said)
    for one in (Held.NO_SHOW, Held.CALLED_OFF, Held.TOOK_PLACE):
        if one in heard:
            return one
    return None


def missing(seated: Iterable[int], said: Mapping[int, Held]) -> frozenset[int]:
    """Return who did not come, of those seated: those of whom others say so and who say nothing else themselves.

    Where everybody says it of the others, nobody is blamed.
    """
    people = frozenset(seated)
    waited = frozenset(one for one, held in said.items() if held is Held.NO_SHOW) & people
    return people - waited if waited and waited != people else frozenset()

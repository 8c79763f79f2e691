"""What somebody has to be told of changes: of several that follow each other only what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summitapp.matchmaking.values.states import ChangeKind


@dataclass(frozen=True, slots=True)
class Told:
    """One change of one meeting as it is written down; ``before`` and ``after`` name slot and table by public id."""

    meeting: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    cause: str


@dataclass(frozen=True, slots=True)
class News:
    """What several changes of one meeting come to."""

    meeting: int
    kind: ChangeKind
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    cause: str


def gathered(changes: Sequence[Told]) -> list[News]:
    """Return what changes come to, the oldest first; what is in the end as it was is no news, nor another interpreter.

    A meeting whose request has ended is news beside others only: whoever ends a request has the others told of it.
    """
    first: dict[int, Told] = {}
    last: dict[int, Told] = {}
    for change in changes:
        first.setdefault(change.meeting, change)
        last[change.meeting] = change
    found = [_news(first[meeting], end) for meeting, end in last.items()]
    news = [one for one in found if one is not None]
    return news if any(one.cause != "cancelled" for one in news) else []


def _news(first: Told, last: Told) -> News | None:
    before, after = first.before, last.after
    if not before and not after:
        return None
    if not before or not after:
        kind = ChangeKind.DROPPED if before else ChangeKind.ADDED
    elif before.get("slot") != after.get("slot"):
        kind = ChangeKind.MOVED
    elif before.get("table") != after.get("table"):
        kind = ChangeKind.TABLE
    else:
        return None
    return News(last.meeting, kind, before, after, last.cause)

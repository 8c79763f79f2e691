"""What does not fit in an agenda: conflicts, which stop a release, and notices, which must be read."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from summitapp.agenda.rules.conflicts.alone import judge_alone
from summitapp.agenda.rules.conflicts.holders import key_of, keys_of
from summitapp.agenda.rules.conflicts.interpreting import least_team
from summitapp.agenda.rules.conflicts.together import clashes_in_rooms, clashes_of_people
from summitapp.agenda.values import Conflict, Frame, Placement

__all__ = ["find_conflicts", "find_conflicts_of", "key_of", "least_team", "notices_mark"]


def find_conflicts(placements: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return every conflict and notice of an agenda, conflicts first, each in order of time."""
    standing = _standing(placements)
    shared = [*clashes_in_rooms(standing, frame), *clashes_of_people(standing, frame)]
    return _in_order([*shared, *_alone(standing, frame)], standing)


def find_conflicts_of(code: str, placements: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return the conflicts and notices that one session takes part in, and judge no other.

    Those that share a room or a person with it are enough for ``placements``.
    """
    standing = _standing(placements)
    own = [placement for placement in standing if placement.code == code]
    rooms = {room for placement in own for room in placement.rooms}
    people = {key for placement in own for key in keys_of(placement, frame)}
    shared = [*clashes_in_rooms(standing, frame, rooms), *clashes_of_people(standing, frame, people)]
    mine = [conflict for conflict in shared if code in conflict.sessions]
    return _in_order([*mine, *_alone(own, frame)], standing)


def _standing(placements: Iterable[Placement]) -> list[Placement]:
    return sorted((placement for placement in placements if not placement.cancelled), key=_moment)


def _moment(placement: Placement) -> tuple[datetime, datetime, str]:
    return placement.starts_at, placement.ends_at, placement.code


def _alone(standing: Sequence[Placement], frame: Frame) -> list[Conflict]:
    return [conflict for placement in standing for conflict in judge_alone(placement, frame)]


def _in_order(found: Iterable[Conflict], standing: Sequence[Placement]) -> tuple[Conflict, ...]:
    place = {placement.code: index for index, placement in enumerate(standing)}
    return tuple(sorted(found, key=lambda one: (not one.blocking, place[one.sessions[0]], one.key)))


def notices_mark(conflicts: Iterable[Conflict]) -> str:
    """Return a short mark of exactly these notices, which an acknowledgement must repeat."""
    keys = sorted(conflict.key for conflict in conflicts if not conflict.blocking)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16] if keys else ""

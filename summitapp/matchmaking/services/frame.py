"""The round of a summit and its numbers."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.values import MeetingState, RoundNumbers, RoundPhase, RoundThere, Scheduling, StaleRound
from summitapp.summits.models import Summit
from summitapp.summits.services.gate import refuse_if_archived

constraint_error({"uq_matchmaking_round_summit_id": RoundThere})


def open_round(summit: Summit, numbers: RoundNumbers | None = None) -> MeetingRound:
    """Set up meetings for a summit, to be prepared.

    :raises RoundThere: if they are. :raises SummitArchived: if the summit takes no changes any more.
    """
    refuse_if_archived(summit)
    if queries.round_of(summit.id) is not None:
        raise RoundThere  # the constraint says the same to two organisers at once
    one = MeetingRound(summit=summit, changed_at=now(), **_columns(numbers or RoundNumbers()))
    db.session.add(one)
    audit.record("meetings.opened", one, summit=summit.public_id)
    return one


def claim(one: MeetingRound) -> MeetingRound:
    """Lock a round; whoever will write to anything of it begins so.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    one = lock(MeetingRound, one.id)
    refuse_if_archived(one.summit)
    return one


def state_of(one: MeetingRound) -> MeetingState:
    """Return how a meeting stands that is written now: for good once the plan is published, or where no plan is made."""
    firm = one.phase in (RoundPhase.PUBLISHED, RoundPhase.FROZEN) or one.scheduling is Scheduling.AT_ONCE
    return MeetingState.CONFIRMED if firm else MeetingState.PROVISIONAL


def numbers_of(one: MeetingRound) -> RoundNumbers:
    """Return what an organiser has set."""
    return RoundNumbers(**{field.name: getattr(one, field.name) for field in fields(RoundNumbers)})


def mark_of(one: MeetingRound) -> int:
    """Return by what a form knows that nobody changed the numbers since it was opened."""
    return int(one.changed_at.timestamp() * 1_000_000)


def change_numbers(one: MeetingRound, numbers: RoundNumbers, mark: int) -> MeetingRound:
    """Set the numbers of a round. :param mark: of :func:`mark_of`, as the form was opened with it.

    :raises StaleRound: if somebody else changed them meanwhile.
    """
    one = claim(one)
    if mark_of(one) != mark:
        raise StaleRound
    before = _columns(numbers_of(one))
    wanted = _columns(numbers)
    changed: dict[str, Any] = {name: (before[name], wanted[name]) for name in wanted if before[name] != wanted[name]}
    for name in changed:
        setattr(one, name, wanted[name])
    one.changed_at = _later(one.changed_at)
    audit.record("meetings.numbers_changed", one, summit=one.summit.public_id, **changed)
    return one


def _columns(numbers: RoundNumbers) -> dict[str, Any]:
    return {field.name: getattr(numbers, field.name) for field in fields(numbers)}


def _later(before: datetime) -> datetime:
    """A mark is never given twice, however fast two changes follow each other."""
    moment = now()
    return moment if moment > before else before.replace(microsecond=(before.microsecond + 1) % 1_000_000)

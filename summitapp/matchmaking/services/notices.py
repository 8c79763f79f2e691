"""People hear of changes of a plan they know: in one mail, however many there are, and once."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from summitapp.core.clock import now
from summitapp.core.db import db, table_of, unit_of_work
from summitapp.matchmaking import mails, queries
from summitapp.matchmaking.models import MeetingChange, MeetingRound
from summitapp.matchmaking.queries import notices as waiting
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.values import TELL, MeetingState, Reply
from summitapp.registration.models import Registration
from summitapp.registration.values import State

log = logging.getLogger(__name__)
_change = table_of(MeetingChange)
#: Changes that come within this time are one mail; what begins soon is told at once.
TELL_AFTER: Final = timedelta(minutes=2)
SOON: Final = timedelta(hours=1)
__all__ = ["TELL", "note_told", "sweep_notices", "tell_changes"]


def tell_changes(reference: str) -> None:
    """Write to everybody whose meetings changed since they were last told; safe to run twice.

    While a plan is provisional nobody is written to: the mail of the published one tells everything.
    """
    with unit_of_work():
        one = queries.round_by_reference(reference)
        if one is None or state_of(claim(one)) is not MeetingState.CONFIRMED:
            return
        changes, moment = waiting.untold(one.id), now()
        for registration, theirs in _readers(changes):
            mails.tell_changes(registration, min(change.at for change in theirs), _due(one, theirs, moment))
        _mark([change.id for change in changes], moment)


def sweep_notices() -> None:
    """Tell what nobody was woken for."""
    references = waiting.rounds_untold()
    db.session.rollback()
    for reference in references:
        try:
            tell_changes(reference)
        except Exception:
            log.exception("the changes of round %s could not be told", reference)


def note_told(one: MeetingRound) -> None:
    """Take everything that has changed so far as told: everybody is written to with their whole plan."""
    mine = (_change.c.round_id == one.id) & _change.c.told_at.is_(None)
    db.session.connection().execute(sa.update(_change).where(mine).values(told_at=now()))


def _readers(changes: Sequence[MeetingChange]) -> list[tuple[Registration, list[MeetingChange]]]:
    """Return whom changes concern, each with theirs; a request that has ended was told of by itself."""
    found: dict[int, tuple[Registration, list[MeetingChange]]] = {}
    for change in changes:
        for one in change.meeting.request.attendees if change.cause != "cancelled" else ():
            if one.reply is not Reply.NO and one.registration.state is State.CONFIRMED:
                found.setdefault(one.registration_id, (one.registration, []))[1].append(change)
    return [found[number] for number in sorted(found)]


def _due(one: MeetingRound, changes: Sequence[MeetingChange], moment: datetime) -> datetime:
    """Return when a mail leaves: at once if one of the times in it comes soon."""
    named = {place.get("slot") for change in changes for place in (change.before, change.after)}
    begins = [slot.starts_at for slot in queries.slots_of(one.id) if slot.public_id in named and slot.ends_at > moment]
    return moment if any(each - moment < SOON for each in begins) else moment + TELL_AFTER


def _mark(numbers: Sequence[int], moment: datetime) -> None:
    for start in range(0, len(numbers), 500):
        part = _change.c.id.in_(numbers[start : start + 500])
        db.session.connection().execute(sa.update(_change).where(part).values(told_at=moment))

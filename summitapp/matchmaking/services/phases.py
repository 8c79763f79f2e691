"""A round moves on from phase to phase, and people are told when they are to know their meetings."""

import logging
from datetime import datetime

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, table_of, unit_of_work
from summitapp.core.events import announce
from summitapp.core.text import as_language
from summitapp.matchmaking import mails, queries
from summitapp.matchmaking.models import Meeting, MeetingRound
from summitapp.matchmaking.services.frame import claim
from summitapp.matchmaking.services.notices import note_told
from summitapp.matchmaking.values import (
    STEPS,
    TOLD,
    MeetingState,
    NothingPlanned,
    NumberMoved,
    PhaseRefused,
    PlanTold,
    RoundPhase,
)
from summitapp.outbox import services as outbox
from summitapp.outbox.values import Letter

log = logging.getLogger(__name__)
_meeting = table_of(Meeting)
#: Phases at whose beginning people are written to.
WRITES = frozenset({RoundPhase.PROVISIONAL, RoundPhase.PUBLISHED})


def move_on(one: MeetingRound, phase: RoundPhase, number: int | None = None) -> MeetingRound:
    """Let a round be in the next phase, or go a step back.

    :param number: how many people are written to, as the organiser read it; for the phases that begin with a mail.
    :raises PhaseRefused: if no step leads there. :raises NothingPlanned: if there is nothing to show.
    :raises NumberMoved: if more or fewer would be written to by now.
    """
    one = claim(one)
    before = one.phase
    if phase not in STEPS[before]:
        raise PhaseRefused
    if phase in TOLD and before not in TOLD and not queries.standing_number(one.id):
        raise NothingPlanned
    readers = queries.readers_of(one.id) if phase in WRITES and before is not RoundPhase.FROZEN else []
    if readers and number is not None and number != len(readers):
        raise NumberMoved(number=len(readers))
    one.phase, one.changed_at = phase, max(now(), one.changed_at)
    if phase is RoundPhase.PUBLISHED:
        _confirm(one)
    if phase in TOLD:
        one.version = max(1, one.version)
    if readers:
        mails.tell_plan(one, readers)
        note_told(one)
    audit.record("meetings.moved_on", one, summit=one.summit.public_id, phase=(before, phase))
    if phase in WRITES and before is not RoundPhase.FROZEN:
        announce(PlanTold(one.public_id, phase))
    return one


def _confirm(one: MeetingRound) -> None:
    """What was provisional stands for good."""
    mine = (_meeting.c.round_id == one.id) & (_meeting.c.state == MeetingState.PROVISIONAL)
    db.session.flush()
    db.session.execute(sa.update(_meeting).where(mine).values(state=MeetingState.CONFIRMED, changed_at=now()))
    db.session.expire_all()


def preview_of(one: MeetingRound, phase: RoundPhase) -> tuple[int, Letter | None]:
    """Return how many people a phase would begin with a mail for, and the mail of the first of them; writes nothing."""
    readers = queries.readers_of(one.id)
    if not readers:
        return 0, None
    template, mail = mails.sample_of(one, phase, readers[0])
    first = readers[0]
    return len(readers), outbox.render(template, first.person.email or "", as_language(first.person.language), mail)


def sweep_phases() -> None:
    """Close the requests of rounds whose deadline has passed."""
    references = queries.rounds_due(now())
    db.session.rollback()
    for reference in references:
        try:
            with unit_of_work():
                _close_requests(reference, now())
        except Exception:
            log.exception("round %s was left open", reference)


def _close_requests(reference: str, moment: datetime) -> None:
    one = queries.round_by_reference(reference)
    if one is None:
        return
    one = claim(one)
    due = one.phase is RoundPhase.OPEN and one.requests_until is not None and one.requests_until <= moment
    if due:
        one.phase = RoundPhase.CLOSED
        audit.record("meetings.requests_closed", one, summit=one.summit.public_id)

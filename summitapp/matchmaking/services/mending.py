"""The plan mends itself: after something changed it is looked at once, under the lock of its round, by the worker.

What ended is taken out at once, by whoever ends it. Everything else is asked for with the change and done after it, so
that nobody who cancels waits for the whole plan. The mark of the round says that it waits; a lost wake is swept.
"""

import logging
from typing import Final

import sqlalchemy as sa

from summitapp.core.clock import now
from summitapp.core.db import db, table_of, unit_of_work
from summitapp.jobs.services import wake
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.queries import mending as waiting
from summitapp.matchmaking.rules import mending as rules
from summitapp.matchmaking.rules.mending import Terms
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.services.writing import write_plan
from summitapp.matchmaking.values import (
    FREEZE,
    ON_PURPOSE,
    TOLD,
    ChangeKind,
    PlanImpossible,
    Question,
    RoundPhase,
    Scheduling,
)
from summitapp.matchmaking.values.plan import Change, Held

log = logging.getLogger(__name__)
MEND: Final = "matchmaking.mend"
_round = table_of(MeetingRound)


def lives(one: MeetingRound) -> bool:
    """Whether people know their meetings, so that the plan has to follow what happens."""
    at_once = one.scheduling is Scheduling.AT_ONCE and one.phase in (RoundPhase.OPEN, RoundPhase.CLOSED)
    return one.phase in TOLD or at_once


def ask_to_mend(one: MeetingRound) -> None:
    """Have the plan looked at once what is being written stands; however often it is asked for, once."""
    if lives(one):
        asked = sa.update(_round).where(_round.c.id == one.id).values(mend_asked_at=now())  # a mark, which no log needs
        db.session.connection().execute(asked)
        wake(MEND, one.public_id)


def mend(reference: str) -> None:
    """Mend the plan of a round by its public id, if something happened to it; safe to run twice."""
    with unit_of_work():
        one = queries.round_by_reference(reference)
        if one is not None and (one := claim(one)).mend_asked_at is not None:
            mend_plan(one)


def sweep_mends() -> None:
    """Mend what nobody was woken for."""
    references = waiting.rounds_to_mend()
    db.session.rollback()
    for reference in references:
        try:
            mend(reference)
        except Exception:
            log.exception("the plan of round %s could not be mended", reference)


def mend_plan(one: MeetingRound, cause: str = "refill") -> int:
    """Let a plan that people know fit what has changed, with as few changes as possible; returns its version.

    What begins within half an hour stays. What has no other place stays as well, and is an open question to the
    organisers. Once the plan is on paper only what ended is taken out.

    :param cause: of changes for which mending names none.
    """
    one = claim(one)
    if lives(one):
        instance, held = queries.instance_of(one, now()), queries.held_of(one)
        found = rules.mended(instance, held, terms_of(one))
        write_plan(one, found.meetings, found.changes, cause, state_of(one))
    db.session.connection().execute(sa.update(_round).where(_round.c.id == one.id).values(mend_asked_at=None))
    db.session.expire(one)
    return one.version


def terms_of(one: MeetingRound) -> Terms:
    """Return what mending may not touch now."""
    moment, slots = now(), queries.slots_of(one.id)
    return Terms(
        frozen=frozenset(slot.public_id for slot in slots if slot.starts_at <= moment + FREEZE),
        over=frozenset(slot.public_id for slot in slots if slot.ends_at <= moment),
        by_hand=waiting.placed_by_hand(one.id), waits=waiting.cancelled_for(one.id, ON_PURPOSE),
        still=one.phase is RoundPhase.FROZEN,
    )  # fmt: skip


def questions_of(one: MeetingRound) -> list[Question]:
    """Return the meetings of a plan that cannot be held as they stand; somebody has to decide what becomes of them."""
    if not lives(one):
        return []
    over = {slot.public_id for slot in queries.slots_of(one.id) if slot.starts_at <= now()}
    found = rules.open_questions(queries.instance_of(one, now()), queries.held_of(one), over)
    rows = queries.rows_for_plan(one.id).standing if found else {}
    return [Question(rows[request].public_id, broken.code, dict(broken.facts)) for request, broken in found.items()]


def take_out(round_id: int, request: str) -> None:
    """Take the meeting of a request that has ended out of the plan at once: its time, table and interpreter are free.

    A meeting that is over stays: it took place. :param request: public id.
    """
    one = waiting.round_by_id(round_id)
    if one is None:
        return
    db.session.flush()
    held = queries.held_of(one)
    mine = next((each for each in held if each.request == request), None)
    if mine is not None and not _is_over(one, mine):
        ended = Change(ChangeKind.DROPPED, request, mine, None, "cancelled")
        _try(one, [each for each in held if each is not mine], [ended])
    ask_to_mend(one)


def seat_anew(round_id: int) -> None:
    """Let those leave their seats who do not come any more; whoever comes new is seated by mending."""
    one = waiting.round_by_id(round_id)
    if one is not None:
        db.session.flush()
        _try(one, queries.held_of(one), [])
        ask_to_mend(one)


def _is_over(one: MeetingRound, held: Held) -> bool:
    return any(slot.public_id == held.slot and slot.ends_at <= now() for slot in queries.slots_of(one.id))


def _try(one: MeetingRound, left: list[Held], changes: list[Change]) -> None:
    """Write what is left; where something else has become impossible as well, mending puts both right together."""
    try:
        write_plan(one, left, changes, "cancelled", state_of(one))
    except PlanImpossible:
        log.info("round %s is mended before its plan is written", one.public_id)

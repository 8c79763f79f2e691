"""What the passing of time does to requests: they run out, and those who are asked are reminded."""

from typing import Final

import sqlalchemy as sa

from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of, unit_of_work
from summitapp.matchmaking.mails import asking as mails
from summitapp.matchmaking.models import MeetingRequest, MeetingRound
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.services.asking.answering import run_out
from summitapp.matchmaking.services.asking.common import permits
from summitapp.matchmaking.values import Reply, RequestState

_AT_ONCE: Final = 500


def sweep() -> None:
    """End what nobody answered in time, and remind those who are asked; several reminders are one mail. Safe to run twice."""
    for _, request_id in queries.run_out(now(), _AT_ONCE):
        with unit_of_work():
            found = queries.anew(request_id)
            if found is not None:
                run_out(found)
    due = _due()
    for round_id in sorted({one for one, _ in due}):
        with unit_of_work():
            _nudge(round_id, [request for round_, request in due if round_ == round_id])


def _due() -> list[tuple[int, int]]:
    moment = now()
    found = [(one.round_id, one.id) for one in queries.waiting(moment, _AT_ONCE * 20)
             if rules.nudge_is_due(one.asked_at, one.expires_at, one.nudged_at, moment)]  # fmt: skip
    db.session.rollback()
    return found


def _nudge(round_id: int, numbers: list[int]) -> None:
    """Remind of requests of one round; a round in which nothing can be answered reminds of nothing."""
    moment = now()
    if not permits(lock(MeetingRound, round_id)).reply:
        return
    for number in numbers:
        found = queries.anew(number)
        if found is None or found.state is not RequestState.ASKED:
            continue
        if not rules.nudge_is_due(found.asked_at, found.expires_at, found.nudged_at, moment):
            continue
        table = table_of(MeetingRequest)
        db.session.execute(sa.update(table).where(table.c.id == number).values(nudged_at=moment))  # a ledger of mails
        for one in found.attendees:
            if one.reply is Reply.OPEN:
                mails.nudge(one.registration, moment)

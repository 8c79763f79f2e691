"""Reminders: mails that go out by themselves around a date, to those who fit at that moment."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.jobs.services import wake
from summitapp.mailings import queries
from summitapp.mailings.models import Mailing, Reminder, Run
from summitapp.mailings.rules import timing
from summitapp.mailings.services.drafting import check
from summitapp.mailings.services.rolls import lacking, roll
from summitapp.mailings.services.sending import SEND, write_down
from summitapp.mailings.values import (
    PERSONAL_ANCHORS,
    Anchor,
    AnchorDay,
    Audience,
    MailingState,
    Outcome,
    Outlook,
    Roll,
    TextMissing,
    Verdict,
    Wording,
)
from summitapp.summits.models import Summit

log = logging.getLogger(__name__)


def add_reminder(summit: Summit, said: Wording, audience: Audience, anchor: Anchor, days: int, at: time) -> Reminder:
    """Add a reminder; it is switched off until somebody has looked at it.

    :raises TextFaulty: if the text holds placeholders that do not exist.
    """
    check(said)
    reminder = Reminder(summit_id=summit.id, anchor=anchor, days=days, at=at, created_at=now())
    reminder.wording, reminder.audience = said, audience
    db.session.add(reminder)
    record("reminder.added", reminder, summit=summit.public_id)
    return reminder


def change_reminder(reminder: Reminder, said: Wording, audience: Audience, anchor: Anchor, days: int,
                    at: time) -> None:  # fmt: skip
    """Change a reminder; what it sent already stays as it was, and nobody gets it again.

    :raises TextFaulty: if the text holds placeholders that do not exist.
    """
    check(said)
    reminder = lock(Reminder, reminder.id)
    moved = (reminder.anchor, reminder.days, reminder.at) != (anchor, days, at)
    reminder.wording, reminder.audience = said, audience
    reminder.anchor, reminder.days, reminder.at = anchor, days, at
    if moved and reminder.active_since is not None:
        reminder.active_since = now()  # a moment that has passed by then is not made up for
    record("reminder.changed", reminder, summit=reminder.summit.public_id)


def switch(reminder: Reminder, on: bool) -> None:
    """Switch a reminder on or off.

    :raises TextMissing: if it is switched on and has no whole text in any language.
    """
    reminder = lock(Reminder, reminder.id)
    if on and not reminder.wording.filled():
        raise TextMissing
    reminder.active_since = (reminder.active_since or now()) if on else None
    record("reminder.switched", reminder, summit=reminder.summit.public_id, on=on)


def remove_reminder(reminder: Reminder) -> None:
    """Remove a reminder; the mailings it wrote stay."""
    record("reminder.removed", reminder, summit=reminder.summit.public_id)
    db.session.delete(reminder)


# --- when, and whom -----------------------------------------------------------------------------


def moments_of(reminder: Reminder) -> dict[datetime, list[AnchorDay]]:
    """Return the moments at which a reminder is due as the dates stand now, and which dates make them."""
    found: dict[datetime, list[AnchorDay]] = defaultdict(list)
    for day in queries.anchor_days(reminder):
        due = timing.due_moment(day.day, reminder.days, reminder.at, reminder.summit.timezone)
        found[due].append(day)
    return dict(sorted(found.items()))


def outlook(reminder: Reminder) -> Outlook:
    """Return when a reminder goes out, as the dates stand now."""
    moments = moments_of(reminder)
    moment = now()
    coming = sum(due > moment for due in moments)
    return Outlook(timing.next_due(moments, moment), coming, bool(moments))


def roll_of_reminder(reminder: Reminder, days: Iterable[AnchorDay] | None = None) -> Roll:
    """Return who would get a reminder now; with ``days`` only those whose own date is among them."""
    audience = reminder.audience
    if days is not None and reminder.anchor in PERSONAL_ANCHORS:
        meant = {day.registration for day in days if day.registration}
        meant |= queries.registrations_in([day.delegation for day in days if day.delegation is not None])
    else:
        meant = None
    already = queries.told(0, reminder.id)
    found = roll(reminder.summit_id, audience, reminder.essential, already)
    if meant is None:
        return found
    return replace(
        found, people=tuple(one for one in found.people if one.registration in meant),
        left_out=tuple((one, why) for one, why in found.left_out if one.registration in meant),
    )  # fmt: skip


def remind() -> None:
    """Run every reminder that is due; each moment is judged once, by whichever worker comes first."""
    reminders = queries.active_reminders()
    db.session.rollback()
    for row in reminders:
        try:
            waits = _due(db.session.get_one(Reminder, row))
            db.session.rollback()
            if waits:  # else nobody takes the lock each minute for nothing
                with unit_of_work():
                    _run(lock(Reminder, row))
        except Exception:
            log.exception("a reminder could not be run")


def _due(reminder: Reminder) -> dict[datetime, Verdict]:
    """Return the moments that have come and were not judged yet."""
    judged = set(db.session.scalars(sa.select(Run.due_at).where(Run.reminder_id == reminder.id)))
    moment, since = now(), reminder.active_since
    verdicts = {due: timing.judge_run(due, moment, since) for due in moments_of(reminder) if due not in judged}
    return {due: verdict for due, verdict in verdicts.items() if verdict in (Verdict.RUN, Verdict.MISSED)}


def _run(reminder: Reminder) -> None:
    days = moments_of(reminder)
    for due, verdict in _due(reminder).items():
        outcome, mailing = (Outcome.MISSED, None) if verdict is Verdict.MISSED else _write(reminder, days[due])
        db.session.add(Run(reminder_id=reminder.id, due_at=due, outcome=outcome, mailing=mailing, ran_at=now()))
        record("reminder.ran", reminder, summit=reminder.summit.public_id, outcome=outcome)


def _write(reminder: Reminder, days: list[AnchorDay]) -> tuple[Outcome, Mailing | None]:
    found = roll_of_reminder(reminder, days)
    if not found.people:
        return Outcome.NOBODY, None
    short = lacking(reminder.wording, found)
    found = replace(found, people=tuple(one for one in found.people if one.language not in short))
    if not found.people:
        return Outcome.BLOCKED, None
    values: dict[str, Any] = {"summit_id": reminder.summit_id, "reminder_id": reminder.id, "created_at": now()}
    mailing = Mailing(**values, state=MailingState.SENDING, released_at=now())
    mailing.wording, mailing.audience = reminder.wording, reminder.audience
    db.session.add(mailing)
    db.session.flush()
    write_down(mailing, found)
    wake(SEND, mailing.public_id)
    return Outcome.SENT, mailing

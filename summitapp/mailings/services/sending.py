"""Releasing a mailing, and turning it into mails.

At its release everybody who gets it is written down. A task then writes the mails slice by slice, each slice in a
transaction of its own: whoever is interrupted goes on where it stopped, and nobody gets a second one, since a
recipient is in a mailing once and loses the mark of waiting with the mail that is written.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, lock, table_of, unit_of_work
from summitapp.core.errors import Invalid
from summitapp.core.security import acting
from summitapp.core.text import N_
from summitapp.jobs.services import wake
from summitapp.mailings import mails, queries
from summitapp.mailings.models import Mailing, Recipient
from summitapp.mailings.rules.rolls import sort_out
from summitapp.mailings.services.rolls import lacking, roll_of
from summitapp.mailings.values import (
    SLICE,
    TRANSITIONS,
    LeftOut,
    MailingMoved,
    MailingState,
    NobodyToWrite,
    NumberChanged,
    Roll,
    TextMissing,
)
from summitapp.outbox import services as outbox
from summitapp.outbox.values import Addressed

log = logging.getLogger(__name__)
SEND: Final = "mailings.send"
_AFTER_SUMMIT: Final = timedelta(days=60)
_RECIPIENT: Final = table_of(Recipient)


def _move(mailing: Mailing, state: MailingState, since: MailingState | None = None) -> Mailing:
    mailing = lock(Mailing, mailing.id)
    if state not in TRANSITIONS[mailing.state] or since not in (None, mailing.state):
        raise MailingMoved
    mailing.state = state
    mailing.revision += 1
    return mailing


def _ready(mailing: Mailing, number: int | None) -> Roll:
    found = roll_of(mailing)
    if not found.people:
        raise NobodyToWrite
    if lacking(mailing.wording, found):
        raise TextMissing
    if number is not None and number != len(found.people):
        raise NumberChanged(number=len(found.people))
    return found


def release(mailing: Mailing, number: int) -> Mailing:
    """Send a draft to everybody who fits now; ``number`` is how many that are, as the organiser read it.

    :raises NumberChanged: if they are more or fewer by now. :raises NobodyToWrite: if there is nobody.
    :raises TextMissing: if somebody would get no text. :raises MailingMoved: if it is no draft any more.
    """
    mailing = _move(mailing, MailingState.SENDING, MailingState.DRAFT)
    write_down(mailing, _ready(mailing, number))
    mailing.released_at, mailing.released_by = now(), acting().reference
    record("mailing.released", mailing, summit=mailing.summit.public_id, number=number)
    wake(SEND, mailing.public_id)
    return mailing


def plan(mailing: Mailing, send_at: datetime, number: int) -> Mailing:
    """Let a draft go out later by itself, to everybody who fits then.

    :raises Invalid: if the moment has passed; else as :func:`release`.
    """
    if send_at <= now():
        raise Invalid({"send_at": N_("This moment has passed already.")})
    mailing = _move(mailing, MailingState.PLANNED)
    mailing.send_at, mailing.released_by = send_at, acting().reference
    _ready(mailing, number)
    record("mailing.planned", mailing, summit=mailing.summit.public_id, send_at=send_at)
    return mailing


def unplan(mailing: Mailing) -> Mailing:
    """Make a planned mailing a draft again.

    :raises MailingMoved: if it has begun.
    """
    mailing = _move(mailing, MailingState.DRAFT)
    mailing.send_at = None
    record("mailing.unplanned", mailing, summit=mailing.summit.public_id)
    return mailing


def send_to_added(mailing: Mailing, number: int) -> Mailing:
    """Send a mailing that went out to those who fit by now and were not among its recipients.

    :raises NumberChanged: :raises NobodyToWrite: :raises TextMissing: as :func:`release`.
    """
    mailing = _move(mailing, MailingState.SENDING, MailingState.SENT)
    write_down(mailing, _ready(mailing, number))
    record("mailing.continued", mailing, summit=mailing.summit.public_id, number=number)
    wake(SEND, mailing.public_id)
    return mailing


def pause(mailing: Mailing) -> Mailing:
    """Stop writing and sending for now; mails that are handed over at this moment still arrive."""
    mailing = _move(mailing, MailingState.PAUSED)
    outbox.hold_batch(mailing.public_id)
    record("mailing.paused", mailing, summit=mailing.summit.public_id)
    return mailing


def resume(mailing: Mailing) -> Mailing:
    """Go on where a pause began."""
    mailing = _move(mailing, MailingState.SENDING, MailingState.PAUSED)
    outbox.resume_batch(mailing.public_id)
    record("mailing.resumed", mailing, summit=mailing.summit.public_id)
    wake(SEND, mailing.public_id)
    return mailing


def stop(mailing: Mailing) -> Mailing:
    """End a paused mailing for good; who has not had it never gets it."""
    mailing = _move(mailing, MailingState.STOPPED)
    outbox.drop_batch(mailing.public_id)
    mailing.finished_at = now()
    record("mailing.stopped", mailing, summit=mailing.summit.public_id)
    return mailing


def try_on(mailing: Mailing, *, to: str, name: str, language: str) -> None:
    """Send a mailing to whoever writes it, with nobody's personal links in it."""
    references = {"mailing": mailing.public_id, "language": language, "given_name": name, "full_name": name}
    outbox.enqueue(mails.TRIAL, to=to, language=language, references=references)


# --- slice by slice -----------------------------------------------------------------------------


def write_down(mailing: Mailing, found: Roll) -> None:
    """Write down who gets a mailing; whoever is there already stays there once."""
    moment = now()
    rows: list[dict[str, Any]] = [
        {"mailing_id": mailing.id, "reminder_id": mailing.reminder_id, "reference": one.reference,
         "registration": one.registration, "message": "", "left_out": "", "added_at": moment}
        for one in found.people
    ]  # fmt: skip
    for start in range(0, len(rows), 1000):
        db.session.connection().execute(insert_missing(_RECIPIENT), rows[start : start + 1000])


def send(reference: str) -> None:
    """Write the mails of a mailing, slice by slice, until it is done or somebody pauses it; safe to run twice."""
    with unit_of_work():
        _start_planned(reference)
    while _send_slice(reference):
        pass


def _start_planned(reference: str) -> None:
    """Write down who gets a planned mailing whose time has come."""
    mailing = queries.by_reference(reference)
    if mailing is None or mailing.state is not MailingState.PLANNED:
        return
    mailing = lock(Mailing, mailing.id)
    if mailing.state is not MailingState.PLANNED or mailing.send_at is None or mailing.send_at > now():
        return
    mailing.send_at, mailing.state, mailing.released_at = None, MailingState.SENDING, now()
    found = roll_of(mailing)
    write_down(mailing, found)
    record("mailing.released", mailing, summit=mailing.summit.public_id, number=len(found.people))


def _send_slice(reference: str) -> bool:
    """Write the next mails; returns whether there may be more."""
    with unit_of_work():
        mailing = queries.by_reference(reference)
        if mailing is None:
            return False
        mailing = lock(Mailing, mailing.id)  # two workers take turns
        if mailing.state is not MailingState.SENDING:
            return False
        waiting = queries.waiting_recipients(mailing.id, SLICE)
        if waiting:
            _write_mails(mailing, waiting)
        if len(waiting) < SLICE:
            mailing.state, mailing.finished_at = MailingState.SENT, now()
            record("mailing.sent", mailing, summit=mailing.summit.public_id)
            return False
        return True


def _write_mails(mailing: Mailing, waiting: list[Recipient]) -> None:
    there = queries.addressees_of(mailing.summit_id, waiting)
    refusing = set() if mailing.essential else queries.opted_out(mailing.summit_id)
    found = sort_out(
        (there[one.reference] for one in waiting if one.reference in there),
        essential=mailing.essential, opted_out=refusing,
    )  # fmt: skip
    said, summit = mailing.wording, mailing.summit
    readers = {one.reference: one for one in found.people if said.language_for(one.language) is not None}
    ends = max((summit.ends_on - now().date()), timedelta(0)) + _AFTER_SUMMIT
    letters = [
        Addressed(one.email or "", one.language, one.reference if one.registration else "", {
            "mailing": mailing.public_id, "to": one.reference, "registration": one.registration,
            "days": str(ends.days),
        }) for one in readers.values()
    ]  # fmt: skip
    messages = outbox.enqueue_batch(mails.LETTER, letters, batch=mailing.public_id, summit=summit.public_id)
    reasons = {one.reference: LeftOut.NO_TEXT for one in found.people}
    reasons |= {one.reference: reason for one, reason in found.left_out}
    written = dict(zip(readers, messages, strict=True))
    for one in waiting:
        one.message = written.get(one.reference, "")
        one.left_out = "" if one.message else reasons.get(one.reference, LeftOut.GONE).value


def sweep() -> None:
    """Go on with what was not woken, and begin what was planned for now."""
    references = queries.due_mailings(now())
    db.session.rollback()
    for reference in references:
        try:
            send(reference)
        except Exception:
            log.exception("mailing %s was left for later", reference)

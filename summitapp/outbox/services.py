"""Writing mail down, and handing it over: claim and delivery are two units of work."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

import css_inline
import sqlalchemy as sa
from jinja2 import Environment

from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.db import db, lock, table_of, unit_of_work
from summitapp.core.security import new_reference
from summitapp.core.text import Language, as_language
from summitapp.jobs.services import wake
from summitapp.outbox import queries, rules
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import Attachment, Letter, MessageState

log = logging.getLogger(__name__)
TASK: Final = "outbox.deliver"
_WRITE: Final = sa.insert(table_of(OutboxMessage))
Context = Callable[[Mapping[str, Any]], "Mail | None"]


@dataclass(frozen=True, slots=True)
class Mail:
    """What a feature's context function answers: the values of a template, and its attachments."""

    values: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()


class Transport(Protocol):
    """Whatever can hand a letter over."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over.

        :raises OSError: if it could not be; the message is tried again later.
        """


class Outbox:
    """Hung into the application: templates, one context function per template, and a transport."""

    def __init__(self, env: Environment, contexts: Mapping[str, Context], transport: Transport) -> None:
        self.env, self.contexts, self.transport = env, dict(contexts), transport


def enqueue(template: str, *, to: str, language: str, references: Mapping[str, Any], person: str = "",
            summit: str = "", due_at: datetime | None = None, forget: bool = False) -> str:  # fmt: skip
    """Write a mail down in the present unit of work and return its public id; it is sent after the commit.

    One statement, since many register at once.

    :param template: name such as ``registration/received``; must have a context function.
    :param references: opaque references only; the context function loads what it needs at sending.
    :param forget: blank the address once the mail has left; for the last mail to somebody who is erased.
    """
    moment, reference = now(), new_reference()
    db.session.connection().execute(_WRITE, {
        "public_id": reference, "template": template, "recipient": to, "language": as_language(language),
        "references": dict(references), "person": person, "summit": summit, "state": MessageState.PENDING,
        "attempts": 0, "created_at": moment, "due_at": due_at or moment, "subject": "", "fault": "", "forget": forget,
    })  # fmt: skip
    if due_at is None:
        wake(TASK, reference)
    return reference


def deliver(reference: str) -> bool:
    """Send one message; safe to run twice. Returns whether it was handed over now.

    The context is gathered and links are minted in a first unit of work; rendering and sending
    happen outside of any; the outcome is written in a second one.
    """
    with unit_of_work():
        draft = _claim(reference)
    if draft is None:
        return False
    try:
        letter = _render(draft)
        extension("outbox").transport.send(letter)
    except OSError as error:
        log.warning("mail %s was not taken: %s", reference, error)
        with unit_of_work():
            _retry(reference, str(error))
        return False
    with unit_of_work():
        _settle(reference, MessageState.SENT, subject=letter.subject)
    return True


def sweep() -> None:
    """Send every message that waits and was not woken."""
    references = queries.due(now())
    db.session.rollback()
    for reference in references:
        deliver(reference)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message with everything its template needs."""

    reference: str
    template: str
    recipient: str
    language: Language
    mail: Mail


def compose(message: OutboxMessage) -> Letter | None:
    """Render a message in its recipient's language; must be called inside a unit of work."""
    draft = _gather(message)
    return None if draft is None else _render(draft)


def _gather(message: OutboxMessage) -> Draft | None:
    language = as_language(message.language)
    with i18n.speaking(language):
        mail = extension("outbox").contexts[message.template](message.references)
    if mail is None:
        return None
    return Draft(message.public_id, message.template, message.recipient, language, mail)


def _render(draft: Draft) -> Letter:
    env: Environment = extension("outbox").env
    folder, _, name = draft.template.partition("/")
    values = {**draft.mail.values, "base_url": settings().base_url, "operator": settings().operator}
    with i18n.speaking(draft.language):
        text = env.get_template(f"{folder}/mail/{name}.txt").render(**values)
        subject, _, body = text.strip().partition("\n")
        html = env.get_template(f"{folder}/mail/{name}.html").render(subject=subject.strip(), **values)
    return Letter(
        message_id=f"<{draft.reference}@{_domain()}>", to=draft.recipient, subject=subject.strip(),
        text=body.strip() + "\n", language=draft.language, attachments=draft.mail.attachments,
        html=css_inline.inline(html, keep_at_rules=True, load_remote_stylesheets=False),
    )  # fmt: skip


def _domain() -> str:
    return settings().base_url.split("://", 1)[-1].split("/")[0].split(":")[0]


def _claim(reference: str) -> Draft | None:
    found = queries.by_reference(reference)
    if found is None:
        return None
    message = lock(OutboxMessage, found.id)
    if message.state is not MessageState.PENDING or not rules.may_claim(message.claimed_at, now()):
        return None
    message.claimed_at = now()
    draft = _gather(message)
    if draft is None:  # what it spoke of is gone
        message.state, message.fault = MessageState.FAILED, "nothing to send"
    return draft


def _settle(reference: str, state: MessageState, **values: str) -> None:
    message = queries.by_reference(reference)
    if message is not None and message.state is MessageState.PENDING:
        message.state = state
        message.sent_at = now() if state is MessageState.SENT else None
        for name, value in values.items():
            setattr(message, name, value)
        _forget(message)


def _retry(reference: str, fault: str) -> None:
    message = queries.by_reference(reference)
    if message is None:
        return
    message.attempts += 1
    message.claimed_at, message.fault = None, fault[:500]
    due_at = rules.next_attempt(message.attempts, now())
    if due_at is None:
        message.state = MessageState.FAILED
        _forget(message)
    else:
        message.due_at = due_at


def _forget(message: OutboxMessage) -> None:
    if message.forget:
        message.recipient, message.subject, message.fault = "", "", ""


# --- what is kept of a person -------------------------------------------------------------------


def export_personal(person: str, addresses: Collection[str]) -> list[dict[str, Any]]:
    """Return every mail to somebody, by the public id of their person or by an address of theirs."""
    mails = db.session.scalars(sa.select(OutboxMessage).where(_to(person, addresses)).order_by(OutboxMessage.id))
    return [
        {"mail": one.template, "subject": one.subject, "recipient": one.recipient, "state": one.state.value,
         "created_at": one.created_at.isoformat(), "sent_at": one.sent_at.isoformat() if one.sent_at else None}
        for one in mails
    ]  # fmt: skip


def erase_personal(person: str, addresses: Collection[str]) -> None:
    """Forget every mail to somebody, those that still wait included."""
    db.session.execute(sa.delete(OutboxMessage).where(_to(person, addresses)))
    db.session.expire_all()


def _to(person: str, addresses: Collection[str]) -> sa.ColumnElement[bool]:
    own = OutboxMessage.recipient.in_([one.lower() for one in addresses if one])
    return own | (OutboxMessage.person == person) if person else own


def forget_mails(summit: str, before: datetime, most: int) -> int:
    """Delete mails of a summit (none: of no summit) written before a moment; returns how many, ``most`` at once."""
    old = (OutboxMessage.summit == summit) & (OutboxMessage.created_at < before)
    rows = sa.select(OutboxMessage.id).where(old, OutboxMessage.state != MessageState.PENDING).limit(most)
    gone = sa.delete(OutboxMessage).where(OutboxMessage.id.in_(rows)).returning(OutboxMessage.id)
    return len(db.session.execute(gone).all())


def discard_pending(summit: str) -> None:
    """Forget the mails of a summit that were not sent yet; the people of a demo live nowhere."""
    waiting = (OutboxMessage.summit == summit) & (OutboxMessage.state == MessageState.PENDING)
    db.session.execute(sa.delete(OutboxMessage).where(waiting))


def retry_failed(summit: str) -> int:
    """Try the failed mails of a summit once more; returns how many."""
    failed = (OutboxMessage.summit == summit) & (OutboxMessage.state == MessageState.FAILED)
    messages = list(db.session.scalars(sa.select(OutboxMessage).where(failed)))
    for message in messages:
        message.state, message.attempts, message.due_at, message.claimed_at = (
            MessageState.PENDING,
            0,
            now(),
            None,
        )
        wake(TASK, message.public_id)
    return len(messages)

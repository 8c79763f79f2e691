"""Writing mail down, and handing it over: claim and delivery are two units of work."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import css_inline
import sqlalchemy as sa
from jinja2 import Environment

from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.db import db, lock, table_of, unit_of_work
from summitapp.core.errors import Stale
from summitapp.core.security import new_reference
from summitapp.core.text import Language, as_language
from summitapp.jobs.services import wake
from summitapp.outbox import queries, rules
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import Addressed, Attachment, Letter, MessageState, Refused

log = logging.getLogger(__name__)
TASK: Final = "outbox.deliver"
KEPT_FOR: Final = timedelta(days=90)
TURNS: Final = 10
_minted: ContextVar[list[str] | None] = ContextVar("minted", default=None)
_WRITE: Final = sa.insert(table_of(OutboxMessage))
Context = Callable[[Mapping[str, Any]], "Mail | None"]


@dataclass(frozen=True, slots=True)
class Mail:
    """What a feature's context function answers: the values of a template, and its attachments.

    :param headers: further lines of the head, such as ``List-Unsubscribe``.
    :param kept: its text may be kept, without its links, until :data:`KEPT_FOR` is over. Whoever says so has every
        secret of the mail minted by a function that calls :func:`note_secret`.
    """

    values: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False


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
    row = _row(template, Addressed(to, language, person, references), summit, now(), due_at) | {"forget": forget}
    db.session.connection().execute(_WRITE, row)
    if due_at is None:
        wake(TASK, row["public_id"])
    return str(row["public_id"])


def enqueue_batch(template: str, letters: Sequence[Addressed], *, batch: str, summit: str = "") -> list[str]:
    """Write many mails down at once and return their public ids in order; ``batch`` is what they belong to."""
    moment = now()
    rows = [_row(template, letter, summit, moment) | {"batch": batch} for letter in letters]
    if rows:
        db.session.connection().execute(_WRITE, rows)
    for row in rows:
        wake(TASK, row["public_id"])
    return [row["public_id"] for row in rows]


def _row(template: str, letter: Addressed, summit: str, moment: datetime,
         due_at: datetime | None = None) -> dict[str, Any]:  # fmt: skip
    return {
        "public_id": new_reference(), "template": template, "recipient": letter.to,
        "language": as_language(letter.language), "references": dict(letter.references), "person": letter.person,
        "summit": summit, "state": MessageState.PENDING, "attempts": 0, "created_at": moment,
        "due_at": due_at or moment, "subject": "", "body": "", "batch": "", "fault": "", "forget": False,
    }  # fmt: skip


def note_secret(secret: str) -> None:
    """Take note that a mail that is being composed holds this secret, so that it is never kept."""
    minted = _minted.get()
    if minted is not None:
        minted.append(secret)


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
            _retry(reference, str(error), isinstance(error, Refused) and error.permanent)
        return False
    except Exception as error:  # nothing that comes back in a minute; the others must not wait behind it
        log.exception("mail %s could not be composed", reference)
        with unit_of_work():
            _retry(reference, type(error).__name__, True)
        return False
    with unit_of_work():
        _settle(reference, letter, draft)
    return True


def deliver_in_turn(reference: str) -> None:
    """Send one message. Before one of a batch goes what is for one person alone: no log-in link waits behind a mailing."""
    message = queries.by_reference(reference)
    urgent = queries.due(now(), TURNS, alone=True) if message is not None and message.batch else []
    db.session.rollback()
    for one in [*urgent, reference]:
        deliver(one)


def sweep() -> None:
    """Send every message that waits and was not woken, and forget texts that were kept long enough."""
    references = queries.due(now())
    db.session.rollback()
    for reference in references:
        try:
            deliver(reference)
        except Exception:
            log.exception("mail %s was left for later", reference)
    forget_bodies()


def forget_bodies() -> None:
    """Empty the texts of mails that went out :data:`KEPT_FOR` ago; that they were sent stays known."""
    old = (OutboxMessage.sent_at < now() - KEPT_FOR) & (OutboxMessage.body != "")
    if db.session.scalar(sa.select(sa.exists().where(old))):
        with unit_of_work():
            db.session.execute(sa.update(OutboxMessage).where(old).values(body=""))
    db.session.rollback()


@dataclass(frozen=True, slots=True)
class Draft:
    """A message with everything its template needs."""

    reference: str
    template: str
    recipient: str
    language: Language
    mail: Mail
    secrets: tuple[str, ...] = ()


def compose(message: OutboxMessage) -> Letter | None:
    """Render a message in its recipient's language; must be called inside a unit of work."""
    draft = _gather(message)
    return None if draft is None else _render(draft)


def _gather(message: OutboxMessage) -> Draft | None:
    language = as_language(message.language)
    token = _minted.set([])
    try:
        with i18n.speaking(language):
            mail = extension("outbox").contexts[message.template](message.references)
        secrets = tuple(_minted.get() or ())
    finally:
        _minted.reset(token)
    if mail is None:
        return None
    return Draft(message.public_id, message.template, message.recipient, language, mail, secrets)


def render(template: str, to: str, language: Language, mail: Mail) -> Letter:
    """Return a letter as it would go out, for a preview; writes nothing."""
    return _render(Draft("preview", template, to, language, mail))


def _render(draft: Draft) -> Letter:
    env: Environment = extension("outbox").env
    folder, _, name = draft.template.partition("/")
    values = {**draft.mail.values, "base_url": settings().base_url, "operator": settings().operator_in(draft.language)}
    with i18n.speaking(draft.language):
        text = env.get_template(f"{folder}/mail/{name}.txt").render(**values)
        subject, _, body = text.strip().partition("\n")
        html = env.get_template(f"{folder}/mail/{name}.html").render(subject=subject.strip(), **values)
    return Letter(
        message_id=f"<{draft.reference}@{_domain()}>", to=draft.recipient, subject=subject.strip(),
        text=body.strip() + "\n", language=draft.language, attachments=draft.mail.attachments,
        headers=draft.mail.headers,
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
        message.state = MessageState.DROPPED
    return draft


def _settle(reference: str, letter: Letter, draft: Draft) -> None:
    message = queries.by_reference(reference)
    if message is not None and message.state is MessageState.PENDING:
        message.state, message.sent_at, message.fault = MessageState.SENT, now(), ""
        message.subject = rules.mask(letter.subject, draft.secrets)
        message.body = rules.mask(letter.text, draft.secrets) if draft.mail.kept else ""
        _forget(message)


def _retry(reference: str, fault: str, permanent: bool) -> None:
    message = queries.by_reference(reference)
    if message is None:
        return
    message.attempts += 1
    message.claimed_at, message.fault = None, fault[:500]
    due_at = None if permanent else rules.next_attempt(message.attempts, now())
    if due_at is None:
        message.state = MessageState.FAILED
        _forget(message)
    else:
        message.due_at = due_at


def _forget(message: OutboxMessage) -> None:
    if message.forget:
        message.recipient, message.subject, message.body, message.fault = "", "", "", ""


# --- what is kept of a person -------------------------------------------------------------------


def export_personal(person: str, addresses: Collection[str]) -> list[dict[str, Any]]:
    """Return every mail to somebody, by the public id of their person or by an address of theirs."""
    mails = db.session.scalars(sa.select(OutboxMessage).where(_to(person, addresses)).order_by(OutboxMessage.id))
    return [
        {"mail": one.template, "subject": one.subject, "recipient": one.recipient, "state": one.state.value,
         "text": one.body, "fault": one.fault, "created_at": one.created_at.isoformat(),
         "sent_at": one.sent_at.isoformat() if one.sent_at else None}
        for one in mails
    ]  # fmt: skip


def erase_personal(person: str, addresses: Collection[str]) -> None:
    """Forget every mail to somebody, those that still wait included."""
    db.session.execute(sa.delete(OutboxMessage).where(_to(person, addresses)))
    db.session.expire_all()


def _to(person: str, addresses: Collection[str]) -> sa.ColumnElement[bool]:
    """An office has one address for many: what was written to another of them is that person's."""
    own = OutboxMessage.recipient.in_([one.lower() for one in addresses if one]) & (OutboxMessage.person == "")
    return own | (OutboxMessage.person == person) if person else own


def hand_over(old: str, new: str) -> None:
    """Let the mails to one person, by public id, be those of another who has turned out to be the same."""
    own = sa.update(OutboxMessage).where(OutboxMessage.person == old).values(person=new)
    db.session.execute(own.execution_options(synchronize_session=False))


def readdress(person: str, old: str, new: str) -> None:
    """Write to another address what has not reached somebody at the old one; if there is none, it is never sent.

    Links are minted at sending: tried again at the old address, a mail would open what is no longer read there.
    """
    open_ = (MessageState.PENDING, MessageState.HELD, MessageState.FAILED)
    waits = OutboxMessage.state.in_(open_) & OutboxMessage.claimed_at.is_(None)
    own = (OutboxMessage.person == person) & (OutboxMessage.recipient == old.lower()) & waits
    values: dict[str, Any] = {"recipient": new} if new else {"state": MessageState.DROPPED}
    db.session.execute(sa.update(OutboxMessage).where(own).values(values))


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
        _again(message)
    return len(messages)


def retry(message: OutboxMessage, to: str = "") -> None:
    """Try one failed mail once more, to a corrected address if one is given.

    :raises Stale: if it has not failed, or no longer.
    """
    message = _failed(message)
    message.recipient = to or message.recipient
    _again(message)


def mark_told(message: OutboxMessage) -> None:
    """Take note that the person heard in another way what a failed mail was to tell.

    :raises Stale: if it has not failed, or no longer.
    """
    _failed(message).state = MessageState.TOLD


def _failed(message: OutboxMessage) -> OutboxMessage:
    locked = lock(OutboxMessage, message.id)
    if locked.state is not MessageState.FAILED:
        raise Stale
    return locked


def _again(message: OutboxMessage) -> None:
    message.state, message.attempts, message.claimed_at, message.due_at = MessageState.PENDING, 0, None, now()
    wake(TASK, message.public_id)


# --- a batch as a whole --------------------------------------------------------------------------


def hold_batch(batch: str) -> None:
    """Let what waits of a batch wait on; what is on its way already arrives."""
    waits = (OutboxMessage.state == MessageState.PENDING) & OutboxMessage.claimed_at.is_(None)
    _move(batch, waits, MessageState.HELD)


def resume_batch(batch: str) -> None:
    """Send what was held of a batch."""
    held = (OutboxMessage.batch == batch) & (OutboxMessage.state == MessageState.HELD)
    references = list(db.session.scalars(sa.select(OutboxMessage.public_id).where(held)))
    _move(batch, OutboxMessage.state == MessageState.HELD, MessageState.PENDING)
    for reference in references:
        wake(TASK, reference)


def drop_batch(batch: str) -> None:
    """Never send what waits of a batch."""
    waits = (OutboxMessage.state == MessageState.PENDING) & OutboxMessage.claimed_at.is_(None)
    _move(batch, sa.or_(waits, OutboxMessage.state == MessageState.HELD), MessageState.DROPPED)


def _move(batch: str, which: sa.ColumnElement[bool], state: MessageState) -> None:
    moved = sa.update(OutboxMessage).where(OutboxMessage.batch == batch, which).values(state=state)
    db.session.execute(moved.execution_options(synchronize_session=False))

"""Writing mailings and saved texts, as long as nothing has gone out."""

from dataclasses import replace

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock
from summitapp.core.errors import Stale
from summitapp.core.security import acting
from summitapp.mailings import queries
from summitapp.mailings.models import Mailing, Reminder, SavedText
from summitapp.mailings.rules import wording
from summitapp.mailings.values import Audience, MailingLocked, MailingState, NameTaken, TextFaulty, Wording
from summitapp.mailings.values.starters import STARTERS
from summitapp.summits.models import Summit

constraint_error({"uq_mailings_text_summit_id_name": NameTaken})


def check(said: Wording) -> None:
    """Look through a text.

    :raises TextFaulty: if it holds placeholders that do not exist, or somebody's own link.
    """
    if found := wording.find_faults(said.subject, said.body):
        raise TextFaulty(found)


def begin(summit: Summit, said: Wording, audience: Audience) -> Mailing:
    """Begin a mailing as a draft.

    :raises TextFaulty: see :func:`check`.
    """
    check(said)
    mailing = Mailing(summit_id=summit.id, author=acting().reference, created_at=now())
    mailing.wording, mailing.audience = said, audience
    db.session.add(mailing)
    record("mailing.begun", mailing, summit=summit.public_id)
    return mailing


def change(mailing: Mailing, said: Wording, audience: Audience, revision: int) -> Mailing:
    """Change a draft.

    :raises MailingLocked: if it is none any more. :raises Stale: if somebody else changed it meanwhile.
    :raises TextFaulty: see :func:`check`.
    """
    check(said)
    mailing = lock(Mailing, mailing.id)
    if mailing.state is not MailingState.DRAFT:
        raise MailingLocked
    if mailing.revision != revision:
        raise Stale
    mailing.wording, mailing.audience = said, audience
    mailing.revision += 1
    record("mailing.changed", mailing, summit=mailing.summit.public_id)
    return mailing


def copy(mailing: Mailing) -> Mailing:
    """Begin a draft with the text and the recipients of another mailing."""
    twin = Mailing(summit_id=mailing.summit_id, author=acting().reference, created_at=now())
    twin.wording, twin.audience = mailing.wording, mailing.audience
    db.session.add(twin)
    record("mailing.begun", twin, summit=mailing.summit.public_id, source=mailing.public_id)
    return twin


def discard(mailing: Mailing) -> None:
    """Throw a draft away.

    :raises MailingLocked: if it is none any more.
    """
    mailing = lock(Mailing, mailing.id)
    if mailing.state is not MailingState.DRAFT:
        raise MailingLocked
    record("mailing.discarded", mailing, summit=mailing.summit.public_id)
    db.session.delete(mailing)


# --- saved texts --------------------------------------------------------------------------------


def save_text(summit: Summit, name: str, said: Wording, text: SavedText | None = None) -> SavedText:
    """Keep a text for later, or change one that is kept.

    :raises TextFaulty: see :func:`check`. :raises NameTaken: if another text of the summit has this name.
    """
    check(said)
    if (known := queries.text_named(summit.id, name)) is not None and known is not text:
        raise NameTaken
    action = "mailing_text.changed" if text is not None else "mailing_text.saved"
    if text is None:
        text = SavedText(summit_id=summit.id, created_at=now())
        db.session.add(text)
    text.name, text.wording = name, said
    record(action, text, summit=summit.public_id)
    return text


def remove_text(text: SavedText) -> None:
    """Remove a saved text; mailings that began with it keep their own."""
    record("mailing_text.removed", text, summit=text.summit.public_id)
    db.session.delete(text)


def starter(summit: Summit, name: str) -> Wording | None:
    """Return a text to begin with: one that comes with the house, or a saved one by its public id."""
    if name in STARTERS:
        return STARTERS[name].wording
    found = queries.text_of(summit.slug, name)
    return found.wording if found is not None else None


def copy_to(source_id: int, target_id: int) -> None:
    """Give a new edition the saved texts and the reminders of the last one; the reminders are switched off."""
    for text in queries.texts(source_id):
        twin = SavedText(summit_id=target_id, name=text.name, created_at=now())
        twin.wording = text.wording
        db.session.add(twin)
    for rule in queries.reminders(source_id):
        like = Reminder(summit_id=target_id, anchor=rule.anchor, days=rule.days, at=rule.at, created_at=now())
        like.wording, like.audience = rule.wording, replace(rule.audience, chosen=())
        db.session.add(like)

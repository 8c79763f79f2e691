"""What a reader decides: no more reminders, or reminders again; and what is known of a person here."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, insert_missing, table_of
from summitapp.directory import queries as people
from summitapp.directory.models import Person
from summitapp.mailings import queries
from summitapp.mailings.models import Mailing, OptOut, Recipient
from summitapp.mailings.rules.tokens import read_token
from summitapp.mailings.values import LinkUnknown
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def reader_of(token: str) -> tuple[Summit, str]:
    """Return the summit and the reader of a link in a mail.

    :raises LinkUnknown: if the link was not made here.
    """
    read = read_token(settings().secret_key, token)
    summit = summits.by_reference(read[0]) if read is not None else None
    if read is None or summit is None:
        raise LinkUnknown
    person = people.person_by_reference(read[1])  # nobody, if they coordinate
    kept = person.merged_into if person is not None else None
    return summit, kept.public_id if kept is not None else read[1]


def opted_out(token: str) -> bool:
    """Whether the reader of a link wants no reminders.

    :raises LinkUnknown: if the link was not made here.
    """
    summit, reference = reader_of(token)
    return reference in queries.opted_out(summit.id)


def want_none(token: str) -> None:
    """Send the reader of a link nothing more that is not essential; saying so twice changes nothing (RFC 8058).

    :raises LinkUnknown: if the link was not made here.
    """
    summit, reference = reader_of(token)
    row = {"summit_id": summit.id, "reference": reference, "at": now()}
    db.session.connection().execute(insert_missing(table_of(OptOut)), row)
    record("reminders.refused", summit, summit=summit.public_id)


def take_back(token: str) -> None:
    """Send the reader of a link reminders again.

    :raises LinkUnknown: if the link was not made here.
    """
    summit, reference = reader_of(token)
    db.session.execute(sa.delete(OptOut).where(OptOut.summit_id == summit.id, OptOut.reference == reference))
    record("reminders.wanted", summit, summit=summit.public_id)


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return which mailings a person was sent, and for which summits they want no reminders."""
    got = db.session.execute(
        sa.select(Mailing.subject, Recipient.added_at).join(Mailing, Mailing.id == Recipient.mailing_id)
        .where(Recipient.reference == person.public_id).order_by(Recipient.id)
    )  # fmt: skip
    refused = db.session.execute(
        sa.select(Summit.slug, OptOut.at).join(Summit, Summit.id == OptOut.summit_id)
        .where(OptOut.reference == person.public_id).order_by(OptOut.id)
    )  # fmt: skip
    return [
        *({"mailing": row.subject.best(person.language), "at": row.added_at.isoformat()} for row in got),
        *({"no_reminders_for": row.slug, "at": row.at.isoformat()} for row in refused),
    ]


def erase_personal(person: Person) -> None:
    """Forget which mailings a person was sent. Their wish for none is kept without a name: it is no longer theirs."""
    for table in (Recipient, OptOut):
        db.session.execute(sa.delete(table).where(table.reference == person.public_id))


def forget_readers(summit_id: int, most: int) -> int:
    """Forget who got which mailing of a summit that is long over; returns how many notes, ``most`` at once."""
    of_summit = sa.select(Mailing.id).where(Mailing.summit_id == summit_id)
    got = sa.select(Recipient.id).where(Recipient.mailing_id.in_(of_summit)).limit(most)
    refused = sa.select(OptOut.id).where(OptOut.summit_id == summit_id).limit(most)
    for table, rows in ((Recipient, got), (OptOut, refused)):
        gone = db.session.execute(sa.delete(table).where(table.id.in_(rows)).returning(table.id)).all()
        if gone:
            return len(gone)
    return 0


def join_histories(kept: str, gone: str) -> None:
    """Let what one entry of a person was sent, and refused, count for the other they turned out to be."""
    for table, group in ((Recipient, Recipient.mailing_id), (OptOut, OptOut.summit_id)):
        have = sa.select(group).where(table.reference == kept).scalar_subquery()
        db.session.execute(sa.delete(table).where(table.reference == gone, group.in_(have)))
    told = sa.select(Recipient.reminder_id).where(Recipient.reference == kept, Recipient.reminder_id.is_not(None))
    again = (Recipient.reference == gone) & Recipient.reminder_id.in_(told.scalar_subquery())
    db.session.execute(sa.update(Recipient).where(again).values(reminder_id=None))
    for table in (Recipient, OptOut):
        db.session.execute(sa.update(table).where(table.reference == gone).values(reference=kept))

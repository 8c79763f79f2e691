"""Writing down which invitations went to whom, each in its last revision."""

from collections.abc import Iterable

import sqlalchemy as sa

from summitapp.calendars.models import SentInvitation
from summitapp.calendars.values import Step
from summitapp.core.clock import now
from summitapp.core.db import db


def note_invitations(owner: str, steps: Iterable[Step]) -> None:
    """Keep what is being sent to somebody; called in the unit of work that writes the mails, so that each goes once."""
    known = {one.subject: one for one in db.session.scalars(sa.select(SentInvitation).where(SentInvitation.owner == owner))}
    for step in steps:
        row = known.get(step.subject)
        if row is None:
            row = SentInvitation(owner=owner, subject=step.subject)
            db.session.add(row)
        row.method, row.sequence, row.entry_sequence = step.method, step.sequence, step.item.entry.sequence
        row.item, row.sent_at = step.item.as_dict(), now()
    db.session.flush()

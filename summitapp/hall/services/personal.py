"""What people said of their meetings when they ask for their data, are erased, or time has passed."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.hall import queries
from summitapp.hall.models import Outcome
from summitapp.matchmaking.models import Meeting, MeetingRound
from summitapp.registration import queries as registrations


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return what somebody said of their meetings."""
    return [
        {"meeting": one.meeting.public_id, "starts_at": one.meeting.slot.starts_at.isoformat(), "held": one.held.value,
         "valuable": one.valuable, "follow_up": one.follow_up, "note": one.note, "at": one.at.isoformat()}
        for one in queries.of_person(person.id)
    ]  # fmt: skip


def erase_personal(person: Person) -> None:
    """Delete everything somebody said of their meetings."""
    mine = [one.id for one in registrations.of_person(person.id)]
    gone = db.session.execute(sa.delete(Outcome).where(Outcome.registration_id.in_(mine)).returning(Outcome.id)).all()
    if gone:
        db.session.expire_all()
        audit.write("outcome.erased", "directory.person", person.public_id)


def forget_outcomes(summit_id: int, most: int) -> int:
    """Delete what was said of the meetings of a summit that is long over; returns how many, ``most`` at once."""
    rows = (
        sa.select(Outcome.id).join(Meeting, Meeting.id == Outcome.meeting_id)
        .join(MeetingRound, MeetingRound.id == Meeting.round_id).where(MeetingRound.summit_id == summit_id).limit(most)
    )  # fmt: skip
    gone = db.session.execute(sa.delete(Outcome).where(Outcome.id.in_(rows)).returning(Outcome.id)).all()
    db.session.expire_all()
    return len(gone)


def forget_registration(registration_id: int) -> None:
    """Delete what the person before said, when another takes a registration over."""
    db.session.execute(sa.delete(Outcome).where(Outcome.registration_id == registration_id))
    db.session.expire_all()


def hand_over(gone_id: int, kept_id: int) -> None:
    """Let what was said as one registration be the other's, once both were one person's; of two answers theirs stays."""
    known = sa.select(Outcome.meeting_id).where(Outcome.registration_id == kept_id)
    known_ids = list(db.session.scalars(known))
    mine = Outcome.registration_id == gone_id
    db.session.execute(sa.delete(Outcome).where(mine, Outcome.meeting_id.in_(known_ids)))
    db.session.execute(sa.update(Outcome).where(mine).values(registration_id=kept_id))
    db.session.expire_all()

"""Putting a whole programme into the draft at once; what clashes is judged when it is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from summitapp.agenda import rules
from summitapp.agenda.models import Slot
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.sessions import add_claimed, claim_summit
from summitapp.agenda.values import SessionDetails
from summitapp.audit import services as audit
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.summits.models import Room, Summit


@dataclass(frozen=True, slots=True)
class Planned:
    """A session with its time, if it has one, and the code of its room, empty for none."""

    details: SessionDetails
    room: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def plan_sessions(summit: Summit, planned: Iterable[Planned], moment: datetime | None = None) -> None:
    """Add sessions and place them in the draft.

    :param moment: by which :func:`take_back_copy` finds all of them again; without it each has its own.
    :raises Invalid: naming the fields of the first one that cannot be.
    :raises SessionCodeTaken: at the flush, if a code is there already. :raises SummitArchived: if it takes no changes.
    """
    summit = claim_summit(summit)
    draft = ensure_draft(summit)
    rooms = {room.code: room for room in db.session.scalars(sa.select(Room).where(Room.summit_id == summit.id))}
    number = 0
    for one in planned:
        session = add_claimed(summit, one.details)
        session.created_at = moment or session.created_at
        number += 1
        if one.starts_at is None or one.ends_at is None:
            continue
        if faults := rules.find_time_faults(one.starts_at, one.ends_at):
            raise Invalid(faults)
        db.session.add(Slot(version=draft, session=session, room=rooms[one.room] if one.room else None,
                            starts_at=one.starts_at, ends_at=one.ends_at))  # fmt: skip
    audit.record("agenda.planned", draft, summit=summit.public_id, sessions=number)

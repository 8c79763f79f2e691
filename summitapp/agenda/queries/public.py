"""What the public pages ask beside the programme itself: earlier places, places left."""

from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot
from summitapp.agenda.queries.programme import programme_of
from summitapp.agenda.queries.versions import last_release
from summitapp.agenda.values import (
    Attendance,
    EarlierPlace,
    Placement,
    Programme,
    SessionText,
    VersionState,
    Visibility,
)
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits.models import Room, Summit

#: Older releases than these are no news for anybody.
_NEWEST: Final = 12


def moves_of(summit: Summit) -> dict[str, EarlierPlace]:
    """Return where each session of the last release stood before it was moved, if it was; one statement."""
    numbers = (
        sa.select(AgendaVersion.id)
        .where(AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.PUBLISHED)
        .order_by(AgendaVersion.number.desc()).limit(_NEWEST)
    )  # fmt: skip
    rows = db.session.execute(
        sa.select(AgendaSession.code, Slot.starts_at, Slot.ends_at, Room.code, AgendaVersion.published_at)
        .join(Slot.version).join(Slot.session).outerjoin(Slot.room)
        .where(AgendaVersion.id.in_(numbers))
        .order_by(AgendaVersion.number)
    )  # fmt: skip
    stands: dict[str, tuple[datetime, datetime, str]] = {}
    moved: dict[str, EarlierPlace] = {}
    for code, starts_at, ends_at, room, published_at in rows:
        place = (starts_at, ends_at, room or "")
        if published_at is not None and code in stands and stands[code] != place:
            moved[code] = EarlierPlace(*stands[code], published_at)
        stands[code] = place
    return moved


def programme_at_door(summit: Summit, room: str) -> tuple[Programme, tuple[Placement, ...]]:
    """Return the public programme, and what takes place in a room behind closed doors without a word of what it is."""
    whole = programme_of(summit, last_release(summit))
    closed = [one for one in whole.placements if not one.public and not one.cancelled and room in one.rooms]
    blank = tuple(
        Placement("", SessionText(Translated()), room, one.starts_at, one.ends_at) for one in closed
    )
    return whole.only(lambda placement: placement.public), blank


def public_places(summit: Summit) -> dict[str, tuple[int, int]]:
    """Return places given and places in all of each public session for which people enrol."""
    release = last_release(summit)
    if release is None:
        return {}
    rows = db.session.execute(
        sa.select(AgendaSession.code, AgendaSession.taken, AgendaSession.capacity)
        .join(Slot, Slot.session_id == AgendaSession.id)
        .where(
            Slot.version_id == release.id, Slot.cancelled.is_(False), AgendaSession.capacity.is_not(None),
            AgendaSession.attendance == Attendance.ENROL, AgendaSession.visibility == Visibility.PUBLIC,
        )
        .order_by(AgendaSession.code)
    )  # fmt: skip
    return {code: (taken, capacity or 0) for code, taken, capacity in rows}

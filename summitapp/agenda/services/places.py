"""Counting the places of a session in the database, so that two people never get the same one."""

from typing import Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.services.sessions import refuse_if_archived
from summitapp.agenda.values import Attendance, FewerPlacesThanTaken, PlacesChanged
from summitapp.audit import services as audit
from summitapp.core.db import constraint_error, db, lock, table_of
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.core.text import N_

constraint_error({"ck_agenda_session_places": FewerPlacesThanTaken})

_SESSION: Final = table_of(AgendaSession)
_OWN: Final = _SESSION.c.id == sa.bindparam("of")
_ROOM: Final = sa.or_(_SESSION.c.capacity.is_(None), _SESSION.c.taken < _SESSION.c.capacity)
_TAKE: Final = (
    sa.update(_SESSION).where(_OWN, _SESSION.c.attendance == Attendance.ENROL, _ROOM)
    .values(taken=_SESSION.c.taken + 1).returning(_SESSION.c.taken)
)  # fmt: skip
_GIVE_BACK: Final = sa.update(_SESSION).where(_OWN).values(taken=_SESSION.c.taken - 1)
#: What a place is given in counts with the programme of now; more than this is a slip of the finger.
MOST_PLACES: Final = 100_000


def take_place(session: AgendaSession) -> bool:
    """Take one place in a session in which people enrol; says no when there is none."""
    taken = db.session.connection().execute(_TAKE, {"of": session.id}).first()
    db.session.expire(session, ["taken"])
    return taken is not None


def give_back_place(session: AgendaSession) -> None:
    """Return one place."""
    db.session.connection().execute(_GIVE_BACK, {"of": session.id})
    db.session.expire(session, ["taken"])


def change_places(session: AgendaSession, capacity: int | None) -> None:
    """Give a session more places or fewer, at once and without a release; ``None`` for as many as come.

    :raises Invalid: if that is no number of places. :raises FewerPlacesThanTaken: if more people have one already.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    session = lock(AgendaSession, session.id)
    refuse_if_archived(session.summit)
    if capacity is not None and not 1 <= capacity <= MOST_PLACES:
        raise Invalid({"capacity": N_("Please give at least one place, or leave this empty.")})
    if capacity is not None and capacity < session.taken:
        raise FewerPlacesThanTaken
    before, session.capacity = session.capacity, capacity
    session.revision += 1
    audit.record("session.places_changed", session, summit=session.summit.public_id, capacity=(before, capacity))
    db.session.flush()
    announce(PlacesChanged(session.id, session.summit.public_id))

"""What would come with the agenda of another summit, and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.agenda.models import AgendaSession, Slot
from summitapp.agenda.queries.sessions import codes_of, rooms_of
from summitapp.agenda.queries.versions import draft_of
from summitapp.agenda.values import SessionState
from summitapp.core.db import db
from summitapp.core.tz import to_local
from summitapp.summits.models import Summit


@dataclass(frozen=True, slots=True)
class Coming:
    """What a copy would bring.

    :param days: each day of the source's draft, the day it would become, and how many sessions stand on it.
    :param waiting: sessions without a time. :param known: those that stay away, since their code is there already.
    :param rooms: names of rooms the target has not; what stands in them comes without a room.
    :param beyond: whether some day lies outside of the target's dates.
    """

    days: tuple[tuple[date, date, int], ...]
    waiting: int
    known: int
    rooms: tuple[str, ...]
    beyond: bool

    @property
    def sessions(self) -> int:
        """Return how many sessions would come."""
        return self.waiting + sum(count for _old, _new, count in self.days)


def coming(source: Summit, target: Summit, *, people: bool = False) -> list[AgendaSession]:
    """Return the sessions that a copy would bring: planned ones whose code the target has not."""
    statement = sa.select(AgendaSession).where(
        AgendaSession.summit_id == source.id, AgendaSession.state == SessionState.PLANNED
    ).options(joinedload(AgendaSession.track))  # fmt: skip
    if people:
        statement = statement.options(selectinload(AgendaSession.appearances))
    taken = codes_of(target)
    return [session for session in db.session.scalars(statement) if session.code not in taken]


def preview_of_copy(source: Summit, target: Summit, days: int | None = None) -> Coming:
    """Return what :func:`services.copy_agenda` would do."""
    shift = timedelta(days=(target.starts_on - source.starts_on).days if days is None else days)
    wanted = {session.id for session in coming(source, target)}
    slots = [slot for slot in _slots(source) if slot.session_id in wanted]
    counts: dict[date, int] = {}
    for slot in slots:
        day = to_local(slot.starts_at, source.timezone).date()
        counts[day] = counts.get(day, 0) + 1
    here = {room.code for room in rooms_of(target)}
    missing = {slot.room.code: slot.room.name.best("en") for slot in slots if slot.room and slot.room.code not in here}
    moved = tuple((day, day + shift, count) for day, count in sorted(counts.items()))
    planned = sa.select(sa.func.count()).where(
        AgendaSession.summit_id == source.id, AgendaSession.state == SessionState.PLANNED
    )  # fmt: skip
    known = (db.session.scalar(planned) or 0) - len(wanted)
    beyond = any(not target.starts_on <= new <= target.ends_on for _old, new, _count in moved)
    return Coming(moved, len(wanted) - len(slots), known, tuple(missing.values()), beyond)


def _slots(source: Summit) -> Sequence[Slot]:
    draft = draft_of(source)
    if draft is None:
        return ()
    return db.session.scalars(sa.select(Slot).where(Slot.version_id == draft.id).options(joinedload(Slot.room))).all()


def copied_at(summit: Summit, moment: datetime) -> list[AgendaSession]:
    """Return the sessions that a copy brought at that moment; sessions written by hand have each a moment of its own."""
    came = sa.select(AgendaSession).where(AgendaSession.summit_id == summit.id, AgendaSession.created_at == moment)
    return list(db.session.scalars(came.options(selectinload(AgendaSession.appearances))))

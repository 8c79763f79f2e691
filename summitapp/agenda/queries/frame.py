"""Within what the agenda of a summit has to fit, for the rules."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.agenda.models import (
    AgendaSession,
    AgendaVersion,
    Appearance,
    Availability,
    Interpreter,
    ReleasedAppearance,
    Slot,
)
from summitapp.agenda.queries.notices import comer_number
from summitapp.agenda.queries.versions import last_release
from summitapp.agenda.values import Answer, Attendance, DayHours, Frame, Holding, RoomFacts, Span
from summitapp.core.db import db
from summitapp.core.tz import from_local
from summitapp.directory.models import Person, Position, Tenure
from summitapp.directory.values import PersonName
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit, SummitDay, Venue


def frame_of(summit: Summit, now: datetime | None = None) -> Frame:
    """Return within what the agenda of a summit has to fit.

    :param now: the moment of judging; without it nothing is said to lie in the past.
    """
    days = summits.parts(SummitDay, summit.id)
    hours = tuple(
        DayHours(day.day, _instant(day, "opens", summit.timezone), _instant(day, "closes", summit.timezone))
        for day in days
    )
    asking, pool, coming = _kept(summit)
    last = last_release(summit)
    return Frame(
        hours, _rooms(summit), summit.timezone, timedelta(minutes=summit.changeover_minutes),
        summits.walks_of(summit), _available(summit), now,
        _begun(last, now) if last and now else {}, _announced(last) if last and asking else frozenset(), asking, pool,
        _offices(summit), coming,
    )  # fmt: skip


def _instant(day: SummitDay, name: str, zone: str) -> datetime:
    return from_local(datetime.combine(day.day, getattr(day, name)), zone, second=False)


def _rooms(summit: Summit) -> dict[str, RoomFacts]:
    rows = db.session.execute(
        sa.select(Room, Venue.public_id).join(Venue, Venue.id == Room.venue_id)
        .where(Room.summit_id == summit.id).order_by(Room.position, Room.id)
    ).all()  # fmt: skip
    open_when = summits.room_hours_of(summit)
    return {
        room.code: RoomFacts(room.code, room.name, room.capacity, tuple(room.languages), venue,
                             tuple(Span(*span) for span in open_when.get(room.id, ())), room.public_id)
        for room, venue in rows
    }  # fmt: skip


def _available(summit: Summit) -> dict[str, tuple[Span, ...]]:
    rows = db.session.execute(
        sa.select(Person.public_id, Availability.starts_at, Availability.ends_at)
        .join(Person, Person.id == Availability.person_id)
        .where(Availability.summit_id == summit.id).order_by(Availability.starts_at)
    )  # fmt: skip
    found: dict[str, list[Span]] = defaultdict(list)
    for person, starts_at, ends_at in rows:
        found[f"person:{person}"].append(Span(starts_at, ends_at))
    return {key: tuple(spans) for key, spans in found.items()}


def _offices(summit: Summit) -> dict[str, tuple[Holding, ...]]:
    """Return who holds the offices that are to appear, in the order in which they took them."""
    named = sa.select(Appearance.position_id).join(Appearance.session).where(AgendaSession.summit_id == summit.id)
    rows = db.session.execute(
        sa.select(Position.public_id, Person.public_id, Person.given_name, Person.family_name, Person.academic_title,
                  Tenure.since, Tenure.until, Tenure.acting)
        .select_from(Tenure).join(Position, Position.id == Tenure.position_id).join(Person, Person.id == Tenure.person_id)
        .where(Tenure.position_id.in_(named), Person.hidden_at.is_(None)).order_by(Tenure.id)
    )  # fmt: skip
    found: dict[str, list[Holding]] = defaultdict(list)
    for office, person, given, family, academic, since, until, acting in rows:
        name = PersonName(given, family, academic).with_title
        found[f"position:{office}"].append(Holding(f"person:{person}", name, since, until, acting))
    return {key: tuple(held) for key, held in found.items()}


def _kept(summit: Summit) -> tuple[bool, bool, int]:
    """Return whether anybody has answered the question to appear, whether there is a pool of interpreters, and how
    many take part, which is counted where all of them are expected somewhere."""
    answered = (
        sa.select(Appearance.id).join(Appearance.session)
        .where(AgendaSession.summit_id == summit.id, Appearance.answer != Answer.OPEN).exists()
    )  # fmt: skip
    pool = sa.select(Interpreter.id).where(Interpreter.summit_id == summit.id).exists()
    for_all = (
        sa.select(AgendaSession.id)
        .where(AgendaSession.summit_id == summit.id, AgendaSession.attendance == Attendance.COMPULSORY).exists()
    )  # fmt: skip
    coming = sa.case((for_all, comer_number(summit).scalar_subquery()), else_=0)
    row: Any = db.session.execute(sa.select(answered, pool, coming)).one()
    return bool(row[0]), bool(row[1]), int(row[2])


def _begun(last: AgendaVersion, now: datetime) -> dict[str, tuple[str, datetime, datetime]]:
    rows = db.session.execute(
        sa.select(AgendaSession.code, Room.code, Slot.starts_at, Slot.ends_at)
        .select_from(Slot).join(Slot.session).outerjoin(Slot.room)
        .where(Slot.version_id == last.id, Slot.cancelled.is_(False), Slot.starts_at < now)
    )  # fmt: skip
    return {code: (room or "", starts_at, ends_at) for code, room, starts_at, ends_at in rows}


def _announced(last: AgendaVersion) -> frozenset[tuple[str, str]]:
    """Return who has declined a session in which the last release names them."""
    rows = db.session.execute(
        sa.select(AgendaSession.code, Person.public_id, Position.public_id)
        .select_from(Appearance).join(Appearance.session)
        .join(Slot, (Slot.session_id == Appearance.session_id) & (Slot.version_id == last.id))
        .join(ReleasedAppearance, (ReleasedAppearance.slot_id == Slot.id) & sa.or_(
            ReleasedAppearance.person_id == Appearance.person_id,
            ReleasedAppearance.position_id == Appearance.position_id,
        ))
        .outerjoin(Person, Person.id == Appearance.person_id)
        .outerjoin(Position, Position.id == Appearance.position_id)
        .where(Appearance.answer == Answer.DECLINED)
    )  # fmt: skip
    return frozenset((code, f"person:{person}" if person else f"position:{office}") for code, person, office in rows)

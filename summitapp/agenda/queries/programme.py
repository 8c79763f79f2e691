"""A version of the agenda as values, with everything needed to judge and to show it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from summitapp.agenda.models import (
    AgendaSession,
    AgendaVersion,
    Appearance,
    Interpreter,
    Interpreting,
    ReleasedAppearance,
    Slot,
    SlotRoom,
)
from summitapp.agenda.queries.interpreters import appearing_interpreter, interpreters_of
from summitapp.agenda.queries.personal import codes_by_office
from summitapp.agenda.queries.sessions import tracks_of
from summitapp.agenda.queries.versions import draft_of, last_release
from summitapp.agenda.values import (
    Answer,
    Appearing,
    Placement,
    Programme,
    RoomText,
    SessionText,
    TrackText,
    VersionState,
    Visibility,
)
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import City, Organisation, Person, Position, Tenure
from summitapp.directory.values import PersonName
from summitapp.summits.models import Room, Summit, SummitDay, Track, Venue


def draft_placements(summit: Summit, codes: Collection[str] | None = None) -> tuple[Placement, ...]:
    """Return the draft in the words of today, or some of its sessions."""
    draft = draft_of(summit)
    if draft is None:
        return ()
    if codes is None:
        return placements_of(draft)
    named = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit.id, AgendaSession.code.in_(codes))
    return placements_of(draft, db.session.scalars(named).all())


def placements_around(session: AgendaSession) -> tuple[Placement, ...]:
    """Return of the draft a session and those that share a room or a person with it: what a move of it can touch."""
    draft = draft_of(session.summit)
    return placements_of(draft, _near(session, draft)) if draft is not None else ()


def _near(session: AgendaSession, draft: AgendaVersion) -> list[int]:
    """Return the row ids of a session and of those placed in the same rooms or with the same people.

    Whoever holds an office, now or at another time, may be needed in both.
    """
    rooms = sa.union(
        sa.select(Slot.id, Slot.room_id).where(Slot.version_id == draft.id, Slot.room_id.is_not(None)),
        sa.select(SlotRoom.slot_id, SlotRoom.room_id).join(Slot, Slot.id == SlotRoom.slot_id)
        .where(Slot.version_id == draft.id),
    ).cte("filled")  # fmt: skip
    own = sa.select(Slot.id).where(Slot.version_id == draft.id, Slot.session_id == session.id)
    filled = sa.select(rooms.c.room_id).where(rooms.c.id.in_(own))
    in_rooms = sa.select(Slot.session_id).where(Slot.id.in_(sa.select(rooms.c.id).where(rooms.c.room_id.in_(filled))))
    cast = sa.union_all(
        sa.select(Appearance.session_id, Appearance.person_id, Appearance.position_id)
        .join(AgendaSession, AgendaSession.id == Appearance.session_id)
        .where(AgendaSession.summit_id == session.summit_id),
        sa.select(Interpreting.session_id, Interpreter.person_id, sa.null())
        .join(Interpreter, Interpreter.id == Interpreting.interpreter_id)
        .where(Interpreter.summit_id == session.summit_id),
        sa.select(Appearance.session_id, Tenure.person_id, sa.null())
        .join(AgendaSession, AgendaSession.id == Appearance.session_id)
        .join(Tenure, Tenure.position_id == Appearance.position_id)
        .where(AgendaSession.summit_id == session.summit_id),
    ).cte("needed")  # fmt: skip
    mine = cast.c.session_id == session.id
    with_people = sa.select(cast.c.session_id).where(sa.or_(
        cast.c.person_id.in_(sa.select(cast.c.person_id).where(mine, cast.c.person_id.is_not(None))),
        cast.c.position_id.in_(sa.select(cast.c.position_id).where(mine, cast.c.position_id.is_not(None))),
    ))  # fmt: skip
    return [session.id, *db.session.scalars(sa.union(in_rooms, with_people))]


def placements_of(version: AgendaVersion, only: Collection[int] | None = None) -> tuple[Placement, ...]:
    """Return the placements of a version in order of time.

    :param only: row ids of sessions; the others are left out.

    A release speaks in the words it froze; a session that was since shown to fewer people is shown
    to fewer people at once.
    """
    draft = version.state is VersionState.DRAFT
    statement = (
        sa.select(Slot, AgendaSession, Room.code, Track.code)
        .join(Slot.session)
        .outerjoin(Slot.room)
        .outerjoin(AgendaSession.track)
        .where(Slot.version_id == version.id)
        .order_by(Slot.starts_at, Slot.ends_at, Room.position, AgendaSession.code)
    )
    if only is not None:
        statement = statement.where(Slot.session_id.in_(only))
    rows = db.session.execute(statement).all()
    people = _draft_cast(version, only) if draft else _released_cast(version)
    team, more = _team(version, only) if draft else {}, _more_rooms(version)
    return tuple(
        Placement(
            session.code, _text(slot, session, track), room or "", slot.starts_at, slot.ends_at,
            tuple(people[session.id if draft else slot.id]), slot.cancelled, session.public_id,
            more.get(slot.id, ()), team.get(session.id, ()), session.taken, session.revision,
        )
        for slot, session, room, track in rows
    )  # fmt: skip


def _text(slot: Slot, session: AgendaSession, track: str | None) -> SessionText:
    if slot.frozen is not None:
        text = SessionText.of(slot.frozen)
        return replace(text, visibility=text.visibility.stricter(session.visibility))
    return session.text_in(track or "")


def _more_rooms(version: AgendaVersion) -> dict[int, tuple[str, ...]]:
    rows = db.session.execute(
        sa.select(SlotRoom.slot_id, Room.code).join(Room, Room.id == SlotRoom.room_id)
        .join(Slot, Slot.id == SlotRoom.slot_id).where(Slot.version_id == version.id).order_by(Room.position)
    )  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    for slot, code in rows:
        found[slot].append(code)
    return {slot: tuple(codes) for slot, codes in found.items()}


def _team(version: AgendaVersion, only: Collection[int] | None = None) -> dict[int, tuple[Appearing, ...]]:
    """Return the interpreters of each session: their languages stand where a function would."""
    pool = {row.id: appearing_interpreter(row) for row in interpreters_of(version.summit_id)}
    if not pool:
        return {}
    statement = (
        sa.select(Interpreting.session_id, Interpreting.interpreter_id)
        .join(Slot, Slot.session_id == Interpreting.session_id).where(Slot.version_id == version.id)
    )  # fmt: skip
    if only is not None:
        statement = statement.where(Interpreting.session_id.in_(only))
    found: dict[int, list[Appearing]] = defaultdict(list)
    order = {row: place for place, row in enumerate(pool)}
    for session, interpreter in sorted(db.session.execute(statement), key=lambda row: order[row.interpreter_id]):
        found[session].append(pool[interpreter])
    return {session: tuple(team) for session, team in found.items()}


def _draft_cast(version: AgendaVersion, only: Collection[int] | None = None) -> dict[int, list[Appearing]]:
    statement = _cast(Appearance, Appearance.session_id, Appearance.answer)
    if only is not None:
        statement = statement.where(Appearance.session_id.in_(only))
    return _by(statement.join(Slot, Slot.session_id == Appearance.session_id).where(Slot.version_id == version.id))


def cast_by_session(*where: sa.ColumnElement[bool]) -> dict[int, list[Appearing]]:
    """Return who appears in sessions of the draft, by the session's row id."""
    return _by(_cast(Appearance, Appearance.session_id, Appearance.answer).where(*where))


def _released_cast(version: AgendaVersion) -> dict[int, list[Appearing]]:
    statement = _cast(ReleasedAppearance, ReleasedAppearance.slot_id, sa.null())
    return _by(statement.join(ReleasedAppearance.slot).where(Slot.version_id == version.id))


def _cast(
    model: type[Appearance] | type[ReleasedAppearance], owner: InstrumentedAttribute[int],
    answer: sa.ColumnElement[Any] | InstrumentedAttribute[Answer],
) -> sa.Select[*tuple[Any, ...]]:
    """Select columns, not rows: of a person only the name is needed here."""
    return (
        sa.select(
            owner, model.role, model.function, Person.public_id, Person.given_name, Person.family_name,
            Person.academic_title, Person.hidden_at, Position.public_id, Position.title, City.name, Organisation.name,
            answer,
        )
        .select_from(model)
        .outerjoin(Person, Person.id == model.person_id)
        .outerjoin(Position, Position.id == model.position_id)
        .outerjoin(City, City.id == Position.city_id)
        .outerjoin(Organisation, Organisation.id == Position.organisation_id)
        .order_by(owner, model.place, model.id)
    )  # fmt: skip


def _by(statement: sa.Select[*tuple[Any, ...]]) -> dict[int, list[Appearing]]:
    found: dict[int, list[Appearing]] = defaultdict(list)
    for (owner, role, function, person, given, family, academic, hidden, position, title, city,
         organisation, answer) in db.session.execute(statement):  # fmt: skip
        answer = answer or Answer.OPEN
        if person is not None:
            name = PersonName(given, family, academic).with_title
            found[owner].append(Appearing(f"person:{person}", name, function, role, hidden=hidden is not None,
                                          answer=answer))  # fmt: skip
        else:
            body = city or organisation or Translated()
            found[owner].append(Appearing(f"position:{position}", "", function or title, role, body, answer=answer))
    return found


def programme_of(summit: Summit, version: AgendaVersion | None) -> Programme:
    """Return a version with everything needed to show it; without one the bare days, rooms and tracks."""
    days = db.session.scalars(sa.select(SummitDay.day).where(SummitDay.summit_id == summit.id).order_by(SummitDay.day))
    rooms = db.session.execute(
        sa.select(Room, Venue).join(Venue, Venue.id == Room.venue_id).where(Room.summit_id == summit.id)
        .order_by(Room.position, Room.id)
    )  # fmt: skip
    programme = Programme(
        zone=summit.timezone,
        days=tuple(days),
        rooms={room.code: _room_text(room, venue) for room, venue in rooms},
        tracks={track.code: TrackText(track.code, track.name, track.colour) for track in tracks_of(summit)},
    )
    if version is None:
        return programme
    return replace(programme, placements=placements_of(version), number=version.number,
                   published_at=version.published_at, note=version.note, name=version.label)  # fmt: skip


def _room_text(room: Room, venue: Venue) -> RoomText:
    return RoomText(room.code, room.name, venue.name, venue.address, room.capacity, tuple(room.languages),
                    venue.latitude, venue.longitude)  # fmt: skip


def public_programme(summit: Summit) -> Programme:
    """Return what everybody may see of the last release."""
    return programme_of(summit, last_release(summit)).only(lambda placement: placement.public)


def programme_for_person(summit: Summit, person: str) -> Programme:
    """Return what a participant may see: everything but the closed sessions of others.

    :param person: public id of the :class:`directory.Person`.
    """
    key, by_office = f"person:{person}", codes_by_office(summit, person)
    return programme_of(summit, last_release(summit)).only(
        lambda p: p.text.visibility is not Visibility.CLOSED or p.code in by_office or any(one.key == key for one in p.people)
    )

"""Loading the agenda: as values for rules and pages, as rows for services."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from summitapp.agenda.models import (
    AgendaSession,
    AgendaVersion,
    Appearance,
    ReleasedAppearance,
    Slot,
    subject_of,
)
from summitapp.agenda.values import (
    Appearing,
    DayHours,
    Frame,
    Placement,
    Programme,
    RoomFacts,
    RoomText,
    SessionState,
    SessionText,
    TrackText,
    VersionState,
    Visibility,
)
from summitapp.calendars import queries as calendars
from summitapp.calendars.values import CalendarItem, Geo
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.core.text import Language, Translated, fold, search_key
from summitapp.core.tz import from_local
from summitapp.directory.models import City, Organisation, Person, Position
from summitapp.directory.values import PersonName
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit, SummitDay, Track, Venue

# --- rows -----------------------------------------------------------------------------------------


def draft_of(summit: Summit) -> AgendaVersion | None:
    """Return the version the organisers work on, if anything was placed yet."""
    return db.session.scalar(
        sa.select(AgendaVersion).where(
            AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.DRAFT
        )
    )  # fmt: skip


def release_of(summit_id: int) -> int | None:
    """Return the number of the last release of a summit, if there is one."""
    return db.session.scalar(sa.select(sa.func.max(AgendaVersion.number)).where(AgendaVersion.summit_id == summit_id))


def last_release(summit: Summit, number: int | None = None) -> AgendaVersion | None:
    """Return the last release of a summit, or the one of this number."""
    statement = sa.select(AgendaVersion).where(
        AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.PUBLISHED
    )
    if number is not None:
        statement = statement.where(AgendaVersion.number == number)
    return db.session.scalar(statement.order_by(AgendaVersion.number.desc()).limit(1))


def releases(summit: Summit) -> list[AgendaVersion]:
    """Return every release of a summit, the newest first."""
    published = AgendaVersion.state == VersionState.PUBLISHED
    statement = sa.select(AgendaVersion).where(AgendaVersion.summit_id == summit.id, published)
    return list(db.session.scalars(statement.order_by(AgendaVersion.number.desc())))


def session_of(slug: str, code: str) -> AgendaSession | None:
    """Return a session of a summit with its track and people, for organisers."""
    statement = (
        sa.select(AgendaSession)
        .join(AgendaSession.summit)
        .where(Summit.slug == slug, AgendaSession.code == code)
        .options(
            joinedload(AgendaSession.summit), joinedload(AgendaSession.track),
            selectinload(AgendaSession.appearances).options(
                joinedload(Appearance.person), joinedload(Appearance.position)
            ),
        )
    )  # fmt: skip
    return db.session.scalar(statement)


def slot_of(session: AgendaSession) -> Slot | None:
    """Return the place of a session in the draft."""
    statement = (
        sa.select(Slot)
        .join(Slot.version)
        .where(Slot.session_id == session.id, AgendaVersion.state == VersionState.DRAFT)
        .options(joinedload(Slot.room))
    )
    return db.session.scalar(statement)


def sessions_of(summit: Summit) -> list[AgendaSession]:
    """Return every session of a summit by code, with its track."""
    statement = (
        sa.select(AgendaSession)
        .where(AgendaSession.summit_id == summit.id)
        .options(joinedload(AgendaSession.track))
        .order_by(AgendaSession.code)
    )
    return list(db.session.scalars(statement))


def unplaced(summit: Summit) -> list[AgendaSession]:
    """Return the sessions that have no time in the draft, cancelled ones last."""
    placed = (
        sa.select(Slot.session_id).join(Slot.version)
        .where(AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.DRAFT)
    )  # fmt: skip
    statement = (
        sa.select(AgendaSession)
        .where(AgendaSession.summit_id == summit.id, AgendaSession.id.not_in(placed))
        .options(joinedload(AgendaSession.track))
        .order_by(AgendaSession.state == SessionState.CANCELLED, AgendaSession.code)
    )
    return list(db.session.scalars(statement))


def find_people(text: str, most: int = 20) -> list[Appearing]:
    """Return people and offices whose name has every word of ``text``, as a reader would write it."""
    words = fold(text).split()
    if not words:
        return []
    people = sa.select(Person).where(Person.hidden_at.is_(None), *(Person.search_key.contains(w) for w in words))
    found = [_person(one) for one in db.session.scalars(people.order_by(Person.search_key).limit(most))]
    offices = sa.select(Position).options(joinedload(Position.city), joinedload(Position.organisation))
    for office in db.session.scalars(offices.order_by(Position.id)):
        one = _office(office)
        key = search_key(*(part for _, part in office.title), *(part for _, part in one.body))
        if all(word in key for word in words):
            found.append(one)
    return found[:most]


def appearing_by_key(keys: Sequence[str]) -> list[Appearing]:
    """Return the people and offices behind keys such as ``person:abc``."""
    references = [key.partition(":")[2] for key in keys]
    if not references:
        return []
    offices = sa.select(Position).where(Position.public_id.in_(references)).options(
        joinedload(Position.city), joinedload(Position.organisation)
    )  # fmt: skip
    people = [_person(one) for one in people_by_reference(references).values()]
    return people + [_office(one) for one in db.session.scalars(offices)]


def cast_of(session: AgendaSession) -> list[Appearing]:
    """Return who appears in a session of the draft, with the function as it was written."""
    return [
        replace(_person(one.person) if one.person is not None else _office(one.position), role=one.role,
                written=one.function)
        for one in session.appearances
    ]  # fmt: skip


def _person(person: Person) -> Appearing:
    return Appearing(f"person:{person.public_id}", person.name.with_title)


def _office(office: Position | None) -> Appearing:
    assert office is not None
    body = office.city.name if office.city else office.organisation.name if office.organisation else Translated()
    return Appearing(f"position:{office.public_id}", "", office.title, body=body)


def rooms_of(summit: Summit) -> list[Room]:
    """Return the rooms of a summit in their order."""
    statement = sa.select(Room).where(Room.summit_id == summit.id).order_by(Room.position, Room.id)
    return list(db.session.scalars(statement))


def tracks_of(summit: Summit) -> list[Track]:
    """Return the tracks of a summit in their order."""
    statement = sa.select(Track).where(Track.summit_id == summit.id).order_by(Track.position, Track.id)
    return list(db.session.scalars(statement))


# --- values ---------------------------------------------------------------------------------------


def frame_of(summit: Summit) -> Frame:
    """Return within what the agenda of a summit has to fit."""
    days = db.session.scalars(
        sa.select(SummitDay).where(SummitDay.summit_id == summit.id).order_by(SummitDay.day)
    )  # fmt: skip
    hours = tuple(
        DayHours(day.day, _instant(day, "opens", summit.timezone), _instant(day, "closes", summit.timezone))
        for day in days
    )
    rooms = {room.code: RoomFacts(room.code, room.name, room.capacity, tuple(room.languages))
             for room in rooms_of(summit)}  # fmt: skip
    return Frame(hours, rooms, summit.timezone)


def _instant(day: SummitDay, name: str, zone: str) -> datetime:
    return from_local(datetime.combine(day.day, getattr(day, name)), zone, second=False)


def draft_placements(summit: Summit) -> tuple[Placement, ...]:
    """Return the draft in the words of today."""
    draft = draft_of(summit)
    return placements_of(draft) if draft is not None else ()


def placements_of(version: AgendaVersion) -> tuple[Placement, ...]:
    """Return the placements of a version in order of time.

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
    rows = db.session.execute(statement).all()
    people = _draft_cast(version) if draft else _released_cast(version)
    return tuple(
        Placement(
            session.code, _text(slot, session, track), room or "", slot.starts_at, slot.ends_at,
            tuple(people[session.id if draft else slot.id]), slot.cancelled, session.public_id,
        )
        for slot, session, room, track in rows
    )  # fmt: skip


def _text(slot: Slot, session: AgendaSession, track: str | None) -> SessionText:
    if slot.frozen is not None:
        text = SessionText.of(slot.frozen)
        return replace(text, visibility=text.visibility.stricter(session.visibility))
    return SessionText(
        title=session.title, abstract=session.abstract, kind=session.kind, track=track or "",
        sdgs=tuple(session.sdgs), topics=tuple(session.topics), languages=tuple(session.spoken_languages),
        interpretation=tuple(session.interpretation), visibility=session.visibility, capacity=session.capacity,
        is_break=session.is_break,
    )  # fmt: skip


def _draft_cast(version: AgendaVersion) -> dict[int, list[Appearing]]:
    statement = _cast(Appearance, Appearance.session_id)
    return _by(statement.join(Slot, Slot.session_id == Appearance.session_id).where(Slot.version_id == version.id))


def _released_cast(version: AgendaVersion) -> dict[int, list[Appearing]]:
    statement = _cast(ReleasedAppearance, ReleasedAppearance.slot_id)
    return _by(statement.join(ReleasedAppearance.slot).where(Slot.version_id == version.id))


def _cast(
    model: type[Appearance] | type[ReleasedAppearance], owner: InstrumentedAttribute[int]
) -> sa.Select[*tuple[Any, ...]]:
    """Select columns, not rows: of a person only the name is needed here."""
    return (
        sa.select(
            owner, model.role, model.function, Person.public_id, Person.given_name, Person.family_name,
            Person.academic_title, Person.hidden_at, Position.public_id, Position.title, City.name, Organisation.name,
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
         organisation) in db.session.execute(statement):  # fmt: skip
        if person is not None:
            name = PersonName(given, family, academic).with_title
            found[owner].append(Appearing(f"person:{person}", name, function, role, hidden=hidden is not None))
        else:
            body = city or organisation or Translated()
            found[owner].append(Appearing(f"position:{position}", "", function or title, role, body))
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
                   published_at=version.published_at, note=version.note)  # fmt: skip


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
    key = f"person:{person}"
    return programme_of(summit, last_release(summit)).only(
        lambda p: p.text.visibility is not Visibility.CLOSED or any(one.key == key for one in p.people)
    )


# --- calendars ------------------------------------------------------------------------------------


def events_for_person(summit: Summit, person: str, language: Language) -> list[CalendarItem]:
    """Return the calendar items of the sessions a person appears in, closed ones included."""
    key = f"person:{person}"
    programme = programme_of(summit, last_release(summit)).only(lambda p: any(one.key == key for one in p.people))
    return calendar_items(summit, programme, language)


def calendar_items(summit: Summit, programme: Programme, language: Language) -> list[CalendarItem]:
    """Return the placements of a release as the ledger of calendars knows them."""
    states = calendars.states_of(subject_of(placement.reference) for placement in programme.placements)
    return [
        CalendarItem(
            entry=states[subject_of(placement.reference)],
            starts_at=placement.starts_at,
            ends_at=placement.ends_at,
            title=placement.text.title,
            description=placement.text.abstract,
            location=location_of(programme.rooms.get(placement.room)),
            categories=_categories(placement, programme),
            url=_address(summit, placement, language) if placement.public else "",
            geo=_geo(programme.rooms.get(placement.room)),
        )
        for placement in programme.placements
        if subject_of(placement.reference) in states
    ]


def location_of(room: RoomText | None) -> Translated:
    """Return room, house and address in one line for each language."""
    if room is None:
        return Translated()
    return Translated(**{
        lang: ", ".join(part for part in (room.name.best(lang), room.venue.best(lang), room.address) if part)
        for lang in ("de", "tr", "en")
    })  # fmt: skip


def _categories(placement: Placement, programme: Programme) -> tuple[Translated, ...]:
    track = programme.tracks.get(placement.text.track)
    goals = tuple(Translated.same(f"SDG {number}") for number in placement.text.sdgs)
    return ((track.name,) if track else ()) + goals


def _geo(room: RoomText | None) -> Geo | None:
    if room is None or room.latitude is None or room.longitude is None:
        return None
    return Geo(room.latitude, room.longitude)


def _address(summit: Summit, placement: Placement, language: Language) -> str:
    return f"{settings().base_url}/{language}/summits/{summit.slug}/sessions/{placement.code}/"


# --- who may be asked for by reference ------------------------------------------------------------


def people_by_reference(references: Iterable[str]) -> dict[str, Person]:
    """Return people by public id."""
    found = db.session.scalars(sa.select(Person).where(Person.public_id.in_(list(references))))
    return {person.public_id: person for person in found}


def positions_by_reference(references: Iterable[str]) -> dict[str, Position]:
    """Return offices by public id."""
    found = db.session.scalars(sa.select(Position).where(Position.public_id.in_(list(references))))
    return {position.public_id: position for position in found}


def codes_of(summit: Summit) -> set[str]:
    """Return the codes of sessions that are in use."""
    return set(db.session.scalars(sa.select(AgendaSession.code).where(AgendaSession.summit_id == summit.id)))


def visible_summit(slug: str) -> Summit | None:
    """Return the summit of an address if everybody may see it."""
    return summits.visible(slug)


def draft_slots(version: AgendaVersion) -> Sequence[Slot]:
    """Return the slots of a version with their sessions."""
    statement = sa.select(Slot).where(Slot.version_id == version.id).options(
        joinedload(Slot.session).joinedload(AgendaSession.track),
        joinedload(Slot.session).selectinload(AgendaSession.appearances),
    )  # fmt: skip
    return db.session.scalars(statement).all()

"""Those who appear: their sessions as they see them, the organisers' table of them, and their documents."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.agenda.models import (
    AgendaSession,
    AgendaVersion,
    Appearance,
    Availability,
    ReleasedAppearance,
    SessionDocument,
    Slot,
)
from summitapp.agenda.queries.people import cast_of
from summitapp.agenda.queries.programme import programme_for_person, public_programme
from summitapp.agenda.queries.sessions import visible_summit
from summitapp.agenda.queries.versions import last_release
from summitapp.agenda.values import (
    Answer,
    Audience,
    DocumentFacts,
    DocumentKind,
    Reading,
    SessionKind,
    SessionState,
    SessionText,
    Span,
    SpeakerRow,
    Turn,
    VersionState,
    Visibility,
)
from summitapp.core.db import db
from summitapp.core.text import Translated, search_key
from summitapp.directory import queries as directory
from summitapp.directory.models import Person, Position, Tenure
from summitapp.speakers import queries as speakers
from summitapp.speakers.values import Talk
from summitapp.summits.models import Room, Summit

#: In these nobody speaks, whoever may be written down for them.
_SILENT: Final = (SessionKind.BREAK, SessionKind.BLOCKER)


def _planned(summit_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(AgendaSession.summit_id == summit_id, AgendaSession.state == SessionState.PLANNED,
                   AgendaSession.kind.not_in(_SILENT))  # fmt: skip


def _holders(summit: Summit, positions: Collection[int]) -> dict[int, int]:
    """Return who holds each office during the summit, by row ids."""
    found: dict[int, int] = {}
    for tenure in directory.tenures_of(positions):
        if _in_office(tenure, summit) and tenure.person.hidden_at is None:
            found.setdefault(tenure.position_id, tenure.person_id)
    return found


def _in_office(tenure: Tenure, summit: Summit) -> bool:
    begun = tenure.since is None or tenure.since <= summit.ends_on
    return begun and (tenure.until is None or tenure.until >= summit.starts_on)


def offices_held(summit: Summit, person_id: int) -> set[int]:
    """Return the row ids of the offices a person holds during a summit, and nobody else before them."""
    mine = set(db.session.scalars(sa.select(Tenure.position_id).where(Tenure.person_id == person_id)))
    return {position for position, holder in _holders(summit, mine).items() if holder == person_id}


def appears_at(summit_id: int, person_id: int) -> bool:
    """Whether somebody stands by name in a session that is planned."""
    found = sa.select(Appearance.id).join(Appearance.session).where(_planned(summit_id), Appearance.person_id == person_id)
    return db.session.scalar(sa.select(found.exists())) or False


# --- as a speaker sees it -----------------------------------------------------------------------------


def turns_of(summit: Summit, person: Person) -> list[Turn]:
    """Return every session somebody appears in, closed ones included, in order of time; those without one last."""
    offices = offices_held(summit, person.id)
    mine = sa.or_(Appearance.person_id == person.id, Appearance.position_id.in_(offices))
    own = sa.select(Appearance.session_id).where(mine)
    statement = (
        sa.select(AgendaSession).where(_planned(summit.id), AgendaSession.id.in_(own)).order_by(AgendaSession.code)
        .options(joinedload(AgendaSession.track), selectinload(AgendaSession.appearances).options(
            joinedload(Appearance.person), joinedload(Appearance.position).joinedload(Position.city),
            joinedload(Appearance.position).joinedload(Position.organisation)))
    )  # fmt: skip
    sessions = list(db.session.scalars(statement))
    ids = [session.id for session in sessions]
    places, said = _draft_places(summit, ids), _released_places(summit, ids)
    papers = documents_of(ids, person.id)
    turns = [
        _turn(session, person, offices, places.get(session.id), said.get(session.id), papers.get(session.id, ()))
        for session in sessions
    ]
    return sorted(turns, key=lambda one: (one.starts_at is None, one.starts_at or one.code, one.code))


_Place = tuple[Any, Any, str | None]


def _turn(session: AgendaSession, person: Person, offices: set[int], place: _Place | None, said: _Place | None,
          papers: Iterable[DocumentFacts]) -> Turn:  # fmt: skip
    mine = [one for one in session.appearances if one.person_id == person.id or one.position_id in offices]
    rest = [
        shown for one, shown in zip(session.appearances, cast_of(session), strict=True)
        if one not in mine and (one.person is None or one.person.hidden_at is None)
    ]  # fmt: skip
    answers = {one.answer for one in mine}
    return Turn(
        session.code, session.text, tuple(dict.fromkeys(one.role for one in mine)),
        mine[0].answer if len(answers) == 1 else Answer.OPEN, next((one.word for one in mine if one.word), ""),
        any(one.without_slides for one in mine), place[0] if place else None, place[1] if place else None,
        (place[2] or "") if place else "", place is not None and place == said,
        all(one.person_id is None for one in mine), tuple(replace(one, function=one.written or one.function) for one in rest),
        tuple(papers),
    )  # fmt: skip


def _draft_places(summit: Summit, sessions: Collection[int]) -> dict[int, _Place]:
    draft = (AgendaVersion.summit_id == summit.id) & (AgendaVersion.state == VersionState.DRAFT)
    return _places(draft, sessions)


def _released_places(summit: Summit, sessions: Collection[int]) -> dict[int, _Place]:
    last = last_release(summit)
    return _places((AgendaVersion.id == last.id) & Slot.cancelled.is_(False), sessions) if last is not None else {}


def _places(version: sa.ColumnElement[bool], sessions: Collection[int]) -> dict[int, _Place]:
    statement = (
        sa.select(Slot.session_id, Slot.starts_at, Slot.ends_at, Room.code)
        .join(Slot.version).outerjoin(Slot.room).where(version, Slot.session_id.in_(sessions))
    )  # fmt: skip
    return {session: (starts, ends, room) for session, starts, ends, room in db.session.execute(statement)}


def talks_of(summit_id: int, person_id: int) -> list[Talk]:
    """Return what somebody does at a summit, for a mail to them."""
    summit, person = db.session.get_one(Summit, summit_id), db.session.get_one(Person, person_id)
    rooms = {room.code: room.name for room in db.session.scalars(sa.select(Room).where(Room.summit_id == summit_id))}
    return [
        Talk(one.text.title, one.roles[0].label, one.starts_at, one.ends_at, rooms.get(one.room) or Translated())
        for one in turns_of(summit, person)
    ]  # fmt: skip


def appearances_in(session: AgendaSession, person_id: int, offices: Collection[int]) -> list[Appearance]:
    """Return the rows with which somebody, or an office of theirs, appears in a session."""
    mine = sa.or_(Appearance.person_id == person_id, Appearance.position_id.in_(offices))
    return list(db.session.scalars(sa.select(Appearance).where(Appearance.session_id == session.id, mine)))


def spans_of_person(summit_id: int, person_id: int) -> tuple[Span, ...]:
    """Return when somebody said they are there; nothing if they said nothing."""
    own = (Availability.summit_id == summit_id) & (Availability.person_id == person_id)
    rows = db.session.execute(
        sa.select(Availability.starts_at, Availability.ends_at).where(own).order_by(Availability.starts_at)
    )
    return tuple(Span(*row) for row in rows)


# --- the organisers' table ----------------------------------------------------------------------------


def speakers_of(summit: Summit) -> list[SpeakerRow]:
    """Return everybody who appears in the sessions of the draft, holders of offices included; hidden people are not.

    The number of statements does not grow with the number of speakers.
    """
    statement = (
        sa.select(Appearance, AgendaSession.id, AgendaSession.code, AgendaSession.title)
        .join(Appearance.session).where(_planned(summit.id)).order_by(AgendaSession.code, Appearance.place)
    )  # fmt: skip
    rows = db.session.execute(statement).all()
    holders = _holders(summit, {one.position_id for one, *_ in rows if one.position_id is not None})
    mine: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        person = row[0].person_id or holders.get(row[0].position_id or 0)
        if person is not None:
            mine[person].append(row)
    people = db.session.scalars(sa.select(Person).where(Person.id.in_(mine), Person.hidden_at.is_(None)))
    profiles, brought, times = speakers.profiles_in(summit.id), _brought(summit), _times(summit)
    return [
        _row(person, mine[person.id], profiles.get(person.id), brought, times.get(person.id, 0)) for person in people
    ]


def _row(person: Person, appearances: list[Any], profile: Any, brought: set[tuple[int, int | None]],
         times: int) -> SpeakerRow:  # fmt: skip
    sessions = {code: (code, title.best("en")) for _, _, code, title in appearances}
    titles = (text for _, _, _, title in appearances for _, text in title)
    waiting = {
        session for one, session, _, _ in appearances
        if not one.without_slides and one.answer is not Answer.DECLINED
        and (session, person.id) not in brought and (session, None) not in brought
    }  # fmt: skip
    return SpeakerRow(
        person.public_id, person.name.with_title, search_key(person.name.full, *titles), person.email or "",
        tuple(sessions.values()), tuple(one.answer for one, *_ in appearances), len(waiting),
        profile.languages if profile else (), bool(profile and profile.photo_mark),
        profile is not None and profile.released_at is not None, times,
        profile.invited_at if profile else None, profile.seen_at if profile else None,
    )  # fmt: skip


def _brought(summit: Summit) -> set[tuple[int, int | None]]:
    """Return for which sessions whose slides are there; without a person they came from the organisers."""
    statement = (
        sa.select(SessionDocument.session_id, SessionDocument.person_id)
        .join(SessionDocument.session)
        .where(AgendaSession.summit_id == summit.id, SessionDocument.kind == DocumentKind.SLIDES)
    )  # fmt: skip
    return {(session, person) for session, person in db.session.execute(statement)}


def _times(summit: Summit) -> dict[int, int]:
    statement = (
        sa.select(Availability.person_id, sa.func.count()).where(Availability.summit_id == summit.id)
        .group_by(Availability.person_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in db.session.execute(statement)}


# --- documents ------------------------------------------------------------------------------------------


def documents_of(sessions: Collection[int], looking: int | None = None) -> dict[int, tuple[DocumentFacts, ...]]:
    """Return the documents of sessions by row id, without their contents, the oldest first.

    :param looking: row id of the person who looks; of others they see what participants may have.
    """
    statement = (
        sa.select(SessionDocument, Person.given_name, Person.family_name)
        .outerjoin(Person, Person.id == SessionDocument.person_id)
        .where(SessionDocument.session_id.in_(sessions)).order_by(SessionDocument.created_at, SessionDocument.id)
    )  # fmt: skip
    if looking is not None:
        given = SessionDocument.visibility != Audience.TEAM
        statement = statement.where(sa.or_(SessionDocument.person_id == looking, given))
    found: dict[int, list[DocumentFacts]] = defaultdict(list)
    for one, given_name, family_name in db.session.execute(statement):
        found[one.session_id].append(DocumentFacts(
            one.public_id, one.title, one.kind, one.language, one.name, one.size, one.visibility, one.allowed,
            one.created_at, looking is not None and one.person_id == looking,
            " ".join(part for part in (given_name, family_name) if part),
        ))  # fmt: skip
    return {session: tuple(ones) for session, ones in found.items()}


def document(reference: str) -> SessionDocument | None:
    """Return a document with its session and summit, without its content."""
    statement = sa.select(SessionDocument).where(SessionDocument.public_id == reference).options(
        joinedload(SessionDocument.session).joinedload(AgendaSession.summit)
    )  # fmt: skip
    return db.session.scalar(statement)


def document_at(slug: str, reference: str) -> SessionDocument | None:
    """Return a document of a summit, for organisers."""
    found = document(reference)
    return found if found is not None and found.session.summit.slug == slug else None


def files_of_person(person_id: int) -> list[tuple[str, bytes]]:
    """Return the files a person brought, for handing them over."""
    own = sa.select(SessionDocument.public_id, SessionDocument.name, SessionDocument.content)
    rows = db.session.execute(own.where(SessionDocument.person_id == person_id).order_by(SessionDocument.id))
    return [(f"{row.public_id}-{row.name}", row.content) for row in rows]


def public_documents(session: str) -> tuple[DocumentFacts, ...]:
    """Return the documents of a session (its public id) that everybody may have; that it is public is known already."""
    row = db.session.scalar(sa.select(AgendaSession.id).where(AgendaSession.public_id == session))
    found = documents_of([row]).get(row, ()) if row is not None else ()
    return tuple(one for one in found if one.visibility is Audience.PUBLIC)


def public_document(slug: str, reference: str) -> SessionDocument | None:
    """Return a document that everybody may have, of a session that everybody may see."""
    found, summit = document_at(slug, reference), visible_summit(slug)
    if found is None or summit is None or found.visibility is not Audience.PUBLIC:
        return None
    return found if any(one.code == found.session.code for one in public_programme(summit).placements) else None


def read_by(summit: Summit, person: Person) -> list[Reading]:
    """Return what a participant may have, of the sessions of the last release that they may see."""
    seen = {one.code: one for one in programme_for_person(summit, person.public_id).placements}
    rows = db.session.execute(
        sa.select(AgendaSession.id, AgendaSession.code).where(AgendaSession.summit_id == summit.id)
    )
    codes = {row: code for row, code in rows if code in seen}
    found = documents_of(list(codes))
    given = {codes[row]: tuple(one for one in ones if one.visibility is not Audience.TEAM) for row, ones in found.items()}
    return [Reading(code, one.text.title, given[code]) for code, one in seen.items() if given.get(code)]


def publicly_named(summit: Summit, person: str) -> bool:
    """Whether the last release names a person (public id) in a session that everybody may see."""
    last = last_release(summit)
    if last is None:
        return False
    statement = (
        sa.select(Slot.frozen, AgendaSession.visibility).join(Slot.session).join(Slot.appearances)
        .join(Person, Person.id == ReleasedAppearance.person_id)
        .where(Slot.version_id == last.id, Person.public_id == person, Person.hidden_at.is_(None))
    )  # fmt: skip
    return any(
        now is Visibility.PUBLIC and SessionText.of(frozen).visibility is Visibility.PUBLIC
        for frozen, now in db.session.execute(statement) if frozen is not None
    )

"""Meetings with everybody of their requests, each in one statement: what is shown of them is what is compared.

A row is one of those of a request, as one other of them sees them: *mine* looks, *their* is looked at.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import date
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.agenda.models import Interpreter
from summitapp.calendars.models import CalendarChoice, CalendarEntry
from summitapp.calendars.values import Delivery, EntryState
from summitapp.contacts.models import Exchange
from summitapp.contacts.values import ExchangeState
from summitapp.core.db import db, table_of
from summitapp.core.text import Translated, as_language
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.directory.values import PersonName
from summitapp.hall.values import SUBJECT, RoomName, Rooms, Sitter, TableMeeting
from summitapp.matchmaking.models import (
    Attendee,
    Meeting,
    MeetingRequest,
    MeetingRound,
    MeetingSlot,
    MeetingTable,
    Seat,
)
from summitapp.matchmaking.values import MeetingState, RoundPhase, Scheduling
from summitapp.partnerships.models import Partnership
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from summitapp.registration.models import Registration
from summitapp.summits.models import Room, Summit, Venue

#: From when on those at the tables know of the plan.
TOLD: Final = frozenset({RoundPhase.PROVISIONAL, RoundPhase.PUBLISHED, RoundPhase.FROZEN})

_meeting, _request, _round, _slot, _table = (
    table_of(one) for one in (Meeting, MeetingRequest, MeetingRound, MeetingSlot, MeetingTable)
)
_mine, _their, _any = (table_of(Attendee).alias(name) for name in ("mine", "theirs", "any_of_them"))
_seat, _entry, _exchange, _choice = (table_of(one) for one in (Seat, CalendarEntry, Exchange, CalendarChoice))
_me, _they = table_of(Registration).alias("me"), table_of(Registration).alias("they")
_person, _delegation, _city, _profile = (table_of(one) for one in (Person, Delegation, City, MatchProfile))
_interpreter, _speaker = table_of(Interpreter), table_of(Person).alias("speaker")
_summit, _room, _venue = table_of(Summit), table_of(Room), table_of(Venue)
_LEDGER: Final = [_entry.c[field.name].label(f"entry_{field.name}") for field in fields(EntryState)]
_PAIR: Final = (
    (_exchange.c.state == ExchangeState.ACCEPTED)
    & (((_exchange.c.one_id == _me.c.person_id) & (_exchange.c.other_id == _they.c.person_id))
       | ((_exchange.c.one_id == _they.c.person_id) & (_exchange.c.other_id == _me.c.person_id)))
)  # fmt: skip
_TOLD: Final = _round.c.phase.in_([*TOLD]) | (_round.c.scheduling == Scheduling.AT_ONCE)
_ROWS: Final = (
    sa.select(
        _mine.c.registration_id.label("looks"), _meeting.c.id, _meeting.c.public_id, _meeting.c.state,
        _meeting.c.changed_at, _request.c.public_id.label("request"), _request.c.language, _slot.c.starts_at,
        _slot.c.ends_at, _slot.c.public_id.label("slot"), _table.c.code, _table.c.public_id.label("table"),
        _table.c.position, _table.c.room_id, _interpreter.c.public_id.label("interpreter"),
        _interpreter.c.languages.label("interpreter_languages"), _speaker.c.given_name.label("speaker_given"),
        _speaker.c.family_name.label("speaker_family"), sa.case((_TOLD, 1), else_=0).label("told"),
        _their.c.registration_id, _their.c.role, _their.c.reply, _their.c.replied_at, _seat.c.id.label("seat"),
        _they.c.public_id.label("registration"), _they.c.person_id, _they.c.function, _they.c.organisation_text,
        _they.c.city_text, _they.c.spoken_languages, _they.c.language.label("their_language"), _person.c.academic_title,
        _person.c.given_name, _person.c.family_name, _person.c.hidden_at, _delegation.c.name.label("delegation"),
        _city.c.id.label("city_id"), _city.c.name.label("city"), _profile.c.languages.label("profile_languages"),
        _profile.c.in_calendars, _exchange.c.answered_at, *_LEDGER,
    )
    .select_from(_mine).join(_meeting, _meeting.c.request_id == _mine.c.request_id)
    .join(_request, _request.c.id == _meeting.c.request_id).join(_round, _round.c.id == _meeting.c.round_id)
    .join(_summit, _summit.c.id == _round.c.summit_id)
    .join(_slot, _slot.c.id == _meeting.c.slot_id).join(_table, _table.c.id == _meeting.c.table_id)
    .join(_their, _their.c.request_id == _meeting.c.request_id)
    .join(_me, _me.c.id == _mine.c.registration_id).join(_they, _they.c.id == _their.c.registration_id)
    .join(_person, _person.c.id == _they.c.person_id)
    .outerjoin(_seat, (_seat.c.meeting_id == _meeting.c.id) & (_seat.c.registration_id == _their.c.registration_id))
    .outerjoin(_delegation, _delegation.c.id == _they.c.delegation_id)
    .outerjoin(_city, _city.c.id == _delegation.c.city_id)
    .outerjoin(_profile, _profile.c.registration_id == _they.c.id)
    .outerjoin(_interpreter, _interpreter.c.id == _meeting.c.interpreter_id)
    .outerjoin(_speaker, _speaker.c.id == _interpreter.c.person_id)
    .outerjoin(_exchange, _PAIR)
    .outerjoin(_entry, _entry.c.subject == sa.literal_column(f"'{SUBJECT}'").op("||")(_meeting.c.public_id))
)  # fmt: skip
#: What is cancelled is told until the summit is over, and only to calendars that may have heard of it.
_KEPT: Final = (_meeting.c.state != MeetingState.CANCELLED) | (
    (_summit.c.ends_on >= sa.bindparam("today", type_=sa.Date)) & _entry.c.id.is_not(None)
)
_IN_ORDER: Final = (_slot.c.starts_at, _table.c.position, _meeting.c.id, _mine.c.registration_id, _their.c.id)
_OF_PEOPLE: Final = _ROWS.where(
    _mine.c.registration_id.in_(sa.bindparam("taking_part", expanding=True)), _KEPT
)
#: Everything a calendar shows of somebody's meetings, beside what changes with the revision of the summit; it is given
#: ``taking_part``, row ids of registrations, and ``today``.
MARKS: Final = _OF_PEOPLE
#: Each meeting once, where nobody in particular looks: as the first of its request sees it, whoever of them is left.
_FIRST: Final = _mine.c.id == (
    sa.select(sa.func.min(_any.c.id)).where(_any.c.request_id == _meeting.c.request_id).scalar_subquery()
)
_IN_ROUND: Final = _ROWS.where(_meeting.c.round_id == sa.bindparam("round"), _FIRST).order_by(*_IN_ORDER)
_BY_PERSON: Final = _OF_PEOPLE.order_by(_mine.c.registration_id, *_IN_ORDER)


def of_people(registrations: Collection[int], today: date) -> dict[int, list[TableMeeting]]:
    """Return the meetings of these registrations, by their row ids, in order of time; one statement.

    Those that were cancelled are among them until the summit is over, if a calendar may hold them.
    """
    if not registrations:
        return {}
    rows = db.session.connection().execute(_BY_PERSON, {"taking_part": sorted(registrations), "today": today})
    return {looks: _meetings(some) for looks, some in groupby(rows, key=lambda row: int(row.looks))}


def in_round(round_id: int, *, with_cancelled: bool = False) -> list[TableMeeting]:
    """Return the meetings of a round in order of time and table, in one statement; nobody is looking."""
    found = _meetings(db.session.connection().execute(_IN_ROUND, {"round": round_id}))
    return [one for one in found if with_cancelled or one.state is not MeetingState.CANCELLED]


def _meetings(rows: Iterable[Any]) -> list[TableMeeting]:
    found = ([*some] for _id, some in groupby(rows, key=lambda row: row.id))
    return [_meeting_of(some[0], tuple(_sitter(row) for row in some)) for some in found]


def _meeting_of(row: Any, sitters: tuple[Sitter, ...]) -> TableMeeting:
    entry = EntryState(*row[-len(_LEDGER) :]) if row.entry_uid is not None else None
    speaker = PersonName(row.speaker_given, row.speaker_family) if row.interpreter is not None else None
    return TableMeeting(
        row.id, row.public_id, row.request, row.state, row.changed_at, row.slot, row.starts_at, row.ends_at, row.code,
        row.table, row.position, row.room_id, as_language(row.language), speaker, row.interpreter or "",
        tuple(row.interpreter_languages or ()), bool(row.told), sitters, entry,
    )  # fmt: skip


def _sitter(row: Any) -> Sitter:
    hidden = row.hidden_at is not None
    name = PersonName("") if hidden else PersonName(row.given_name, row.family_name, row.academic_title)
    return Sitter(
        row.registration_id, row.registration, row.person_id, row.role, row.reply, row.replied_at, row.seat is not None,
        name, hidden, row.function, row.organisation_text, row.city or Translated.same(row.city_text),
        row.delegation or Translated(), tuple(row.profile_languages or row.spoken_languages or ()),
        as_language(row.their_language), bool(row.in_calendars), row.answered_at, row.city_id,
    )  # fmt: skip


def meeting_of(slug: str, reference: str) -> tuple[Summit, TableMeeting] | None:
    """Return one meeting of a summit by its public id, with the summit."""
    by_summit = (Summit.slug == slug) & (Meeting.public_id == reference)
    found = db.session.execute(
        sa.select(Summit, Meeting.round_id).join(MeetingRound, MeetingRound.summit_id == Summit.id)
        .join(Meeting, Meeting.round_id == MeetingRound.id).where(by_summit)
    ).first()  # fmt: skip
    if found is None:
        return None
    rows = db.session.connection().execute(
        _ROWS.where(_meeting.c.public_id == reference, _FIRST).order_by(*_IN_ORDER)
    )
    meetings = _meetings(rows)
    return (found[0], meetings[0]) if meetings else None


def round_of(summit_id: int) -> MeetingRound | None:
    """Return the round of a summit."""
    return db.session.scalar(sa.select(MeetingRound).where(MeetingRound.summit_id == summit_id))


def rooms_of(summit_ids: Collection[int]) -> Rooms:
    """Return the names of the rooms of these summits, by row id."""
    statement = (
        sa.select(_room.c.id, _room.c.public_id, _room.c.name, _venue.c.name.label("venue"))
        .join(_venue, _venue.c.id == _room.c.venue_id).where(_room.c.summit_id.in_(sorted(summit_ids)))
    )  # fmt: skip
    found: Mapping[int, RoomName] = {
        row.id: RoomName(row.public_id, row.name, row.venue) for row in db.session.execute(statement)
    }
    return found


def round_id_of(reference: str) -> int | None:
    """Return the row id of a round by its public id."""
    return db.session.scalar(sa.select(_round.c.id).where(_round.c.public_id == reference))


def round_of_meeting(reference: str) -> str | None:
    """Return the public id of the round of a meeting."""
    return db.session.scalar(
        sa.select(_round.c.public_id).join(_meeting, _meeting.c.round_id == _round.c.id)
        .where(_meeting.c.public_id == reference)
    )  # fmt: skip


def mailed_at(reference: str) -> list[str]:
    """Return, by public id, who of those of a meeting's request chose to have their calendar by mail."""
    return _mailed(_meeting.c.public_id == reference)


def mailed_in(round_: str) -> list[str]:
    """Return the same of all meetings of a round, by its public id."""
    return _mailed(_meeting.c.round_id == sa.select(_round.c.id).where(_round.c.public_id == round_).scalar_subquery())


def _mailed(where: sa.ColumnElement[bool]) -> list[str]:
    statement = (
        sa.select(_person.c.public_id).distinct()
        .join(_they, _they.c.person_id == _person.c.id).join(_their, _their.c.registration_id == _they.c.id)
        .join(_meeting, _meeting.c.request_id == _their.c.request_id)
        .join(_choice, _choice.c.owner == _person.c.public_id)
        .where(where, _choice.c.way == Delivery.MAIL)
    )  # fmt: skip
    return list(db.session.scalars(statement))


# --- for paper -------------------------------------------------------------------------------------------------------


def seated_in(summit_id: int) -> list[int]:
    """Return the row ids of the registrations that sit somewhere in the plan of a summit, in the order of their names."""
    statement = (
        sa.select(_they.c.id).distinct().add_columns(_they.c.sort_plain)
        .join(_seat, _seat.c.registration_id == _they.c.id).join(_meeting, _meeting.c.id == _seat.c.meeting_id)
        .join(_round, _round.c.id == _meeting.c.round_id)
        .where(_round.c.summit_id == summit_id, _TOLD, _meeting.c.state != MeetingState.CANCELLED)
        .order_by(_they.c.sort_plain, _they.c.id)
    )  # fmt: skip
    return [row.id for row in db.session.execute(statement)]


def registrations_of(ids: Collection[int]) -> list[Registration]:
    """Return registrations with their people and delegations, in the order of their names."""
    statement = sa.select(Registration).where(Registration.id.in_(list(ids))).options(
        joinedload(Registration.person), joinedload(Registration.delegation)
    ).order_by(Registration.sort_plain, Registration.id)
    return list(db.session.scalars(statement))


def profiles_of(registration_ids: Collection[int]) -> dict[int, MatchProfile]:
    """Return what people offer and seek, by the row id of their registration; drafts are nobody's business."""
    if not registration_ids:
        return {}
    open_ = MatchProfile.registration_id.in_(sorted(registration_ids)) & (MatchProfile.state != ProfileState.DRAFT)
    return {one.registration_id: one for one in db.session.scalars(sa.select(MatchProfile).where(open_))
            if one.registration_id is not None}  # fmt: skip


def ties_of(city_ids: Collection[int]) -> list[Partnership]:
    """Return the partnerships between these cities, with what happened in them."""
    if not city_ids:
        return []
    wanted = sorted(city_ids)
    both = Partnership.german_city_id.in_(wanted) & Partnership.izmir_city_id.in_(wanted)
    statement = sa.select(Partnership).where(both).options(
        joinedload(Partnership.german_city), joinedload(Partnership.izmir_city), selectinload(Partnership.events)
    )
    return list(db.session.scalars(statement.order_by(Partnership.key)))

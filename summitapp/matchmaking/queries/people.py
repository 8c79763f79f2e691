"""Who takes part in meetings, and when they cannot: for everybody of a round in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.agenda.models import AgendaVersion, Interpreter, Interpreting
from summitapp.agenda.models import Slot as Placed
from summitapp.agenda.values import VersionState
from summitapp.core.db import db, table_of
from summitapp.core.text import fold
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City
from summitapp.enrolment import queries as enrolment
from summitapp.matchmaking.models import Attendee, InterpreterAbsence, MeetingRequest, MeetingRound, MeetingSlot, Seat
from summitapp.matchmaking.queries.frame import slots_of
from summitapp.matchmaking.rules.frame import slots_hit
from summitapp.matchmaking.values import RequestState, Stretch
from summitapp.profiles.models import Away, MatchProfile
from summitapp.profiles.values import ProfileState
from summitapp.registration.models import Registration
from summitapp.registration.values import State

_who, _profile, _delegation, _city = (table_of(one) for one in (Registration, MatchProfile, Delegation, City))
_attendee, _request, _seat, _away = (table_of(one) for one in (Attendee, MeetingRequest, Seat, Away))
_version, _placed, _team, _pool = (table_of(one) for one in (AgendaVersion, Placed, Interpreting, Interpreter))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can have meetings, as the planner needs them. :param id: row id. :param reference: public id.

    :param open: their profile is open, so that fairness owes them something. :param delegation: row id.
    """

    id: int
    reference: str
    city: str
    organisation: str
    languages: tuple[str, ...]
    delegation: int | None
    open: bool
    least: int | None
    most: int | None
    per_day: int | None


def members_of(one: MeetingRound) -> list[Member]:
    """Return everybody with a confirmed place and an open profile, a request agreed to, or a seat."""
    here = _request.c.round_id == one.id
    agreed = sa.select(_attendee.c.registration_id).join(_request, _request.c.id == _attendee.c.request_id)
    seated = sa.select(_seat.c.registration_id).where(_seat.c.slot_id.in_(
        sa.select(MeetingSlot.id).where(MeetingSlot.round_id == one.id)
    ))  # fmt: skip
    concerned = sa.or_(
        _profile.c.state == ProfileState.OPEN, _who.c.id.in_(seated),
        _who.c.id.in_(agreed.where(here, _request.c.state == RequestState.ACCEPTED)),
    )  # fmt: skip
    rows = (
        sa.select(_who.c.id, _who.c.public_id, _who.c.city_text, _who.c.organisation_text, _who.c.spoken_languages,
                  _who.c.language, _who.c.delegation_id, _profile.c.state, _profile.c.languages, _profile.c.organisation_key,
                  _profile.c.min_meetings, _profile.c.max_meetings, _profile.c.max_per_day,
                  _delegation.c.public_id.label("group"), _city.c.public_id.label("city"))
        .select_from(_who.outerjoin(_profile, _profile.c.registration_id == _who.c.id)
                     .outerjoin(_delegation, _delegation.c.id == _who.c.delegation_id)
                     .outerjoin(_city, _city.c.id == _delegation.c.city_id))
        .where(_who.c.summit_id == one.summit_id, _who.c.state == State.CONFIRMED, concerned).order_by(_who.c.id)
    )  # fmt: skip
    return [_member(row) for row in db.session.connection().execute(rows)]


def _member(row: Any) -> Member:
    city = row.city or row.group or fold(row.city_text) or row.public_id
    return Member(
        row.id, row.public_id, city, row.organisation_key or fold(row.organisation_text),
        tuple(row.languages or row.spoken_languages or [row.language]), row.delegation_id, row.state is ProfileState.OPEN,
        row.min_meetings, row.max_meetings, row.max_per_day,
    )  # fmt: skip


def unavailable_of(one: MeetingRound, members: Sequence[Member], slots: Sequence[MeetingSlot]) -> dict[int, set[int]]:
    """Return member → the places of the slots in which they are in a session, on the way, or away; by row id."""
    return _busy(one, [member.id for member in members], slots)


def busy_places(one: MeetingRound, registrations: Collection[int], slots: Sequence[MeetingSlot]) -> set[int]:
    """Return the places of the slots in which one or another of some participants is in a session, on the way, or away."""
    return set().union(*_busy(one, list(registrations), slots).values())


def _busy(one: MeetingRound, numbers: Sequence[int], slots: Sequence[MeetingSlot]) -> dict[int, set[int]]:
    spans, walk = spans_of(slots), timedelta(minutes=one.summit.changeover_minutes)
    firm, away = enrolment.firm_times(one.summit_id, numbers), _away_of(one.summit_id)
    same: dict[tuple[Any, ...], set[int]] = {}  # most people have the same few sessions
    found: dict[int, set[int]] = {}
    for number in numbers:
        times, free = tuple(sorted(firm[number])), away.get(number, ())
        if times not in same:
            same[times] = slots_hit(spans, _stretches(times), walk)
        found[number] = same[times] | slots_hit(spans, _stretches(free)) if free else same[times]
    return found


def _away_of(summit_id: int) -> dict[int, list[tuple[datetime, datetime]]]:
    rows = (
        sa.select(_away.c.registration_id, _away.c.starts_at, _away.c.ends_at)
        .join(_who, _who.c.id == _away.c.registration_id).where(_who.c.summit_id == summit_id)
    )  # fmt: skip
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in db.session.connection().execute(rows):
        found[row.registration_id].append((row.starts_at, row.ends_at))
    return found


def spans_of(slots: Sequence[MeetingSlot]) -> list[Stretch]:
    """Return slots as plain stretches of time."""
    return [Stretch(slot.starts_at, slot.ends_at) for slot in slots]


def _stretches(times: Collection[tuple[datetime, datetime]]) -> list[Stretch]:
    return [Stretch(*one) for one in times]


# --- interpreters --------------------------------------------------------------------------------


def busy_interpreters(one: MeetingRound, slots: Sequence[MeetingSlot]) -> dict[int, set[int]]:
    """Return interpreter → the places of the slots in which they work in a session, are on the way, or are away."""
    spans, walk = spans_of(slots), timedelta(minutes=one.summit.changeover_minutes)
    at_work, gone = _at_work(one.summit_id), defaultdict[int, list[Stretch]](list)
    absences = sa.select(InterpreterAbsence.interpreter_id, InterpreterAbsence.starts_at, InterpreterAbsence.ends_at)
    for number, starts_at, ends_at in db.session.execute(absences.where(InterpreterAbsence.round_id == one.id)):
        gone[number].append(Stretch(starts_at, ends_at))
    return {
        number: slots_hit(spans, at_work.get(number, ()), walk) | slots_hit(spans, gone.get(number, ()))
        for number in {*at_work, *gone}
    }  # fmt: skip


def _at_work(summit_id: int) -> dict[int, list[Stretch]]:
    """By the last release, and by the draft as long as there is none: the teams themselves are of now."""
    version = (
        sa.select(_version.c.id).where(_version.c.summit_id == summit_id)
        .order_by((_version.c.state == VersionState.PUBLISHED).desc(), _version.c.number.desc()).limit(1).scalar_subquery()
    )  # fmt: skip
    rows = (
        sa.select(_team.c.interpreter_id, _placed.c.starts_at, _placed.c.ends_at)
        .join(_placed, _placed.c.session_id == _team.c.session_id).join(_pool, _pool.c.id == _team.c.interpreter_id)
        .where(_pool.c.summit_id == summit_id, _placed.c.version_id == version, _placed.c.cancelled.is_(False))
    )  # fmt: skip
    found: dict[int, list[Stretch]] = defaultdict(list)
    for row in db.session.connection().execute(rows):
        found[row.interpreter_id].append(Stretch(row.starts_at, row.ends_at))
    return found


# --- how many are free ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Freedom:
    """How many people can have meetings, and how many of them are free in each slot, by row id."""

    people: int
    by_slot: Mapping[int, int]


def free_by_slot(one: MeetingRound) -> Freedom:
    """Return how many of those who can have meetings are free in each slot of a round."""
    slots, members = slots_of(one.id), members_of(one)
    taken = unavailable_of(one, members, slots)
    busy = [0] * len(slots)
    for places in taken.values():
        for place in places:
            busy[place] += 1
    return Freedom(len(members), {slot.id: len(members) - busy[place] for place, slot in enumerate(slots)})

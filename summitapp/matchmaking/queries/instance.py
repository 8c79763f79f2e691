"""The problem a round sets, as the planner reads it, and the plan that stands.

Ids are public ids of registrations, slots, tables, interpreters and requests, so that neither an instance nor a proposal
means anything to whoever finds it. However many take part, the number of statements is the same.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import Interpreter as PoolMember
from summitapp.core.db import db, table_of
from summitapp.core.tz import to_local
from summitapp.matchmaking.models import Attendee, Meeting, MeetingRequest, MeetingRound, MeetingSlot, MeetingTable
from summitapp.matchmaking.queries.frame import slots_of, tables_of
from summitapp.matchmaking.queries.people import Member, busy_interpreters, members_of, unavailable_of
from summitapp.matchmaking.rules.frame import spare_tables
from summitapp.matchmaking.values import AttendeeRole, MeetingState, Reply, RequestState, Wish
from summitapp.matchmaking.values.plan import (
    Delegate,
    Held,
    Id,
    Instance,
    Interpreter,
    Place,
    Request,
    Slot,
    Table,
    Weights,
)
from summitapp.registration.models import Registration
from summitapp.registration.values import State

DROPPED = 1000
_who, _attendee, _request, _meeting = (table_of(one) for one in (Registration, Attendee, MeetingRequest, Meeting))
_slot, _table, _pool = (table_of(one) for one in (MeetingSlot, MeetingTable, PoolMember))
#: Who of a request will sit at the table: who asked, and those who said yes, while they take part.
SITS = sa.and_(
    _who.c.state == State.CONFIRMED,
    sa.or_(_attendee.c.reply == Reply.YES,
           sa.and_(_attendee.c.role == AttendeeRole.ASKER, _attendee.c.reply != Reply.NO)),
)  # fmt: skip


def instance_of(one: MeetingRound, moment: datetime | None = None) -> Instance:
    """Return the problem a round sets.

    :param moment: from then on nothing new is planned before it, and what has begun stays; ``None`` while planning ahead.
    """
    slots, members = slots_of(one.id), members_of(one)
    names = [slot.public_id for slot in slots]
    taken = unavailable_of(one, members, slots)
    away = {member.reference: frozenset(names[place] for place in taken[member.id]) for member in members}
    tables, standing = tables_of(one.id), _standing(one.id)
    begun = frozenset(slot.public_id for slot in slots if moment is not None and slot.starts_at <= moment)
    return Instance(
        one.summit.slug, _slots(slots, one.summit.timezone), _tables(tables, members, names, standing),
        _interpreters(one, slots), _delegates(one, members, away),
        tuple(_requests(one, away, standing, tables, begun, names)),
        Weights(one.shortfall_penalty, one.gap_penalty, one.moved_penalty, DROPPED),
        spare_tables(sum(not table.closed for table in tables), one.reserve),
    )  # fmt: skip


def held_of(one: MeetingRound) -> list[Held]:
    """Return the meetings of a round that stand, in order of their requests."""
    return [held for held, _ in _standing(one.id).values()]


def _standing(round_id: int) -> dict[Id, tuple[Held, bool]]:
    """Return request → its meeting that stands, and whether it is pinned."""
    rows = (
        sa.select(_request.c.public_id.label("request"), _slot.c.public_id.label("slot"), _table.c.public_id.label("table"),
                  _pool.c.public_id.label("interpreter"), _meeting.c.pinned)
        .select_from(_meeting.join(_request, _request.c.id == _meeting.c.request_id)
                     .join(_slot, _slot.c.id == _meeting.c.slot_id).join(_table, _table.c.id == _meeting.c.table_id)
                     .outerjoin(_pool, _pool.c.id == _meeting.c.interpreter_id))
        .where(_meeting.c.round_id == round_id, _meeting.c.state != MeetingState.CANCELLED).order_by(_request.c.id)
    )  # fmt: skip
    return {
        row.request: (Held(row.request, row.slot, row.table, row.interpreter), row.pinned)
        for row in db.session.connection().execute(rows)
    }


def _slots(slots: Sequence[MeetingSlot], zone: str) -> tuple[Slot, ...]:
    """Days are counted as the venue counts them; a start is what its clock shows."""
    days: dict[object, int] = {}
    found = []
    for slot in slots:
        here = to_local(slot.starts_at, zone)
        day = days.setdefault(here.date(), len(days))
        found.append(Slot(slot.public_id, day, here.hour * 60 + here.minute))
    return tuple(found)


def _tables(tables: Sequence[MeetingTable], members: Sequence[Member], slots: Sequence[Id],
            standing: Mapping[Id, tuple[Held, bool]]) -> tuple[Table, ...]:  # fmt: skip
    """Closed tables are left out, unless something stands at them that has to go elsewhere."""
    of_delegation: dict[int, set[Id]] = defaultdict(set)
    for member in members:
        if member.delegation is not None:
            of_delegation[member.delegation].add(member.reference)
    at, used = {member.id: member.reference for member in members}, {held.table for held, _ in standing.values()}
    return tuple(
        Table(table.public_id, table.seats, _home(table, at, of_delegation), frozenset(slots) if table.closed else frozenset())
        for table in tables if not table.closed or table.public_id in used
    )  # fmt: skip


def _home(table: MeetingTable, at: Mapping[int, str], of_delegation: Mapping[int, Collection[Id]]) -> frozenset[Id]:
    if table.home_registration_id is not None:
        return frozenset({at[table.home_registration_id]} if table.home_registration_id in at else ())
    return frozenset(of_delegation.get(table.home_delegation_id or 0, ()))


def _interpreters(one: MeetingRound, slots: Sequence[MeetingSlot]) -> tuple[Interpreter, ...]:
    busy = busy_interpreters(one, slots)
    return tuple(
        Interpreter(who.public_id, tuple(who.languages), frozenset(slots[place].public_id for place in busy.get(who.id, ())),
                    one.interpreter_run)
        for who in agenda.interpreters_of(one.summit_id)
    )  # fmt: skip


def _delegates(one: MeetingRound, members: Sequence[Member], away: Mapping[str, frozenset[Id]]) -> tuple[Delegate, ...]:
    """How often somebody was declined is left out: the report with its names is read by the whole team."""
    return tuple(
        Delegate(
            member.reference, member.city, member.languages, away[member.reference], most,
            min(most, one.min_meetings if member.least is None else member.least) if member.open else 0,
            _least(one.max_per_day, member.per_day), member.organisation,
        )
        for member in members for most in [min(one.max_meetings, one.max_meetings if member.most is None else member.most)]
    )  # fmt: skip


def _least(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


# --- requests ------------------------------------------------------------------------------------


def _requests(one: MeetingRound, away: Mapping[str, frozenset[Id]], standing: Mapping[Id, tuple[Held, bool]],
              tables: Sequence[MeetingTable], begun: frozenset[Id], slots: Sequence[Id]) -> list[Request]:  # fmt: skip
    rows = (
        sa.select(_request.c.id, _request.c.public_id, _request.c.value, _request.c.mutual, _request.c.pinned,
                  _who.c.public_id.label("who"), _attendee.c.wish)
        .select_from(_request.join(_attendee, _attendee.c.request_id == _request.c.id)
                     .join(_who, _who.c.id == _attendee.c.registration_id))
        .where(_request.c.round_id == one.id, _request.c.state == RequestState.ACCEPTED, SITS)
        .order_by(_request.c.id, _attendee.c.id)
    )  # fmt: skip
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.connection().execute(rows):
        groups[row.id].append(row)
    seats = {table.public_id: 0 if table.closed else table.seats for table in tables}
    allowed = frozenset(slots) - begun if begun else None
    found = []
    for group in groups.values():
        first, people = group[0], tuple(row.who for row in group)
        if len(people) > 1:
            held, pinned = standing.get(first.public_id, (None, False))
            stays = held is not None and (held.slot in begun or ((pinned or first.pinned) and _still(held, people, away, seats)))
            must = first.pinned or pinned or any(row.wish is Wish.MUST for row in group)
            locked = Place(held.slot, held.table, held.interpreter) if held is not None and stays else None
            found.append(Request(
                first.public_id, people, first.value, "pair" if len(people) == 2 else "delegation", first.mutual, locked,
                must, None if locked else allowed,
            ))  # fmt: skip
    return found


def _still(held: Held, people: Sequence[str], away: Mapping[str, frozenset[Id]], seats: Mapping[str, int]) -> bool:
    """Whether a pinned meeting can be held where it is; if not, the planner finds it another place before all others."""
    room = seats.get(str(held.table), 0) >= len(people) + (held.interpreter is not None)
    return room and not any(held.slot in away.get(person, frozenset()) for person in people)

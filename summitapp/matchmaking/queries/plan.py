"""The meetings of a plan, of a person and of a round, with everything a page needs of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from summitapp.agenda.models import Interpreter
from summitapp.core.db import db, table_of
from summitapp.delegations.models import Delegation
from summitapp.matchmaking.models import Attendee, Meeting, MeetingRequest, MeetingRound, MeetingTable, Seat
from summitapp.matchmaking.models.frame import MeetingSlot
from summitapp.matchmaking.queries.instance import SITS
from summitapp.matchmaking.values import MeetingState, Reply, RequestState
from summitapp.matchmaking.values.plan import Held, Id
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_STANDS = Meeting.state != MeetingState.CANCELLED
_PERSON = (
    joinedload(Registration.person), joinedload(Registration.category),
    joinedload(Registration.delegation).joinedload(Delegation.city),
)  # fmt: skip
#: Everything a page needs of a meeting.
WHOLE = (
    joinedload(Meeting.slot), joinedload(Meeting.table).joinedload(MeetingTable.room),
    joinedload(Meeting.interpreter).joinedload(Interpreter.person),
    joinedload(Meeting.request).options(
        selectinload(MeetingRequest.attendees).joinedload(Attendee.registration).options(*_PERSON),
    ),
    selectinload(Meeting.seats).joinedload(Seat.registration).options(*_PERSON),
)  # fmt: skip
_ORDER = (MeetingSlot.starts_at, MeetingTable.position, Meeting.id)


def _meetings() -> sa.Select[Meeting]:
    return sa.select(Meeting).join(Meeting.slot).join(Meeting.table).options(*WHOLE).order_by(*_ORDER)


def meetings_in(round_id: int, *, cancelled: bool = False) -> list[Meeting]:
    """Return the meetings of a round in order of time and table, everything loaded. :param cancelled: those as well."""
    statement = _meetings().where(Meeting.round_id == round_id)
    return list(db.session.scalars(statement if cancelled else statement.where(_STANDS)))


def meetings_of(registration_id: int, *, cancelled: bool = False) -> list[Meeting]:
    """Return the meetings of one participant in order of time, everything loaded.

    :param cancelled: also those they were to attend and that are cancelled.
    """
    seated = sa.select(Seat.meeting_id).where(Seat.registration_id == registration_id)
    if not cancelled:
        return list(db.session.scalars(_meetings().where(Meeting.id.in_(seated), _STANDS)))
    asked = sa.select(Attendee.request_id).where(Attendee.registration_id == registration_id)
    over = sa.and_(Meeting.state == MeetingState.CANCELLED, Meeting.request_id.in_(asked))
    return list(db.session.scalars(_meetings().where(sa.or_(Meeting.id.in_(seated), over))))


def meeting(slug: str, public_id: str) -> Meeting | None:
    """Return one meeting of a summit, everything loaded."""
    statement = (
        _meetings().join(Meeting.round).join(MeetingRound.summit)
        .where(Summit.slug == slug, Meeting.public_id == public_id)
        .options(contains_eager(Meeting.round).contains_eager(MeetingRound.summit))
    )  # fmt: skip
    return db.session.scalar(statement)


def sitters_of(one: Meeting) -> list[Registration]:
    """Return who sits at a meeting, or was to before it was cancelled; whoever said no is nobody's to know."""
    seated = {seat.registration_id for seat in one.seats}
    agreed = {each.registration_id for each in one.request.attendees if each.reply is Reply.YES}
    return [each.registration for each in one.request.attendees if each.registration_id in (seated or agreed)]


def meetings_by_request(requests: Collection[int]) -> dict[int, Meeting]:
    """Return request → its meeting that stands, everything loaded; by row id."""
    statement = _meetings().where(Meeting.request_id.in_(sorted(requests)), _STANDS)
    return {one.request_id: one for one in db.session.scalars(statement)}


def load_of_interpreters(round_id: int) -> dict[int, int]:
    """Return how many meetings each interpreter works in, by row id."""
    rows = (
        sa.select(Meeting.interpreter_id, sa.func.count())
        .where(Meeting.round_id == round_id, _STANDS, Meeting.interpreter_id.is_not(None)).group_by(Meeting.interpreter_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in db.session.execute(rows) if row[0] is not None}


# --- for writing ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that can be held. :param people: row ids of the registrations that will sit there."""

    id: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting that stands."""

    id: int
    public_id: str
    held: Held


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What the writer of a plan needs, by public id: row ids, who is to sit where, and what stands.

    :param seated: meeting → registrations that sit there now, by row id.
    """

    slots: Mapping[Id, int]
    tables: Mapping[Id, int]
    interpreters: Mapping[Id, int]
    requests: Mapping[Id, Asked]
    standing: Mapping[Id, Row]
    pinned: Mapping[Id, bool]
    seated: Mapping[int, set[int]]


_slot, _table, _pool, _summit = (table_of(one) for one in (MeetingSlot, MeetingTable, Interpreter, MeetingRound))
_request, _meeting, _attendee, _who = (table_of(one) for one in (MeetingRequest, Meeting, Attendee, Registration))
_seat = table_of(Seat)


def rows_for_plan(round_id: int) -> PlanRows:
    """Return the rows a plan is made of, in a constant number of statements."""
    connection = db.session.connection()
    own = sa.select(_summit.c.summit_id).where(_summit.c.id == round_id).scalar_subquery()
    slots = sa.select(_slot.c.public_id, _slot.c.id).where(_slot.c.round_id == round_id)
    tables = sa.select(_table.c.public_id, _table.c.id).where(_table.c.round_id == round_id)
    pool = sa.select(_pool.c.public_id, _pool.c.id).where(_pool.c.summit_id == own)
    requests = (
        sa.select(_request.c.public_id, _request.c.id, _attendee.c.registration_id)
        .join(_attendee, _attendee.c.request_id == _request.c.id).join(_who, _who.c.id == _attendee.c.registration_id)
        .where(_request.c.round_id == round_id, _request.c.state == RequestState.ACCEPTED, SITS).order_by(_attendee.c.id)
    )  # fmt: skip
    people: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in connection.execute(requests):
        people[row.public_id, row.id].append(row.registration_id)
    asked: dict[Id, Asked] = {
        reference: Asked(number, tuple(who)) for (reference, number), who in people.items() if len(who) > 1
    }
    standing, pinned = _rows_standing(round_id)
    named: list[dict[Id, int]] = [
        {row.public_id: row.id for row in connection.execute(one)} for one in (slots, tables, pool)
    ]
    return PlanRows(named[0], named[1], named[2], asked, standing, pinned, _seated(round_id))


def _rows_standing(round_id: int) -> tuple[dict[Id, Row], dict[Id, bool]]:
    rows = db.session.connection().execute(
        sa.select(_meeting.c.id, _meeting.c.public_id, _meeting.c.pinned, _request.c.public_id.label("request"),
                  _slot.c.public_id.label("slot"), _table.c.public_id.label("table"), _pool.c.public_id.label("interpreter"))
        .select_from(_meeting.join(_request, _request.c.id == _meeting.c.request_id)
                     .join(_slot, _slot.c.id == _meeting.c.slot_id).join(_table, _table.c.id == _meeting.c.table_id)
                     .outerjoin(_pool, _pool.c.id == _meeting.c.interpreter_id))
        .where(_meeting.c.round_id == round_id, _meeting.c.state != MeetingState.CANCELLED).order_by(_meeting.c.id)
    ).all()  # fmt: skip
    standing = {
        row.request: Row(row.id, row.public_id, Held(row.request, row.slot, row.table, row.interpreter)) for row in rows
    }
    return standing, {row.request: row.pinned for row in rows}


def _seated(round_id: int) -> dict[int, set[int]]:
    rows = sa.select(_seat.c.meeting_id, _seat.c.registration_id).join(_meeting, _meeting.c.id == _seat.c.meeting_id)
    found: dict[int, set[int]] = defaultdict(set)
    for row in db.session.connection().execute(rows.where(_meeting.c.round_id == round_id)):
        found[row.meeting_id].add(row.registration_id)
    return found

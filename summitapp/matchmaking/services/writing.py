"""The one writer of meetings, of the seats of those who meet, and of what changed."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, table_of
from summitapp.core.events import announce
from summitapp.core.security import new_reference
from summitapp.jobs.services import wake
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import Meeting, MeetingChange, MeetingRound, Seat
from summitapp.matchmaking.services.frame import claim
from summitapp.matchmaking.values import TELL, ChangeKind, MeetingChanged, MeetingState, PlanImpossible, StalePlan
from summitapp.matchmaking.values.plan import Change, Held, Id

constraint_error({
    "uq_matchmaking_meeting_request": PlanImpossible, "uq_matchmaking_meeting_table": PlanImpossible,
    "uq_matchmaking_meeting_interpreter": PlanImpossible, "uq_matchmaking_seat_registration_id_slot_id": PlanImpossible,
})  # fmt: skip
_meeting, _seat, _change = table_of(Meeting), table_of(Seat), table_of(MeetingChange)
_SLICE: Final = 500
Difference = tuple[Id, ChangeKind, Held | None, Held | None]


def write_plan(one: MeetingRound, meetings: Sequence[Held], changes: Sequence[Change], cause: str, state: MeetingState) -> int:
    """Let exactly these meetings stand from now on, and return the version the plan has then.

    The only writer of meetings, seats and changes. What stays as it is, is not touched. Once people know their meetings,
    the version is raised, each difference is written down with its cause, and :class:`MeetingChanged` is announced.

    :param meetings: all that are to stand, by public ids. :param changes: of the planner, for the cause of each difference.
    :param cause: of the differences for which ``changes`` has none. :param state: of meetings that are new or other.
    :raises StalePlan: if somebody else changed the plan since the round was read.
    :raises PlanImpossible: if somebody would sit twice, a table or an interpreter would be taken twice, or a meeting is of
        nothing known.
    """
    version = one.version
    one = claim(one)
    if one.version != version:
        raise StalePlan
    plan = queries.rows_for_plan(one.id)
    wanted = {held.request: held for held in meetings}
    _refuse_doubles(plan, meetings)
    differences = _differences(plan, wanted)
    coming = _unseat(plan, wanted, differences)
    if not differences:
        _take_seats(coming)
        return one.version
    causes = {change.request: (change.cause, dict(change.facts)) for change in changes}
    told = one.version > 0 or state is MeetingState.CONFIRMED
    ids = _write(one, plan, differences, state, {request: found[0] for request, found in causes.items()}, cause)
    _take_seats(coming)
    if told:
        wake(TELL, one.public_id)
        one.version += 1
        _note(one, plan, differences, ids, causes, cause)
    audit.record("meetings.plan_written", one, summit=one.summit.public_id, cause=cause, version=one.version,
                 **_counted(differences))  # fmt: skip
    db.session.expire_all()
    for request, kind, *_ in differences if told else ():
        announce(MeetingChanged(ids[request][1], kind))
    return one.version


def mark_of_plan(held: Sequence[Held]) -> str:
    """Return by what somebody who looks at a plan knows that it is still the same."""
    lines = sorted(f"{one.request} {one.slot} {one.table} {one.interpreter}" for one in held)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _refuse_doubles(plan: "queries.PlanRows", meetings: Sequence[Held]) -> None:
    """Pass if nobody and nothing is needed twice at a time, and everything is known.

    The database says the same, but only when something is written already. What stands and stays may be of a request that
    is agreed no longer: it is for whoever mends the plan to end it, and no reason to refuse another change.
    """
    taken: set[tuple[str, Id, Id | int]] = set()
    for held in meetings:
        row = plan.standing.get(held.request)
        people: Collection[int] = plan.requests[held.request].people if held.request in plan.requests else ()
        if row is None or row.held != held:
            _place(plan, held)
        elif not people:
            people = plan.seated.get(row.id, ())
        claims: list[tuple[str, Id, Id | int]] = [("request", "", held.request), ("table", held.slot, held.table)]
        claims += [("interpreter", held.slot, held.interpreter)] if held.interpreter is not None else []
        claims += [("person", held.slot, who) for who in people]
        if not taken.isdisjoint(claims):
            raise PlanImpossible
        taken.update(claims)


def _unseat(plan: "queries.PlanRows", wanted: Mapping[Id, Held], differences: Sequence[Difference]) -> list[dict[str, int]]:
    """Let those leave meetings that stay who do not come any more, and return the seats of those who come new.

    Whoever comes new may leave another meeting of that slot by the same plan, and sits down only after that.
    """
    changed, connection = {request for request, *_ in differences}, db.session.connection()
    coming: list[dict[str, int]] = []
    for request, row in plan.standing.items():
        if request in changed or request not in wanted or request not in plan.requests:
            continue
        sit, were = set(plan.requests[request].people), plan.seated.get(row.id, set())
        if were - sit:
            gone = _seat.c.registration_id.in_(were - sit)
            connection.execute(sa.delete(_seat).where(_seat.c.meeting_id == row.id, gone))
        if sit - were:
            slot = plan.slots[row.held.slot]
            coming += [{"meeting_id": row.id, "slot_id": slot, "registration_id": who} for who in sorted(sit - were)]
    return coming


def _take_seats(seats: Sequence[dict[str, int]]) -> None:
    for rows in _parts(seats):
        db.session.connection().execute(sa.insert(_seat), rows)


def _differences(plan: "queries.PlanRows", wanted: Mapping[Id, Held]) -> list[Difference]:
    found: list[Difference] = []
    for request, held in wanted.items():
        before = plan.standing.get(request)
        if before is None:
            found.append((request, ChangeKind.ADDED, None, held))
        elif before.held != held:
            found.append((request, _kind(before.held, held), before.held, held))
    found += [(request, ChangeKind.DROPPED, row.held, None) for request, row in plan.standing.items() if request not in wanted]
    return found


def _kind(before: Held, after: Held) -> ChangeKind:
    if before.slot != after.slot:
        return ChangeKind.MOVED
    return ChangeKind.TABLE if before.table != after.table else ChangeKind.INTERPRETER


def _counted(differences: Sequence[Difference]) -> Any:
    """Return how many meetings came, moved and went."""
    kinds = [kind for _, kind, *_ in differences]
    added, dropped = kinds.count(ChangeKind.ADDED), kinds.count(ChangeKind.DROPPED)
    return {"added": added, "dropped": dropped, "moved": len(kinds) - added - dropped}


def _write(one: MeetingRound, plan: "queries.PlanRows", differences: Sequence[Difference], state: MeetingState,
           causes: Mapping[Id, str], cause: str) -> dict[Id, tuple[int, str]]:  # fmt: skip
    """Write the rows; returns request → row id and public id of its meeting.

    Whatever changes gives up its seat, table and interpreter first: two meetings that change places would be in each
    other's way otherwise.
    """
    db.session.flush()
    connection, moment = db.session.connection(), now()
    ids = {request: (row.id, row.public_id) for request, row in plan.standing.items()}
    leaving = [ids[request][0] for request, kind, *_ in differences if kind is not ChangeKind.ADDED]
    for part in _parts(leaving):
        connection.execute(sa.delete(_seat).where(_seat.c.meeting_id.in_(part)))
        gone = {"state": MeetingState.CANCELLED, "changed_at": moment, "pinned": False}
        connection.execute(sa.update(_meeting).where(_meeting.c.id.in_(part)).values(gone))
    new: list[dict[str, Any]] = []
    for request, kind, _, after in differences:
        values: dict[str, Any] = {"cause": causes.get(request, cause)[:40], "changed_at": moment}
        if after is not None:
            values |= {**_place(plan, after), "state": state, "pinned": plan.pinned.get(request, False)}
        if kind is ChangeKind.ADDED:
            new.append({"public_id": new_reference(), "round_id": one.id, "request_id": plan.requests[request].id, **values})
        else:
            connection.execute(sa.update(_meeting).where(_meeting.c.id == ids[request][0]).values(values))
    ids |= _added(new, plan)
    _seat_people(plan, differences, ids)
    return ids


def _added(new: Sequence[dict[str, Any]], plan: "queries.PlanRows") -> dict[Id, tuple[int, str]]:
    """Write new meetings; returns request → row id and public id."""
    connection, asked = db.session.connection(), {row.id: request for request, row in plan.requests.items()}
    found: dict[Id, tuple[int, str]] = {}
    for rows in _parts(new):
        connection.execute(sa.insert(_meeting), rows)
        written = sa.select(_meeting.c.id, _meeting.c.public_id, _meeting.c.request_id).where(
            _meeting.c.public_id.in_([row["public_id"] for row in rows])
        )
        found |= {asked[row.request_id]: (row.id, row.public_id) for row in connection.execute(written)}
    return found


def _seat_people(plan: "queries.PlanRows", differences: Sequence[Difference], ids: Mapping[Id, tuple[int, str]]) -> None:
    seats = [
        {"meeting_id": ids[request][0], "slot_id": plan.slots[after.slot], "registration_id": who}
        for request, _, _, after in differences if after is not None for who in plan.requests[request].people
    ]  # fmt: skip
    _take_seats(seats)


def _parts(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + _SLICE] for start in range(0, len(rows), _SLICE)]


def _place(plan: "queries.PlanRows", held: Held) -> dict[str, int | None]:
    """Return the row ids of a place.

    :raises PlanImpossible: if the request, the slot, the table or the interpreter is not of this round.
    """
    if held.request not in plan.requests or (held.interpreter is not None and held.interpreter not in plan.interpreters):
        raise PlanImpossible
    if held.slot not in plan.slots or held.table not in plan.tables:
        raise PlanImpossible
    interpreter = plan.interpreters[held.interpreter] if held.interpreter is not None else None
    return {"slot_id": plan.slots[held.slot], "table_id": plan.tables[held.table], "interpreter_id": interpreter}


def _note(one: MeetingRound, plan: "queries.PlanRows", differences: Sequence[Difference], ids: Mapping[Id, tuple[int, str]],
          causes: Mapping[Id, tuple[str, dict[str, Any]]], cause: str) -> None:  # fmt: skip
    moment = now()
    rows = [
        {"round_id": one.id, "version": one.version, "meeting_id": ids[request][0], "kind": kind,
         "before": _named(before), "after": _named(after), "cause": causes.get(request, (cause, {}))[0][:40],
         "facts": causes.get(request, (cause, {}))[1], "at": moment}
        for request, kind, before, after in differences
    ]  # fmt: skip
    for part in _parts(rows):
        db.session.connection().execute(sa.insert(_change), part)


def _named(held: Held | None) -> dict[str, Any]:
    return {} if held is None else {"slot": held.slot, "table": held.table, "interpreter": held.interpreter}

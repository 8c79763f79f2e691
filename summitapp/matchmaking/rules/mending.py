"""How a plan that people know mends itself: what ended goes, what can stay stays, and nothing is dropped silently.

The planner's repair moves and drops what it must. Here is decided what it may touch at all: nothing that begins soon,
nothing an organiser placed by hand, and nothing that could only be dropped; that is left standing for a person to decide.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from summitapp.matchmaking.rules.repair import repair
from summitapp.matchmaking.rules.score import faults
from summitapp.matchmaking.values.plan import (
    Broken,
    Change,
    Delegate,
    Held,
    Id,
    Instance,
    InstanceFault,
    Interpreter,
    Place,
    Request,
    Slot,
    Table,
)
from summitapp.matchmaking.values.states import ChangeKind

#: Two meetings in one place cannot both be left standing until somebody decides.
_NOT_BOTH = {"clash", "table_taken", "interpreter_taken"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What mending may not touch, by the ids of slots and requests.

    :param frozen: slots that have begun or begin soon: what stands there stays. :param over: slots that have ended.
    :param by_hand: requests whose meeting an organiser placed. :param waits: requests without a meeting that are not given
        one by themselves: somebody cancelled it on purpose. :param still: the plan is on paper, only what ended goes.
    """

    frozen: Collection[Id] = ()
    over: Collection[Id] = ()
    by_hand: Collection[Id] = ()
    waits: Collection[Id] = ()
    still: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """The meetings that stand after mending, and what changed with its cause."""

    meetings: tuple[Held, ...]
    changes: tuple[Change, ...]


def mended(instance: Instance, held: Sequence[Held], terms: Terms) -> Mended:
    """Return a plan after its instance has changed, with as few changes as possible."""
    known = {request.id for request in instance.requests}
    over = [one for one in held if one.slot in terms.over]
    gone = [one for one in held if one.request not in known and one.slot not in terms.over]
    standing = [one for one in held if one.request in known and one.slot not in terms.over]
    ended = [Change(ChangeKind.DROPPED, one.request, one, None, "cancelled") for one in gone]
    if terms.still:
        return Mended((*over, *standing), tuple(ended))
    doubles = _doubles(instance, [one for one in standing if one.slot in terms.frozen])
    ended += [Change(ChangeKind.DROPPED, one.request, one, None, "clash") for one in doubles]
    standing = [one for one in standing if one not in doubles]
    try:
        found = _repaired(instance, standing, [one for one in over if one.request in known], terms)
    except InstanceFault:  # what is pinned contradicts itself: a person has to look, and nothing moves until then
        found = Mended(tuple(standing), ())
    return Mended((*over, *found.meetings), (*ended, *found.changes))


def open_questions(instance: Instance, held: Sequence[Held], over: Collection[Id] = ()) -> dict[Id, Broken]:
    """Return request → why its meeting cannot be held as it stands, for a person to decide."""
    found: dict[Id, Broken] = {}
    known = {request.id for request in instance.requests}
    left = [one for one in held if one.request in known and one.slot not in over]
    for broken in faults(instance, left):
        if "request" in broken.facts and broken.code not in ("lock", "not_allowed"):
            found.setdefault(broken.facts["request"], broken)
    return found


def _doubles(instance: Instance, soon: Sequence[Held]) -> list[Held]:
    """Return what cannot be held beside something worth more, of meetings that nobody moves any more."""
    requests = {request.id: request for request in instance.requests}
    taken: set[tuple[Id, Id]] = set()
    found = []
    for one in sorted(soon, key=lambda each: (-requests[each.request].value, str(each.request))):
        claims = {(one.slot, who) for who in requests[one.request].attendees}
        if taken & claims:
            found.append(one)
        taken |= claims
    return found


def _repaired(instance: Instance, standing: Sequence[Held], over: Sequence[Held], terms: Terms) -> Mended:
    """Repair; what could only be dropped is put aside where it stands, and the rest is repaired around it."""
    wrong = open_questions(instance, standing)
    aside = {one.request: one for one in standing
             if one.request in wrong and (one.slot in terms.frozen or one.request in terms.by_hand)}  # fmt: skip
    while True:
        kept = [one for one in standing if one.request not in aside]
        part = _around(instance, kept, [*aside.values(), *over], wrong, terms)
        schedule = repair(part, kept, frozen=terms.frozen)
        lost = {change.request: change.before for change in schedule.report.dropped or ()
                if change.cause not in _NOT_BOTH and change.before is not None}  # fmt: skip
        if not lost:
            report = schedule.report
            changes = (*(report.moved or ()), *(report.reseated or ()), *(report.dropped or ()), *(report.added or ()))
            return Mended((*schedule.meetings, *aside.values()), changes)
        aside |= lost


def _around(instance: Instance, kept: Sequence[Held], aside: Sequence[Held], wrong: Mapping[Id, Broken],
            terms: Terms) -> Instance:  # fmt: skip
    """Return the instance without what is put aside: its people, table and interpreter are taken at that time."""
    days = {slot.id: slot.day for slot in instance.slots}
    requests = {request.id: request for request in instance.requests}
    out: dict[Id, list[Held]] = {}
    for one in aside:
        for who in requests[one.request].attendees:
            out.setdefault(who, []).append(one)
    at, put = {one.request: one for one in kept}, {one.request for one in aside}
    return replace(
        instance,
        requests=tuple(_as_kept(one, at.get(one.id), wrong, terms) for one in instance.requests
                       if one.id not in put and not (one.id in terms.waits and one.id not in at)),
        delegates=tuple(_busy(one, out[one.id], days) if one.id in out else one for one in instance.delegates),
        tables=tuple(_closed(one, aside) for one in instance.tables),
        interpreters=tuple(_absent(one, aside, kept, instance.slots) for one in instance.interpreters),
    )  # fmt: skip


def _as_kept(request: Request, held: Held | None, wrong: Mapping[Id, Broken], terms: Terms) -> Request:
    """What begins soon stays; what is pinned and impossible is found another place before all others."""
    if held is not None and held.slot in terms.frozen:
        return replace(request, locked=Place(held.slot, held.table, held.interpreter), allowed=None)
    if request.locked is not None and request.id in wrong:
        return replace(request, locked=None, must=True)
    return request


def _busy(delegate: Delegate, aside: Sequence[Held], days: Mapping[Id, int]) -> Delegate:
    number = len(aside)
    a_day = max(Counter(days[one.slot] for one in aside if one.slot in days).values(), default=0)
    return replace(
        delegate, unavailable=delegate.unavailable | {one.slot for one in aside},
        max_meetings=max(0, delegate.max_meetings - number), min_meetings=max(0, delegate.min_meetings - number),
        max_per_day=None if delegate.max_per_day is None else max(0, delegate.max_per_day - a_day),
    )  # fmt: skip


def _closed(table: Table, aside: Sequence[Held]) -> Table:
    taken = {one.slot for one in aside if one.table == table.id}
    return replace(table, closed=table.closed | taken) if taken else table


def _absent(helper: Interpreter, aside: Sequence[Held], kept: Sequence[Held], slots: Sequence[Slot]) -> Interpreter:
    """Whoever interprets what is put aside gets nothing new before and after it, so that no run becomes too long."""
    taken = {one.slot for one in aside if one.interpreter == helper.id}
    if not taken or helper.max_run is None:
        return replace(helper, unavailable=helper.unavailable | taken) if taken else helper
    order = [slot.id for slot in slots]
    near = {order[place] for number, slot in enumerate(order) if slot in taken
            for place in (number - 1, number, number + 1) if 0 <= place < len(order)}  # fmt: skip
    works = {one.slot for one in kept if one.interpreter == helper.id}
    return replace(helper, unavailable=helper.unavailable | (near - works) | taken)

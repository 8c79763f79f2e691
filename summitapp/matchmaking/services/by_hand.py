"""Changes an organiser makes by hand: moved, exchanged, pinned, cancelled. Rules are looked at before anything is written."""

from collections import Counter
from collections.abc import Sequence

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import Meeting, MeetingRound
from summitapp.matchmaking.rules.score import faults
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.services.mending import ask_to_mend
from summitapp.matchmaking.services.writing import write_plan
from summitapp.matchmaking.values import FORGIVABLE, MeetingState, NoSuchMeeting, RulesBroken
from summitapp.matchmaking.values.plan import Broken, Held, Instance


def move_meeting(meeting: Meeting, slot: str, table: str, interpreter: str, *, anyway: bool = False) -> None:
    """Hold a meeting at another time, table or with another interpreter. :param slot: and the others: public ids.

    :param anyway: the organiser knows what stands against it.
    :raises RulesBroken: naming what stands against it; with ``anyway`` only what cannot be at all.
    """
    one, old = _standing(meeting)
    _write(one, [Held(old.request, slot, table, interpreter or None)], anyway)


def swap_meetings(meeting: Meeting, other: Meeting, *, anyway: bool = False) -> None:
    """Let two meetings change their times and tables; each keeps its interpreter.

    :raises RulesBroken: as :func:`move_meeting`.
    """
    one, first = _standing(meeting)
    _, second = _standing(other)
    _write(one, [Held(first.request, second.slot, second.table, first.interpreter),
                 Held(second.request, first.slot, first.table, second.interpreter)], anyway)  # fmt: skip


def cancel_meeting(meeting: Meeting) -> None:
    """Cancel a meeting; the request stays agreed, and the planner may give it another place.

    Nobody gives it one by themselves; others take up what became free.
    """
    one, old = _standing(meeting)
    write_plan(one, [held for held in queries.held_of(one) if held.request != old.request], (), "by_organiser", state_of(one))
    ask_to_mend(one)


def pin_meeting(meeting: Meeting, pinned: bool) -> None:
    """Let a meeting stay where it is, whatever is planned anew; or let it go."""
    one = claim(meeting.round)
    meeting = lock(Meeting, meeting.id)
    meeting.pinned = pinned
    audit.record("meetings.meeting_pinned", meeting, summit=one.summit.public_id, pinned=pinned)


def _standing(meeting: Meeting) -> tuple[MeetingRound, Held]:
    one = claim(meeting.round)
    meeting = lock(Meeting, meeting.id)
    if meeting.state is MeetingState.CANCELLED:
        raise NoSuchMeeting
    interpreter = meeting.interpreter.public_id if meeting.interpreter else None
    return one, Held(meeting.request.public_id, meeting.slot.public_id, meeting.table.public_id, interpreter)


def _write(one: MeetingRound, changed: Sequence[Held], anyway: bool) -> None:
    instance, before = queries.instance_of(one, now()), queries.held_of(one)
    moving = {held.request for held in changed}
    after = [*(held for held in before if held.request not in moving), *changed]
    if against := _new_faults(instance, before, after, changed):
        codes = tuple(dict.fromkeys(broken.code for broken in against))
        forgivable = set(codes) <= FORGIVABLE
        if not (forgivable and anyway):
            raise RulesBroken(codes, forgivable=forgivable)
    write_plan(one, after, (), "by_hand", state_of(one))
    ask_to_mend(one)


def _new_faults(instance: Instance, before: Sequence[Held], after: Sequence[Held], changed: Sequence[Held]) -> list[Broken]:
    """Return what a change breaks that was not broken already; a meeting that is moved by hand may leave its pin."""
    moving = {held.request for held in changed}
    known = Counter(_named(broken) for broken in faults(instance, before))
    found = []
    for broken in faults(instance, after):
        if known[_named(broken)] > 0 and broken.facts.get("request") not in moving:
            known[_named(broken)] -= 1
        elif not (broken.code == "lock" and broken.facts.get("request") in moving):
            found.append(broken)
    return found


def _named(broken: Broken) -> tuple[str, str]:
    return broken.code, repr(sorted((name, str(value)) for name, value in broken.facts.items()))

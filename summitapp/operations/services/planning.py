"""Meetings of the demo: time and tables, who agreed to meet whom, and a plan that everybody knows."""

from datetime import UTC, datetime, timedelta
from typing import Final

from summitapp.agenda import queries as agenda
from summitapp.core.db import db
from summitapp.matchmaking import queries
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.rules.repair import first_free
from summitapp.matchmaking.values import (
    MeetingState,
    RoundNumbers,
    RoundPhase,
    Stretch,
)
from summitapp.matchmaking.values.plan import Held
from summitapp.operations.services.demo_profiles import write_profiles
from summitapp.operations.services.demo_requests import SHOWN_STEPS, WAITING_STEPS, ask_each_other
from summitapp.summits.models import Summit

#: Two blocks, in UTC: the first day in the afternoon, the third in the morning, when few sessions need everybody.
BLOCKS: Final = (
    Stretch(datetime(2027, 10, 13, 12, 30, tzinfo=UTC), datetime(2027, 10, 13, 14, 30, tzinfo=UTC)),
    Stretch(datetime(2027, 10, 15, 7, 30, tzinfo=UTC), datetime(2027, 10, 15, 9, 30, tzinfo=UTC)),
)
HALL: Final = "courtyard"
TABLES: Final = 12


def plan_meetings(summit: Summit) -> None:
    """Let some of the company have meetings: with times, tables and interpreters, in a plan that is published."""
    people = write_profiles(summit)
    if len(people) <= max(*SHOWN_STEPS, *WAITING_STEPS):
        return
    one = _frame(summit)
    matchmaking.move_on(one, RoundPhase.OPEN)
    ask_each_other(people)
    matchmaking.move_on(one, RoundPhase.CLOSED)
    matchmaking.write_plan(one, _planned(one), (), "adopted", MeetingState.PROVISIONAL)
    matchmaking.move_on(one, RoundPhase.PROVISIONAL)
    matchmaking.move_on(one, RoundPhase.PUBLISHED)


def _frame(summit: Summit) -> MeetingRound:
    one = matchmaking.open_round(summit, RoundNumbers(
        requests_until=BLOCKS[0].starts_at - timedelta(days=14), objections_until=BLOCKS[0].starts_at - timedelta(days=7),
        min_meetings=1, print_at=BLOCKS[0].starts_at - timedelta(days=3),
    ))  # fmt: skip
    db.session.flush()
    for block in BLOCKS:
        matchmaking.add_block(one, block, 25, 5)
    room = next((room for room in agenda.rooms_of(summit) if room.code == HALL), None)
    matchmaking.add_tables(one, "T", 1, TABLES, 4, room)
    return one


def _planned(one: MeetingRound) -> list[Held]:
    """Return each request at the first place free for all: no child process, and the same plan each time."""
    instance, held = queries.instance_of(one), list[Held]()
    for request in instance.requests:
        place = first_free(instance, held, request.attendees)
        if place is not None and place.table is not None:
            held.append(Held(request.id, place.slot, place.table, place.interpreter))
    return held

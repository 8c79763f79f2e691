"""Meetings of the demo: time and tables, who agreed to meet whom, and a plan that everybody knows."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from summitapp.agenda import queries as agenda
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.matchmaking import queries
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking.models import MeetingRequest, MeetingRound
from summitapp.matchmaking.rules.repair import first_free
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    Answer,
    MeetingState,
    Reply,
    RoundNumbers,
    RoundPhase,
    Sought,
    Stretch,
    Wish,
    Wording,
)
from summitapp.matchmaking.values.plan import Held
from summitapp.operations.services.demo_profiles import write_profiles
from summitapp.profiles import queries as profiles
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

#: Two blocks, in UTC: the first day in the afternoon, the third in the morning, when few sessions need everybody.
BLOCKS: Final = (
    Stretch(datetime(2027, 10, 13, 12, 30, tzinfo=UTC), datetime(2027, 10, 13, 14, 30, tzinfo=UTC)),
    Stretch(datetime(2027, 10, 15, 7, 30, tzinfo=UTC), datetime(2027, 10, 15, 9, 30, tzinfo=UTC)),
)
HALL: Final = "courtyard"
TABLES: Final = 12
#: Every third wants to meet those so many places further on in the list; the first, whom a log-in shows, a few more.
STEPS: Final = (1, 2)
SHOWN_STEPS: Final = (1, 4, 7, 11, 14)
#: Of so many requests one waits for an answer still, one was declined, one is for a meeting that must be.
OPEN_EACH, NO_EACH, MUST_EACH = 9, 11, 8


def plan_meetings(summit: Summit) -> None:
    """Let some of the company have meetings: with times, tables and interpreters, in a plan that is published."""
    people = write_profiles(summit)
    if len(people) <= max(SHOWN_STEPS):
        return
    one = _frame(summit)
    matchmaking.move_on(one, RoundPhase.OPEN)
    _agree(people)
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


def _agree(people: Sequence[Registration]) -> None:
    """Let people of different delegations want to meet; most agreed, some have to answer yet, some do not want to."""
    references = {one.id: _profile(one) for one in people}
    wanted = [(people[0], people[step]) for step in SHOWN_STEPS]
    wanted += [
        (people[place], people[(place + step) % len(people)])
        for step in STEPS for place in range(3, len(people), 3)
    ]  # fmt: skip
    for number, (first, other) in enumerate(wanted):
        if first.delegation_id == other.delegation_id:
            continue
        request = _ask(first, references[other.id], number % MUST_EACH == 0)
        if request is not None and number % OPEN_EACH != OPEN_EACH - 1:
            no = number % NO_EACH == NO_EACH - 1
            asking.reply(request, other, Answer(Reply.NO if no else Reply.YES))


def _profile(one: Registration) -> str:
    found = profiles.profile_of(one.id)
    return found.public_id if found is not None else ""


def _ask(first: Registration, profile: str, must: bool) -> MeetingRequest | None:
    try:
        return asking.ask(first, Sought(profile=profile), Wording(Wish.MUST if must else Wish.MEET))
    except DomainError:  # the other way round they agreed already, or the other side is not to be asked
        return None


def _planned(one: MeetingRound) -> list[Held]:
    """Return each request at the first place free for all: no child process, and the same plan each time."""
    instance, held = queries.instance_of(one), list[Held]()
    for request in instance.requests:
        place = first_free(instance, held, request.attendees)
        if place is not None and place.table is not None:
            held.append(Held(request.id, place.slot, place.table, place.interpreter))
    return held

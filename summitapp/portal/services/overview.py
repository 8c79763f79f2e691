"""Gathering the figures of the overview and what waits to be done."""

from datetime import datetime
from typing import Final

from summitapp.accounts import queries as accounts_queries
from summitapp.agenda import queries as agenda
from summitapp.agenda import rules as agenda_rules
from summitapp.agenda import services as agenda_services
from summitapp.agenda.models import AgendaVersion
from summitapp.agenda.values import Placement, Show
from summitapp.checkin import queries as checkin
from summitapp.checkin.values import Verdict
from summitapp.core.clock import now
from summitapp.core.security import acting
from summitapp.core.tz import from_local, to_local, zone
from summitapp.letters import queries as letters_queries
from summitapp.letters import services as letters
from summitapp.outbox import queries as outbox_queries
from summitapp.portal import queries, rules
from summitapp.portal.values import Overview, Passage, Task, Todo
from summitapp.privacy import services as privacy
from summitapp.registration import queries as registrations
from summitapp.registration.values import State
from summitapp.summits import services as summits
from summitapp.summits.models import Summit, SummitDay
from summitapp.summits.rules import days_until
from summitapp.summits.values import SummitState

PASSAGES: Final = 5


def overview_of(summit: Summit) -> Overview:
    """Return the figures of a summit and what waits to be done."""
    moment = now()
    counted = registrations.tally(summit.id)
    cities = queries.cities(summit.id)
    planned, placed = queries.sessions(summit.id)
    release = agenda.release_of(summit.id)
    points = checkin.points(summit.id)
    inside = max((count.inside for count in checkin.counts(points, {})), default=0) if points else 0
    german, izmir = cities.pop("DE", 0), cities.pop("TR", 0)
    first = min((day for day in summit.days), key=lambda day: day.day, default=None)
    return Overview(
        part=rules.part_of_day(to_local(moment, summit.timezone).hour),
        days_left=days_until(summit.starts_on, moment, zone(summit.timezone)),
        confirmed=counted.get(State.CONFIRMED, 0), capacity=summit.capacity,
        to_decide=counted.get(State.SUBMITTED, 0),
        german_cities=german, izmir_cities=izmir, other_cities=sum(cities.values()),
        sessions=planned, placed=placed, release=release, inside=inside,
        todos=tuple(_todos(summit, counted, planned - placed)), passages=tuple(_passages(summit)),
        opens=_doors(first, summit.timezone) if first else None,
    )  # fmt: skip


def _todos(summit: Summit, counted: dict[State, int], unplaced: int) -> list[Todo]:
    gaps = len(summits.gaps_of(summit)) if summit.state is SummitState.DRAFT else 0
    conflicts = agenda_services.judge_draft(summit, agenda.draft_placements(summit))
    blocking = [one for one in conflicts if one.blocking]
    free = summit.capacity is None or summit.taken < summit.capacity
    found = [
        Todo(Task.DECIDE, counted.get(State.SUBMITTED, 0), query={"state": State.SUBMITTED.value}),
        Todo(Task.SUMMIT_INCOMPLETE, gaps),
        Todo(Task.SUMMIT_DRAFT, int(summit.state is SummitState.DRAFT and not gaps)),
        Todo(Task.CONFLICTS, len(blocking)),
        Todo(Task.UNPLACED, unplaced),
        Todo(Task.UNPUBLISHED, _unpublished(summit)),
        *_speakers(summit),
        Todo(Task.WAITING, counted.get(State.WAITING, 0) if free else 0, query={"state": State.WAITING.value}),
        Todo(Task.BADGES, queries.badges_to_print(summit.id), query={"show": "new"}),
        Todo(Task.LETTERS, letters_queries.waiting(summit.id)),
        *(Todo(Task.MANY_LETTERS, number, name) for name, number in letters.busy_delegations(summit)),
        Todo(Task.MAILS_FAILED, outbox_queries.failed_of_summit(summit.public_id), query={"state": "failed"}),
        Todo(Task.DATA_REQUESTS, privacy.pressing(summit)),
        Todo(Task.SECOND_STEP, int(_lacks_second_step())),
    ]
    return [todo for todo in found if todo.number > 0]


def _speakers(summit: Summit) -> list[Todo]:
    counts = agenda_services.speakers_waiting(summit)
    return [
        Todo(Task.SPEAKERS_DECLINED, counts.declined, query={"show": Show.DECLINED.value}),
        Todo(Task.SPEAKERS_OPEN, counts.unanswered, query={"show": Show.OPEN.value}),
        Todo(Task.SLIDES_MISSING, counts.slides, query={"show": Show.SLIDES.value}),
    ]


def _unpublished(summit: Summit) -> int:
    """Return how many sessions the draft shows otherwise than the last release."""
    draft, last = agenda.draft_of(summit), agenda.last_release(summit)
    if draft is None:
        return 0
    return len(agenda_rules.compare_versions(_placements(last), agenda_rules.releasable(_placements(draft))))


def _placements(version: AgendaVersion | None) -> tuple[Placement, ...]:
    return agenda.placements_of(version) if version is not None else ()


def _lacks_second_step() -> bool:
    user = accounts_queries.user_by_reference(acting().reference)
    return user is not None and user.totp_sealed is None


def _passages(summit: Summit) -> list[Passage]:
    return [
        Passage(to_local(one.happened_at, summit.timezone), one.point, one.name, one.verdict is Verdict.ADMITTED)
        for one in checkin.log(summit.id)[:PASSAGES]
    ]


def _doors(day: SummitDay, timezone: str) -> datetime:
    return to_local(from_local(datetime.combine(day.day, day.opens), timezone, second=False), timezone)

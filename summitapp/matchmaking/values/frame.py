"""The numbers of a round, stretches of time, what an organiser sees at a glance, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from summitapp.core.errors import DomainError, Stale
from summitapp.core.text import N_
from summitapp.matchmaking.values.states import ChangeKind, RoundPhase, Scheduling

MOST_TABLES: Final = 400
MOST_SLOTS: Final = 200
#: From how many table places beyond those needed the usual advice is kept: a tenth to a fifth more than needed.
SPARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class RoundNumbers:
    """What an organiser sets of a round. Hours and slots are whole, the reserve is in percent, weights are points."""

    scheduling: Scheduling = Scheduling.PLANNED
    auto_accept: bool = False
    requests_until: datetime | None = None
    objections_until: datetime | None = None
    print_at: datetime | None = None
    request_limit: int = 15
    must_limit: int = 3
    expire_hours: int = 72
    min_meetings: int = 2
    max_meetings: int = 8
    max_per_day: int | None = None
    reserve: int = 4
    interpreter_run: int = 3
    shortfall_penalty: int = 300
    gap_penalty: int = 10
    moved_penalty: int = 200


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, without its last moment."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Stretch") -> bool:
        """Whether both hold a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One slot as organisers see it. :param free: participants with nothing else. :param held: meetings that stand in it."""

    starts_at: datetime
    ends_at: datetime
    free: int
    held: int


@dataclass(frozen=True, slots=True)
class DaySlots:
    """The slots of one day at the venue."""

    day: date
    lines: tuple[SlotLine, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two languages between which somebody has to interpret, and how many of the pool can."""

    languages: tuple[str, str]
    meetings: int
    interpreters: int


@dataclass(frozen=True, slots=True)
class Glance:
    """A round in figures.

    :param requests: state → how many. :param places: table places in all. :param bound: how many meetings fit at most.
    :param agreed: requests to be planned. :param silent: participants with an open profile and no request at all.
    :param interpreted: agreed requests without a common language. :param pairs: between which languages.
    :param held: meetings that stand. :param warnings: codes of :data:`summitapp.matchmaking.rules.figures.WARNINGS`.
    """

    profiles: int
    requests: Mapping[str, int]
    slots: int
    tables: int
    seats: int
    places: int
    bound: int
    agreed: int
    silent: int
    interpreted: int
    interpreters: int
    held: int
    pairs: tuple[Pair, ...] = ()
    warnings: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())


# --- announcements -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingChanged:
    """Announcement: a meeting that people know came, changed or went. :param meeting: public id."""

    meeting: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class PlanTold:
    """Announcement: everybody of a round, by public id, now knows their meetings, provisional or for good."""

    round: str
    phase: RoundPhase


# --- what can be refused -------------------------------------------------------------------------


class RoundThere(DomainError):
    """A summit has one round of meetings."""

    code = "round_there"
    message = N_("Meetings are set up for this summit already.")


class StaleRound(Stale):
    """Somebody else changed the round meanwhile."""

    code = "round_stale"
    message = N_("Somebody else has changed this meanwhile. The present state is shown; please look at it and save again.")


class PhaseRefused(DomainError):
    """The step asked for does not lead on from the present phase."""

    code = "phase_refused"
    message = N_("This step is not possible now. The page shows where the meetings stand.")


class BlockEmpty(DomainError):
    """Not even one meeting fits between beginning and end."""

    code = "block_empty"
    status = 422
    message = N_("Not even one meeting fits into this time.")


class BlockTooLong(DomainError):
    """More slots than any summit has."""

    code = "block_too_long"
    status = 422
    message = N_("That would be more than %(most)s times for meetings in all. Please look at the dates.")


class BlocksOverlap(DomainError):
    """Another block has some of this time."""

    code = "blocks_overlap"
    status = 422
    message = N_("Part of this time is set aside already. Please choose other hours, or change those that are there.")


class MeetingsStand(DomainError):
    """Meetings stand where time or a table is to go. :param number: how many."""

    code = "meetings_stand"
    message = N_("%(number)s meetings stand there. Please move or cancel them first.")


class TableCodeTaken(DomainError):
    """Two tables of a round would have the same code."""

    code = "table_code_taken"
    status = 422
    message = N_("There is a table of this code already. Please choose another beginning or number.")


class TooManyTables(DomainError):
    """More tables than any hall has."""

    code = "too_many_tables"
    status = 422
    message = N_("That would be more than %(most)s tables.")


class AbsenceUpsideDown(DomainError):
    """An absence that ends before it begins."""

    code = "absence_upside_down"
    status = 422
    message = N_("The end has to come after the beginning.")


class StalePlan(Stale):
    """Somebody else changed the plan meanwhile."""

    code = "plan_stale"
    message = N_("Somebody else has changed the plan meanwhile. Here it is as it stands now.")


class PlanImpossible(DomainError):
    """Somebody would sit twice at a time, or a table or an interpreter would be taken twice."""

    code = "plan_impossible"
    message = N_("At that time somebody, the table or the interpreter is taken by now. Nothing was changed.")

"""How rounds, requests, runs and meetings stand."""

from enum import StrEnum


class RoundPhase(StrEnum):
    """Where the meetings of a summit stand, in this order; an organiser may go back until people were told."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"
    PROVISIONAL = "provisional"
    PUBLISHED = "published"
    FROZEN = "frozen"


class Scheduling(StrEnum):
    """Who gives a time: the planner to all at once, or the first free slot as soon as both agree."""

    PLANNED = "planned"
    AT_ONCE = "at_once"


class RequestKind(StrEnum):
    """Whom somebody wants to meet."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DELEGATION = "delegation"


class RequestSource(StrEnum):
    """Where a meeting comes from."""

    ASKED = "asked"
    ARRANGED = "arranged"


class Wish(StrEnum):
    """How much somebody wants it."""

    MEET = "meet"
    MUST = "must"


class RequestState(StrEnum):
    """How a request stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class AttendeeRole(StrEnum):
    """As what somebody sits at the table."""

    ASKER = "asker"
    ASKED = "asked"
    GUEST = "guest"


class Reply(StrEnum):
    """What one of those asked said."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


class RunState(StrEnum):
    """How a planning run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ADOPTED = "adopted"
    DISCARDED = "discarded"


class MeetingState(StrEnum):
    """Whether a meeting stands."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class ObjectionState(StrEnum):
    """What became of an objection."""

    OPEN = "open"
    HEARD = "heard"
    KEPT = "kept"


class ChangeKind(StrEnum):
    """What happened to a meeting between two versions of a plan."""

    ADDED = "added"
    MOVED = "moved"
    TABLE = "table"
    INTERPRETER = "interpreter"
    DROPPED = "dropped"

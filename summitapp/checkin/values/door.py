"""The words of the door: directions, verdicts, reasons, and what a scan is judged by."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated


class Direction(StrEnum):
    """Which way somebody passes a point."""

    IN = "in"
    OUT = "out"


DIRECTION_WORDS: Final[dict[Direction, str]] = {Direction.IN: N_("Coming in"), Direction.OUT: N_("Going out")}


class PointKind(StrEnum):
    """What a point is for; evacuation lists count entrances, rooms count the doors of their sessions."""

    ENTRANCE = "entrance"
    SESSION = "session"
    MEAL = "meal"
    BUS = "bus"
    HEADSET = "headset"


POINT_WORDS: Final[dict[PointKind, str]] = {
    PointKind.ENTRANCE: N_("Entrance"),
    PointKind.SESSION: N_("Door of a session"),
    PointKind.MEAL: N_("Meal"),
    PointKind.BUS: N_("Bus"),
    PointKind.HEADSET: N_("Headset desk"),
}


class Post(StrEnum):
    """Whose hands a scan comes from, and so whether they may decide against the list."""

    DESK = "desk"
    DOOR = "door"
    KIOSK = "kiosk"

    @property
    def grant(self) -> str:
        """Return the role by which a device's token says so."""
        return f"post:{self.value}"


class HowOften(StrEnum):
    """How often somebody may pass a point: the one choice behind ``reentry`` and ``daily``."""

    ONCE = "once"
    ONCE_A_DAY = "once_a_day"
    AGAIN = "again"
    AGAIN_DAILY = "again_daily"

    @property
    def reentry(self) -> bool:
        """Whether who has left may come again."""
        return self in (HowOften.AGAIN, HowOften.AGAIN_DAILY)

    @property
    def daily(self) -> bool:
        """Whether it begins anew each morning."""
        return self in (HowOften.ONCE_A_DAY, HowOften.AGAIN_DAILY)

    @classmethod
    def of(cls, reentry: bool, daily: bool) -> "HowOften":
        """Return the choice behind the two."""
        return next(one for one in cls if (one.reentry, one.daily) == (reentry, daily))


OFTEN_WORDS: Final[dict[HowOften, str]] = {
    HowOften.AGAIN_DAILY: N_("As often as they have left; each morning everybody is outside again"),
    HowOften.AGAIN: N_("As often as they have left"),
    HowOften.ONCE_A_DAY: N_("Once a day"),
    HowOften.ONCE: N_("Once"),
}


class Verdict(StrEnum):
    """What the door says; the only three answers there are."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    ALREADY_INSIDE = "already_inside"


class Reason(StrEnum):
    """Why the door says so."""

    ADMITTED = "admitted"
    LEFT = "left"
    OVERRIDDEN = "overridden"
    ALREADY_INSIDE = "already_inside"
    ALREADY_USED = "already_used"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    NOT_APPROVED = "not_approved"
    WRONG_POINT = "wrong_point"
    NOT_ENROLLED = "not_enrolled"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    MALFORMED = "malformed"


VERDICT_WORDS: Final[dict[Verdict, str]] = {
    Verdict.ADMITTED: N_("Let through"),
    Verdict.REFUSED: N_("Refused"),
    Verdict.ALREADY_INSIDE: N_("Already inside"),
}

#: A badge is named by its code, or, behind this, by the name under which the database knows it.
LOOKUP: Final = "lookup:"
#: A person may decide against these, and says why; never against the others.
OVERRIDABLE: Final = frozenset(
    {Reason.ALREADY_INSIDE, Reason.ALREADY_USED, Reason.NOT_APPROVED, Reason.WRONG_POINT, Reason.NOT_ENROLLED,
     Reason.TOO_EARLY, Reason.TOO_LATE}
)

REASON_WORDS: Final[dict[Reason, str]] = {
    Reason.ADMITTED: N_("Welcome"),
    Reason.LEFT: N_("Goodbye"),
    Reason.OVERRIDDEN: N_("Admitted by decision of the desk"),
    Reason.ALREADY_INSIDE: N_("This badge is already inside"),
    Reason.ALREADY_USED: N_("This badge was here already"),
    Reason.UNKNOWN: N_("This badge is not known here"),
    Reason.REVOKED: N_("This badge is no longer valid"),
    Reason.CANCELLED: N_("This registration was cancelled"),
    Reason.NOT_APPROVED: N_("This registration is not confirmed"),
    Reason.WRONG_POINT: N_("This badge does not open this entrance"),
    Reason.NOT_ENROLLED: N_("No place was booked in this session"),
    Reason.TOO_EARLY: N_("This entrance is not open yet"),
    Reason.TOO_LATE: N_("This entrance is closed already"),
    Reason.MALFORMED: N_("This scan could not be read"),
}


class Admission(StrEnum):
    """What a registration's state means at the door."""

    CONFIRMED = "confirmed"
    PENDING = "pending"
    CANCELLED = "cancelled"


class AlertKind(StrEnum):
    """What a person should look at: the ledger and the door do not agree, or a badge is in the wrong hands."""

    LATE_DOUBLE = "late_double"
    LET_IN = "let_in"
    DEAD_BADGE = "dead_badge"
    STANDING = "standing"


ALERT_WORDS: Final[dict[AlertKind, str]] = {
    AlertKind.LATE_DOUBLE: N_("Came in twice"),
    AlertKind.LET_IN: N_("Let in without network, and would have been refused"),
    AlertKind.DEAD_BADGE: N_("A lost or stolen badge was used"),
    AlertKind.STANDING: N_("A scan that came late changed who is inside"),
}


class PointUnknown(DomainError):
    """The summit has no check-in point of this code."""

    code = "point_unknown"
    status = 404
    message = N_("There is no check-in point with this code.")


class PointCodeTaken(DomainError):
    """Two points of a summit cannot share a code."""

    code = "point_code_taken"
    message = N_("Another check-in point of this summit has this code already.")


class PointInUse(DomainError):
    """People were scanned at this point, and the ledger keeps its name."""

    code = "point_in_use"
    message = N_("Badges were scanned here, so the point stays. Close it instead: it lets nobody in any more.")


class DoorsInCircle(DomainError):
    """A point would count together with itself."""

    code = "doors_in_circle"
    status = 422
    message = N_("These doors would count with each other in a circle. Please choose another door.")


@dataclass(frozen=True, slots=True)
class BadgeView:
    """What the door has to know of a badge.

    :param active: whether this badge is the valid one; a revoked or replaced one is not.
    :param sessions: codes of the sessions whose doors it opens: those its bearer has a place in, or works in.
    """

    active: bool
    admission: Admission
    category: str
    sessions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PointView:
    """A point as the door sees it; no times and no categories mean that there is no limit.

    :param counts_from: entries before it are forgotten: the midnight of a point that begins anew each day.
    :param session: code of the session that a place is needed in; empty where none is.
    :param reentry: whether who has left may come again; a meal or a bus takes everybody once.
    :param desk_decides: whether a door may let nobody through against the list here, but sends them to the desk.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    categories: frozenset[str] = field(default_factory=frozenset)
    counts_from: datetime | None = None
    session: str = ""
    reentry: bool = True
    desk_decides: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """An earlier scan of the same person at the same place that nothing but their own coming and going stood against.

    :param key: orders scans of the same moment; the ``scan_id``.
    :param let_in: whether they were let through then; who was told "already inside" was not.
    """

    at: datetime
    direction: Direction
    key: str = ""
    let_in: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """One scan as it is judged.

    :param at: when it happened, by the corrected clock.
    :param offline: judged on the device without us, so that it takes its place in time; a scan
        made online happens now, after everything we know, whatever its clock says.
    :param post: whose hands it comes from.
    """

    at: datetime
    direction: Direction = Direction.IN
    override: str = ""
    offline: bool = False
    post: Post = Post.DESK


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one scan, and the reason that the desk decided against, if it did."""

    verdict: Verdict
    reason: Reason
    overridden: Reason | None = None


@dataclass(frozen=True, slots=True)
class StandingNow:
    """Where somebody stands at one place after all that happened there.

    :param since: when they came in, or left. :param entered_at: the last entry that counts; none if there was none.
    :param doubles: how often they were let in while they were inside, or had used it up.
    """

    inside: bool = False
    since: datetime | None = None
    entries: int = 0
    doubles: int = 0
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a place takes somebody.

    :param timezone: where each day begins anew; empty for a place that never does.
    """

    reentry: bool = True
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """One scan as a client sent it, of the right shape.

    :param badge: the code, or ``lookup:`` and the name under which the database knows it.
    :param told: the verdict that a device gave by itself, empty if it asked us.
    """

    scan_id: str
    badge: str
    point: str
    direction: Direction
    scanned_at: datetime
    offline: bool = False
    override: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A scan of the wrong shape; its id, if it has one, still gets one answer for ever."""

    scan_id: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a client sends at once, and the device's clock at that moment."""

    scans: tuple[ScanRequest | Unreadable, ...]
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """What the door shows of somebody, so that a face can be matched to a name."""

    name: str
    given_name: str
    family_name: str
    function: str
    organisation: str
    city: Translated
    category: Translated
    category_code: str
    colour: str
    shape: str
    languages: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one scan is told, the first time and every time after."""

    scan_id: str | None
    verdict: Verdict
    reason: Reason
    person: PersonShown | None = None

    def nameless(self) -> "Answer":
        """Return the same without saying of whom: only what a door greets by, the category and the languages."""
        if self.person is None:
            return self
        return replace(self, person=replace(
            self.person, name="", given_name="", family_name="", function="", organisation="", city=Translated(), code="",
        ))  # fmt: skip

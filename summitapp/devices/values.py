"""The words of devices: what they are for, how they are, and what can be refused to them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from summitapp.checkin.values import Direction, PersonShown, Post
from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Language
from summitapp.registration.values import Answers, Applicant, State


class DeviceRole(StrEnum):
    """What a device is for, and so what its roster shows."""

    DOOR = "door"
    DESK = "desk"
    AID = "aid"
    KIOSK = "kiosk"


ROLE_WORDS: Final[dict[DeviceRole, str]] = {
    DeviceRole.DOOR: N_("Door"),
    DeviceRole.DESK: N_("Desk"),
    DeviceRole.AID: N_("First aid"),
    DeviceRole.KIOSK: N_("Kiosk"),
}
ROLE_HELP: Final[dict[DeviceRole, str]] = {
    DeviceRole.DOOR: N_("Scans badges. It knows nobody until a badge is shown."),
    DeviceRole.DESK: N_("Scans, finds people by name and registers who comes without a place. Opened by a PIN."),
    DeviceRole.AID: N_("Finds people by name and shows what they told us for an emergency. Opened by a PIN."),
    DeviceRole.KIOSK: N_("Stands on its own; people scan themselves, and no name is shown. Left by a PIN."),
}
#: Whose hands a device is in: first aid may at a door what any door may.
POSTS: Final[dict[DeviceRole, Post]] = {
    DeviceRole.DOOR: Post.DOOR, DeviceRole.DESK: Post.DESK, DeviceRole.AID: Post.DOOR, DeviceRole.KIOSK: Post.KIOSK,
}  # fmt: skip
#: These hold the key of their role, wrapped under a PIN.
KEYED: Final = frozenset({DeviceRole.DESK, DeviceRole.AID})
#: These have a PIN; at a kiosk it leads the team out of self check-in, and the key behind it opens nothing.
PINNED: Final = KEYED | {DeviceRole.KIOSK}

TOKEN_PREFIX: Final = "dev_"
CODE_LASTS: Final = timedelta(minutes=15)
PIN_DIGITS: Final = 6
NAME_LENGTH: Final = 80
PIN_ITERATIONS: Final = 600_000
#: Without word for so long a device counts as silent; so long after its revocation its waiting scans are taken.
SILENT_AFTER: Final = timedelta(minutes=5)
GRACE: Final = timedelta(hours=24)
#: A revision counts changes of the roster and, below them, scans: devices take it as one number that only grows.
SCANS_BELOW: Final = 10**9
#: Scans are told again for so long, since one that was stored a little later may have been given an earlier number.
SETTLES: Final = timedelta(seconds=5)
#: What devices were told to drop is remembered for so long; one that was away longer takes the whole roster.
GONE_KEPT: Final = timedelta(days=7)
#: A device that was not heard for so long is given nothing new.
ALIVE: Final = timedelta(hours=24)
#: While devices ask all the time, the roster is compared with what it was made of no more often than this.
COMPARED_EACH: Final = timedelta(seconds=10)

#: So many people an hour a device is told by name without their badges; the desk looks people up.
NAMES_AN_HOUR: Final[dict[DeviceRole, int]] = {DeviceRole.DOOR: 30, DeviceRole.AID: 30, DeviceRole.DESK: 300}
#: A device that asks for more than this within the hour and lets nobody in is looked at by somebody.
IDLE_AN_HOUR: Final = 20


class Condition(StrEnum):
    """How a device is."""

    WAITING = "waiting"
    EXPIRED = "expired"
    FINE = "fine"
    SILENT = "silent"
    LEAVING = "leaving"
    REVOKED = "revoked"


CONDITION_WORDS: Final[dict[Condition, str]] = {
    Condition.WAITING: N_("Waiting to be set up"),
    Condition.EXPIRED: N_("Never set up"),
    Condition.FINE: N_("Working"),
    Condition.SILENT: N_("Silent"),
    Condition.LEAVING: N_("Revoked, has not heard of it yet"),
    Condition.REVOKED: N_("Revoked"),
}


class CodeUsed(DomainError):
    """The code of enrolment is unknown, used or too old; which of these is not said."""

    code = "code_used"
    status = 410
    message = N_("This code no longer works. It may have been used or run out; please ask for a new one.")


class DeviceRevoked(DomainError):
    """The device may not be used any more; it forgets roster and keys, and keeps what it has not sent."""

    code = "device_revoked"
    status = 401
    message = N_("This device may not be used any more.")


class DeviceEnded(DomainError):
    """A revoked device is not brought back; another one is added."""

    code = "device_ended"
    status = 409
    message = N_("This device was revoked. Please add it as a new one.")


class TooManyAsked(DomainError):
    """The device was told of more people than a desk has to do with."""

    code = "too_many_asked"
    status = 429
    message = N_("This device has looked up very many people within the hour. Please wait, or ask the organisers.")


@dataclass(frozen=True, slots=True)
class NewDevice:
    """What is written down of a device before it is set up.

    :param point: code of the check-in point where it stands; empty where that is chosen on the device.
    """

    name: str
    role: DeviceRole = DeviceRole.DOOR
    language: Language = "en"
    point: str = ""
    direction: Direction = Direction.IN


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shown once when a device is to be set up: the code in its QR symbol, and its PIN, if it has one."""

    code: str
    pin: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Lock:
    """The key of a role as a device holds it.

    :param wrapped: the key of 32 bytes, wrapped (AES-KW, RFC 3394) under PBKDF2-SHA-256 of the PIN.
    """

    salt: bytes
    iterations: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a device is told when it is set up; the token is told this once only."""

    token: str
    device: Any
    summit: str
    point: str
    lock: Lock | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a device says of itself.

    :param battery: from 0 to 1. :param pending: scans it has not sent. :param oldest: when the oldest of these was made.
    """

    battery: float | None = None
    pending: int = 0
    oldest: datetime | None = None
    build: str = ""
    revision: int = 0
    point: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How a device is, with the figures that its sentence needs."""

    condition: Condition
    silent_minutes: int = 0
    pending: int = 0
    oldest_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class News:
    """The newest revision of a summit's roster, and when somebody last passed a door."""

    revision: int
    standing_at: datetime | None


@dataclass(frozen=True, slots=True)
class RosterState:
    """What one look tells of a summit's roster.

    :param revision: of the roster alone. :param floor: a device that is behind it takes all of it. :param scan: the last scan.
    """

    summit_id: int
    summit: str
    revision: int
    floor: int
    scan: int

    @property
    def told(self) -> int:
        """Return the revision as devices know it."""
        return self.revision * SCANS_BELOW + self.scan


@dataclass(frozen=True, slots=True)
class RosterAnswer:
    """What a device is given.

    :param body: nothing, if the device has it all. :param notes: how many notes for first aid are among it.
    """

    etag: str
    body: bytes | None
    notes: int = 0


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who stands at the desk without a place.

    :param id: made by the device, so that a request that is sent again registers nobody twice.
    :param delegation: code of the delegation they come with; empty for none.
    """

    id: str
    applicant: Applicant
    answers: Answers
    category: str
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class WalkedIn:
    """What became of it; badge and person are there once they are confirmed."""

    id: str
    code: str
    state: State
    badge: str | None
    lookup: str
    person: PersonShown | None


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody the desk looked up."""

    lookup: str
    person: PersonShown

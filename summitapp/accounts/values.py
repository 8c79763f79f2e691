"""Roles, purposes of links, and what can be refused at the log-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from summitapp.core.errors import DomainError
from summitapp.core.text import N_


class Role(StrEnum):
    """What somebody may do in a summit; each is described in ``permissions.py`` of the features."""

    OWNER = "owner"
    ORGANISER = "organiser"
    EDITOR = "editor"
    DESK = "desk"
    SCANNER = "scanner"
    VIEWER = "viewer"
    FIRST_AID = "first_aid"
    CATERING = "catering"
    COORDINATOR = "coordinator"


#: The roles of a summit's team; a coordinator's is that of one delegation only.
TEAM_ROLES: Final = tuple(role for role in Role if role is not Role.COORDINATOR)
ROLE_NAMES: Final = {
    Role.OWNER: N_("Owner"),
    Role.ORGANISER: N_("Organiser"),
    Role.EDITOR: N_("Agenda editor"),
    Role.DESK: N_("Registration desk"),
    Role.SCANNER: N_("Scanner at the door"),
    Role.VIEWER: N_("Viewer"),
    Role.FIRST_AID: N_("First aid"),
    Role.CATERING: N_("Catering"),
    Role.COORDINATOR: N_("Coordinator of a delegation"),
}
ROLE_DESCRIPTIONS: Final = {
    Role.OWNER: N_("Everything, the team and the deletion of the summit included."),
    Role.ORGANISER: N_("Registrations, agenda, badges, check-in and settings."),
    Role.EDITOR: N_("Writes and publishes the agenda."),
    Role.DESK: N_("Sees registrations, prints badges and scans them."),
    Role.SCANNER: N_("Scans badges at the door, and nothing else."),
    Role.VIEWER: N_("Reads everything the organisers read, and changes nothing."),
    Role.FIRST_AID: N_("Opens sealed notes for first aid, each time with a reason, and sees nothing else."),
    Role.CATERING: N_("Opens sealed answers on meals, each time with a reason, and sees nothing else."),
    Role.COORDINATOR: N_("Files and edits everyone in one delegation, and sees nobody else."),
}
SUMMIT: Final = "summit"
PLATFORM: Final = "platform"
DELEGATION: Final = "delegation"


class Purpose(StrEnum):
    """What a secret link is for; a link opens nothing else."""

    LOG_IN = "log_in"
    SET_UP = "set_up"
    MANAGE = "manage"
    CONFIRM = "confirm"
    INVITE = "invite"
    ADDRESS = "address"
    SPEAKER = "speaker"


class CodePurpose(StrEnum):
    """What a one-time code is for; a code opens nothing else."""

    FRESH = "fresh"
    MERGE = "merge"


class TokenScope(StrEnum):
    """What an API token may be used for."""

    CHECKIN = "checkin"
    READ = "read"
    REGISTRATIONS = "registrations"


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A secret link that was presented and is good."""

    reference: str
    subject: str
    expires_at: datetime


class PasskeyStep(StrEnum):
    """What a challenge was made for; it is good for nothing else."""

    ADD = "add"
    SIGN_IN = "sign_in"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a device is asked to sign, as the session remembers it until the answer comes.

    :param value: 64 random bytes. :param subject: public id of the person who adds a passkey, else empty.
    """

    value: bytes
    step: PasskeyStep
    asked_at: datetime
    subject: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return what a session can hold."""
        return {"value": self.value.hex(), "step": self.step.value, "asked_at": self.asked_at.isoformat(),
                "subject": self.subject}  # fmt: skip

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        """Return the challenge a session held."""
        return cls(bytes.fromhex(kept["value"]), PasskeyStep(kept["step"]), datetime.fromisoformat(kept["asked_at"]),
                   kept["subject"])  # fmt: skip


class PasskeyRefused(DomainError):
    """The answer of the device does not fit; what is wrong with it is not said."""

    code = "passkey_refused"
    status = 422
    message = N_("This passkey was not accepted. Please try again, or let us send you the link by mail.")


class PasskeyKnown(DomainError):
    """The device keeps this passkey already."""

    code = "passkey_known"
    status = 409
    message = N_("This passkey is in use already.")


class TooManyPasskeys(DomainError):
    """There are as many passkeys as anybody needs."""

    code = "too_many_passkeys"
    status = 409
    message = N_("You have ten passkeys, and more are not possible. Please remove one first.")


class LinkInvalid(DomainError):
    """The link is unknown, used up, ended or too old; which of these is not said."""

    code = "link_invalid"
    status = 404
    message = N_(
        "This link no longer works. It may have been used, replaced or have run out; please ask for a new one."
    )


class LogInRefused(DomainError):
    """Address, password or code do not fit; which of them is not said."""

    code = "log_in_refused"
    status = 422
    message = N_("This address and this password do not belong together. Please try again.")


class TooManyAttempts(DomainError):
    """The account was tried too often."""

    code = "too_many_attempts"
    status = 429
    message = N_("There were too many attempts. Please wait fifteen minutes, or ask for a log-in link by mail.")


class CodeRefused(DomainError):
    """The second factor does not fit, or was used before."""

    code = "code_refused"
    status = 422
    message = N_("This code is not right, or was used already. Please wait for the next one.")


class CodeAnswer(StrEnum):
    """What became of a one-time code that was typed in."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """The last code that was asked for: whether one can be typed in now, and from when on another can be asked for."""

    open: bool
    attempts_left: int
    again_at: datetime | None


class CodesTooFast(DomainError):
    """A code was sent just now; another one comes after ``seconds``."""

    code = "codes_too_fast"
    status = 429
    message = N_("We sent a code just now. You can ask for another one in %(seconds)s seconds.")


class TooManyCodes(DomainError):
    """So many codes were sent to this person or address that there are no more for a while."""

    code = "too_many_codes"
    status = 429
    message = N_("We have sent many codes to this address. Please try again tomorrow, or write to the organisers.")


class LastOwner(DomainError):
    """A summit keeps at least one owner."""

    code = "last_owner"
    status = 409
    message = N_("A summit needs an owner. Please make somebody else the owner first.")


class PasswordTooWeak(DomainError):
    """The password is too short or too well known."""

    code = "password_too_weak"
    status = 422
    message = N_("Please choose a password of at least twelve characters that is not your address.")

"""What can be asked of the demo loader, what it answers, and what it refuses."""

from dataclasses import dataclass
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_

MOST_DELEGATES: Final = 100_000
MOST_SESSIONS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load has written; ``fresh`` is false when the summit was there already and nothing was done."""

    slug: str
    fresh: bool
    people: int = 0
    sessions: int = 0


class TooFewPlaces(DomainError):
    """More delegates are to be loaded than the summit has places."""

    code = "demo_too_few_places"
    message = N_("There are fewer places than delegates to load.")


class TooLarge(DomainError):
    """The synthetic summit would be larger than the loader can promise to be right."""

    code = "demo_too_large"
    message = N_("The demo loader makes up to %(delegates)s delegates and %(sessions)s sessions.")


@dataclass(frozen=True, slots=True)
class LogIn:
    """How somebody of the demo gets in: address and password, or a link alone."""

    role: str
    address: str
    email: str
    password: str


class DemoNotHere(DomainError):
    """There is no demo summit to sign in to, or this is a production server, which must have none."""

    code = "demo_not_here"
    message = N_("Demo log-ins are made on a development machine only, after the demo summit was loaded.")


class SummitUnknown(DomainError):
    """No summit has this address."""

    code = "summit_unknown"
    status = 404
    message = N_("There is no summit with the address %(slug)s.")


class NoSuchToken(DomainError):
    """No token has this reference."""

    code = "token_unknown"
    status = 404
    message = N_("There is no such token.")

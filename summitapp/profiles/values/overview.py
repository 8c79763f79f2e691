"""What the organisers see of profiles: who is open, who finds nobody and why, and who is shown to everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_, Translated
from summitapp.profiles.values.kinds import ProfileState

PAGE: Final = 50
#: Whoever stands in so many more lists than the average is shown to everybody.
OFTEN: Final = 3


class Lack(StrEnum):
    """Why nobody is suggested to somebody. Whom they passed over is never among the reasons."""

    NOT_YET = "not_yet"
    SAYS_LITTLE = "says_little"
    RULES = "rules"
    NOBODY_FITS = "nobody_fits"


LACK_NAMES: Final[Mapping[Lack, str]] = {
    Lack.NOT_YET: N_("Not worked out yet"),
    Lack.SAYS_LITTLE: N_("Says neither what they offer nor what they seek"),
    Lack.RULES: N_("May ask nobody, by the rules"),
    Lack.NOBODY_FITS: N_("Nobody else fits"),
}


class Show(StrEnum):
    """Which part of the list is looked at."""

    ALL = "all"
    LACKING = "lacking"
    OFTEN = "often"
    RARE = "rare"
    CLOSED = "closed"


SHOW_NAMES: Final[Mapping[Show, str]] = {
    Show.ALL: N_("All"),
    Show.LACKING: N_("Without a suggestion"),
    Show.RARE: N_("Suggested to nobody"),
    Show.OFTEN: N_("Suggested very often"),
    Show.CLOSED: N_("Not open"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One profile as the organisers see it.

    :param number: how many are suggested to them. :param exposure: in how many lists of others they stand.
    :param lack: why nobody is suggested, if so and the profile is open.
    """

    code: str
    name: str
    function: str
    organisation: str
    city: Translated
    category: Translated
    state: ProfileState
    kind: str
    offers: tuple[str, ...]
    seeks: tuple[str, ...]
    topics: tuple[str, ...]
    sdgs: tuple[int, ...]
    languages: tuple[str, ...]
    number: int
    exposure: int
    lack: Lack | None = None

    @property
    def open(self) -> bool:
        """Whether others find it."""
        return self.state is ProfileState.OPEN


@dataclass(frozen=True, slots=True)
class Overview:
    """How far a summit is with its profiles. :param invitable: confirmed, without a profile, and reached by mail."""

    confirmed: int
    states: Mapping[ProfileState, int]
    delegations: int
    invitable: int
    lines: tuple[Line, ...]

    @property
    def without(self) -> int:
        """Return how many participants have no profile."""
        return max(self.confirmed - sum(self.states.values()), 0)

    @property
    def average(self) -> float:
        """Return in how many lists somebody stands on average."""
        shown = [line.exposure for line in self.lines if line.open]
        return sum(shown) / len(shown) if shown else 0.0

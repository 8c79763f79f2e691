"""What people say of a meeting afterwards, in one tap each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_

#: How long after the summit an outcome can be given and changed.
OUTCOME_OPEN: Final = timedelta(days=30)
NOTE_LENGTH: Final = 2000
#: Of fewer meetings no figure is shown: those who sat there could guess who said what.
FEWEST: Final = 5


class Held(StrEnum):
    """Whether a meeting took place; one who says the others did not come is enough for a no-show."""

    TOOK_PLACE = "took_place"
    NO_SHOW = "no_show"
    CALLED_OFF = "called_off"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return HELD_LABELS[self]


HELD_LABELS: Final[Mapping[Held, str]] = {
    Held.TOOK_PLACE: N_("It took place"),
    Held.NO_SHOW: N_("They did not come"),
    Held.CALLED_OFF: N_("We called it off"),
}


class Tap(StrEnum):
    """One tap on the telephone."""

    TOOK_PLACE = "took_place"
    NO_SHOW = "no_show"
    CALLED_OFF = "called_off"
    VALUABLE = "valuable"
    NOT_VALUABLE = "not_valuable"
    FOLLOW_UP = "follow_up"
    NO_FOLLOW_UP = "no_follow_up"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a meeting; ``valuable`` is None as long as they said nothing of it."""

    held: Held
    valuable: bool | None = None
    follow_up: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableFree:
    """Announced when somebody does not come while their slot runs: table, slot and, if there is one, interpreter are free.

    All but ``waiting`` are public ids; ``waiting`` are those who sit at the table, by registration.
    """

    meeting: str
    slot: str
    table: str
    waiting: tuple[str, ...]


class OutcomeNotOpen(DomainError):
    """A meeting that has not begun has no outcome, nor one that is long over."""

    code = "outcome_not_open"
    message = N_("What came of a meeting can be said from its beginning until thirty days after the summit.")


class NoSuchMeeting(NotFound):
    """There is no such meeting, or it is not theirs."""

    code = "no_such_meeting"

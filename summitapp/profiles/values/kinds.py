"""How a profile stands, and on which level of their house somebody speaks."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_


class ProfileState(StrEnum):
    """Whether others find a profile. Paused hides it and keeps what is agreed."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return PROFILE_LABELS[self]


class FunctionLevel(StrEnum):
    """The level of somebody's function, so that a mayor is led to a mayor and an expert to an expert."""

    HEAD = "head"
    DEPUTY = "deputy"
    COUNCIL = "council"
    DIRECTOR = "director"
    EXPERT = "expert"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return LEVEL_LABELS[self]


PROFILE_LABELS: Final[Mapping[ProfileState, str]] = {
    ProfileState.DRAFT: N_("Not shown yet"),
    ProfileState.OPEN: N_("Open for meetings"),
    ProfileState.PAUSED: N_("Paused"),
}
LEVEL_LABELS: Final[Mapping[FunctionLevel, str]] = {
    FunctionLevel.HEAD: N_("Head of the house: mayor, president, chair"),
    FunctionLevel.DEPUTY: N_("Deputy"),
    FunctionLevel.COUNCIL: N_("Member of a council or a board"),
    FunctionLevel.DIRECTOR: N_("Head of a department or an office"),
    FunctionLevel.EXPERT: N_("Expert"),
    FunctionLevel.OTHER: N_("Something else"),
}

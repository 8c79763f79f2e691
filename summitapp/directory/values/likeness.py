"""By what two entries look like one person's, and how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_


class Sign(StrEnum):
    """By what two entries look like one person's."""

    SAME_NAME = "same_name"
    SAME_SPELT = "same_spelt"
    SWAPPED = "swapped"
    ONE_LETTER = "one_letter"
    SAME_PART = "same_part"
    SAME_ADDRESS = "same_address"
    SAME_PHONE = "same_phone"
    SAME_ORGANISATION = "same_organisation"
    SAME_DELEGATION = "same_delegation"
    OTHER_DELEGATION = "other_delegation"


SIGN_NAMES: Final[Mapping[Sign, str]] = {
    Sign.SAME_NAME: N_("same name"),
    Sign.SAME_SPELT: N_("same name, spelt differently"),
    Sign.SWAPPED: N_("given and family name swapped"),
    Sign.ONE_LETTER: N_("names differ by one letter"),
    Sign.SAME_PART: N_("given or family name is the same"),
    Sign.SAME_ADDRESS: N_("same e-mail address"),
    Sign.SAME_PHONE: N_("same telephone number"),
    Sign.SAME_ORGANISATION: N_("same organisation"),
    Sign.SAME_DELEGATION: N_("same delegation"),
    Sign.OTHER_DELEGATION: N_("in another delegation"),
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of an entry is compared; ``phone`` is E.164, ``group`` the id of the delegation."""

    given_name: str
    family_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much two entries are alike, from 0 to 100, and why."""

    score: int
    signs: tuple[Sign, ...]

"""Two registrations that look alike, and what they can differ in."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_


class PairState(StrEnum):
    """What became of two registrations that look alike."""

    OPEN = "open"
    DISTINCT = "distinct"
    MERGED = "merged"


class MergeField(StrEnum):
    """What two registrations of one person can differ in, and one value of which is kept."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CATEGORY = "category"
    DELEGATION = "delegation"
    FUNCTION = "function"
    ORGANISATION = "organisation"
    CITY = "city"
    LANGUAGE = "language"
    SPOKEN = "spoken"
    INTERPRETING = "interpreting"
    NOTE = "note"


MERGE_NAMES: Final[Mapping[MergeField, str]] = MappingProxyType({
    MergeField.NAME: N_("Name"),
    MergeField.EMAIL: N_("E-mail address"),
    MergeField.PHONE: N_("Telephone"),
    MergeField.CATEGORY: N_("Category"),
    MergeField.DELEGATION: N_("Delegation and role"),
    MergeField.FUNCTION: N_("Function"),
    MergeField.ORGANISATION: N_("Organisation"),
    MergeField.CITY: N_("City"),
    MergeField.LANGUAGE: N_("Language of mails"),
    MergeField.SPOKEN: N_("Languages"),
    MergeField.INTERPRETING: N_("Interpreting"),
    MergeField.NOTE: N_("Note"),
})

"""Who registers: by which way they came, what they are in their delegation, and what they wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_


class Source(StrEnum):
    """By which way a registration came; all but the form vouch for the request."""

    FORM = "form"
    API = "api"
    LIST = "list"
    ORGANISER = "organiser"


class DelegationRole(StrEnum):
    """What somebody is in their delegation; each has at most one head who is still coming."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


ROLE_NAMES: Final[Mapping[DelegationRole, str]] = MappingProxyType({
    DelegationRole.HEAD: N_("Head of delegation"),
    DelegationRole.DEPUTY: N_("Deputy head"),
    DelegationRole.MEMBER: N_("Member"),
})

SOURCE_NAMES: Final[Mapping[Source, str]] = MappingProxyType({
    Source.FORM: N_("The public form"),
    Source.API: N_("A program"),
    Source.LIST: N_("A delegation’s list"),
    Source.ORGANISER: N_("The organisers"),
})


@dataclass(frozen=True, slots=True)
class Applicant:
    """The person who asks for a place, as they wrote it themselves."""

    given_name: str
    family_name: str
    email: str | None
    language: str
    single_name: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """The plain answers of the form. Sensitive ones are asked later and kept elsewhere."""

    function: str = ""
    city: str = ""
    organisation: str = ""
    spoken_languages: tuple[str, ...] = ()
    interpretation: str = ""
    note: str = ""

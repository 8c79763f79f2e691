"""To whom a mailing goes, and why somebody is left out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self

from summitapp.core.text import LANGUAGES, N_, Language, Translated
from summitapp.registration.values import ACTIVE, DelegationRole, State


class Circle(StrEnum):
    """Who is meant at all: those who take part, or those who coordinate delegations."""

    PEOPLE = "people"
    COORDINATORS = "coordinators"


CIRCLE_NAMES: Final[Mapping[Circle, str]] = MappingProxyType({
    Circle.PEOPLE: N_("People who are registered"),
    Circle.COORDINATORS: N_("Coordinators of delegations"),
})

#: Where nothing is ticked, everybody who comes or still hopes to is meant.
USUAL_STATES: Final = ACTIVE - {State.DRAFT}


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a mailing goes to. Empty parts do not narrow; ``chosen`` are public ids of registrations.

    Categories, delegations and the question are named by their codes, so that a rule means the same in the next
    edition. ``answered`` tells whether those are meant who have answered ``question`` or those who have not.
    """

    circle: Circle = Circle.PEOPLE
    states: tuple[State, ...] = ()
    categories: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    roles: tuple[DelegationRole, ...] = ()
    languages: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    question: str = ""
    answered: bool = False

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Build from what :meth:`as_dict` gave."""
        return cls(
            circle=Circle(value.get("circle", Circle.PEOPLE)),
            states=tuple(State(one) for one in value.get("states", ())),
            categories=tuple(value.get("categories", ())), delegations=tuple(value.get("delegations", ())),
            roles=tuple(DelegationRole(one) for one in value.get("roles", ())),
            languages=tuple(one for one in value.get("languages", ()) if one in LANGUAGES),
            chosen=tuple(value.get("chosen", ())), question=value.get("question", ""),
            answered=bool(value.get("answered", False)),
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as they are stored."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who may get a mailing, with what its placeholders need.

    :param reference: public id of the person or, for coordinators, of their account.
    """

    reference: str
    given_name: str
    full_name: str
    email: str | None
    language: Language
    registration: str = ""
    code: str = ""
    category: Translated = field(default_factory=Translated)
    delegation: Translated = field(default_factory=Translated)
    deadline: datetime | None = None
    proven: bool = True
    gone: bool = False


class LeftOut(StrEnum):
    """Why somebody who fits is not written to."""

    NO_ADDRESS = "no_address"
    UNPROVEN = "unproven"
    GONE = "gone"
    OPTED_OUT = "opted_out"
    ALREADY = "already"
    TWICE = "twice"
    NO_TEXT = "no_text"


LEFT_OUT_NAMES: Final[Mapping[LeftOut, str]] = MappingProxyType({
    LeftOut.NO_ADDRESS: N_("No e-mail address"),
    LeftOut.UNPROVEN: N_("The address is not confirmed"),
    LeftOut.GONE: N_("The personal details are erased"),
    LeftOut.OPTED_OUT: N_("Wants no reminders"),
    LeftOut.ALREADY: N_("Has had this mail already"),
    LeftOut.TWICE: N_("Registered twice; the mail goes out once"),
    LeftOut.NO_TEXT: N_("There is no text in their language"),
})


@dataclass(frozen=True, slots=True)
class Roll:
    """Who gets a mailing, who does not and why, and which addresses several people share."""

    people: tuple[Addressee, ...] = ()
    left_out: tuple[tuple[Addressee, LeftOut], ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def by_language(self) -> dict[Language, int]:
        """Return how many read each language."""
        return {lang: sum(one.language == lang for one in self.people) for lang in LANGUAGES}

    def by_reason(self) -> dict[LeftOut, int]:
        """Return how many are left out for each reason."""
        reasons = [reason for _, reason in self.left_out]
        return {reason: reasons.count(reason) for reason in LeftOut if reason in reasons}

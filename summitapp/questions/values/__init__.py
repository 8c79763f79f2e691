"""The words of a form: kinds of questions, when and of whom they are asked, and who may read the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from summitapp.consents.values import Purpose
from summitapp.core.text import N_, Translated


class Kind(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DATE = "date"
    PHONE = "phone"
    COUNTRY = "country"
    EMAIL = "email"
    FILE = "file"
    IMAGE = "image"
    ONE_CHOICE = "one_choice"
    MANY_CHOICES = "many_choices"
    TRAVEL = "travel"
    ACCOMPANYING = "accompanying"
    DIET = "diet"
    ACCESS = "access"
    EMERGENCY = "emergency"
    AGREEMENT = "agreement"


KIND_NAMES: Final[Mapping[Kind, str]] = MappingProxyType({
    Kind.TEXT: N_("Text"),
    Kind.LONG_TEXT: N_("Long text"),
    Kind.NUMBER: N_("Number"),
    Kind.YES_NO: N_("Yes or no"),
    Kind.DATE: N_("Date"),
    Kind.PHONE: N_("Telephone number"),
    Kind.COUNTRY: N_("Country"),
    Kind.EMAIL: N_("E-mail address"),
    Kind.FILE: N_("File"),
    Kind.IMAGE: N_("Picture"),
    Kind.ONE_CHOICE: N_("One choice"),
    Kind.MANY_CHOICES: N_("Several choices"),
    Kind.TRAVEL: N_("Arrival and departure"),
    Kind.ACCOMPANYING: N_("Accompanying persons"),
    Kind.DIET: N_("Meals"),
    Kind.ACCESS: N_("Access needs"),
    Kind.EMERGENCY: N_("Emergency contact"),
    Kind.AGREEMENT: N_("Agreement"),
})

#: What each kind is for, where an organiser chooses one.
KIND_HINTS: Final[Mapping[Kind, str]] = MappingProxyType({
    Kind.TEXT: N_("One line of words."),
    Kind.LONG_TEXT: N_("Several lines of words."),
    Kind.NUMBER: N_("A number, within limits if you like."),
    Kind.YES_NO: N_("Two buttons; other questions can depend on the answer."),
    Kind.DATE: N_("One day."),
    Kind.PHONE: N_("Kept in the international form, such as +90 232 293 00 00."),
    Kind.COUNTRY: N_("One of the countries of the world, named in the reader’s language."),
    Kind.EMAIL: N_("Another address than the one we write to."),
    Kind.FILE: N_("A PDF or a picture, at most five megabytes."),
    Kind.IMAGE: N_("A picture; place and time of the shot are removed."),
    Kind.ONE_CHOICE: N_("One of several options, each with a number of places if you like."),
    Kind.MANY_CHOICES: N_("Any of several options, each with a number of places if you like."),
    Kind.TRAVEL: N_("Day, time, flight or train, and place, there and back."),
    Kind.ACCOMPANYING: N_("How many, or who they are."),
    Kind.DIET: N_("What differs from the usual menu. Asked with a consent of its own and kept sealed."),
    Kind.ACCESS: N_("What somebody needs to take part. Asked with a consent of its own and kept sealed."),
    Kind.EMERGENCY: N_("Whom to call. Asked with a consent of its own, kept sealed, deleted after seven days."),
    Kind.AGREEMENT: N_("Something people have to accept, such as house rules. Not for consents on data."),
})

CHOICES: Final = frozenset({Kind.ONE_CHOICE, Kind.MANY_CHOICES})
#: Kinds whose question has options.
WITH_OPTIONS: Final = CHOICES | {Kind.DIET, Kind.ACCESS}
UPLOADS: Final = frozenset({Kind.FILE, Kind.IMAGE})
#: Answers of these kinds tell of health or belief (GDPR Art. 9, KVKK Art. 6) or of somebody who was not asked:
#: they need a consent of their own and are kept sealed.
SENSITIVE: Final[Mapping[Kind, Purpose]] = MappingProxyType({
    Kind.DIET: Purpose.HEALTH, Kind.ACCESS: Purpose.HEALTH, Kind.EMERGENCY: Purpose.EMERGENCY,
})
#: Kinds on whose answer another question can depend.
DECIDING: Final = CHOICES | {Kind.YES_NO, Kind.COUNTRY, Kind.NUMBER, Kind.ACCOMPANYING, Kind.DATE}
#: Of these, the kinds whose answer can be compared with a value and not only be there.
COMPARABLE: Final = CHOICES | {Kind.YES_NO, Kind.COUNTRY, Kind.NUMBER}


class Phase(StrEnum):
    """When a question is asked."""

    REGISTRATION = "registration"
    CONFIRMED = "confirmed"


PHASE_NAMES: Final[Mapping[Phase, str]] = MappingProxyType({
    Phase.REGISTRATION: N_("With the registration"),
    Phase.CONFIRMED: N_("On My summit, once the place is confirmed"),
})


class Operator(StrEnum):
    """How the answer to an earlier question decides whether this one is asked."""

    EQUALS = "equals"
    ONE_OF = "one_of"
    ANSWERED = "answered"


OPERATOR_NAMES: Final[Mapping[Operator, str]] = MappingProxyType({
    Operator.EQUALS: N_("is"),
    Operator.ONE_OF: N_("is one of"),
    Operator.ANSWERED: N_("is given at all"),
})


class Reader(StrEnum):
    """A group that may open sealed answers because its work needs them."""

    ORGANISER = "organiser"
    DESK = "desk"
    FIRST_AID = "first_aid"
    CATERING = "catering"


READER_NAMES: Final[Mapping[Reader, str]] = MappingProxyType({
    Reader.ORGANISER: N_("Organisers"),
    Reader.DESK: N_("Registration desk"),
    Reader.FIRST_AID: N_("First aid"),
    Reader.CATERING: N_("Catering"),
})

#: How long after the summit an answer is kept, as ISO 8601 durations an organiser can choose from.
KEEPS: Final = ("P7D", "P30D", "P90D", "P6M", "P1Y", "P2Y")
USUAL_KEEP: Final = "P30D"
#: What tells of a person's health, or of somebody else, never stays longer than this.
LONGEST_KEEP: Final[Mapping[Kind, str]] = MappingProxyType({
    Kind.DIET: "P30D", Kind.ACCESS: "P30D", Kind.EMERGENCY: "P7D",
})

NOTHING: Final = Translated()
CODE_LENGTH: Final = 40
CAPTION_LENGTH: Final = 300
TEXT_LENGTH: Final = 200
LONG_TEXT_LENGTH: Final = 2000
MOST_COMPANIONS: Final = 20
MOST_OPTIONS: Final = 60
MOST_QUESTIONS: Final = 120


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only if the answer to an earlier one, named by its code, is as said here."""

    question: str
    operator: Operator
    values: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        return {"question": self.question, "operator": self.operator.value, "values": list(self.values)}

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> "Condition | None":
        """Return the condition that was stored, or None."""
        if not kept:
            return None
        return cls(str(kept["question"]), Operator(kept["operator"]), tuple(map(str, kept["values"])))


@dataclass(frozen=True, slots=True)
class AskedOption:
    """One option. A retired one is no longer offered; those who chose it keep it."""

    id: int
    code: str
    label: Translated
    places: int | None = None
    taken: int = 0
    retired: bool = False

    @property
    def left(self) -> int | None:
        """Return how many places are free, or None when there is no limit."""
        return None if self.places is None else max(self.places - self.taken, 0)

    @property
    def full(self) -> bool:
        """Return whether nobody else can choose it."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What narrows an answer: least and most for numbers, ``most`` companions, ``names`` whether they are named."""

    least: float | None = None
    most: float | None = None
    names: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        kept = {"least": self.least, "most": self.most, "names": self.names or None}
        return {name: value for name, value in kept.items() if value is not None}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Limits":
        """Return the limits that were stored."""
        return cls(kept.get("least"), kept.get("most"), bool(kept.get("names")))


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is asked at one moment; ``categories`` empty means everybody."""

    code: str
    kind: Kind
    caption: Translated
    help: Translated = NOTHING
    purpose: Translated = NOTHING
    keep: str = USUAL_KEEP
    required: bool = False
    phase: Phase = Phase.REGISTRATION
    categories: frozenset[str] = frozenset()
    readers: frozenset[Reader] = frozenset()
    limits: Limits = Limits()
    options: tuple[AskedOption, ...] = ()
    show_if: Condition | None = None
    id: int = 0
    reference: str = ""
    version: int = 1

    @property
    def sensitive(self) -> bool:
        """Return whether answers are kept sealed."""
        return self.kind in SENSITIVE

    @property
    def name(self) -> str:
        """Return what the fields of the question are called in a form."""
        return f"q-{self.code}"

    def option(self, code: str) -> AskedOption | None:
        """Return one of its options."""
        return next((one for one in self.options if one.code == code), None)

    def asked_of(self, category: str) -> bool:
        """Return whether people of a category are asked."""
        return not self.categories or category in self.categories


@dataclass(frozen=True, slots=True)
class AskedSection:
    """Questions under one heading."""

    title: Translated
    intro: Translated = NOTHING
    questions: tuple[AskedQuestion, ...] = ()
    id: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class AskedForm:
    """Everything a summit asks, in its order."""

    sections: tuple[AskedSection, ...] = ()

    def __iter__(self) -> Iterator[AskedQuestion]:
        return (question for section in self.sections for question in section.questions)

    def __bool__(self) -> bool:
        return any(section.questions for section in self.sections)

    def question(self, code: str) -> AskedQuestion | None:
        """Return the question of a code."""
        return next((one for one in self if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of somebody's replies.

    :param values: code → the answer that stands; only of questions that were asked and answered.
    :param faults: code → catalogue key of what is wrong.
    :param hidden: codes of questions that were not asked, because of the category or of another answer.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, with the question in the wording it had then; a sealed one shows no value."""

    question: AskedQuestion
    value: Any = None
    sealed: bool = False
    file: str = ""


YES: Final = Translated("Ja", "Evet", "Yes")
NO: Final = Translated("Nein", "Hayır", "No")
AGREED: Final = Translated("Zugestimmt", "Kabul edildi", "Agreed")
ARRIVAL: Final = Translated("Anreise", "Geliş", "Arrival")
DEPARTURE: Final = Translated("Abreise", "Dönüş", "Departure")

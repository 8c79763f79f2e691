"""The words of lists: which there are, what they are made of, classes of precedence, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_, Translated
from summitapp.registration.values import DelegationRole


class ListKind(StrEnum):
    """The lists there are."""

    PARTICIPANTS = "participants"
    EVERYONE = "everyone"
    DELEGATIONS = "delegations"
    PROTOCOL = "protocol"
    NO_PHOTO = "no-photo"
    DIET = "diet"


KIND_NAMES: Final[Mapping[ListKind, str]] = MappingProxyType({
    ListKind.PARTICIPANTS: N_("Participants, for the delegates"),
    ListKind.EVERYONE: N_("Participants, for the organisers"),
    ListKind.DELEGATIONS: N_("Delegations"),
    ListKind.PROTOCOL: N_("Protocol order"),
    ListKind.NO_PHOTO: N_("No photos, please"),
    ListKind.DIET: N_("Meals, in numbers"),
})
KIND_MEANS: Final[Mapping[ListKind, str]] = MappingProxyType({
    ListKind.PARTICIPANTS: N_("Only people who agreed to stand in it. Name, city, organisation and function; no addresses."),
    ListKind.EVERYONE: N_("Everybody who is confirmed, with addresses and codes. For the team only."),
    ListKind.DELEGATIONS: N_("Each delegation with its head and deputy first, offices and who stands in for whom."),
    ListKind.PROTOCOL: N_("Heads, deputies and guests of honour by class and rank, with the reason of each exception."),
    ListKind.NO_PHOTO: N_("For the photographers: everybody who has not agreed to pictures. Always as of now."),
    ListKind.DIET: N_("For the kitchen: how many of which meal. No names; small numbers are put together."),
})
#: The texts on paper; a list may be called otherwise there than on the screen.
TITLES: Final[Mapping[ListKind, str]] = MappingProxyType({
    ListKind.PARTICIPANTS: N_("List of participants"),
    ListKind.EVERYONE: N_("List of participants, internal"),
    ListKind.DELEGATIONS: N_("List of delegations"),
    ListKind.PROTOCOL: N_("Order of precedence"),
    ListKind.NO_PHOTO: N_("People who do not wish to be photographed"),
    ListKind.DIET: N_("Meals in numbers"),
})
#: These are kept as they were, so that the next version can be compared with them. The others hold what must not be kept.
KEPT_KINDS: Final = frozenset({ListKind.PARTICIPANTS, ListKind.EVERYONE, ListKind.DELEGATIONS, ListKind.PROTOCOL})
#: What the desk at the venue works with.
VENUE_KINDS: Final = frozenset({ListKind.NO_PHOTO, ListKind.DIET})
SMALL: Final = 3
TEXT_LENGTH: Final = 200
REASON_LENGTH: Final = 300


class Ordering(StrEnum):
    """How equals stand within a class of precedence."""

    ALPHABETICAL = "alphabetical"
    PARTNERSHIP = "partnership"


ORDERING_NAMES: Final[Mapping[Ordering, str]] = MappingProxyType({
    Ordering.ALPHABETICAL: N_("By the name of the city, in the language of the host"),
    Ordering.PARTNERSHIP: N_("By the date of the partnership, the oldest first"),
})


class Takes(StrEnum):
    """Who falls into a class of precedence by themselves, until somebody is put into it by hand."""

    NOBODY = "nobody"
    HEADS = "heads"
    DEPUTIES = "deputies"
    GUESTS = "guests"


TAKES_NAMES: Final[Mapping[Takes, str]] = MappingProxyType({
    Takes.NOBODY: N_("Nobody by itself: people are put into it by hand"),
    Takes.HEADS: N_("Heads of delegation"),
    Takes.DEPUTIES: N_("Deputy heads"),
    Takes.GUESTS: N_("Everybody in a category of protocol"),
})


class Preset(StrEnum):
    """A set of classes to begin with."""

    TURKISH = "turkish"
    GERMAN = "german"


PRESET_NAMES: Final[Mapping[Preset, str]] = MappingProxyType({
    Preset.TURKISH: N_("As usual in Türkiye: the governor first"),
    Preset.GERMAN: N_("As usual in Germany: elected before appointed"),
})


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """One class of a preset."""

    name: Translated
    why: Translated
    ordering: Ordering = Ordering.ALPHABETICAL
    takes: Takes = Takes.NOBODY


_EQUALS: Final = Translated(
    "Die Partnerstädte sind untereinander gleichrangig.", "Kardeş şehirler kendi aralarında eşittir.",
    "Partner cities are equals among themselves.")
_HEADS: Final = ClassDraft(
    Translated("Delegationsleitungen der Städte", "Şehir heyetlerinin başkanları", "Heads of the cities’ delegations"),
    _EQUALS, takes=Takes.HEADS)
_DEPUTIES: Final = ClassDraft(
    Translated("Stellvertretende Delegationsleitungen", "Heyet başkan yardımcıları", "Deputy heads of delegation"),
    _EQUALS, takes=Takes.DEPUTIES)
_GUESTS: Final = ClassDraft(
    Translated("Ehrengäste", "Onur konukları", "Guests of honour"),
    Translated("Auf persönliche Einladung.", "Kişisel davet üzerine.", "By personal invitation."), takes=Takes.GUESTS)

PRESETS: Final[Mapping[Preset, tuple[ClassDraft, ...]]] = MappingProxyType({
    Preset.TURKISH: (
        ClassDraft(Translated("Gouverneur der Provinz", "Vali", "Governor of the province"),
                   Translated("Vertritt den Staat in der Provinz.", "Devleti ilde temsil eder.",
                              "Represents the state in the province.")),
        ClassDraft(Translated("Abgeordnete des Parlaments", "Milletvekilleri", "Members of parliament"),
                   Translated("Vom Volk gewählt.", "Halk tarafından seçilmiştir.", "Elected by the people.")),
        ClassDraft(Translated("Oberbürgermeister der Metropole", "Büyükşehir Belediye Başkanı", "Metropolitan mayor"),
                   Translated("Gastgebende Stadt.", "Ev sahibi şehir.", "Host city.")),
        ClassDraft(Translated("Diplomatische Vertretungen", "Diplomatik temsilciler", "Diplomatic missions"),
                   Translated("Nach Rang und Dienstantritt.", "Unvan ve göreve başlama tarihine göre.",
                              "By rank and date of taking office.")),
        _HEADS,
        _DEPUTIES, _GUESTS,
    ),
    Preset.GERMAN: (
        ClassDraft(Translated("Gastgeberin oder Gastgeber", "Ev sahibi", "The host"),
                   Translated("Hat im eigenen Haus den Vorrang.", "Kendi evinde önceliklidir.",
                              "Goes first in their own house.")),
        ClassDraft(Translated("Vertretungen von Bund und Land", "Federal hükûmet ve eyalet temsilcileri",
                              "Federal and state representatives"),
                   Translated("Bund vor Land.", "Federal düzey eyaletten öncedir.", "Federal before state.")),
        _HEADS,
        ClassDraft(Translated("Gewählte Mitglieder der Räte", "Seçilmiş meclis üyeleri", "Elected members of councils"),
                   Translated("Gewählte vor hauptamtlich Tätigen.", "Seçilmişler atanmışlardan öncedir.",
                              "Elected before appointed.")),
        ClassDraft(Translated("Diplomatische Vertretungen", "Diplomatik temsilciler", "Diplomatic missions"),
                   Translated("Nach Rang und Dienstantritt.", "Unvan ve göreve başlama tarihine göre.",
                              "By rank and date of taking office.")),
        _DEPUTIES, _GUESTS,
    ),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """One confirmed person, as the lists know them. ``reference`` is that of the registration."""

    reference: str
    person_id: int
    code: str
    academic_title: str
    given: str
    family: str
    email: str
    phone: str
    function: str
    office: Translated
    acting: bool
    role: DelegationRole
    category: Translated
    protocol: bool
    delegation: Translated
    delegation_code: str
    city: Translated
    city_text: str
    organisation: str
    city_id: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """Where somebody was put by hand; ``place`` counts within the class, ``None`` leaves the order to the class."""

    class_id: int
    place: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class PrecedenceClass:
    """A class of precedence as the rule reads it."""

    id: int
    name: str
    why: str
    ordering: Ordering
    takes: Takes


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``reference`` is the registration's public id, empty for a line without a person."""

    reference: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a title of its own, such as a delegation; ``why`` explains its place or order."""

    title: str
    rows: tuple[Row, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list in one language."""

    kind: ListKind
    language: str
    title: str
    heads: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """Return the registrations in the order of the list."""
        return tuple(row.reference for section in self.sections for row in section.rows if row.reference)

    @property
    def size(self) -> int:
        """Return how many lines there are."""
        return sum(len(section.rows) for section in self.sections)

    def as_dict(self) -> dict[str, Any]:
        """Return what is kept of a version."""
        return {
            "language": self.language, "title": self.title, "heads": list(self.heads), "notes": list(self.notes),
            "sections": [
                {"title": one.title, "why": one.why,
                 "rows": [{"of": row.reference, "cells": list(row.cells)} for row in one.rows]}
                for one in self.sections
            ],
        }  # fmt: skip

    @classmethod
    def of(cls, kind: ListKind, kept: Mapping[str, Any]) -> "Listing":
        """Read what :meth:`as_dict` wrote."""
        sections = tuple(
            Section(one["title"], tuple(Row(row["of"], tuple(row["cells"])) for row in one["rows"]), one["why"])
            for one in kept["sections"]
        )
        return cls(kind, kept["language"], kept["title"], tuple(kept["heads"]), sections, tuple(kept["notes"]))

    def without(self, references: frozenset[str]) -> "Listing":
        """Return the list without these people; a section that is left empty goes."""
        sections = (
            Section(one.title, tuple(row for row in one.rows if row.reference not in references), one.why)
            for one in self.sections
        )
        left = tuple(one for one in sections if one.rows)
        return Listing(self.kind, self.language, self.title, self.heads, left, self.notes)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one person's line did between two versions."""

    what: str
    line: tuple[str, ...]
    before: tuple[str, ...] = ()


DIFFERENCE_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "added": N_("New"), "gone": N_("Gone"), "moved": N_("Moved"), "changed": N_("Changed"),
})


@dataclass(frozen=True, slots=True)
class Print:
    """What stands around a list on paper."""

    summit: str
    version: str
    as_of: str
    recipient: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One numbered version as pages show it."""

    number: int
    made_at: datetime
    made_by: str
    note: str
    size: int
    language: str
    kept: bool


class NothingToList(DomainError):
    """The list would be empty."""

    code = "nothing_to_list"
    message = N_("Nobody stands in this list yet.")


class ClassesExist(DomainError):
    """A preset fills an empty order only."""

    code = "classes_exist"
    message = N_("There are classes already. Please change them, or remove them all first.")


class ClassInUse(DomainError):
    """People were put into this class by hand."""

    code = "class_in_use"
    message = N_("People were put into this class by hand. Please put them elsewhere first.")


class ReasonForRank(Invalid):
    """An exception from the order needs a reason that can be told."""

    code = "reason_for_rank"
    message = N_("Please give the reason: whoever is asked about the order must be able to say it.")


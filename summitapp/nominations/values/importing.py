"""The words of a list import: the fields a list may bring, what can be said of a cell, what becomes of a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from summitapp.core.text import N_
from summitapp.registration.values import DelegationRole

MOST_BYTES: Final = 5 * 1024 * 1024
#: What is kept of a list: until it was applied, or so long; what undoing needs is kept as long again.
KEPT: Final = timedelta(days=7)


class Column(StrEnum):
    """What a column of a list may say of a person."""

    CODE = "code"
    FULL_NAME = "full_name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    SINGLE_NAME = "single_name"
    EMAIL = "email"
    FUNCTION = "function"
    ORGANISATION = "organisation"
    CITY = "city"
    PHONE = "phone"
    LANGUAGE = "language"
    CATEGORY = "category"
    ROLE = "role"


#: What the columns are called in the template, the export, and where somebody chooses among them.
COLUMN_NAMES: Final[Mapping[Column, str]] = MappingProxyType({
    Column.CODE: N_("Code"),
    Column.FULL_NAME: N_("Full name"),
    Column.GIVEN_NAME: N_("Given name"),
    Column.FAMILY_NAME: N_("Family name"),
    Column.SINGLE_NAME: N_("Single name"),
    Column.EMAIL: N_("E-mail address"),
    Column.FUNCTION: N_("Function"),
    Column.ORGANISATION: N_("Organisation"),
    Column.CITY: N_("City"),
    Column.PHONE: N_("Mobile phone"),
    Column.LANGUAGE: N_("Language"),
    Column.CATEGORY: N_("Category"),
    Column.ROLE: N_("Role in the delegation"),
})


class Fault(StrEnum):
    """Why a row is refused; the first four are promised to other programs."""

    DUPLICATE = "duplicate"
    EMAIL = "email"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    SOMEBODY_ELSE = "somebody_else"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


class Notice(StrEnum):
    """What somebody should look at; the row is accepted all the same."""

    SAME_NAME = "same_name"
    SAME_ADDRESS = "same_address"
    NO_ADDRESS = "no_address"
    CAPITALS = "capitals"
    NAME_SPLIT = "name_split"
    PHONE = "phone"
    LANGUAGE = "language"
    CATEGORY = "category"
    CATEGORY_KEPT = "category_kept"
    ROLE = "role"
    HEAD_TAKEN = "head_taken"
    ADDRESS_KEPT = "address_kept"
    CODE = "code"
    QUOTA = "quota"
    CATEGORY_QUOTA = "category_quota"
    UNKNOWN_COLUMN = "unknown_column"
    DOUBLE_COLUMN = "double_column"
    SENSITIVE_COLUMN = "sensitive_column"


WORDS: Final[Mapping[str, str]] = MappingProxyType({
    Fault.DUPLICATE: N_("The same name and the same address stand in row %(other)s already."),
    Fault.EMAIL: N_("This is not an e-mail address."),
    Fault.GIVEN_NAME: N_("The given name is missing."),
    Fault.FAMILY_NAME: N_("The family name is missing. If the person has one name only, say yes in a column “Single name”."),
    Fault.TOO_LONG: N_("This is too long: at most %(most)s characters."),
    Fault.UNPRINTABLE: N_("This contains characters that cannot be printed."),
    Fault.SOMEBODY_ELSE: N_("The code %(sign)s belongs to %(name)s. If somebody else comes instead, use “Send somebody else” "
                            "for them, or remove the code."),
    Fault.REGISTERED: N_("This person is signed up for this summit already, but not in your delegation. "
                         "Please ask the organisers."),
    Fault.WITHDRAWN: N_("%(name)s was in your delegation and no longer comes. Please ask the organisers if that has changed."),
    Notice.SAME_NAME: N_("Somebody of this name is listed already (%(other)s), with another address. Is it the same person?"),
    Notice.SAME_ADDRESS: N_("This address is also that of %(other)s."),
    Notice.NO_ADDRESS: N_("Without an address we cannot inform this person; please do so yourself."),
    Notice.CAPITALS: N_("Written in capitals; it is kept so unless you change it. On a badge it reads better as %(proposal)s."),
    Notice.NAME_SPLIT: N_("We took %(given)s as the given name and %(family)s as the family name. Is that right?"),
    Notice.PHONE: N_("This telephone number cannot be read and is left out. Please write it with its country code."),
    Notice.LANGUAGE: N_("We write in German, Turkish and English; %(language)s is taken here."),
    Notice.CATEGORY: N_("This summit has no such category; %(category)s is taken."),
    Notice.CATEGORY_KEPT: N_("A place is held in the category %(category)s already, so it stays. Please ask the organisers."),
    Notice.ROLE: N_("We do not know this role; the person becomes a member of the delegation."),
    Notice.HEAD_TAKEN: N_("The delegation has a head already: %(other)s. This person becomes a member."),
    Notice.ADDRESS_KEPT: N_("The person has confirmed another address, so only they can change it."),
    Notice.CODE: N_("Nobody in this delegation has this code; the row is taken for a new person."),
    Notice.QUOTA: N_("With this row the delegation has more people than its %(most)s places."),
    Notice.CATEGORY_QUOTA: N_("With this row the delegation has more people of this category than its %(most)s places."),
    Notice.UNKNOWN_COLUMN: N_("We do not know this column, and it is left out."),
    Notice.DOUBLE_COLUMN: N_("Another column says the same; this one is left out."),
    Notice.SENSITIVE_COLUMN: N_("Nothing is taken from this column: we ask each person ourselves about diet, health and access."),
})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of one cell: a code of :class:`Fault` or :class:`Notice`, and what its words are filled with.

    ``row`` is the number a spreadsheet shows, 0 for the whole column; ``column`` counts from 0, None for the whole row.
    """

    code: Fault | Notice
    row: int = 0
    column: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


OUTCOME_NAMES: Final[Mapping[Outcome, str]] = MappingProxyType({
    Outcome.NEW: N_("New"),
    Outcome.UPDATED: N_("Changes"),
    Outcome.UNCHANGED: N_("As it is"),
    Outcome.REFUSED: N_("Cannot be taken"),
})


@dataclass(frozen=True, slots=True)
class Table:
    """What was found in a file: the headings and the rows that are not empty, each with its number.

    ``sheet`` names the page of a workbook it stood on, ``sheets`` how many there are; ``encoding`` and
    ``separator`` say how a text was read; ``ours`` tells that guarded cells were freed of their apostrophe.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    head_row: int = 1
    sheet: str = ""
    sheets: int = 1
    encoding: str = ""
    separator: str = ""


#: Which field each column of a table fills; None for a column that is left out.
Mapped = tuple[Column | None, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a list says of one person, ready to be kept."""

    given_name: str
    family_name: str
    single_name: bool = False
    email: str = ""
    function: str = ""
    organisation: str = ""
    city: str = ""
    phone: str = ""
    language: str = "en"
    category: str = ""
    role: DelegationRole = DelegationRole.MEMBER

    @property
    def full(self) -> str:
        """Return the whole name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is in the delegation already; ``gone`` if they withdrew, were declined or cancelled."""

    reference: str
    code: str
    details: Details
    proven: bool = False
    holds_place: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A category of the summit as a list may call it, and how many places the delegation has in it."""

    code: str
    names: tuple[str, ...]
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What judging a list needs to know of the delegation.

    ``elsewhere`` are the keys (see ``registration.rules.sameness_key``) of the rows' people who are signed up for
    the summit outside of this delegation; ``country`` is an ISO 3166-1 code or empty.
    """

    country: str
    kinds: tuple[Kind, ...]
    members: tuple[Member, ...] = ()
    quota: int | None = None
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One field of somebody in the delegation that a row changes."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One row and what becomes of it."""

    row: int
    cells: tuple[str, ...]
    outcome: Outcome
    details: Details | None = None
    member: str = ""
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    proposals: Mapping[int, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether the row is taken when the list is applied."""
        return self.outcome is not Outcome.REFUSED

    @property
    def troubled(self) -> bool:
        """Whether somebody should look at the row."""
        return bool(self.remarks)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A whole list and what would become of it."""

    heads: tuple[str, ...]
    mapped: Mapped
    rows: tuple[Judged, ...]
    remarks: tuple[Remark, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Return how many rows come out so."""
        return sum(one.outcome == outcome for one in self.rows)

    @property
    def accepted(self) -> int:
        """Return how many rows are taken."""
        return sum(one.accepted for one in self.rows)

    @property
    def faults(self) -> tuple[Remark, ...]:
        """Return why rows are refused."""
        return tuple(remark for one in self.rows for remark in one.remarks if isinstance(remark.code, Fault))

    @property
    def notices(self) -> tuple[Remark, ...]:
        """Return what should be looked at, of columns and of rows."""
        of_rows = (remark for one in self.rows for remark in one.remarks if isinstance(remark.code, Notice))
        return (*self.remarks, *of_rows)


class ImportState(StrEnum):
    """Where a list stands: shown and not yet taken, taken, or taken back."""

    PREVIEW = "preview"
    APPLIED = "applied"
    UNDONE = "undone"

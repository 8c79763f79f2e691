"""The organiser's table: its columns and orders, what narrows it, and what is done with many at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from summitapp.core.text import N_
from summitapp.registration.values.people import DelegationRole, Source
from summitapp.registration.values.states import State

Row = TypeVar("Row")


class Order(StrEnum):
    """In which order the organiser's table stands."""

    NEWEST = "newest"
    NAME = "name"
    STATE = "state"
    DELEGATION = "delegation"
    CODE = "code"


ORDER_NAMES: Final[Mapping[Order, str]] = MappingProxyType({
    Order.NEWEST: N_("Newest first"),
    Order.NAME: N_("By name"),
    Order.STATE: N_("By state"),
    Order.DELEGATION: N_("By delegation"),
    Order.CODE: N_("By code"),
})


class Column(StrEnum):
    """What the organiser's table can show of a registration beside the name; nothing sensitive is among it."""

    CODE = "code"
    STATE = "state"
    CATEGORY = "category"
    DELEGATION = "delegation"
    ROLE = "role"
    CITY = "city"
    ORGANISATION = "organisation"
    FUNCTION = "function"
    ACTING = "acting"
    EMAIL = "email"
    PHONE = "phone"
    LANGUAGE = "language"
    SPOKEN = "spoken"
    INTERPRETING = "interpreting"
    SOURCE = "source"
    PROVEN = "proven"
    REGISTERED = "registered"
    DECIDED = "decided"
    NOTE = "note"


COLUMN_NAMES: Final[Mapping[Column, str]] = MappingProxyType({
    Column.CODE: N_("Code"),
    Column.STATE: N_("State"),
    Column.CATEGORY: N_("Category"),
    Column.DELEGATION: N_("Delegation"),
    Column.ROLE: N_("Role in the delegation"),
    Column.CITY: N_("City"),
    Column.ORGANISATION: N_("Organisation"),
    Column.FUNCTION: N_("Function"),
    Column.ACTING: N_("Stands in"),
    Column.EMAIL: N_("E-mail address"),
    Column.PHONE: N_("Telephone"),
    Column.LANGUAGE: N_("Language of mails"),
    Column.SPOKEN: N_("Languages"),
    Column.INTERPRETING: N_("Interpreting"),
    Column.SOURCE: N_("Came by"),
    Column.PROVEN: N_("Address confirmed"),
    Column.REGISTERED: N_("Registered"),
    Column.DECIDED: N_("Decided"),
    Column.NOTE: N_("Note"),
})
FIRST_COLUMNS: Final = (Column.STATE, Column.CATEGORY, Column.DELEGATION, Column.ORGANISATION, Column.REGISTERED)
#: What a saved view and a link to the table may hold, beside the columns.
FILTER_FIELDS: Final = (
    "q", "place", "state", "category", "delegation", "role", "source", "proven", "language", "address",
    "interpreting", "since", "until", "sort",
)  # fmt: skip
#: The delegation of those who come without one.
NO_DELEGATION: Final = 0


class Bulk(StrEnum):
    """What can be done with many registrations at once."""

    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"
    DELEGATION = "delegation"
    CATEGORY = "category"
    WRITE = "write"
    BADGES = "badges"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the organiser's table is narrowed to; empty fields do not narrow.

    :param delegation_id: :data:`NO_DELEGATION` for those who belong to none.
    :param since: registered at this instant or later; ``until``: before this instant.
    :param place: words of the city, the delegation or the organisation.
    """

    states: frozenset[State] = frozenset()
    category_id: int | None = None
    delegation_id: int | None = None
    role: DelegationRole | None = None
    source: Source | None = None
    proven: bool | None = None
    language: str = ""
    address: bool | None = None
    interpreting: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    place: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is wanted: the rows after the row ``mark``, or with ``back`` those before it."""

    mark: int | None = None
    back: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """One page of a list, with the rows at which the pages before and after it begin."""

    rows: list[Row]
    previous: int | None
    next: int | None

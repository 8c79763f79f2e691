"""What stands in a column of the table, as a cell of a spreadsheet and as its words."""

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType
from typing import Final

from summitapp.core.i18n import current_language, language_name
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import Cell
from summitapp.core.tz import to_local
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    COLUMN_NAMES,
    FIRST_COLUMNS,
    ROLE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    Column,
)

Reader = Callable[[Registration], Cell]


def known(names: list[str]) -> tuple[Column, ...]:
    """Return the columns of these names in the order of the table; the usual ones when none is known."""
    return tuple(column for column in Column if column.value in names) or FIRST_COLUMNS


def heads(columns: tuple[Column, ...]) -> list[str]:
    """Return the headings of an export: the name stands in two columns of its own."""
    return [_("Given name"), _("Family name"), *(_(COLUMN_NAMES[column]) for column in columns)]


def line(one: Registration, columns: tuple[Column, ...]) -> list[Cell]:
    """Return one person as a row of an export; days and times are those of the venue."""
    return [one.person.given_name, one.person.family_name, *(CELLS[column](one) for column in columns)]


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _delegation(one: Registration) -> str:
    return one.delegation.name.best(current_language()) if one.delegation is not None else ""


def _moment(instant: datetime | None, one: Registration) -> Cell:
    wall = to_local(instant, one.summit.timezone) if instant is not None else None
    return wall.replace(tzinfo=None, second=0, microsecond=0) if wall is not None else None


CELLS: Final[MappingProxyType[Column, Reader]] = MappingProxyType({
    Column.CODE: lambda one: one.code,
    Column.STATE: lambda one: _(STATE_NAMES[one.state]),
    Column.CATEGORY: lambda one: one.category.name.best(current_language()),
    Column.DELEGATION: _delegation,
    Column.ROLE: lambda one: _(ROLE_NAMES[one.delegation_role]) if one.delegation_id else "",
    Column.CITY: lambda one: one.city_text,
    Column.ORGANISATION: lambda one: one.organisation_text,
    Column.FUNCTION: lambda one: one.function,
    Column.ACTING: lambda one: _yes(one.acting),
    Column.EMAIL: lambda one: one.person.email or "",
    Column.PHONE: lambda one: one.phone,
    Column.LANGUAGE: lambda one: language_name(one.language),
    Column.SPOKEN: lambda one: " ".join(one.spoken_languages),
    Column.INTERPRETING: lambda one: language_name(one.interpretation) if one.interpretation else "",
    Column.SOURCE: lambda one: _(SOURCE_NAMES[one.source]),
    Column.PROVEN: lambda one: _yes(one.proven),
    Column.REGISTERED: lambda one: _moment(one.submitted_at, one),
    Column.DECIDED: lambda one: _moment(one.decided_at, one),
    Column.NOTE: lambda one: one.note,
})

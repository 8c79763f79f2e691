"""Sealing what is kept of a list: it holds names and addresses, and whatever else somebody had in their file."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from summitapp.core.context import settings
from summitapp.core.security import derive, seal, unseal
from summitapp.nominations.models import ListImport
from summitapp.nominations.rules import headings
from summitapp.nominations.values.importing import Column, ImportState, Mapped, Remark, Table
from summitapp.nominations.values.refusals import ImportOver


@dataclass(frozen=True, slots=True)
class Draft:
    """A list while it is looked at: the table, and which field each of its columns fills."""

    table: Table
    mapped: Mapped
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def of(cls, table: Table) -> "Draft":
        """Return a list whose columns are taken for what they are called."""
        return cls(table, *headings.map_heads(table.heads))

    def with_columns(self, wanted: Mapping[int, Column | None]) -> "Draft":
        """Return the list with some of its columns taken for something else."""
        chosen = [wanted.get(place, column) for place, column in enumerate(self.mapped)]
        return Draft(self.table, *headings.settle(self.table.heads, chosen))

    def with_cells(self, cells: Mapping[tuple[int, int], str]) -> "Draft":
        """Return the list with some of its cells corrected, by row number and place; others are not there to be written."""
        if not cells:
            return self
        open_places = {place for place, column in enumerate(self.mapped) if column is not None}
        rows = tuple(
            (number, tuple(
                cells.get((number, place), cell) if place in open_places else cell for place, cell in enumerate(row)
            ))
            for number, row in self.table.rows
        )  # fmt: skip
        return replace(self, table=replace(self.table, rows=rows))


def _key() -> bytes:
    return derive(settings().secret_key, "nominations.import")


def _close(kept: ListImport, content: Any) -> None:
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    kept.sealed = seal(_key(), packed, kept.public_id)


def _open(kept: ListImport) -> Any:
    if not kept.sealed:
        raise ImportOver
    return json.loads(zlib.decompress(unseal(_key(), kept.sealed, kept.public_id)))


def keep_draft(kept: ListImport, draft: Draft) -> None:
    """Seal a list that is looked at; the import must have its public id."""
    table = draft.table
    _close(kept, {
        "heads": table.heads, "rows": table.rows, "head_row": table.head_row, "sheet": table.sheet,
        "sheets": table.sheets, "encoding": table.encoding, "separator": table.separator,
        "mapped": [column and column.value for column in draft.mapped],
    })  # fmt: skip


def open_draft(kept: ListImport) -> Draft:
    """Return a list that is looked at.

    :raises ImportOver: if it was applied, or its time is over.
    """
    if kept.state is not ImportState.PREVIEW:
        raise ImportOver
    content = _open(kept)
    mapped = [Column(name) if name else None for name in content.pop("mapped")]
    content["rows"] = tuple((number, tuple(row)) for number, row in content["rows"])
    table = Table(**{**content, "heads": tuple(content["heads"])})
    return Draft(table, *headings.settle(table.heads, mapped))


@dataclass(frozen=True, slots=True)
class Done:
    """What applying a list did: which registrations came, and of those that changed each field before and after."""

    added: tuple[str, ...] = ()
    changed: tuple[tuple[str, dict[str, tuple[str, str]]], ...] = ()


def keep_done(kept: ListImport, done: Done) -> None:
    """Seal what is needed to take a list back, instead of its rows."""
    _close(kept, {"added": done.added, "changed": done.changed})


def open_done(kept: ListImport) -> Done:
    """Return what a list did.

    :raises ImportOver: if its time is over.
    """
    content = _open(kept)
    changed = tuple(
        (reference, {name: (before, after) for name, (before, after) in fields.items()})
        for reference, fields in content["changed"]
    )
    return Done(tuple(content["added"]), changed)

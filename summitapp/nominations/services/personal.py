"""What lists hold of one person: handing it over, erasing it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from summitapp.audit.services import record
from summitapp.core import names
from summitapp.core.text import fold
from summitapp.directory.models import Person
from summitapp.nominations.models import ListImport
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.rules import cells
from summitapp.nominations.services.keeping import Done, Draft, keep_done, keep_draft, open_done, open_draft
from summitapp.nominations.values.importing import ImportState
from summitapp.registration import queries as registration
from summitapp.registration.models import Registration


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return which lists that are still kept speak of a person, and what their rows say."""
    found: list[dict[str, Any]] = []
    for kept, own in _lists_of(person):
        rows: list[dict[str, str]] = []
        if kept.state is ImportState.PREVIEW:
            draft = open_draft(kept)
            rows = [dict(zip(draft.table.heads, row, strict=True)) for _number, row in draft.table.rows if _is_about(person, row)]
        elif not _of_done(open_done(kept), own):
            continue
        if rows or kept.state is ImportState.APPLIED:
            found.append({"file": kept.file_name, "brought": kept.created_at.isoformat(),
                          "delegation": kept.delegation.code, "rows": rows})  # fmt: skip
    return found


def erase_personal(person: Person) -> None:
    """Erase a person's rows from lists that are looked at, and their part of what could be taken back."""
    for kept, own in _lists_of(person):
        if kept.state is ImportState.PREVIEW:
            draft = open_draft(kept)
            left = tuple(one for one in draft.table.rows if not _is_about(person, one[1]))
            keep_draft(kept, Draft(replace(draft.table, rows=left), draft.mapped))
        else:
            done = open_done(kept)
            keep_done(kept, Done(tuple(one for one in done.added if one not in own),
                                 tuple(one for one in done.changed if one[0] not in own)))  # fmt: skip
        record("nominations.erased", kept, summit=kept.delegation.summit.public_id)


def _lists_of(person: Person) -> Iterator[tuple[ListImport, set[str]]]:
    registrations: list[Registration] = registration.of_person(person.id)
    own = {one.public_id for one in registrations}
    delegations = {one.delegation_id for one in registrations if one.delegation_id is not None}
    for kept in queries.kept_for(delegations):
        yield kept, own


def _of_done(done: Done, own: set[str]) -> bool:
    return bool(own & {*done.added, *(reference for reference, _fields in done.changed)})


def _is_about(person: Person, row: tuple[str, ...]) -> bool:
    """Return whether a row has this person's address or the whole name; columns may be mapped wrongly, so any cell counts."""
    texts = [names.tidy(cell) for cell in row]
    if person.email and person.email in {cells.address(text) for text in texts if "@" in text}:
        return True
    whole, folded = fold(f"{person.given_name} {person.family_name}"), [fold(text) for text in texts]
    parts = {fold(person.given_name), fold(person.family_name)} - {""}
    return whole in folded or (len(parts) > 1 and parts <= set(folded))

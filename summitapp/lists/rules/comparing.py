"""What two versions of a list differ in."""

import hashlib
import json
from difflib import SequenceMatcher

from summitapp.lists.values import Difference, Listing, ListKind, Row


def fingerprint(listing: Listing) -> str:
    """Return the SHA-256 of what a list says."""
    content = json.dumps(listing.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def differences(before: Listing, after: Listing) -> list[Difference]:
    """Return who is new, gone, moved or changed, in the order of the later version; who is gone comes last.

    Only where the order itself says something, in the order of precedence, is a moved person told: the fewest whose
    moving explains the new order.
    """
    old, new = _lines(before), _lines(after)
    moved = _moved(before, after) if after.kind is ListKind.PROTOCOL else frozenset()
    comparable = before.language == after.language
    found = []
    for reference, (title, row) in new.items():
        if reference not in old:
            found.append(Difference("added", (title, *row.cells)))
        elif reference in moved or (after.kind is ListKind.PROTOCOL and comparable and old[reference][0] != title):
            found.append(Difference("moved", (title, *row.cells), (old[reference][0], *old[reference][1].cells)))
        elif comparable and _said(row, after) != _said(old[reference][1], before):
            found.append(Difference("changed", (title, *row.cells), (old[reference][0], *old[reference][1].cells)))
    gone = [Difference("gone", (title, *row.cells)) for reference, (title, row) in old.items() if reference not in new]
    return found + gone


def _said(row: Row, listing: Listing) -> tuple[str, ...]:
    """Leave the running number of the protocol out: it changes with everybody who stands before."""
    return row.cells[1:] if listing.kind is ListKind.PROTOCOL else row.cells


def _lines(listing: Listing) -> dict[str, tuple[str, Row]]:
    return {row.reference: (one.title, row) for one in listing.sections for row in one.rows if row.reference}


def _moved(before: Listing, after: Listing) -> frozenset[str]:
    both = set(before.references) & set(after.references)
    old = [one for one in before.references if one in both]
    new = [one for one in after.references if one in both]
    stayed = {
        new[place] for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for place in range(block.b, block.b + block.size)
    }  # fmt: skip
    return frozenset(both - stayed)

"""The verbs of lists: ``gathering`` who stands in them, ``issuing`` numbered versions, ``ordering`` by protocol."""

from summitapp.lists.services.forgetting import erase_personal, export_personal, forget_lists
from summitapp.lists.services.gathering import counts_of, gather, reasons_of, whole_order
from summitapp.lists.services.issuing import (
    Issued,
    changes_since,
    freeze,
    issue,
    shown_version,
)
from summitapp.lists.services.ordering import (
    add_level,
    begin_with,
    change_level,
    place_guest,
    release_guest,
    remove_level,
)

__all__ = [
    "Issued", "add_level", "begin_with", "change_level", "changes_since", "counts_of", "erase_personal",
    "export_personal", "forget_lists", "freeze", "gather", "issue", "place_guest", "reasons_of", "release_guest",
    "remove_level", "shown_version", "whole_order",
]  # fmt: skip

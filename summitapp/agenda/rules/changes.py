"""What a release shows of the draft, and what differs between two releases."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from summitapp.agenda.values import Change, ChangeKind, Placement, SessionKind

_TEXT_FIELDS: Final = (
    "title", "abstract", "kind", "track", "sdgs", "topics", "languages", "interpretation", "visibility", "capacity",
    "is_break", "attendance", "channels", "livestream",
)  # fmt: skip


def releasable(draft: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return what of the draft a release shows: blockers stay behind the scenes."""
    return tuple(placement for placement in draft if placement.text.kind is not SessionKind.BLOCKER)


def compare_versions(old: Iterable[Placement], new: Iterable[Placement]) -> tuple[Change, ...]:
    """Return what differs from ``old`` to ``new``, in order of time; a session appears at most once.

    A session that is cancelled or missing in ``new`` counts as cancelled; one that takes place
    again counts as new.
    """
    before = {placement.code: placement for placement in old}
    after = {placement.code: placement for placement in new}
    changes = [
        change for code in {**before, **after}
        if (change := _compare(code, before.get(code), after.get(code))) is not None
    ]  # fmt: skip
    return tuple(sorted(changes, key=_change_moment))


def _compare(code: str, old: Placement | None, new: Placement | None) -> Change | None:
    was = old is not None and not old.cancelled
    is_now = new is not None and not new.cancelled
    if not was and not is_now:
        return None
    if not is_now:
        return Change(ChangeKind.CANCELLED, code, old, new)
    if old is None or new is None or not was:
        return Change(ChangeKind.NEW, code, old, new)
    fields = differing_fields(old, new)
    if not fields:
        return None
    moved = "time" in fields or "room" in fields
    return Change(ChangeKind.MOVED if moved else ChangeKind.CHANGED, code, old, new, fields)


def differing_fields(old: Placement, new: Placement) -> tuple[str, ...]:
    """Return the names of what differs between two placements of one session."""
    fields = []
    if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
        fields.append("time")
    if old.rooms != new.rooms:
        fields.append("room")
    fields += [name for name in _TEXT_FIELDS if getattr(old.text, name) != getattr(new.text, name)]
    if _cast(old) != _cast(new):
        fields.append("people")
    return tuple(fields)


def _cast(placement: Placement) -> list[tuple[str, str, object]]:
    """Who appears as what; a name put right or hidden is no change of the agenda."""
    return [(person.key, person.role.value, person.function) for person in placement.people]


def _change_moment(change: Change) -> tuple[datetime, str]:
    side = change.new or change.old
    assert side is not None
    return side.starts_at, change.code


def carry_cancelled(released: Iterable[Placement], draft: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return the sessions of the last release that the draft has lost: they stay on as cancelled."""
    kept = {placement.code for placement in draft}
    return tuple(placement for placement in released if placement.code not in kept)

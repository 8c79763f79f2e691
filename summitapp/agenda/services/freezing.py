"""Writing the slots of a release: from the draft, or from another release in the words it froze."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from summitapp.agenda import queries
from summitapp.agenda.models import AgendaVersion, ReleasedAppearance, Slot, SlotRoom
from summitapp.agenda.values import Visibility
from summitapp.core.db import db, table_of

_CAST = ("person_id", "position_id", "role", "place", "function")


def freeze_draft(draft: AgendaVersion, version: AgendaVersion, codes: Collection[str]) -> None:
    """Copy the slots of the draft that were judged, with the words of their sessions and the references to their people."""
    slots = [slot for slot in queries.draft_slots(draft) if slot.session.code in codes]
    rows = [_row(slot, version, cancelled=False, frozen=slot.session.text.as_dict()) for slot in slots]
    _insert(version, rows, {slot.session_id: _references(slot.session.appearances) for slot in slots}, _rooms(slots))


def carry(last: AgendaVersion, version: AgendaVersion, kept: Collection[str]) -> None:
    """Let what a release has lost stay as cancelled, in the words and with the people of the last one."""
    copy_slots(version, [slot for slot in queries.slots_of(last) if slot.session.code not in kept], cancelled=True)


def copy_slots(version: AgendaVersion, slots: Sequence[Slot], *, cancelled: bool | None = None,
               changes: Mapping[int, Mapping[str, Any]] | None = None) -> None:  # fmt: skip
    """Let a release say what other releases say, in their words and with their people.

    :param cancelled: whether they take place no more; None leaves each as it is.
    :param changes: what is different, by the row id of the session; ``more_rooms`` are row ids of rooms.
    """
    changes = changes or {}
    rows, rooms = [], _rooms(slots)
    for slot in slots:
        row = _row(slot, version, cancelled=slot.cancelled if cancelled is None else cancelled, frozen=slot.frozen)
        other = dict(changes.get(slot.session_id, {}))
        rooms[slot.session_id] = other.pop("more_rooms", rooms[slot.session_id])
        rows.append(row | other)
    _insert(version, rows, {slot.session_id: _references(slot.appearances) for slot in slots}, rooms)


def shown_to_fewer(slots: Iterable[Slot], others: Iterable[Slot]) -> dict[int, dict[str, Any]]:
    """Return the frozen words of ``slots``, shown to no more people than those of ``others`` or of today allow."""
    limits = {slot.session_id: Visibility(slot.frozen["visibility"]) for slot in others if slot.frozen is not None}
    found = {}
    for slot in slots:
        frozen = slot.frozen or slot.session.text.as_dict()
        seen = Visibility(frozen["visibility"]).stricter(slot.session.visibility)
        found[slot.session_id] = {
            "frozen": {**frozen, "visibility": seen.stricter(limits.get(slot.session_id, seen)).value}
        }
    return found


def _row(slot: Slot, version: AgendaVersion, *, cancelled: bool, frozen: dict[str, Any] | None) -> dict[str, Any]:
    return {"version_id": version.id, "session_id": slot.session_id, "room_id": slot.room_id,
            "starts_at": slot.starts_at, "ends_at": slot.ends_at, "cancelled": cancelled, "frozen": frozen}  # fmt: skip


def _rooms(slots: Sequence[Slot]) -> dict[int, list[int]]:
    return {slot.session_id: [room.id for room in slot.more_rooms] for slot in slots}


def _references(appearances: Sequence[Any]) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in _CAST} for one in appearances]


def _insert(version: AgendaVersion, rows: list[dict[str, Any]], people: dict[int, list[dict[str, Any]]],
            rooms: dict[int, list[int]]) -> None:  # fmt: skip
    if not rows:
        return
    db.session.execute(sa.insert(table_of(Slot)), rows)
    made = sa.select(Slot.session_id, Slot.id).where(Slot.version_id == version.id)
    slots = {row.session_id: row.id for row in db.session.execute(made)}
    cast = [{**one, "slot_id": slots[session]} for session, ones in people.items() for one in ones]
    if cast:
        db.session.execute(sa.insert(table_of(ReleasedAppearance)), cast)
    more = [{"slot_id": slots[session], "room_id": room} for session, ones in rooms.items() for room in ones]
    if more:
        db.session.execute(sa.insert(table_of(SlotRoom)), more)

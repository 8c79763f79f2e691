"""Freezing the draft as the next release and telling everybody."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaVersion, ReleasedAppearance, Slot, SlotRoom
from summitapp.agenda.services.entries import entry_of
from summitapp.agenda.services.placing import ensure_draft
from summitapp.agenda.services.sessions import refuse_if_archived
from summitapp.agenda.values import (
    AgendaConflicts,
    AgendaEmpty,
    AgendaNotices,
    AgendaPublished,
    Change,
    ChangeKind,
    Conflict,
    NothingChanged,
    SessionKind,
    VersionState,
)
from summitapp.audit import services as audit
from summitapp.calendars import services as calendars
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.events import announce
from summitapp.core.security import acting
from summitapp.core.text import Translated
from summitapp.summits.models import Summit


def publish_agenda(summit: Summit, note: Translated, acknowledged: str = "") -> AgendaVersion:
    """Freeze the draft as the next release: calendars are revised and the news announced.

    :param note: what everybody reads above the list of changes.
    :param acknowledged: :func:`rules.notices_mark` of the notices that were read.
    :raises AgendaConflicts: listing every clash. :raises AgendaNotices: if others are there now.
    :raises AgendaEmpty: if there is nothing to show. :raises NothingChanged: if nothing differs.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    summit = lock(Summit, summit.id)
    refuse_if_archived(summit)
    draft = ensure_draft(summit)
    planned = queries.placements_of(draft)
    _judge(rules.find_conflicts(planned, queries.frame_of(summit, now())), acknowledged)
    placements = rules.releasable(planned)
    last = queries.last_release(summit)
    released = queries.placements_of(last) if last is not None else ()
    if not placements and not released:
        raise AgendaEmpty
    changes = rules.compare_versions(released, placements)
    if last is not None and not changes:
        raise NothingChanged
    number = (last.number or 0) + 1 if last else 1
    version = AgendaVersion(
        summit=summit, number=number, name=str(number), state=VersionState.PUBLISHED, note=note,
        created_at=now(), published_at=now(), published_by=acting().reference,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    _freeze(draft, version)
    if last is not None:
        _carry(last, version, {placement.code for placement in placements})
    summit.revision += 1
    calendars.revise(entry_of(placement) for placement in queries.placements_of(version))
    _record(version, summit, changes)
    announce(AgendaPublished(summit.public_id, version.number or 0, changes))
    return version


def _judge(conflicts: Sequence[Conflict], acknowledged: str) -> None:
    if blocking := tuple(conflict for conflict in conflicts if conflict.blocking):
        raise AgendaConflicts(blocking)
    if rules.notices_mark(conflicts) != acknowledged and conflicts:
        raise AgendaNotices(tuple(conflicts))


def _freeze(draft: AgendaVersion, version: AgendaVersion) -> None:
    """Copy every slot of the draft with the words of its session and the references to its people."""
    slots = [slot for slot in queries.draft_slots(draft) if slot.session.kind is not SessionKind.BLOCKER]
    rows = [
        {"version_id": version.id, "session_id": slot.session_id, "room_id": slot.room_id,
         "starts_at": slot.starts_at, "ends_at": slot.ends_at, "cancelled": False,
         "frozen": slot.session.text.as_dict()}
        for slot in slots
    ]  # fmt: skip
    _insert(version, rows, {slot.session_id: _references(slot.session.appearances) for slot in slots}, _rooms(slots))


def _carry(last: AgendaVersion, version: AgendaVersion, kept: set[str]) -> None:
    """Let what the draft has lost stay as cancelled, in the words and with the people of the last release."""
    statement = sa.select(Slot).where(Slot.version_id == last.id).options(
        sa.orm.joinedload(Slot.session), sa.orm.selectinload(Slot.appearances),
        sa.orm.selectinload(Slot.more_rooms),
    )  # fmt: skip
    slots = [slot for slot in db.session.scalars(statement) if slot.session.code not in kept]
    rows = [
        {"version_id": version.id, "session_id": slot.session_id, "room_id": slot.room_id,
         "starts_at": slot.starts_at, "ends_at": slot.ends_at, "cancelled": True, "frozen": slot.frozen}
        for slot in slots
    ]  # fmt: skip
    _insert(version, rows, {slot.session_id: _references(slot.appearances) for slot in slots}, _rooms(slots))


def _rooms(slots: Sequence[Slot]) -> dict[int, list[int]]:
    return {slot.session_id: [room.id for room in slot.more_rooms] for slot in slots}


def _references(appearances: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {name: getattr(one, name) for name in ("person_id", "position_id", "role", "place", "function")}
        for one in appearances
    ]  # fmt: skip


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


def _record(version: AgendaVersion, summit: Summit, changes: Sequence[Change]) -> None:
    counts: dict[str, Any] = {kind.value: [one.code for one in changes if one.kind is kind] for kind in ChangeKind}
    audit.record("agenda.published", version, summit=summit.public_id, number=version.number,
                 **{name: codes for name, codes in counts.items() if codes})  # fmt: skip

"""A device is given its roster: all of it, or what changed since; or it is told that it has everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from summitapp.accounts.values import SUMMIT
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import extension
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.security import Actor
from summitapp.devices import documents, queries, rules
from summitapp.devices.models import Device
from summitapp.devices.services.keys import held_lock
from summitapp.devices.services.tokens import REVOKED
from summitapp.devices.values import KEYED, PINNED, DeviceRevoked, DeviceRole, RosterAnswer, RosterState

NOTES: Final = "devices.note_given"
_TOLD: Final = ("summit", "points", "categories", "cities", "delegations")


def role_of(actor: Actor, summit: str) -> DeviceRole:
    """Return the role of the device that asks.

    :raises DeviceRevoked: if it may not be used any more. :raises Forbidden: if it is none, or another summit's.
    """
    if actor.kind == "device":
        if actor.holds(REVOKED, kind=SUMMIT, scope=summit):
            raise DeviceRevoked
        for role in DeviceRole:
            if actor.holds(f"device:{role.value}", kind=SUMMIT, scope=summit):
                return role
    raise Forbidden


def give_roster(actor: Actor, slug: str, since: int = 0, known: str = "", *, sheets: bool = False) -> RosterAnswer:
    """Return the roster for a device; two statements where it has everything.

    :param since: the revision it has; 0 for all of it. :param known: the ETag of the answer it has, or a list of them.
    :param sheets: whether it reads a whole roster with sheets (``SAR2``).
    :raises DeviceRevoked: if it may not be used any more. :raises Forbidden: if it is none, or another summit's.
    """
    state = queries.state_at(slug, now())
    if state is None:
        raise NotFound
    role = role_of(actor, state.summit)
    etag = f'"{role.value}-{state.told}-{since}{"-2" * sheets}"'
    if etag in known:
        return RosterAnswer(etag, None)
    change, scan = rules.split_revision(since)
    whole = since == 0 or change < state.floor or since > state.told
    asked = _Asked(0, None, 0, sheets) if whole else _Asked(change, scan, since, False)
    body, notes = _write(state, role, actor.reference, asked)
    if notes:
        extension("jobs").wake(NOTES, f"{actor.reference} {notes}")  # reading never writes; the worker does
    return RosterAnswer(etag, body, notes)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is given: everything (no scan, since 0), or what changed after a change and a scan."""

    change: int
    scan: int | None
    since: int
    sheets: bool


def _write(state: RosterState, role: DeviceRole, device: str, asked: _Asked) -> tuple[bytes, int]:
    frame, since = queries.header(state.summit_id), asked.since
    rows = queries.records(state.summit_id, role, asked.change)
    records = [documents.frame(bytes(row.lookup), row.wrapped, bytes(row.sealed)) for row in rows]
    notes = [documents.frame(bytes(row.lookup), None, bytes(row.note)) for row in rows if row.note is not None]
    stood = _stood(state, frame, asked.scan)
    sheets = _sheets(rows, stood) if asked.sheets else None
    standings = [documents.standing(lookup, point, *where) for (lookup, point), where in stood.items()] if sheets is None else []
    dropped = queries.gone(state.summit_id, asked.change) if since else []
    found = queries.by_reference(device) if role in PINNED else None
    header = {
        **{name: frame.get(name, [] if name != "summit" else {}) for name in _TOLD}, "revision": state.told, "since": since,
        "made_at": now().isoformat(), "role": role.value, "wrapped": role in KEYED,
        "lock": documents.told_lock(held_lock(found)) if isinstance(found, Device) else None,
        "revoked": [one for one, dead in dropped if dead] if since else queries.revoked(state.summit_id),
        "gone": [one for one, _ in dropped], "records": len(records), "notes": len(notes), "standings": len(standings),
        **({"sheets": len(sheets)} if sheets is not None else {}),
    }  # fmt: skip
    return documents.write_roster(header, records, notes, standings, sheets), len(notes)


_Stood = dict[tuple[bytes, int], tuple[bool, datetime]]


def _sheets(rows: Sequence[Any], stood: _Stood) -> list[bytes]:
    """Whoever has no record here is known by no badge here either, and is left out."""
    places = {bytes(row.lookup): place for place, row in enumerate(rows)}
    points: dict[int, dict[int, tuple[bool, datetime]]] = {}
    for (lookup, point), where in stood.items():
        if (place := places.get(lookup)) is not None:
            points.setdefault(point, {})[place] = where
    return [documents.sheet(point, len(rows), people) for point, people in sorted(points.items())]


def _stood(state: RosterState, frame: Mapping[str, Any], scan: int | None) -> _Stood:
    """Doors that count together are one place: the one that counts. The latest passage there is told."""
    points = {one["code"]: place for place, one in enumerate(frame.get("points", ())[:documents.MOST_POINTS])}
    latest = {(bytes(row.lookup), row.place): row for row in queries.standings(state.summit_id, scan)}
    return {(lookup, points[code]): (row.inside, row.since) for (lookup, code), row in latest.items() if code in points}


def note_given(reference: str) -> None:
    """Write down that a device for first aid was given notes: which device, and how many."""
    device_reference, _, number = reference.partition(" ")
    device = queries.by_reference(device_reference)
    if device is not None:
        record("device.notes_given", device, summit=device.summit.public_id, notes=int(number or 0))

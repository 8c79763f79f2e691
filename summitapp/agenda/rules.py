"""Judging an agenda: what clashes, what differs between two releases, and where there is room."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from summitapp.agenda.values import (
    Change,
    ChangeKind,
    Conflict,
    ConflictKind,
    Frame,
    FreePlace,
    Placement,
    Programme,
    SessionText,
)
from summitapp.core.text import LANGUAGES, N_
from summitapp.core.tz import to_local

LONGEST_SESSION: Final = timedelta(hours=16)
SUGGESTION_STEP: Final = timedelta(minutes=15)
_TEXT_FIELDS: Final = (
    "title", "abstract", "kind", "track", "sdgs", "topics", "languages", "interpretation", "visibility", "capacity",
    "is_break",
)  # fmt: skip


def find_time_faults(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    """Return what is wrong with the times of one session: field → catalogue key."""
    if ends_at <= starts_at:
        return {"ends_at": N_("The session ends before it begins.")}
    if ends_at - starts_at > LONGEST_SESSION:
        return {"ends_at": N_("A session lasts sixteen hours at most. Please check the date.")}
    return {}


def find_conflicts(placements: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return every conflict and notice of an agenda, conflicts first, each in order of time."""
    standing = sorted((p for p in placements if not p.cancelled), key=_moment)
    found = [
        *_clashes_in_rooms(standing, frame),
        *_clashes_of_people(standing, frame),
        *(conflict for placement in standing for conflict in _alone(placement, frame)),
    ]
    place = {placement.code: index for index, placement in enumerate(standing)}
    return tuple(sorted(found, key=lambda c: (not c.blocking, place[c.sessions[0]], c.key)))


def find_conflicts_of(code: str, placements: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return the conflicts and notices that one session takes part in."""
    return tuple(conflict for conflict in find_conflicts(placements, frame) if code in conflict.sessions)


def _moment(placement: Placement) -> tuple[datetime, datetime, str]:
    return placement.starts_at, placement.ends_at, placement.code


def _clashes_in_rooms(standing: Sequence[Placement], frame: Frame) -> Iterator[Conflict]:
    by_room: dict[str, list[Placement]] = defaultdict(list)
    for placement in standing:
        if placement.room:
            by_room[placement.room].append(placement)
    for code, held in by_room.items():
        room = _room_name(code, frame)
        for first, second in _overlaps(held):
            yield Conflict(ConflictKind.ROOM_TAKEN, (first.code, second.code), (("room", room),))
        for first, second, minutes in _short_gaps(held, frame.changeover):
            if not (first.text.is_break or second.text.is_break):
                facts = (("minutes", minutes), ("room", room))
                yield Conflict(ConflictKind.ROOM_RUSH, (first.code, second.code), facts)


def _clashes_of_people(standing: Sequence[Placement], frame: Frame) -> Iterator[Conflict]:
    by_person: dict[str, list[Placement]] = defaultdict(list)
    names: dict[str, str] = {}
    for placement in standing:
        for person in {person.key: person for person in placement.people}.values():
            by_person[person.key].append(placement)
            names[person.key] = person.name or person.function.best("en")
    for key, held in by_person.items():
        for first, second in _overlaps(held):
            facts = (("person", names[key]),)
            yield Conflict(ConflictKind.SPEAKER_TWICE, (first.code, second.code), facts)
        for first, second, minutes in _short_gaps(held, frame.changeover):
            if first.room != second.room:
                rush = (("minutes", minutes), ("person", names[key]))
                yield Conflict(ConflictKind.SPEAKER_RUSH, (first.code, second.code), rush)


def _overlaps(held: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Yield each pair that shares a moment; ``held`` is sorted by beginning."""
    going_on: list[Placement] = []
    for placement in held:
        going_on = [earlier for earlier in going_on if earlier.ends_at > placement.starts_at]
        yield from ((earlier, placement) for earlier in going_on)
        going_on.append(placement)


def _short_gaps(held: Sequence[Placement], least: timedelta) -> Iterator[tuple[Placement, Placement, int]]:
    """Yield neighbours with less than ``least`` between them, and the minutes there are."""
    for first, second in pairwise(held):
        gap = second.starts_at - first.ends_at
        if timedelta(0) <= gap < least:
            yield first, second, int(gap.total_seconds() // 60)


def _alone(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    """Yield what is wrong with one session by itself."""
    codes = (placement.code,)
    if fault := _outside(placement, frame):
        yield Conflict(fault, codes)
    room = frame.rooms.get(placement.room)
    expected = placement.text.capacity
    if room and room.capacity and expected and expected > room.capacity:
        facts = (("expected", expected), ("room", room.name), ("seats", room.capacity))
        yield Conflict(ConflictKind.ROOM_TOO_SMALL, codes, facts)
    if room and set(placement.text.interpretation) - set(room.languages):
        yield Conflict(ConflictKind.NO_BOOTH, codes, (("room", room.name),))
    if placement.text.title.missing():
        yield Conflict(ConflictKind.TRANSLATION_MISSING, codes)


def _outside(placement: Placement, frame: Frame) -> ConflictKind | None:
    """Return whether a session leaves the days (blocks) or only the hours (a notice)."""
    for hours in frame.days:
        if hours.opens_at <= placement.starts_at and placement.ends_at <= hours.closes_at:
            return None
    # A gala dinner may begin after the doors have closed and end past midnight: what counts is its beginning.
    begins_on = to_local(placement.starts_at, frame.zone).date()
    if any(hours.day == begins_on for hours in frame.days):
        return ConflictKind.OUTSIDE_HOURS
    return ConflictKind.OUTSIDE_DAYS


def _room_name(code: str, frame: Frame) -> Any:
    room = frame.rooms.get(code)
    return room.name if room else code


def notices_mark(conflicts: Iterable[Conflict]) -> str:
    """Return a short mark of exactly these notices, which an acknowledgement must repeat."""
    keys = sorted(conflict.key for conflict in conflicts if not conflict.blocking)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16] if keys else ""


# --- two releases ---------------------------------------------------------------------------------


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
    if old.room != new.room:
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


# --- suggestions ----------------------------------------------------------------------------------


def suggest_places(
    placement: Placement, others: Iterable[Placement], frame: Frame, most: int = 3
) -> tuple[FreePlace, ...]:
    """Return up to ``most`` places where a session would clash with nothing, the nearest in time first.

    The room it has comes before others of the same hour; rooms too small or without its booths
    are not suggested.
    """
    standing = [other for other in others if not other.cancelled and other.code != placement.code]
    own = {person.key for person in placement.people}
    busy = [other for other in standing if own & {person.key for person in other.people}]
    by_room: Mapping[str, list[Placement]] = {
        code: [other for other in standing if other.room == code] for code in _fitting_rooms(placement, frame)
    }
    found: list[tuple[timedelta, bool, FreePlace]] = []
    for start in _starts(placement, frame):
        end = start + placement.length
        if any(_near(other, start, end, frame.changeover) for other in busy):
            continue
        for code, held in by_room.items():
            if not any(_near(other, start, end, frame.changeover) for other in held):
                away = abs(start - placement.starts_at)
                found.append((away, code != placement.room, FreePlace(code, start, end)))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].starts_at, entry[2].room))
    return tuple(place for _, _, place in found[:most])


def _fitting_rooms(placement: Placement, frame: Frame) -> list[str]:
    wanted, needs = placement.text.capacity or 0, set(placement.text.interpretation)
    return [
        room.code for room in frame.rooms.values()
        if (room.capacity is None or room.capacity >= wanted) and needs <= set(room.languages)
    ]  # fmt: skip


def _starts(placement: Placement, frame: Frame) -> Iterator[datetime]:
    for hours in frame.days:
        start = hours.opens_at
        while start + placement.length <= hours.closes_at:
            yield start
            start += SUGGESTION_STEP


def _near(other: Placement, start: datetime, end: datetime, least: timedelta) -> bool:
    return other.starts_at < end + least and start < other.ends_at + least


# --- one session ----------------------------------------------------------------------------------


def find_session_faults(text: SessionText, tracks: frozenset[str]) -> dict[str, str]:
    """Return what is wrong with what is said of a session: field → catalogue key.

    :param tracks: codes of the summit's tracks.
    """
    faults: dict[str, str] = {}
    if not text.title:
        faults["title"] = N_("Please give the session a title in at least one language.")
    if text.track and text.track not in tracks:
        faults["track"] = N_("Please choose a track from the list.")
    if any(goal not in range(1, 18) for goal in text.sdgs):
        faults["sdgs"] = N_("The goals are numbered 1 to 17.")
    if text.capacity is not None and text.capacity < 1:
        faults["capacity"] = N_("Please give at least one place, or leave this empty.")
    if not set(text.languages) | set(text.interpretation) <= set(LANGUAGES):
        faults["languages"] = N_("Please choose languages from the list.")
    return faults


# --- showing --------------------------------------------------------------------------------------


def days_of(programme: Programme) -> tuple[tuple[date, tuple[Placement, ...]], ...]:
    """Return the placements by day at the venue; the summit's own days come even when nothing is on them."""
    by_day: dict[date, list[Placement]] = {day: [] for day in programme.days}
    for placement in programme.placements:
        by_day.setdefault(to_local(placement.starts_at, programme.zone).date(), []).append(placement)
    return tuple((day, tuple(by_day[day])) for day in sorted(by_day))


def takes_place_in(placement: Placement, language: str) -> bool:
    """Whether somebody who speaks ``language`` can follow: on the floor or in their headphones."""
    return language in placement.text.languages or language in placement.text.interpretation

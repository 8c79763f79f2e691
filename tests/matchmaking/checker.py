"""Judges a timetable of meetings by the published format alone: it imports nothing of the application and shares no code with its planner.

An instance and a schedule are the plain dictionaries of the files. ``faults`` lists every broken hard rule, ``report_faults`` whatever a report says
that is not so, ``score`` adds up anew; an empty list means that nothing is wrong. Run as a program it judges two files.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
NEARLY = 0.00051  # a share in a report may be rounded to three places


def read(path: Path | str) -> dict[str, Any]:
    """Read a file of either kind, gzipped or not."""
    raw = Path(path).read_bytes()
    return json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)


class Book:
    """An instance by its ids."""

    def __init__(self, instance: Json) -> None:
        self.instance = instance
        self.slots = {slot["id"]: slot for slot in instance["slots"]}
        self.order = {slot["id"]: place for place, slot in enumerate(instance["slots"])}
        self.tables = {table["id"]: table for table in instance["tables"]}
        self.interpreters = {one["id"]: one for one in instance["interpreters"]}
        self.delegates = {one["id"]: one for one in instance["delegates"]}
        self.requests = {one["id"]: one for one in instance["requests"]}

    def attendees(self, meeting: Json) -> list[Any]:
        request = self.requests.get(meeting["request"])
        return list(request["attendees"]) if request else []

    def day(self, slot: Any) -> int:
        return self.slots[slot]["day"]


def attended(book: Book, meetings: Sequence[Json]) -> dict[Any, list[Any]]:
    """Return the slots in which each delegate is in a meeting."""
    held: dict[Any, list[Any]] = {one: [] for one in book.delegates}
    for meeting in meetings:
        for person in book.attendees(meeting):
            held[person].append(meeting["slot"])
    return held


def gap_slots(book: Book, person: Any, taken: Iterable[Any]) -> list[Any]:
    """Return the slots in which a delegate only waits: free, and strictly between the first and the last meeting of a day."""
    closed = set(book.delegates[person].get("unavailable", ()))
    taken, gaps = set(taken), []
    for day in {book.day(slot) for slot in taken}:
        places = [book.order[slot] for slot in taken if book.day(slot) == day]
        gaps += [
            slot for slot, place in book.order.items()
            if book.day(slot) == day and min(places) < place < max(places) and slot not in taken and slot not in closed
        ]  # fmt: skip
    return gaps


def shortfalls(book: Book, meetings: Sequence[Json]) -> dict[Any, int]:
    """Return by how much each delegate misses the minimum, those who reach it left out."""
    held = attended(book, meetings)
    missing = {one: book.delegates[one].get("min_meetings", 0) - len(slots) for one, slots in held.items()}
    return {one: number for one, number in missing.items() if number > 0}


def score(instance: Json, meetings: Sequence[Json]) -> int:
    """Add up what a timetable is worth."""
    book, weights = Book(instance), instance["objective"]
    value = sum(book.requests[meeting["request"]]["value"] for meeting in meetings)
    gaps = sum(len(gap_slots(book, person, slots)) for person, slots in attended(book, meetings).items())
    missing = sum(shortfalls(book, meetings).values())
    return int(value - weights["shortfall_penalty"] * missing - weights["gap_penalty"] * gaps)


def faults(instance: Json, meetings: Sequence[Json], *, reserved: bool = True) -> list[str]:
    """Return every broken hard rule as a sentence. ``reserved``: tables held back must be free (a repair may use them)."""
    book = Book(instance)
    unknown = list(_unknown(book, meetings))
    if unknown:
        return unknown
    rules = (_once, _people, _tables, _seats, _interpreting, _maxima, _locked, _allowed)
    found = [sentence for rule in rules for sentence in rule(book, meetings)]
    return [*found, *(_reserve(book, meetings) if reserved else ())]


def _unknown(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for meeting in meetings:
        for key, known in (("request", book.requests), ("slot", book.slots), ("table", book.tables)):
            if meeting[key] not in known:
                yield f"the {key} {meeting[key]!r} of a meeting does not exist"
        if meeting["interpreter"] is not None and meeting["interpreter"] not in book.interpreters:
            yield f"the interpreter {meeting['interpreter']!r} of a meeting does not exist"


def _once(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for request, times in Counter(meeting["request"] for meeting in meetings).items():
        if times > 1:
            yield f"request {request!r} is held {times} times"


def _people(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for person, slots in attended(book, meetings).items():
        for slot, times in Counter(slots).items():
            if times > 1:
                yield f"delegate {person!r} is in {times} meetings in slot {slot!r}"
        for slot in sorted(set(slots) & set(book.delegates[person].get("unavailable", ())), key=str):
            yield f"delegate {person!r} is not available in slot {slot!r}"


def _tables(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for (table, slot), times in Counter((meeting["table"], meeting["slot"]) for meeting in meetings).items():
        if times > 1:
            yield f"table {table!r} has {times} meetings in slot {slot!r}"
        if slot in book.tables[table].get("closed", ()):
            yield f"table {table!r} is closed in slot {slot!r}"


def _seats(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for meeting in meetings:
        people = len(book.attendees(meeting)) + (meeting["interpreter"] is not None)
        seats = book.tables[meeting["table"]]["seats"]
        if people > seats:
            yield f"{people} people of request {meeting['request']!r} sit at table {meeting['table']!r} with {seats} seats"


def _interpreting(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    working: dict[Any, list[Any]] = defaultdict(list)
    for meeting in meetings:
        tongues = [set(book.delegates[person]["langs"]) for person in book.attendees(meeting)]
        if meeting["interpreter"] is None:
            if not set.intersection(*tongues):
                yield f"those of request {meeting['request']!r} have no common language and no interpreter"
            continue
        working[meeting["interpreter"]].append(meeting["slot"])
        spoken = set(book.interpreters[meeting["interpreter"]]["langs"])
        if not all(spoken & theirs for theirs in tongues):
            yield f"interpreter {meeting['interpreter']!r} shares no language with somebody of request {meeting['request']!r}"
    for one, slots in working.items():
        yield from _working_hours(book, one, slots)


def _working_hours(book: Book, one: Any, slots: Sequence[Any]) -> Iterator[str]:
    for slot, times in Counter(slots).items():
        if times > 1:
            yield f"interpreter {one!r} is in {times} meetings in slot {slot!r}"
        if slot in book.interpreters[one].get("unavailable", ()):
            yield f"interpreter {one!r} is not available in slot {slot!r}"
    most, run, before = book.interpreters[one].get("max_run"), 0, None
    for slot in book.order:
        run = 0 if slot not in slots else run + 1 if before is not None and book.day(before) == book.day(slot) else 1
        before = slot
        if most is not None and run == most + 1:
            yield f"interpreter {one!r} works more than {most} slots without a rest, up to slot {slot!r}"


def _maxima(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for person, slots in attended(book, meetings).items():
        most, daily = book.delegates[person]["max_meetings"], book.delegates[person].get("max_per_day")
        if len(slots) > most:
            yield f"delegate {person!r} has {len(slots)} meetings and wants {most} at most"
        for day, number in Counter(book.day(slot) for slot in slots).items():
            if daily is not None and number > daily:
                yield f"delegate {person!r} has {number} meetings on day {day} and wants {daily} at most"


def _locked(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    held = {meeting["request"]: meeting for meeting in meetings}
    for request in book.requests.values():
        lock = request.get("locked")
        if not lock:
            continue
        meeting = held.get(request["id"])
        if meeting is None:
            yield f"locked request {request['id']!r} is not held"
        elif any(lock.get(key) is not None and lock[key] != meeting[key] for key in ("slot", "table", "interpreter")):
            yield f"locked request {request['id']!r} was moved"


def _allowed(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    for meeting in meetings:
        allowed = book.requests[meeting["request"]].get("allowed")
        if allowed is not None and meeting["slot"] not in allowed:
            yield f"request {meeting['request']!r} may not be held in slot {meeting['slot']!r}"


def _reserve(book: Book, meetings: Sequence[Json]) -> Iterator[str]:
    kept = book.instance.get("reserve") or 0
    pinned = {request["id"] for request in book.requests.values() if request.get("locked")}
    for slot in book.slots if kept else ():
        there = sum(slot not in table.get("closed", ()) for table in book.tables.values())
        here = [meeting["request"] for meeting in meetings if meeting["slot"] == slot]
        if len(here) > there - kept and any(request not in pinned for request in here):
            yield f"slot {slot!r} keeps fewer than {kept} tables free"


# --- the report ------------------------------------------------------------------------------------------------------
FIELDS = ("score", "bound", "gap", "seconds", "seed", "iterations", "shortfall")


def report_faults(instance: Json, schedule: Json, previous: Json | None = None) -> list[str]:
    """Return whatever the report says that is not so."""
    book, report, meetings = Book(instance), schedule["report"], schedule["meetings"]
    wanted = (*FIELDS, "moved", "dropped", "added") if previous is not None else FIELDS
    missing = [f"the report does not hold {key}" for key in wanted if key not in report]
    if missing:
        return missing
    found = [*_figures(instance, report, meetings), *_short(book, report, meetings)]
    return [*found, *(_changes(book, report, meetings, previous["meetings"]) if previous is not None else ())]


def _figures(instance: Json, report: Json, meetings: Sequence[Json]) -> Iterator[str]:
    real, bound = score(instance, meetings), report["bound"]
    if report["score"] != real:
        yield f"the report says score {report['score']}, it is {real}"
    if bound is None:
        return
    if bound < real:
        yield f"the bound {bound} is below the score {real}"
    if bound > 0 and (report["gap"] is None or abs(report["gap"] - (bound - real) / bound) > NEARLY):
        yield f"the gap {report['gap']} is not the share of {bound} that {real} misses"


def _short(book: Book, report: Json, meetings: Sequence[Json]) -> Iterator[str]:
    real = shortfalls(book, meetings)
    told = {entry["delegate"]: entry for entry in report["shortfall"]}
    for person in sorted(set(real) ^ set(told), key=str):
        yield f"delegate {person!r} {'falls short and is not told of' if person in real else 'is said to fall short, and does not'}"
    held = attended(book, meetings)
    for person, entry in told.items():
        if not entry.get("reason"):
            yield f"no reason is given why delegate {person!r} falls short"
        if "held" in entry and entry["held"] != len(held.get(person, ())):
            yield f"delegate {person!r} is said to have {entry['held']} meetings"


def _changes(book: Book, report: Json, meetings: Sequence[Json], before: Sequence[Json]) -> Iterator[str]:
    old = {meeting["request"]: meeting for meeting in before}
    new = {meeting["request"]: meeting for meeting in meetings}
    stayed = old.keys() & new.keys()
    moved = {one for one in stayed if old[one]["slot"] != new[one]["slot"]}
    other = {one for one in stayed - moved if any(old[one][key] != new[one][key] for key in ("table", "interpreter"))}
    real = {"moved": moved, "dropped": old.keys() - new.keys(), "added": new.keys() - old.keys()}
    for kind, requests in real.items():
        told = [entry["request"] for entry in report[kind]]
        known = requests | (other if kind == "moved" else set())
        for request in sorted(requests - set(told), key=str):
            yield f"request {request!r} was {kind} and is not told of"
        for request in sorted(set(told) - known, key=str):
            yield f"request {request!r} is said to be {kind}, and is not"
        if len(told) != len(set(told)):
            yield f"a request is told of twice among the {kind}"
        for entry in report[kind]:
            if not entry.get("cause"):
                yield f"no cause is given why request {entry['request']!r} was {kind}"


def same(one: Json, other: Json) -> bool:
    """Whether two schedules are one and the same, but for the seconds they took."""
    def key(schedule: Json) -> tuple[list[Any], dict[str, Any]]:
        told = {name: value for name, value in schedule["report"].items() if name != "seconds"}
        return sorted(schedule["meetings"], key=lambda meeting: str(meeting["request"])), told

    return key(one) == key(other)


def impossible(instance: Json, meeting: Json) -> bool:
    """Whether a meeting of an earlier plan cannot be held where it stood, were it alone in the house."""
    book = Book(instance)
    if meeting["request"] not in book.requests:
        return True
    alone = {**instance, "requests": [{**book.requests[meeting["request"]], "locked": None}]}
    return bool(faults(alone, [meeting], reserved=False))


def main(arguments: Sequence[str]) -> int:
    """Judge ``instance schedule [previous]``; 0 if nothing is wrong."""
    instance, schedule, *rest = (read(path) for path in arguments)
    found = faults(instance, schedule["meetings"], reserved=not rest) + report_faults(instance, schedule, *rest)
    sys.stdout.writelines(f"{sentence}\n" for sentence in found)
    sys.stdout.write(f"score {score(instance, schedule['meetings'])}, {len(schedule['meetings'])} meetings, {len(found)} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

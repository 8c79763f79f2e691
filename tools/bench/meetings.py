"""What the planner of meetings reaches, beside its bound and a greedy one; what the suggestions for everybody cost.

Every plan is judged by the checker of the tests, which shares no code with the planner: its score is the checker's, and a plan
that breaks a rule is told as broken.
"""

import gzip
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.matchmaking import checker
from tests.matchmaking.summits import summit
from tools.bench import machine

Json = dict[str, Any]

SIZES = (60, 250, 800, 2000)
#         up to so many delegates: seconds, least share of the bound, share aimed at
PROMISES = {150: (5, 0.98, 0.998), 400: (10, 0.98, 0.992), 1200: (10, 0.985, 0.992), 10**9: (20, 0.985, 0.995)}
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """What one instance came to."""

    name: str
    requests: int
    score: int
    bound: int
    greedy: int
    seconds: float
    limit: float
    largest: float
    together: float
    promise: tuple[float, float]
    reached: float
    faults: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of the bound that was reached."""
        return self.score / self.bound if self.bound > 0 else 1.0


def samples(folder: Path, given: Path | None) -> Iterator[Path]:
    """Yield the instances of a folder, or make some of every size."""
    if given is not None:
        yield from sorted(path for path in given.iterdir() if path.name.endswith((".json", ".json.gz")))
        return
    for size in SIZES:
        path = folder / f"summit{size}.json.gz"
        path.write_bytes(gzip.compress(json.dumps(summit(size)).encode()))
        yield path


def planned(path: Path, folder: Path) -> Result:
    """Plan one instance by the command and judge what comes out.

    :raises RuntimeError: if the command fails.
    """
    instance, output = checker.read(path), folder / f"plan-{path.name.removesuffix('.gz')}"
    size = len(instance["delegates"])
    limit, *promise = PROMISES[min(most for most in PROMISES if size <= most)]
    command = [
        sys.executable, "-m", "flask", "--app", "wsgi", "matchmaking", "solve", str(path), "--output", str(output),
        "--time-limit", str(limit), "--seed", "1",
    ]  # fmt: skip
    seconds, largest, together = watched(command)
    plan = checker.read(output)
    score = checker.score(instance, plan["meetings"])
    faults = checker.faults(instance, plan["meetings"]) + checker.report_faults(instance, plan)
    return Result(
        path.name.removesuffix(".gz").removesuffix(".json"), len(instance["requests"]), score, plan["report"]["bound"],
        checker.score(instance, greedy(instance)), seconds, limit, largest, together, (promise[0], promise[1]),
        reached(instance, plan), tuple(faults),
    )  # fmt: skip


def reached(instance: Json, plan: Json) -> float:
    """Return the share of delegates with their minimum, of those who have requests enough for it."""
    named = Counter(person for request in instance["requests"] for person in request["attendees"])
    able = {one["id"] for one in instance["delegates"] if named[one["id"]] >= one["min_meetings"]}
    short = able & checker.shortfalls(checker.Book(instance), plan["meetings"]).keys()
    return 1 - len(short) / max(1, len(able))


def watched(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds, the MiB of its largest process and the most that all of it held together.

    :raises RuntimeError: if it fails.
    """
    begin, together = time.perf_counter(), 0.0
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert started.stderr
    while os.waitid(os.P_PID, started.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        held = 0.0
        for pid in machine.family(started.pid):
            try:
                held += machine.pss_mib(pid)
            except (OSError, RuntimeError):  # it ended meanwhile
                continue
        together = max(together, held)
        time.sleep(0.2)
    seconds, told = time.perf_counter() - begin, started.stderr.read()
    started.stderr.close()
    _pid, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {started.returncode}: {told.strip()}")
    return seconds, used.ru_maxrss / 1024, together


# --- the planner it is measured against ------------------------------------------------------------------------------
def greedy(instance: Json) -> list[Json]:
    """Return the plan of whoever takes the requests by their value for each attendee, and the first place that is free."""
    people = {one["id"]: one for one in instance["delegates"]}
    busy: set[Any] = {("person", one["id"], slot) for one in instance["delegates"] for slot in one["unavailable"]}
    busy |= {("interpreter", one["id"], slot) for one in instance["interpreters"] for slot in one["unavailable"]}
    tables = sorted(instance["tables"], key=lambda table: (table["seats"], table["id"]))
    held: Counter[Any] = Counter()
    meetings: list[Json] = []
    for request in sorted(instance["requests"], key=lambda one: (-one["value"] / len(one["attendees"]), one["id"])):
        attendees = request["attendees"]
        if any(held[one] >= people[one]["max_meetings"] for one in attendees):
            continue
        for slot in instance["slots"]:
            if any(("person", one, slot["id"]) in busy for one in attendees):
                continue
            meeting = _place(instance, people, tables, busy, request, slot["id"])
            if meeting:
                meetings.append(meeting)
                held.update(attendees)
                break
    return meetings


def _place(instance: Json, people: Json, tables: Sequence[Json], busy: set[Any], request: Json, slot: Any) -> Json | None:
    """Hold a request in a slot, if there is a table and, where needed, an interpreter."""
    tongues = [set(people[one]["langs"]) for one in request["attendees"]]
    interpreter = None
    if not set.intersection(*tongues):
        interpreter = next((
            one["id"] for one in instance["interpreters"]
            if ("interpreter", one["id"], slot) not in busy and all(set(one["langs"]) & spoken for spoken in tongues)
        ), None)  # fmt: skip
        if interpreter is None:
            return None
    seats = len(tongues) + (interpreter is not None)
    table = next((one["id"] for one in tables if one["seats"] >= seats and ("table", one["id"], slot) not in busy), None)
    if table is None:
        return None
    busy |= {("person", one, slot) for one in request["attendees"]} | {("table", table, slot)}
    if interpreter is not None:
        busy.add(("interpreter", interpreter, slot))
    return {"request": request["id"], "slot": slot, "table": table, "interpreter": interpreter}


# --- suggestions -----------------------------------------------------------------------------------------------------
SUGGESTING = """
import statistics, sys, time
from tests.profiles.people import people, partners
from summitapp.profiles.rules.scoring import rarity_of, suggest_all, suggest_for
cards, links = people(int(sys.argv[1])), partners(int(sys.argv[1]))
begin = time.perf_counter()
found = suggest_all(cards, links, ())
everybody, rarity, live = time.perf_counter() - begin, rarity_of(cards), []
for card in cards[:40]:
    begin = time.perf_counter()
    suggest_for(card, cards, links, (), rarity=rarity)
    live.append(time.perf_counter() - begin)
least = min(len(one.reasons) for suggested in found.values() for one in suggested)
with open(sys.argv[2], "w") as file:
    file.write(f"{everybody} {statistics.median(live)} {least}")
"""


def suggestions(folder: Path, size: int = 2000) -> None:
    """Print what it costs to suggest to everybody, in a process of its own as the job does it, and to one person live."""
    told = folder / "suggestions.txt"
    _, largest, _ = watched([sys.executable, "-c", SUGGESTING, str(size), str(told)])
    everybody, live, least = map(float, told.read_text().split())
    print(f"\nsuggestions for {size} delegates: twenty for everybody {everybody:.2f} s; promised 2; for one person live"
          f" {live * 1000:.0f} ms; promised 100; largest process {largest:.0f} MiB; promised 500; reasons at least {least:.0f}")


def show(results: Sequence[Result]) -> None:
    """Print the table; a share is kept, or better, by the figures promised for its size."""
    print(f"\n{'meetings':16} {'requests':>8} {'score':>9} {'bound':>9} {'of bound':>8} {'gap':>7} {'greedy':>8} {'reached':>8}"
          f" {'seconds':>8} {'limit':>6} {'MiB':>5} {'all':>5}")  # fmt: skip
    for one in results:
        least, aim = one.promise
        verdict = "BROKEN" if one.share < least else "kept" if one.share < aim else "kept, as aimed at"
        print(f"{one.name:16} {one.requests:8} {one.score:9} {one.bound:9} {one.share:8.2%} {1 - one.share:7.2%}"
              f" {one.greedy / max(one.bound, 1):8.2%} {one.reached:8.2%} {one.seconds:8.1f} {one.limit:6.0f} {one.largest:5.0f}"
              f" {one.together:5.0f}  {'RULES BROKEN' if one.faults else verdict}")  # fmt: skip
        for fault in one.faults[:5]:
            print(f"    {fault}")


def play(folder: Path, given: Path | None) -> list[str]:
    """Measure everything; return what could not be measured."""
    faults, results = [], []
    for path in samples(folder, given):
        try:
            results.append(planned(path, folder))
        except RuntimeError as fault:
            faults.append(f"meetings: {fault}")
    show(results)
    try:
        suggestions(folder)
    except RuntimeError as fault:
        faults.append(f"suggestions: {fault}")
    return faults + [f"{one.name}: {fault}" for one in results for fault in one.faults[:1]]

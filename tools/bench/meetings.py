"""What the planner of meetings reaches, beside its bound and a greedy one; what the suggestions for everybody cost.

Every plan is judged by the checker of the tests, which shares no code with the planner: its score is the checker's, and a plan
that breaks a rule is told as broken.
"""

import gzip
import json
import os
import random
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
    cpu: float
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
    seconds, cpu, largest, together = watched(command)
    plan = checker.read(output)
    score = checker.score(instance, plan["meetings"])
    faults = checker.faults(instance, plan["meetings"]) + checker.report_faults(instance, plan)
    return Result(
        path.name.removesuffix(".gz").removesuffix(".json"), len(instance["requests"]), score, plan["report"]["bound"],
        checker.score(instance, greedy(instance)), seconds, cpu, limit, largest, together, (promise[0], promise[1]),
        reached(instance, plan), tuple(faults),
    )  # fmt: skip


def reached(instance: Json, plan: Json) -> float:
    """Return the share of delegates with their minimum, of those who have possible requests enough for it."""
    named = Counter(person for request in possible(instance) for person in request["attendees"])
    able = {one["id"] for one in instance["delegates"] if named[one["id"]] >= one["min_meetings"]}
    short = able & checker.shortfalls(checker.Book(instance), plan["meetings"]).keys()
    return 1 - len(short) / max(1, len(able))


def possible(instance: Json) -> Iterator[Json]:
    """Yield the requests that could be held, each alone: a common hour, chairs, a language or somebody who interprets."""
    people = {one["id"]: one for one in instance["delegates"]}
    slots = {slot["id"] for slot in instance["slots"]}
    seats = max((table["seats"] for table in instance["tables"]), default=0)
    for request in instance["requests"]:
        attendees = [people[one] for one in request["attendees"]]
        free = slots.difference(*(one["unavailable"] for one in attendees))
        tongues = [set(one["langs"]) for one in attendees]
        alone = bool(set.intersection(*tongues)) and len(attendees) <= seats
        helped = len(attendees) < seats and any(
            free.difference(one["unavailable"]) and all(spoken.intersection(one["langs"]) for spoken in tongues)
            for one in instance["interpreters"]
        )
        if free and (alone or helped):
            yield request


def watched(command: Sequence[str]) -> tuple[float, float, float, float]:
    """Run a command; return its seconds, those of CPU, the MiB of its largest process and the most that all of it held together.

    :raises RuntimeError: if it fails.
    """
    begin, together = time.perf_counter(), 0.0
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert started.stderr
    while os.waitid(os.P_PID, started.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        held = 0.0
        for pid in machine.family(started.pid):
            try:
                held += machine.pss_mib(pid)
            except (OSError, RuntimeError):  # it ended meanwhile
                continue
        together = max(together, held)
        time.sleep(0.25)
    seconds, told = time.perf_counter() - begin, started.stderr.read()
    started.stderr.close()
    _pid, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(command[-4:])} ended with {started.returncode}: {told.strip().splitlines()[-1:]}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, together


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


# --- what happens to a published plan --------------------------------------------------------------------------------
REPAIRING = """
import json, sys, time
from pathlib import Path
from summitapp.matchmaking.documents import read_instance, read_schedule, write_schedule
from summitapp.matchmaking.rules.repair import repair
house, plan, output, told = map(Path, sys.argv[1:])
instance, held = read_instance(house.read_bytes()), read_schedule(plan.read_bytes())
begin = time.perf_counter()
found = repair(instance, held)
told.write_text(str(time.perf_counter() - begin))
output.write_bytes(write_schedule(found))
"""


def changed(instance: Json, meetings: Sequence[Json], seed: int = 1) -> Json:
    """Return an instance after a bad week: 3 % of the delegates go, 1 % cannot at one hour, 2 % have somebody they must meet.

    Who must meet has a meeting left by the plan, and a language in common: whether there is a place is the planner's to find out.
    """
    dice, after = random.Random(seed), json.loads(json.dumps(instance))
    people, slots = [one["id"] for one in after["delegates"]], [slot["id"] for slot in after["slots"]]
    gone = set(dice.sample(people, round(0.03 * len(people))))
    after["requests"] = [request for request in after["requests"] if not gone & set(request["attendees"])]
    there = [one for one in after["delegates"] if one["id"] not in gone]
    for one in dice.sample(there, round(0.01 * len(people))):
        one["unavailable"] = sorted({*one["unavailable"], dice.choice(slots)})
    number = 1 + max(request["id"] for request in instance["requests"])
    held = checker.attended(checker.Book(instance), meetings)
    open_to = [one["id"] for one in there if "en" in one["langs"] and len(held[one["id"]]) < one["max_meetings"]]
    chosen = dice.sample(open_to, min(len(open_to), 2 * round(0.02 * len(people))))
    for place, pair in enumerate(zip(chosen[::2], chosen[1::2], strict=False)):
        after["requests"].append(
            {"id": number + place, "kind": "pair", "attendees": sorted(pair), "value": 900, "mutual": True, "must": True}
        )
    return after


def repaired(path: Path, folder: Path) -> str:
    """Repair the plan made of an instance after a bad week; return the line that tells what it cost.

    :raises RuntimeError: if it fails.
    """
    name = path.name.removesuffix(".gz")
    before = checker.read(folder / f"plan-{name}")
    house = changed(checker.read(path), before["meetings"])
    files = [folder / f"changed-{name}", folder / f"plan-{name}", folder / f"repaired-{name}", folder / f"seconds-{name}"]
    files[0].write_text(json.dumps(house), encoding="utf-8")
    watched([sys.executable, "-c", REPAIRING, *map(str, files)])
    after = checker.read(files[2])
    faults = checker.faults(house, after["meetings"], reserved=False) + checker.report_faults(house, after, before)
    there = {request["id"] for request in house["requests"]}
    fallen = {one["request"] for one in before["meetings"] if checker.impossible(house, one)} & there
    musts = {request["id"] for request in house["requests"] if request.get("must")}
    held = {one["request"] for one in after["meetings"]}
    moved = {one["request"] for one in after["report"]["moved"]}
    return (
        f"{name.removesuffix('.json'):16} {len(before['meetings']):6} meetings; had to move: {len(fallen)}, moved besides:"
        f" {len(moved - fallen)}, without a place: {len(fallen - held)} of these, {len(musts - held)} of {len(musts)} new ones;"
        f" {float(files[3].read_text()):.2f} s{'  RULES BROKEN: ' + faults[0] if faults else ''}"
    )


# --- suggestions -----------------------------------------------------------------------------------------------------
SUGGESTING = """
import statistics, sys, time
from tests.profiles.people import people, partners
from summitapp.profiles.rules.scoring import rarity_of, suggest_all, suggest_for
cards, links = people(int(sys.argv[1])), partners(int(sys.argv[1]))
begin, used = time.perf_counter(), time.process_time()
found = suggest_all(cards, links, ())
everybody, used, rarity, live = time.perf_counter() - begin, time.process_time() - used, rarity_of(cards), []
for card in cards[:40]:
    begin = time.perf_counter()
    suggest_for(card, cards, links, (), rarity=rarity)
    live.append(time.perf_counter() - begin)
least = min(len(one.reasons) for suggested in found.values() for one in suggested)
with open(sys.argv[2], "w") as file:
    file.write(f"{everybody} {used} {statistics.median(live)} {least}")
"""


def suggestions(folder: Path, size: int = 2000) -> None:
    """Print what it costs to suggest to everybody, in a process of its own as the job does it, and to one person live."""
    told = folder / "suggestions.txt"
    _, _, largest, _ = watched([sys.executable, "-c", SUGGESTING, str(size), str(told)])
    everybody, used, live, least = map(float, told.read_text().split())
    print(
        f"\nsuggestions for {size} delegates: twenty for everybody {everybody:.2f} s, {used:.2f} of CPU; promised 2;"
        f" for one person live {live * 1000:.0f} ms; promised 100; largest process {largest:.0f} MiB; promised 500;"
        f" reasons at least {least:.0f}"
    )


def show(results: Sequence[Result]) -> None:
    """Print the table; a share is kept, or better, by the figures promised for its size."""
    print(f"\n{'meetings':16} {'requests':>8} {'score':>9} {'bound':>9} {'of bound':>8} {'gap':>7} {'greedy':>8} {'reached':>8}"
          f" {'seconds':>8} {'CPU s':>6} {'limit':>6} {'MiB':>5} {'all':>5}")  # fmt: skip
    for one in results:
        least, aim = one.promise
        verdict = "BROKEN" if one.share < least else "kept" if one.share < aim else "kept, as aimed at"
        print(f"{one.name:16} {one.requests:8} {one.score:9} {one.bound:9} {one.share:8.2%} {1 - one.share:7.2%}"
              f" {one.greedy / max(one.bound, 1):8.2%} {one.reached:8.2%} {one.seconds:8.1f} {one.cpu:6.1f} {one.limit:6.0f}"
              f" {one.largest:5.0f} {one.together:5.0f}  {'RULES BROKEN' if one.faults else verdict}")  # fmt: skip
        for fault in one.faults[:5]:
            print(f"    {fault}")


def play(folder: Path, given: Path | None) -> list[str]:
    """Measure everything; return what could not be measured."""
    faults, results = [], []
    paths = list(samples(folder, given))
    for path in paths:
        try:
            results.append(planned(path, folder))
        except RuntimeError as fault:
            faults.append(f"meetings: {fault}")
    show(results)
    print("\nafter 3 % went home, 1 % cannot at one hour and 2 % must meet somebody new:")
    for path in paths:
        try:
            print(repaired(path, folder))
        except (RuntimeError, OSError) as fault:
            faults.append(f"repairs: {fault}")
    try:
        suggestions(folder)
    except RuntimeError as fault:
        faults.append(f"suggestions: {fault}")
    return faults + [f"{one.name}: {fault}" for one in results for fault in one.faults[:1]]

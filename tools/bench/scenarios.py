"""What is measured, and what was promised for it."""

import csv
import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from tools.bench import load, machine
from tools.bench.stage import Server, Stage

SLUG = "bench"
LARGE, LARGE_SESSIONS = "bench-600", 600
DELEGATES = 4000
BROWSER = {"Accept_Encoding": "gzip, deflate, br", "Accept": "text/html,*/*"}


@dataclass
class Row:
    """One line of the table."""

    name: str
    rate: float
    app_ms: float
    database_ms: float
    promise: float | None = None
    note: str = ""

    @property
    def total_ms(self) -> float:
        """CPU milliseconds of application and database."""
        return self.app_ms + self.database_ms


def measure(
    name: str, stage: Stage, server: Server, requests: Callable[[int], Iterator[bytes]], *, expect: set[int],
    promise: float | None = None, seconds: float = 4.0, clients: int = 8,
) -> Row:  # fmt: skip
    """Put a load on the server and count what it cost.

    :raises RuntimeError: if an answer had another status than expected: a fast refusal is no result.
    """
    before = machine.cpu_ms(server.pid), stage.database_cpu_ms()
    outcome = load.run(server.url, requests, clients=clients, seconds=seconds)
    after = machine.cpu_ms(server.pid), stage.database_cpu_ms()
    wrong = {status: count for status, count in outcome.statuses.items() if status not in expect}
    if wrong or not outcome.requests:
        raise RuntimeError(f"{name}: answers {dict(outcome.statuses)}; the last one: {outcome.sample[:160]!r}")
    costs = [(late - early) / outcome.requests for early, late in zip(before, after, strict=True)]
    return Row(name, outcome.rate, costs[0], costs[1], promise)


def same(sent: bytes) -> Callable[[int], Iterator[bytes]]:
    """Ask the same thing for ever."""

    def requests(_client: int) -> Iterator[bytes]:
        while True:
            yield sent

    return requests


def floors(stage: Stage, server: Server, seconds: float) -> list[Row]:
    """Measure what nothing can be below."""
    hello = same(load.request("GET", f"{server.url}/hello"))

    def transactions(client: int) -> Iterator[bytes]:
        number = client
        while True:
            yield load.request("POST", f"{server.url}/transaction/{number}")
            number += 8

    measure("warm up", stage, server, hello, expect={200}, seconds=0.5)
    return [
        measure("floor: Flask says hello", stage, server, hello, expect={200}, seconds=seconds),
        measure("floor: SELECT, INSERT, commit", stage, server, transactions, expect={200}, seconds=seconds),
    ]


def agenda_page(stage: Stage, server: Server, seconds: float) -> Row:
    """Measure the page everybody opens."""
    return _read("public agenda page", f"/en/summits/{SLUG}/agenda/", stage, server, seconds)


def agenda_feed(stage: Stage, server: Server, seconds: float) -> Row:
    """Measure the calendar everybody subscribes to."""
    return _read("whole agenda.ics", f"/summits/{SLUG}/agenda.ics", stage, server, seconds)


def large_agenda(stage: Stage, server: Server, seconds: float) -> list[Row]:
    """Measure what the public asks of an agenda of 600 sessions: in three languages, by room, one track, unchanged."""
    page, feed = f"/{{lang}}/summits/{LARGE}/agenda/", f"/summits/{LARGE}/agenda.ics?lang={{lang}}"
    status, head, _body = load.once(server.url, load.request("GET", server.url + page.format(lang="en"), **BROWSER))
    etag = re.search(rb'(?im)^etag: *("[^"]+")', head)
    if status != 200 or etag is None:
        raise RuntimeError(f"the large agenda: {status}")
    asked = [
        ("600 sessions: page, 3 languages", page, {}, 200), ("600 sessions: agenda.ics, 3 languages", feed, {}, 200),
        ("600 sessions: by room", page + "?view=rooms", {}, 200), ("600 sessions: one day", page + "?day=2027-10-13", {}, 200),
        ("600 sessions: unchanged (304)", page.replace("{lang}", "en"), {"If_None_Match": etag[1].decode()}, 304),
    ]  # fmt: skip
    rows = []
    for name, path, headers, expected in asked:
        sent = [
            load.request("GET", server.url + path.format(lang=lang), **BROWSER, **headers) for lang in ("de", "en", "tr")
        ]
        turns = _by_turns(sent)
        measure(name, stage, server, turns, expect={expected}, seconds=1.5)  # every worker has built each once
        rows.append(measure(name, stage, server, turns, expect={expected}, promise=0.15, seconds=seconds))
    return rows


def _by_turns(sent: list[bytes]) -> Callable[[int], Iterator[bytes]]:
    def requests(client: int) -> Iterator[bytes]:
        number = client
        while True:
            number += 1
            yield sent[number % len(sent)]

    return requests


def _read(name: str, path: str, stage: Stage, server: Server, seconds: float) -> Row:
    asked = same(load.request("GET", server.url + path, **BROWSER))
    measure(name, stage, server, asked, expect={200}, seconds=1.0)  # every worker has built it once
    return measure(name, stage, server, asked, expect={200}, promise=0.15, seconds=seconds)


def scans(stage: Stage, server: Server, seconds: float, slug: str = SLUG) -> Row:
    """Measure one scan by the API, each of another badge."""
    token = stage.token(slug, "checkin")
    badges = stage.folder / "badges.csv"
    stage.flask("badges", "export", "--summit", slug, "--output", str(badges))
    with badges.open(encoding="utf-8-sig", newline="") as file:
        tokens = [row["token"] for row in csv.DictReader(file)]
    begin = datetime.now(UTC)

    def requests(client: int) -> Iterator[bytes]:
        for number, badge in enumerate(tokens[client::9]):
            moment = (begin + timedelta(milliseconds=number)).isoformat()
            body = {
                "scan_id": str(uuid.uuid4()), "badge": badge, "point": "entrance", "direction": "in",
                "scanned_at": moment, "offline": False,
            }  # fmt: skip
            yield _post(f"{server.url}/api/v1/summits/{slug}/scans", body, token)

    warm = iter(requests(8))  # another client's badges, so that every worker has imported what it needs
    for _ in range(20):
        load.once(server.url, next(warm))
    return measure("one scan by API", stage, server, requests, expect={200}, promise=3.0, seconds=seconds)


def registrations(stage: Stage, server: Server, seconds: float) -> Row:
    """Measure one registration by the API, approval automatic: place, badge and mail included."""
    token = stage.token(SLUG, "registrations")

    def requests(client: int) -> Iterator[bytes]:
        number = 0
        while True:
            number += 1
            name = f"{client}-{number}-{uuid.uuid4().hex[:8]}"
            body = {
                "given_name": "Ayşe", "family_name": f"İnci {name}", "email": f"{name}@bench.example",
                "language": ("de", "en", "tr")[number % 3], "category": "delegate", "delegation": "BREMEN",
            }  # fmt: skip
            yield _post(f"{server.url}/api/v1/summits/{SLUG}/registrations", body, token, Idempotency_Key=name)

    warm = iter(requests(8))
    for _ in range(20):
        load.once(server.url, next(warm))
    return measure("one registration by API", stage, server, requests, expect={201}, promise=6.0, seconds=seconds)


def _post(url: str, body: dict[str, object], token: str, **headers: str) -> bytes:
    return load.request(
        "POST", url, json.dumps(body).encode(), Content_Type="application/json", Authorization=f"Bearer {token}",
        **headers,
    )  # fmt: skip


def first_visit(server: Server, slug: str = SLUG) -> tuple[int, dict[str, int]]:
    """Return the bytes of a first visit of the agenda: the page and everything it asks for, compressed as served."""
    page = f"{server.url}/en/summits/{slug}/agenda/"
    status, _, body = load.once(server.url, load.request("GET", page, Accept_Encoding="identity"))
    if status != 200:
        raise RuntimeError(f"{page}: {status}")
    text = body.decode()
    wanted = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', text))
    sizes = {"page": _weight(page)}
    wanted |= set(re.findall(r'href="(/summits/[^"]+\.css)"', text))
    for path in sorted(wanted):
        sizes[path] = _weight(urljoin(server.url, path))
    for path in [path for path in wanted if path.endswith(".css")]:
        style = load.once(server.url, load.request("GET", urljoin(server.url, path), Accept_Encoding="identity"))[2]
        for font in re.findall(r'url\("?(/static/[^")]+\.woff2)"?\)', style.decode()):
            sizes.setdefault(font, _weight(urljoin(server.url, font)))
    return sum(sizes.values()), sizes


def _weight(url: str) -> int:
    status, head, body = load.once(url, load.request("GET", url, **BROWSER))
    if status != 200:
        raise RuntimeError(f"{url}: {status}")
    return len(head) + 4 + len(body)


@dataclass(frozen=True)
class Printed:
    """How long printing took, beside the floor of starting the same command to do nothing."""

    badges: int
    wall: float
    cpu: float
    largest_mib: float


def badges(stage: Stage) -> tuple[float, list[Printed]]:
    """Return the wall time of starting the command, and what 500 and 10,000 badges cost (A6, two sides, two codes)."""
    begin = time.perf_counter()
    stage.flask("badges", "--help")
    idle = time.perf_counter() - begin
    return idle, [_printed(stage, 500, "pdf"), _printed(stage, 10_000, "zip")]


def _printed(stage: Stage, number: int, kind: str) -> Printed:
    slug = f"bench-print-{number}"
    stage.flask("demo", "load", "--slug", slug, "--delegates", str(number))
    target = stage.folder / f"badges.{kind}"
    ran = machine.run(stage.command("badges", "print", "--summit", slug, "--output", str(target)), stage.environment())
    target.unlink()
    return Printed(number, *ran)

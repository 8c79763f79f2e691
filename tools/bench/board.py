"""The organisers' board: a move answered with everything it clashes with, and the look whether anything changed."""

import json
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

from tools.bench import growth, load
from tools.bench.scenarios import Row, measure, same
from tools.bench.stage import Server, Stage

SLUG = "bench-board"
SESSIONS = 600
PROMISE = 150.0  # milliseconds of server time for a move, conflicts included
CLIENTS = 2


def prepare(stage: Stage) -> None:
    """Load a summit of many sessions."""
    stage.flask("demo", "load", "--slug", SLUG, "--sessions", str(SESSIONS), "--delegates", "50")


def rows(stage: Stage, server: Server, seconds: float) -> list[Row]:
    """Measure moves of all sessions in turn, and looks at a draft that stays as it is."""
    cookie = growth.sign_in(stage, server, SLUG)
    base = f"{server.url}/en/organise/{SLUG}/agenda/"
    token = _token(server, base, cookie)
    moves = measure(
        f"a move among {SESSIONS} sessions", stage, server, _moves(server, base, cookie, token), expect={200},
        promise=PROMISE, seconds=seconds, clients=CLIENTS,
    )  # fmt: skip
    moves.note = f"slowest of 40 by the clock: {_slowest(server, base, cookie, token):.0f} ms"
    mark = re.search(rb"etag: (\S+)", _ask(server, f"{base}board.json", cookie)[1].lower())
    if mark is None:
        raise RuntimeError("the board has no ETag")
    look = same(load.request(
        "GET", f"{base}board.json", Cookie=cookie, Accept="application/json", If_None_Match=mark[1].decode(),
    ))  # fmt: skip
    name = "a look at the board, nothing new"
    return [moves, measure(name, stage, server, look, expect={304}, seconds=seconds, clients=CLIENTS)]


def _ask(server: Server, url: str, cookie: str) -> tuple[int, bytes, bytes]:
    return load.once(server.url, load.request("GET", url, Cookie=cookie, Accept="application/json"))


def _token(server: Server, base: str, cookie: str) -> str:
    page = load.once(server.url, load.request("GET", f"{base}sessions/new/", Cookie=cookie, Accept="text/html"))[2].decode()
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if found is None:
        raise RuntimeError("the form of a session carries no token")
    return found[1]


def _moves(server: Server, base: str, cookie: str, token: str, clients: int = CLIENTS) -> Callable[[int], Iterator[bytes]]:
    """Return the requests of each client: its own sessions in turn, five minutes later and back again."""
    board = json.loads(_ask(server, f"{base}board.json", cookie)[2])
    placed = [session for session in board["sessions"] if session["place"]]

    def requests(client: int) -> Iterator[bytes]:
        turn = 0
        while True:
            for session in placed[client::clients]:
                yield _move(base, cookie, token, session, session["revision"] + turn, 0 if turn % 2 else 5)
            turn += 1

    return requests


def _move(base: str, cookie: str, token: str, session: dict[str, Any], revision: int, later: int) -> bytes:
    place = session["place"]
    times = (place["start"] + later, place["end"] + later)
    start, end = (f"{place['day']}T{minutes // 60:02}:{minutes % 60:02}" for minutes in times)
    body = urllib.parse.urlencode({
        "csrf_token": token, "room": place["room"], "starts_at": start, "ends_at": end, "revision": revision,
    })  # fmt: skip
    return load.request(
        "POST", f"{base}sessions/{session['code']}/place", body.encode(), Cookie=cookie, Accept="application/json",
        Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip


def _slowest(server: Server, base: str, cookie: str, token: str, number: int = 40) -> float:
    """Return how long the slowest of some moves took by the clock, one after the other."""
    moves, times = _moves(server, base, cookie, token, 1)(0), []
    for _ in range(number):
        sent = next(moves)
        begin = time.perf_counter()
        status = load.once(server.url, sent)[0]
        times.append((time.perf_counter() - begin) * 1000)
        if status != 200:
            raise RuntimeError(f"a move was answered with {status}")
    return max(times)

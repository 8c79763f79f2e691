"""Whether work stays as quick when a summit grows: the same pages and scans at two sizes, each in a database of its own."""

import re
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

from tools.bench import doors, load, rosters, scenarios
from tools.bench.scenarios import Row, measure, same
from tools.bench.stage import Server, Stage, serving

SLUG = "grow"
PASSWORD = "a password for measuring only"
SMALL = 1000


@dataclass
class Size:
    """What was measured at one size."""

    delegates: int
    rows: list[Row]


def sign_in(stage: Stage, server: Server, slug: str = SLUG) -> str:
    """Set up an organiser through the pages, as a person would, and return the session's cookie."""
    said = stage.flask("accounts", "create-organiser", f"{slug}@bench.example.org", "--summit", slug)
    path = re.search(r"https?://[^/]+(/\S+)", said)
    if path is None:
        raise RuntimeError(f"no set-up link in: {said}")
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(server.url + path[1]).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the set-up page has no form")
    fields = urllib.parse.urlencode({"csrf_token": token[1], "password": PASSWORD}).encode()
    browser.open(urllib.request.Request(server.url + path[1], fields, {"Referer": server.url + path[1]}))
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def save_view(server: Server, cookie: str) -> str:
    """Save a view through the pages and return its address."""
    table = f"{server.url}/en/organise/{SLUG}/registrations/"
    page = urllib.request.urlopen(urllib.request.Request(table, headers={"Cookie": cookie})).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the table has no form")
    fields = urllib.parse.urlencode({"csrf_token": token[1], "name": "Growth"}).encode()
    headers = {"Cookie": cookie, "Referer": table}
    asked = urllib.request.Request(f"{table}views/save?state=confirmed&sort=name", fields, headers)
    return str(urllib.request.urlopen(asked).url)


def at(stage: Stage, delegates: int, *, workers: int, threads: int, seconds: float) -> Size:
    """Measure one size."""
    stage.flask("db", "upgrade")
    stage.flask("demo", "load", "--slug", SLUG, "--delegates", str(delegates))
    stage.flask("registrations", "compare")
    rows = []
    with serving(stage, "wsgi:app", workers=workers, threads=threads) as server:
        cookie = sign_in(stage, server)
        table = f"{server.url}/en/organise/{SLUG}/registrations/"
        pages = (
            ("organiser's first table page", table), ("folded search", f"{table}?q=sisli"),
            ("saved view, by name", save_view(server, cookie)), ("table by delegation", f"{table}?sort=delegation"),
            ("duplicates", f"{table}duplicates/"),
        )  # fmt: skip
        for name, url in pages:
            asked = same(load.request("GET", url, Cookie=cookie, **scenarios.BROWSER))
            measure(name, stage, server, asked, expect={200}, seconds=0.5, clients=2)
            rows.append(measure(name, stage, server, asked, expect={200}, seconds=seconds, clients=4))
        rows.extend(rosters.rows(stage, server, seconds, SLUG, cookie, whole=False))
        rows.append(scenarios.scans(stage, server, seconds, SLUG))
        rows.extend(doors.rows(stage, server, seconds, SLUG))
    return Size(delegates, rows)


def show(small: Size, large: Size) -> None:
    """Print what growth costs; the promise is 1.2 times."""
    print(f"\n{'':32} {small.delegates:>10} {large.delegates:>10}   times (CPU ms; promised 1.20)")
    for one, other in zip(small.rows, large.rows, strict=True):
        ratio = other.total_ms / one.total_ms
        verdict = "kept" if ratio <= 1.2 else "BROKEN"
        print(f"{one.name:32} {one.total_ms:10.3f} {other.total_ms:10.3f}   {ratio:5.2f}  {verdict}")

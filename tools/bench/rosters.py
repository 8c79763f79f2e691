"""What devices cost: the poll that each of them makes all the time, and the whole roster that a new one takes."""

import json
import urllib.request

from tools.bench import load
from tools.bench.scenarios import Row, measure, same
from tools.bench.stage import Server, Stage


def enrolled(stage: Stage, server: Server, slug: str, cookie: str) -> str:
    """Make a device through the scanner's page and let its roster be made; returns its token."""
    venue = f"{server.url}/en/venue/{slug}/scanner"
    opened = urllib.request.Request(f"{venue}/open.json", headers={"Cookie": cookie})
    answer = urllib.request.urlopen(opened)
    renewed = answer.headers.get("Set-Cookie", "").split(";")[0]
    said = {"Cookie": renewed or cookie, "X-CSRFToken": json.load(answer)["csrf"], "Content-Type": "application/json"}
    tapped = urllib.request.Request(f"{venue}/enrol-this", b"{}", said)
    token = str(json.load(urllib.request.urlopen(tapped))["token"])
    stage.flask("jobs", "sweep")
    return token


def rows(stage: Stage, server: Server, seconds: float, slug: str, cookie: str, *, whole: bool = True) -> list[Row]:
    """Measure a device that has everything, and, if asked for, one that takes all of it."""
    bearer = {"Authorization": f"Bearer {enrolled(stage, server, slug, cookie)}"}
    url = f"{server.url}/api/v1/summits/{slug}/roster"
    first = urllib.request.urlopen(urllib.request.Request(url, headers=bearer))
    body, etag = first.read(), str(first.headers["ETag"])
    known = same(load.request("GET", url, **{**bearer, "If-None-Match": etag}))
    found = [measure("roster, nothing new", stage, server, known, expect={304}, seconds=seconds, clients=4)]
    if whole:
        everything = same(load.request("GET", url, **bearer))
        found.append(measure("whole roster", stage, server, everything, expect={200}, seconds=seconds, clients=2))
        found[-1].note = f"{len(body) / 1e6:.2f} MB"
    return found

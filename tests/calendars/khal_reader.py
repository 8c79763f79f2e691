"""khal, a calendar for the terminal, as a subscriber: it keeps calendars, each a folder of one file an entry."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

_CALENDAR = """[[{name}]]
path = {folder}
type = calendar
"""
_CONFIG = """[calendars]
{calendars}[sqlite]
path = {home}/{mark}.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
_FIELDS = ("calendar", "title", "start-long", "end-time", "location", "status", "uid")


@dataclass(frozen=True)
class Shown:
    """One line of khal's list, with times on the clock of the reader."""

    calendar: str
    title: str
    starts: str
    ends: str
    location: str
    status: str
    uid: str


class Khal:
    """The calendars of one reader; they are looked at in whatever zone the reader is in."""

    def __init__(self, home: Path, calendars: Iterable[str]) -> None:
        self.home, self.folders = home, {name: home / name for name in calendars}
        for folder in self.folders.values():
            folder.mkdir(parents=True)

    def read(self, calendar: str, feed: bytes, zone: str = "Europe/Istanbul") -> None:
        """Take a feed over into a calendar, as a subscription does that looks again."""
        (self.home / "feed.ics").write_bytes(feed)
        self._run(zone, "import", "--batch", "-a", calendar, str(self.home / "feed.ics"))

    def shown(self, zone: str, first: str, last: str) -> list[Shown]:
        """Return what khal shows of all calendars from one day to another."""
        told = self._run(zone, "list", *[part for name in _FIELDS for part in ("--json", name)], first, last)
        lines: list[dict[str, Any]] = [one for line in told.splitlines() if line.strip() for one in json.loads(line)]
        return [Shown(*(str(one[name]).strip() for name in _FIELDS)) for one in lines]

    def stored(self, calendar: str) -> dict[str, Event]:
        """Return UID → what is kept of it; every entry is one file, and no two files are one entry."""
        found: dict[str, Event] = {}
        for file in sorted(self.folders[calendar].glob("*.ics")):
            (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
            uid = str(event["UID"])
            assert uid not in found, f"{uid} is there twice"
            found[uid] = event
        return found

    def _run(self, zone: str, *arguments: str) -> str:
        mark = zone.rpartition("/")[2]
        calendars = "".join(_CALENDAR.format(name=name, folder=folder) for name, folder in self.folders.items())
        config = self.home / f"{mark}.conf"
        config.write_text(_CONFIG.format(calendars=calendars, home=self.home, mark=mark, zone=zone), "utf-8")
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TZ": zone, "LC_ALL": "C.UTF-8"}
        command = [str(Path(sys.executable).with_name("khal")), "-c", str(config), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=240)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

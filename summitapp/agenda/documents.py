"""What a release gives besides its pages: the style sheet of its tracks and the news of its changes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from xml.etree import ElementTree as ET

from summitapp.agenda.rules import days_of
from summitapp.agenda.values import Placement, Programme
from summitapp.core.tz import to_local
from summitapp.summits.values import COLOURS, ColourName

ATOM: Final = "http://www.w3.org/2005/Atom"
GRID_STEP: Final = timedelta(minutes=5)


def css_name(code: str) -> str:
    """Return the part of a class name that stands for a code."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", code)


def write_stylesheet(programme: Programme) -> str:
    """Return the rules a page may not carry itself: a colour for each track, a place in the grid for each session."""
    light, dark = [], []
    for track in programme.tracks.values():
        colour = COLOURS[ColourName(track.colour)] if track.colour in COLOURS else COLOURS[ColourName.SLATE]
        light.append(f".track-{css_name(track.code)}{{--track:{colour.light}}}")
        dark.append(f".track-{css_name(track.code)}{{--track:{colour.dark}}}")
    night = "".join(f':root:not([data-appearance="light"]) {rule}' for rule in dark)
    chosen = "".join(f':root[data-appearance="dark"] {rule}' for rule in dark)
    return "".join([*light, f"@media (prefers-color-scheme:dark){{{night}}}", chosen, *_grid(programme)]) + "\n"


def _grid(programme: Programme) -> list[str]:
    """Time runs down in steps of five minutes, rooms run across."""
    rules = []
    for day, placements in days_of(programme):
        rooms = rooms_in_use(programme, placements)
        rules.append(f".grid-{day:%Y%m%d}{{--rooms:{max(len(rooms), 1)}}}")
        if not placements:
            continue
        first = _top_of_hour(min(placement.starts_at for placement in placements))
        for column, room in enumerate(rooms):
            rules.append(f".grid-{day:%Y%m%d} .in-{css_name(room)}{{grid-column:{column + 2}}}")
        for placement in placements:
            start, end = _row(placement.starts_at, first), _row(placement.ends_at, first)
            rules.append(f".at-{css_name(placement.code)}{{grid-row:{start}/{max(end, start + 3)}}}")
        for number, hour in enumerate(hours_of(placements)):
            rules.append(f".grid-{day:%Y%m%d} .hour-{number}{{grid-row:{_row(hour, first)}}}")
    return rules


def rooms_in_use(programme: Programme, placements: Sequence[Placement]) -> list[str]:
    """Return the codes of the rooms a day uses, in the summit's order; empty for what has none."""
    used = {placement.room for placement in placements}
    return [code for code in programme.rooms if code in used] + ([""] if "" in used else [])


def hours_of(placements: Sequence[Placement]) -> list[datetime]:
    """Return each full hour from the first beginning to the last end."""
    hour, last = _top_of_hour(placements[0].starts_at), max(placement.ends_at for placement in placements)
    for placement in placements:
        hour = min(hour, _top_of_hour(placement.starts_at))
    hours = []
    while hour < last:
        hours.append(hour)
        hour += timedelta(hours=1)
    return hours


def _top_of_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _row(moment: datetime, first: datetime) -> int:
    return int((moment - first) / GRID_STEP) + 2


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """One release in the news: when, and what it says, already in the reader's language.

    :param reference: what tells it from every other entry for ever, whatever the name of our host (RFC 4287, 4.2.6).
    :param address: of the release's own page.
    """

    reference: str
    address: str
    published_at: datetime
    title: str
    lines: tuple[str, ...]


def write_atom(title: str, address: str, page: str, entries: Sequence[NewsEntry], names: Mapping[str, str]) -> bytes:
    """Return the changes as an Atom feed (RFC 4287).

    :param address: of the feed. :param page: of the list of changes.
    :param names: ``author``, ``language``, and the ``reference`` of the feed.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": names["language"]})
    _text(feed, "id", names["reference"])
    _text(feed, "title", title)
    newest = max((entry.published_at for entry in entries), default=datetime(2000, 1, 1, tzinfo=UTC))
    _text(feed, "updated", _rfc3339(newest))
    _text(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", names["author"])
    ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "alternate", "href": page})
    for entry in entries:
        element = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _text(element, "id", entry.reference)
        _text(element, "title", entry.title)
        _text(element, "published", _rfc3339(entry.published_at))
        _text(element, "updated", _rfc3339(entry.published_at))
        ET.SubElement(element, f"{{{ATOM}}}link", {"rel": "alternate", "href": entry.address})
        _text(element, "content", "\n".join(entry.lines)).set("type", "text")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = text
    return element


def _rfc3339(moment: datetime) -> str:
    return to_local(moment, "UTC").strftime("%Y-%m-%dT%H:%M:%SZ")

"""The style sheet of a release: what a page may not carry itself."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from summitapp.agenda.rules import days_of
from summitapp.agenda.values import Placement, Programme
from summitapp.summits.values import COLOURS, ColourName

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
            rules.append(f".at-{css_name(placement.code)}{{grid-row:{start}/{max(end, start + 3)}{_across(placement, rooms)}}}")
        for number, hour in enumerate(hours_of(placements)):
            rules.append(f".grid-{day:%Y%m%d} .hour-{number}{{grid-row:{_row(hour, first)}}}")
    return rules


def _across(placement: Placement, rooms: Sequence[str]) -> str:
    """Return the columns of a session that fills several rooms, if they stand side by side."""
    places = sorted(rooms.index(code) for code in placement.rooms)
    side_by_side = len(places) > 1 and places[-1] - places[0] == len(places) - 1
    return f";grid-column:{places[0] + 2}/{places[-1] + 3}!important" if side_by_side else ""


def rooms_in_use(programme: Programme, placements: Sequence[Placement]) -> list[str]:
    """Return the codes of the rooms a day uses, in the summit's order; empty for what has none."""
    used = {code for placement in placements for code in placement.rooms or ("",)}
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

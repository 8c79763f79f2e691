"""The programme for machines: schema.org events in a page, what a search on the device looks in, places left."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from summitapp.agenda.rules import facets_of, search_words
from summitapp.agenda.values import Appearing, EarlierPlace, Placement, Programme, RoomText
from summitapp.core.text import Translated
from summitapp.core.tz import to_local

SCHEMA: Final = "https://schema.org"
#: In the text of a script element these could end it or begin another (HTML, 4.12.1.3).
_IN_HTML: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True, slots=True)
class EventFrame:
    """What is said of a summit around its sessions, in one language.

    :param pages: address of the summit's pages in that language, with a slash at the end.
    """

    name: Translated
    motto: Translated
    first: date
    last: date
    pages: str
    organiser: str
    language: str


def describe_programme(frame: EventFrame, programme: Programme, moves: Mapping[str, EarlierPlace]) -> Markup:
    """Return the summit as a schema.org ``Event`` with its sessions, ready to stand in a script element."""
    venues = {room.venue: room for room in programme.rooms.values()}
    return _write({
        "@context": SCHEMA, **_summit(frame),
        "location": [_place(frame, room, house=True) for room in venues.values()],
        "subEvent": [_session(frame, programme, one, moves) for one in programme.placements if not one.text.is_break],
    })  # fmt: skip


def describe_session(frame: EventFrame, programme: Programme, placement: Placement,
                     moves: Mapping[str, EarlierPlace]) -> Markup:  # fmt: skip
    """Return one session as a schema.org ``Event`` within its summit, ready to stand in a script element."""
    text = placement.text
    told = _session(frame, programme, placement, moves) | {"organizer": _organiser(frame), "superEvent": _summit(frame)}
    if text.abstract:
        told["description"] = text.abstract.best(frame.language)
    if text.capacity:
        told["maximumAttendeeCapacity"] = text.capacity
    if placement.shown:
        told["performer"] = [_performer(frame, one) for one in placement.shown]
    return _write({"@context": SCHEMA, **told})


def _summit(frame: EventFrame) -> dict[str, Any]:
    return {
        "@type": "Event", "@id": f"{frame.pages}#summit", "name": frame.name.best(frame.language),
        "description": frame.motto.best(frame.language), "url": frame.pages,
        "startDate": frame.first.isoformat(), "endDate": frame.last.isoformat(),
        "eventStatus": f"{SCHEMA}/EventScheduled", "organizer": _organiser(frame),
    }  # fmt: skip


def _organiser(frame: EventFrame) -> dict[str, str]:
    return {"@type": "Organization", "name": frame.organiser}


def _session(frame: EventFrame, programme: Programme, placement: Placement,
             moves: Mapping[str, EarlierPlace]) -> dict[str, Any]:  # fmt: skip
    told: dict[str, Any] = {
        "@type": "Event", "name": placement.text.title.best(frame.language),
        "url": f"{frame.pages}sessions/{placement.code}/",
        "startDate": to_local(placement.starts_at, programme.zone).isoformat(),
        "endDate": to_local(placement.ends_at, programme.zone).isoformat(),
        "eventStatus": f"{SCHEMA}/{_status(placement, moves)}",
    }  # fmt: skip
    if told["eventStatus"].endswith("Rescheduled"):
        told["previousStartDate"] = to_local(moves[placement.code].starts_at, programme.zone).isoformat()
    if room := programme.rooms.get(placement.room):
        told["location"] = _place(frame, room)
    if languages := dict.fromkeys((*placement.text.languages, *placement.text.interpretation)):
        told["inLanguage"] = list(languages)
    return told


def _status(placement: Placement, moves: Mapping[str, EarlierPlace]) -> str:
    if placement.cancelled:
        return "EventCancelled"
    old = moves.get(placement.code)
    moved = old is not None and old.starts_at != placement.starts_at
    return "EventRescheduled" if moved else "EventScheduled"


def _place(frame: EventFrame, room: RoomText, *, house: bool = False) -> dict[str, Any]:
    """A session is in a room, told by name; the house itself comes with its address and where it stands."""
    if not house:
        return {"@type": "Place", "name": f"{room.name.best(frame.language)}, {room.venue.best(frame.language)}"}
    told: dict[str, Any] = {"@type": "Place", "name": room.venue.best(frame.language), "address": room.address}
    if room.latitude is not None and room.longitude is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": room.latitude, "longitude": room.longitude}
    return told


def _performer(frame: EventFrame, one: Appearing) -> dict[str, Any]:
    """An office without a name is told as the body whose office it is."""
    function = one.function.best(frame.language)
    if one.name:
        return {"@type": "Person", "name": one.name, **({"jobTitle": function} if function else {})}
    return {"@type": "Organization", "name": ", ".join(part for part in (function, one.body.best(frame.language)) if part)}


def _write(told: Mapping[str, Any]) -> Markup:
    """In the text of a script element nothing is unescaped: what could end it is written as JSON itself writes it."""
    return Markup(json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_IN_HTML))


def write_search(programme: Programme, language: str) -> str:
    """Return what a search on the device looks in, as JSON: code → words, and the choices it is found under."""
    return json.dumps({
        placement.code: {"q": search_words(placement, programme, language), **facets_of(placement, programme)}
        for placement in programme.placements
    }, ensure_ascii=False, separators=(",", ":"))  # fmt: skip


def write_places(places: Mapping[str, tuple[int, int | None]]) -> str:
    """Return the places left as JSON: code → ``{"capacity", "taken", "left"}``."""
    return json.dumps({
        code: {"capacity": capacity, "taken": taken, "left": max(capacity - taken, 0)}
        for code, (taken, capacity) in places.items() if capacity is not None
    }, separators=(",", ":"))  # fmt: skip

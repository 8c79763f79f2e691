"""schedule.xml and schedule.json as frab introduced them, valid against the schemas of c3voc.

Video teams, screens and applications for phones read them. The format knows one language, no cancelled session and no
session without a room: cancelled ones are left out, and what has no room stands under the word for that.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from xml.etree import ElementTree as ET

from summitapp.agenda.values import Placement, Programme
from summitapp.core.text import Language, Translated, slugify
from summitapp.core.tz import from_local, to_local
from summitapp.exchange.rules.people import guid_of, number_of, office_name

XML: Final = "application/xml; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"
NO_ROOM: Final = Translated("Ohne Raum", "Salonsuz", "No room")
GENERATOR: Final = {"name": "summitapp", "version": "1"}
STEP: Final = "00:05"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ZONE: Final = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+")
_CODE: Final = re.compile(r"[A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Conference:
    """What a schedule says of the gathering itself.

    :param sessions: address below which every session has its page. :param guids: the UID that calendars know a session
        by, by its public id: a session is the same in every file of ours.
    """

    slug: str
    name: Translated
    starts_on: date
    ends_on: date
    url: str
    sessions: str
    guids: Mapping[str, str]


def write_xml(conference: Conference, programme: Programme, language: Language) -> bytes:
    """Return a version as ``schedule.xml``."""
    root = ET.Element("schedule")
    _text(root, "version", str(programme.number or 0))
    about = ET.SubElement(root, "conference")
    for name, value in (
        ("title", conference.name.best(language)), ("acronym", _acronym(conference.slug)),
        ("start", conference.starts_on.isoformat()), ("end", conference.ends_on.isoformat()),
        ("days", str(len(programme.days))), ("timeslot_duration", STEP),
    ):  # fmt: skip
        _text(about, name, value)
    for index, (day, rooms) in enumerate(_days(programme, language), start=1):
        opens, closes = _bounds(day, programme.zone)
        element = ET.SubElement(root, "day", {"index": str(index), "date": day.isoformat(), "start": opens, "end": closes})
        for room, placements in rooms.items():
            held = ET.SubElement(element, "room", {"name": _printable(room)})
            for placement in placements:
                _event_xml(held, _event(placement, room, conference, programme, language))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _event_xml(room: ET.Element, event: Mapping[str, Any]) -> None:
    element = ET.SubElement(room, "event", {"id": str(event["id"]), "guid": event["guid"]})
    for name in ("room", "title", "subtitle", "type", "date", "start", "duration", "language", "abstract", "description",
                 "slug", "track"):  # fmt: skip
        _text(element, name, event[name] or "")
    recording = ET.SubElement(element, "recording")
    _text(recording, "license", "")
    _text(recording, "optout", "false")
    persons = ET.SubElement(element, "persons")
    for person in event["persons"]:
        _text(persons, "person", person["name"]).set("id", str(person["id"]))
    links = ET.SubElement(element, "links")
    for link in (*event["links"], {"url": event["url"], "title": event["title"]}):
        _text(links, "link", link["title"]).set("href", link["url"])


def write_json(conference: Conference, programme: Programme, language: Language) -> bytes:
    """Return a version as ``schedule.json``."""
    days = [
        _day_json(index, day, rooms, programme, [
            (room, _event(placement, room, conference, programme, language))
            for room, placements in rooms.items() for placement in placements
        ])
        for index, (day, rooms) in enumerate(_days(programme, language), start=1)
    ]  # fmt: skip
    about = {
        "acronym": _acronym(conference.slug), "title": conference.name.best(language), "url": conference.url,
        "start": conference.starts_on.isoformat(), "end": conference.ends_on.isoformat(), "daysCount": len(days),
        "timeslot_duration": STEP, **({"time_zone_name": programme.zone} if _ZONE.match(programme.zone) else {}),
        "rooms": [
            {"name": room.name.best(language), "guid": guid_of(f"room:{code}"), "slug": _slug(code),
             "capacity": room.capacity, "description": room.name.as_dict()}
            for code, room in programme.rooms.items()
        ],
        "tracks": [{"name": track.name.best(language), "slug": _slug(code)} for code, track in programme.tracks.items()],
        "days": days,
    }  # fmt: skip
    whole = {"generator": GENERATOR, "schedule": {
        "version": str(programme.number or 0), "base_url": conference.sessions, "conference": about,
    }}  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _day_json(index: int, day: date, rooms: Iterable[str], programme: Programme,
              events: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:  # fmt: skip
    opens, closes = _bounds(day, programme.zone)
    plain = {
        room: [
            {**event, "persons": [{"name": one["name"], "guid": one["guid"]} for one in event["persons"]]}
            for held, event in events if held == room
        ]
        for room in rooms
    }  # fmt: skip
    return {"index": index, "date": day.isoformat(), "day_start": opens, "day_end": closes, "rooms": plain}


def _days(programme: Programme, language: Language) -> list[tuple[date, dict[str, list[Placement]]]]:
    """Return each day with its rooms in the summit's order, each with what takes place there."""
    standing = [placement for placement in programme.placements if not placement.cancelled]
    names = {code: room.name.best(language) for code, room in programme.rooms.items()} | {"": NO_ROOM.best(language)}
    days: dict[date, list[Placement]] = {day: [] for day in programme.days}
    for placement in standing:
        days.setdefault(to_local(placement.starts_at, programme.zone).date(), []).append(placement)
    return [
        (day, {name: held for code, name in names.items() if (held := [one for one in found if one.room == code])})
        for day, found in sorted(days.items())
    ]


def _event(placement: Placement, room: str, conference: Conference, programme: Programme,
           language: Language) -> dict[str, Any]:  # fmt: skip
    text, starts = placement.text, to_local(placement.starts_at, programme.zone)
    title, track = text.title.best(language), programme.tracks.get(text.track)
    live = [{"url": text.livestream, "title": title, "type": "media"}] if text.livestream else []
    return {
        "id": number_of(placement.reference), "guid": conference.guids[placement.reference],
        **({"code": placement.code} if _CODE.fullmatch(placement.code) else {}),
        "date": starts.isoformat(timespec="seconds"), "start": f"{starts:%H:%M}", "duration": _length(placement.length),
        "end": to_local(placement.ends_at, programme.zone).isoformat(timespec="seconds"), "room": room,
        "slug": _slug(f"{conference.slug}-{placement.code}-{title}"), "url": f"{conference.sessions}{placement.code}/",
        "title": title, "subtitle": "", "track": track.name.best(language) if track else "", "type": text.kind.value,
        "language": text.languages[0] if text.languages else "", "abstract": text.abstract.best(language),
        "description": "", "links": live,
        "persons": [
            {"id": number_of(one.key), "guid": guid_of(one.key),
             "name": one.name or office_name(one.function, one.body, language)}
            for one in placement.shown
        ],
    }  # fmt: skip


def _bounds(day: date, zone: str) -> tuple[str, str]:
    opens, closes = (from_local(datetime.combine(one, time()), zone, second=False) for one in (day, day + timedelta(1)))
    last = closes - timedelta(minutes=1)
    return to_local(opens, zone).isoformat(timespec="seconds"), to_local(last, zone).isoformat(timespec="seconds")


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _acronym(slug: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", slug)
    return plain if len(plain) >= 4 else f"summit_{plain}"


def _slug(text: str) -> str:
    return slugify(text)[:80].strip("-") or "session"


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _printable(text)
    return element


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)

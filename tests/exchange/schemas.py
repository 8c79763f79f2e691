"""The public schemas of the schedule exchange format.

They are kept beside the project, in a folder ``shared`` of its parents, and not in it. Where they are not there, what they
ask for is held against the file by a reading of our own, so that the tests prove something everywhere.
"""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests.rig.places import ROOT

EVENT = ("room", "title", "type", "date", "start", "duration")
EVENT_JSON = {
    "abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room", "slug", "start", "subtitle",
    "title", "track", "type", "url",
}  # fmt: skip
CONFERENCE = {"title", "acronym", "days", "daysCount", "start", "end", "timeslot_duration"}


def shared(name: str) -> Path | None:
    """Return a file of the folder beside the project."""
    found = [parent / "shared" / "schemas" / name for parent in ROOT.parents]
    return next((path for path in found if path.is_file()), None)


def is_valid_xml(data: bytes) -> None:
    """Fail unless this is a ``schedule.xml``."""
    import xmlschema

    root = ET.fromstring(data)
    assert root.tag == "schedule" and [one.tag for one in root][:2] == ["version", "conference"] and root.find("day") is not None
    for event in root.iter("event"):
        assert int(event.get("id")) > 0 and all(event.find(name) is not None for name in EVENT)
        assert re.fullmatch(r"[0-2]\d:[0-5]\d", event.findtext("start")) and re.fullmatch(r"\d{1,2}:\d\d", event.findtext("duration"))
    if path := shared("schedule.xml.xsd"):
        xmlschema.XMLSchema(str(path)).validate(data.decode())


def is_valid_json(data: bytes) -> None:
    """Fail unless this is a ``schedule.json``."""
    import jsonschema

    whole: dict[str, Any] = json.loads(data)
    conference = whole["schedule"]["conference"]
    assert set(conference) >= CONFERENCE and isinstance(whole["schedule"]["version"], str)
    for event in (one for day in conference["days"] for held in day["rooms"].values() for one in held):
        assert set(event) >= EVENT_JSON and re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", event["slug"])
    if path := shared("schedule.schema.json"):
        jsonschema.validate(whole, json.loads(path.read_text()), format_checker=jsonschema.FormatChecker())

"""The news of a summit's releases as an Atom feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

from summitapp.core.tz import to_local

ATOM: Final = "http://www.w3.org/2005/Atom"


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

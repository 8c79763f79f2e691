"""Finding the sessions in a file of strangers: a workbook, a table of text, or a schedule of frab's in XML or JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from summitapp.core import names, workbooks
from summitapp.core.delimited import head_row, is_text, read_delimited
from summitapp.core.text import Language, fold
from summitapp.exchange.rules.people import mentions_in
from summitapp.exchange.values import (
    COLUMN_NAMES,
    MOST_BYTES,
    MOST_SESSIONS,
    Cells,
    Column,
    Mention,
    NoSessionColumns,
    ScheduleTooLarge,
    Table,
    UnreadableSchedule,
)

#: More elements, lists or mappings than a schedule of two thousand sessions has.
_MOST_PARTS: Final = 120_000
#: Characters of an abstract in a table of text, where no spreadsheet has cut anything off.
_LONGEST: Final = 32_000
_LENIENT: Final = frozenset({Column.KIND, Column.TRACK, Column.LANGUAGES, Column.SPEAKERS})
_HEADINGS: Final = {fold(word): column for column, name in COLUMN_NAMES.items() for _language, word in name}


def read_file(body: bytes, language: Language, guids: Mapping[str, str]) -> Table:
    """Return the sessions of a file; what it calls itself is not asked.

    :param language: that of a schedule's titles: the format knows one only.
    :param guids: code of each session here by the guid under which other programs know it.
    :raises DomainError: in words, whatever is wrong.
    """
    if len(body) > MOST_BYTES:
        raise ScheduleTooLarge
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if workbooks.is_workbook(body):
        table = _of_workbook(body)
    elif start in (b"<", b"{", b"["):
        events = _of_xml(body) if start == b"<" else _of_json(body)
        table = Table(
            tuple((number, _cells(event, language, guids)) for number, event in enumerate(events, 1)), _LENIENT,
            {number: tuple(event["persons"]) for number, event in enumerate(events, 1) if event["persons"]},
        )  # fmt: skip
    elif start and is_text(body):
        rows_of_text = read_delimited(body, _recognised, _LONGEST).rows
        table = _below_headings(rows_of_text, head_row(rows_of_text, _recognised))
    else:
        raise UnreadableSchedule
    if len(table.rows) > MOST_SESSIONS:
        raise ScheduleTooLarge
    return table


def _recognised(row: Sequence[str]) -> int:
    return len({_HEADINGS.get(fold(cell)) for cell in row} - {None})


def _of_workbook(body: bytes) -> Table:
    for _name, rows in workbooks.pages(body):
        if (place := head_row(rows, _recognised)) is not None:
            return _below_headings(rows, place)
    raise NoSessionColumns


def _below_headings(rows: Sequence[Sequence[str]], place: int | None) -> Table:
    """Return what stands below the row of headings, each row with the number a spreadsheet shows."""
    if place is None or _recognised(rows[place]) < 2:
        raise NoSessionColumns
    columns = [_HEADINGS.get(fold(cell)) for cell in rows[place]]
    empty = [""] * len(columns)  # a text leaves out what is empty at the end of a row, and it says so all the same
    found = tuple(
        (number, {column: _plain_lines(cell) for column, cell in zip(columns, [*line, *empty], strict=False) if column})
        for number, line in enumerate(rows[place + 1 :], place + 2)
        if any(cell.strip() for cell in line) and line != rows[place]
    )
    speakers = Column.SPEAKERS
    return Table(found, people={number: mentions_in(cells[speakers]) for number, cells in found if speakers in cells})


def _plain_lines(cell: str) -> str:
    return "\n".join(cell.splitlines()).strip()


def _of_xml(body: bytes) -> list[dict[str, Any]]:
    _measure(body)
    try:
        root = ET.fromstring(body)
    except ET.ParseError as error:
        raise UnreadableSchedule from error
    if root.tag != "schedule":
        raise UnreadableSchedule
    return [
        {**{part.tag: part.text or "" for part in event}, "guid": event.get("guid", ""), "id": event.get("id", ""),
         "room": event.findtext("room") or room.get("name", ""),
         "persons": _mentions((one.text or "", one.get("guid", one.get("id", ""))) for one in event.iterfind("persons/person"))}
        for room in root.iterfind("day/room") for event in room.iterfind("event")
    ]  # fmt: skip


def _measure(body: bytes) -> None:
    """Read XML once without keeping anything; a document type or too many elements end it."""
    parser, left = expat.ParserCreate(), _MOST_PARTS

    def count(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise ScheduleTooLarge

    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = count
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableSchedule from error


def _refuse(*_: Any) -> None:
    raise UnreadableSchedule


def _of_json(body: bytes) -> list[dict[str, Any]]:
    if body.count(b"{") + body.count(b"[") > _MOST_PARTS or body.count(b",") > _MOST_PARTS * 3:
        raise ScheduleTooLarge
    try:
        days = json.loads(body)["schedule"]["conference"]["days"]
        return list(_events(days))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSchedule from error


def _events(days: list[Any]) -> Iterator[dict[str, Any]]:
    for day in days:
        for room, events in day["rooms"].items():
            for event in events:
                plain = {name: _plain(value) for name, value in event.items()}
                yield {"room": room, **plain, "persons": _mentions(map(_person, event.get("persons") or ()))}


def _person(person: Mapping[str, Any]) -> tuple[str, str]:
    """Return name and key of a person; programs differ in what they call both."""
    found = [_plain(person.get(name)) for name in ("public_name", "full_public_name", "name", "guid", "code", "id")]
    return next(filter(None, found[:3]), ""), next(filter(None, found[3:]), "")


def _mentions(persons: Iterable[tuple[str, str]]) -> list[Mention]:
    return [Mention(tidied, key.strip()) for name, key in persons if (tidied := names.tidy(name))]


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _cells(event: Mapping[str, Any], language: Language, guids: Mapping[str, str]) -> Cells:
    guid = event.get("guid", "")
    starts, ends = _times(event)
    cells = {
        Column.CODE: guids.get(guid) or _code(event), Column.STARTS: starts, Column.ENDS: ends,
        Column.ROOM: event.get("room", ""), Column(f"title_{language}"): event.get("title", ""),
        Column(f"abstract_{language}"): event.get("abstract", "") or event.get("description", ""),
        Column.KIND: event.get("type", ""), Column.TRACK: event.get("track", ""),
        Column.LANGUAGES: event.get("language", "")[:2].lower(),
    }  # fmt: skip
    return {column: cell.replace("\r\n", "\n").strip() for column, cell in cells.items()}


def _code(event: Mapping[str, Any]) -> str:
    """Return a code by which the same session is found when a newer schedule comes."""
    short = "".join(sign for sign in (event.get("guid", "") or event.get("id", "")) if sign.isascii() and sign.isalnum())
    return f"X{short[:10]}".upper() if short else ""


def _times(event: Mapping[str, Any]) -> tuple[str, str]:
    """Return begin and end as instants; what cannot be read is handed on, so that it is told beside the row."""
    date, length = event.get("date", ""), event.get("duration", "")
    try:
        starts = datetime.fromisoformat(date)
        hours, minutes = (int(part) for part in length.split(":")[:2])
        return starts.isoformat(), (starts + timedelta(hours=hours, minutes=minutes)).isoformat()
    except (ValueError, OverflowError):
        return date or "?", length or "?"

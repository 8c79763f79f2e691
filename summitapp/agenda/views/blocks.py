"""The draft as the organisers' board draws it: plain data in the reader's language.

Times stand on the venue's wall clock, as a day and minutes from its midnight; what ends after midnight counts on. So
the script needs no time zones, and what it sends back is what the form sends.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Appearing, Frame, Placement, Programme, SessionText, Span
from summitapp.core.i18n import current_language, said, show_date
from summitapp.core.i18n import gettext as _
from summitapp.core.text import search_key
from summitapp.core.tz import to_local
from summitapp.core.web import may
from summitapp.summits.models import Summit

DAY: Final = 24 * 60
Stretch = tuple[str, int, int]


def board_of(summit: Summit, programme: Programme, frame: Frame, conflicts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return everything the board shows of the draft.

    :param conflicts: as :func:`told` tells them.
    """
    placed = [block_of(placement, frame) for placement in programme.placements]
    waiting = [waiting_block(session, people, frame) for session, people in queries.waiting_of(summit)]
    return {
        "days": [_day(day, frame) for day, _placements in rules.days_of(programme)],
        "rooms": [_room(code, programme, frame) for code in programme.rooms],
        "tracks": {track.code: [said(track.name), track.colour] for track in programme.tracks.values()},
        "sessions": placed + waiting, "conflicts": lines_of(conflicts, summit),
    }  # fmt: skip


def lines_of(conflicts: Iterable[dict[str, Any]], summit: Summit) -> list[dict[str, Any]]:
    """Return what does not fit, each with the ways out that this reader may go."""
    return [
        {**one, "links": [{"label": link["label"], "url": link["url"]} for link in one["links"] if may(link["needs"], summit)]}
        for one in conflicts
    ]


def block_of(placement: Placement, frame: Frame) -> dict[str, Any]:
    """Return a session with its place."""
    day, start, end = _minutes(placement.starts_at, placement.ends_at, frame.zone)
    words = _words(placement.code, placement.text, (*placement.people, *placement.team), frame)
    place = {"room": placement.room, "also_in": list(placement.also_in), "day": day, "start": start, "end": end}
    return {**words, "revision": placement.revision, "cancelled": False, "place": place}


def waiting_block(session: AgendaSession, people: Sequence[Appearing], frame: Frame) -> dict[str, Any]:
    """Return a session that has no place, and what it is found by among the others that wait."""
    text = session.text
    words = _words(session.code, text, people, frame)
    key = search_key(*(word for _code, word in text.title), *words["who"], session.code, words["kindLabel"])
    return {**words, "revision": session.revision, "cancelled": session.state.value == "cancelled", "place": None, "search": key}


def session_block(session: AgendaSession, placements: Iterable[Placement], frame: Frame) -> dict[str, Any]:
    """Return one session as it stands now, with a place or without."""
    placement = next((one for one in placements if one.code == session.code), None)
    return block_of(placement, frame) if placement else waiting_block(session, queries.cast_of(session), frame)


def _words(code: str, text: SessionText, people: Sequence[Appearing], frame: Frame) -> dict[str, Any]:
    title, who = said(text.title), [one.name or said(one.function) for one in people if not one.hidden]
    language = text.title.language_for(current_language()) if text.title else current_language()
    return {
        "code": code, "title": title, "lang": "" if language == current_language() else language,
        "kind": text.kind.value, "kindLabel": _(text.kind.label), "track": text.track, "who": who,
        "languages": [one.upper() for one in dict.fromkeys((*text.languages, *text.interpretation))],
        "notPublic": "" if text.visibility.value == "public" else _(text.visibility.label),
        "people": sorted({_key(one, frame) for one in people}), "free": _free(people, frame),
    }  # fmt: skip


def _key(one: Appearing, frame: Frame) -> str:
    """Return whose time is needed, wherever in the summit: of an office whoever holds it on each of its days."""
    keys = {rules.key_of(one, day.opens_at, frame) for day in frame.days}
    return keys.pop() if len(keys) == 1 else one.key


def _free(people: Sequence[Appearing], frame: Frame) -> list[Stretch] | None:
    """Return when everybody of a session can be there; none where nobody has said."""
    common: list[Span] | None = None
    for one in people:
        if (spans := frame.available.get(_key(one, frame))) is not None:
            common = list(spans) if common is None else list(_shared(common, spans))
    if common is None:
        return None
    return [stretch for span in common for stretch in stretches(span, frame.zone)]


def _shared(one: Iterable[Span], other: Sequence[Span]) -> Iterator[Span]:
    for mine in one:
        for theirs in other:
            starts_at, ends_at = max(mine.starts_at, theirs.starts_at), min(mine.ends_at, theirs.ends_at)
            if starts_at < ends_at:
                yield Span(starts_at, ends_at)


def stretches(span: Span, zone: str) -> Iterator[Stretch]:
    """Yield a span day by day, as minutes on the venue's clock."""
    day, start, end = _minutes(span.starts_at, span.ends_at, zone)
    first = date.fromisoformat(day)
    while end > start:
        yield first.isoformat(), start, min(end, DAY)
        first, start, end = first + timedelta(days=1), 0, end - DAY


def _minutes(starts_at: datetime, ends_at: datetime, zone: str) -> Stretch:
    start, end = to_local(starts_at, zone), to_local(ends_at, zone)
    days = (end.date() - start.date()).days
    return start.date().isoformat(), start.hour * 60 + start.minute, days * DAY + end.hour * 60 + end.minute


def _day(day: date, frame: Frame) -> dict[str, Any]:
    hours = next((hours for hours in frame.days if hours.day == day), None)
    doors = _minutes(hours.opens_at, hours.closes_at, frame.zone)[1:] if hours else None
    return {"day": day.isoformat(), "label": show_date(day, "short"), "name": show_date(day, "full"), "doors": doors}


def _room(code: str, programme: Programme, frame: Frame) -> dict[str, Any]:
    room, facts = programme.rooms[code], frame.rooms.get(code)
    hours = facts.hours if facts else ()
    return {
        "code": code, "name": said(room.name), "venue": said(room.venue), "seats": room.capacity,
        "languages": [language.upper() for language in room.languages],
        "open": [stretch for span in hours for stretch in stretches(span, frame.zone)] if hours else None,
    }  # fmt: skip

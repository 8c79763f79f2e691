"""What of a programme a reader looks for, and which changes came so late that they have to be shouted."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from summitapp.agenda.values import EarlierPlace, Placement, Programme, Wanted
from summitapp.core.text import Translated, fold, search_key
from summitapp.core.tz import to_local

#: A change told later than this before the session would have begun may have passed people by.
LATE: Final = timedelta(hours=48)


def search_words(placement: Placement, programme: Programme, language: str) -> str:
    """Return what a search looks in, plain and each word once: titles, people and rooms in every language,
    the abstract as a reader of ``language`` sees it.
    """
    text = placement.text
    parts = [*_all(text.title), text.abstract.best(language)]
    for one in placement.shown:
        parts += [one.name, *_all(one.function), *_all(one.body)]
    for code in placement.rooms:
        if room := programme.rooms.get(code):
            parts += [*_all(room.name), *_all(room.venue)]
    if track := programme.tracks.get(text.track):
        parts += _all(track.name)
    return " ".join(sorted(set(search_key(*parts).split())))


def _all(value: Translated) -> list[str]:
    return [words for _, words in value if words]


def facets_of(placement: Placement, programme: Programme) -> dict[str, tuple[str, ...]]:
    """Return under which choices of each list a session is found; names as in :data:`values.FACETS`."""
    text = placement.text
    return {
        "day": (to_local(placement.starts_at, programme.zone).date().isoformat(),),
        "track": (text.track,) if text.track else (),
        "language": tuple(dict.fromkeys((*text.languages, *text.interpretation))),
        "topic": text.topics,
        "sdg": tuple(str(number) for number in text.sdgs),
        "room": placement.rooms,
        "kind": (text.kind.value,),
    }


def find_sessions(programme: Programme, wanted: Wanted, language: str) -> Programme:
    """Return the part of a programme that has everything a reader asks for; each word is found anywhere."""
    chosen = wanted.chosen
    words = fold(chosen.pop("q", "")).split()

    def keep(placement: Placement) -> bool:
        facets = facets_of(placement, programme)
        if any(value not in facets[name] for name, value in chosen.items()):
            return False
        found = search_words(placement, programme, language) if words else ""
        return all(_is_in(word, found) for word in words)

    return programme.only(keep) if chosen or words else programme


def _is_in(word: str, found: str) -> bool:
    """A word is found anywhere in another, as German joins them; a single letter stands for itself: ``Hall B``."""
    return word in found if len(word) > 1 else f" {word} " in f" {found} "


def offered_facets(programme: Programme) -> dict[str, frozenset[str]]:
    """Return what occurs in a programme, so that no list offers what would find nothing."""
    found: dict[str, set[str]] = {}
    for placement in programme.placements:
        for name, values in facets_of(placement, programme).items():
            found.setdefault(name, set()).update(values)
    return {name: frozenset(values) for name, values in found.items()}


def late_moves(moves: Mapping[str, EarlierPlace]) -> dict[str, EarlierPlace]:
    """Return the moves that were told less than two days before the session would have begun."""
    return {code: old for code, old in moves.items() if old.told_at > old.starts_at - LATE}


def neighbours(programme: Programme, placement: Placement) -> tuple[Placement | None, Placement | None]:
    """Return what takes place in the same room on the same day just before and just after a session."""
    day = to_local(placement.starts_at, programme.zone).date()
    row = [
        one for one in programme.placements
        if one.room == placement.room and one.room and to_local(one.starts_at, programme.zone).date() == day
        and (not one.cancelled or one.code == placement.code)
    ]  # fmt: skip
    place = next((number for number, one in enumerate(row) if one.code == placement.code), None)
    if place is None:
        return None, None
    return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)


def related(programme: Programme, placement: Placement, most: int = 4) -> tuple[Placement, ...]:
    """Return sessions of the same track, those that share most topics and goals first, then by time."""
    text = placement.text
    if not text.track:
        return ()
    others = [
        one for one in programme.placements
        if one.text.track == text.track and one.code != placement.code and not one.cancelled and not one.text.is_break
    ]  # fmt: skip
    shared = {one.code: len(set(one.text.topics) & set(text.topics)) + len(set(one.text.sdgs) & set(text.sdgs)) for one in others}
    return tuple(sorted(others, key=lambda one: (-shared[one.code], one.starts_at))[:most])

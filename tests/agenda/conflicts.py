"""Who is in the tests of conflicts, where, and what the rules say of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from summitapp.agenda import rules
from summitapp.agenda.values import (
    Appearing,
    ConflictKind,
    DayHours,
    Frame,
    Placement,
    RoomFacts,
    SessionText,
    Span,
)
from summitapp.core.text import Translated

OPENS = datetime(2027, 10, 13, 6, 0, tzinfo=UTC)  # 09:00 in İzmir


def at(hour: float) -> datetime:
    return OPENS + timedelta(hours=hour)


def span(first: float, last: float) -> Span:
    return Span(at(first), at(last))


AYSE = Appearing("person:ayse", "Prof. Dr. Ayşe İnci Çağlayan")
MAYOR = Appearing("position:mayor", function=Translated("Bürgermeisterin", "Belediye Başkanı", "Mayor"))
PETRA = Appearing("person:petra", "Petra Groß", languages=("de", "tr"))
SIOBHAN = Appearing("person:siobhan", "Siobhán O’Brien", languages=("en", "tr"))
BOTH = {"languages": ("de",), "interpretation": ("tr",)}
ROOMS = {
    "MAIN": RoomFacts("MAIN", Translated.same("Main hall"), 420, ("de", "tr", "en"), "gas", reference="ref-main"),
    "B": RoomFacts("B", Translated.same("Hall B"), 120, ("de", "tr"), "gas", reference="ref-b"),
    "C": RoomFacts("C", Translated.same("Hall C"), 60, venue="centre", reference="ref-c"),
    "X": RoomFacts("X", Translated.same("Foyer"), venue="harbour"),
}
FRAME = Frame(
    tuple(DayHours(date(2027, 10, 13 + n), at(24 * n), at(24 * n + 9)) for n in range(3)), ROOMS,
    walks={frozenset(("gas", "centre")): timedelta(minutes=25)},
)  # fmt: skip


def placed(code: str, room: str, start: float, length: float = 1.0, **facts: Any) -> Placement:
    known = {name: facts.pop(name) for name in ("people", "team", "also_in", "taken") if name in facts}
    text = SessionText(facts.pop("title", Translated.same(f"Session {code}")), **facts)
    return Placement(code, text, room, at(start), at(start + length), **known)


def judged(*placements: Placement, frame: Frame = FRAME) -> list[tuple[ConflictKind, dict[str, Any]]]:
    return [(one.kind, dict(one.facts)) for one in rules.find_conflicts(placements, frame)]


def kinds(*placements: Placement, frame: Frame = FRAME) -> list[ConflictKind]:
    return [kind for kind, _facts in judged(*placements, frame=frame)]

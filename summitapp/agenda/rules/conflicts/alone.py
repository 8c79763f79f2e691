"""What is wrong with one session by itself: its time, its seats, its languages, its texts, its people."""

from collections.abc import Iterable, Iterator

from summitapp.agenda.rules.conflicts.holders import called, key_of
from summitapp.agenda.rules.conflicts.interpreting import judge_languages
from summitapp.agenda.rules.conflicts.places import covers, rooms_name, rooms_of
from summitapp.agenda.values import Answer, Conflict, ConflictKind, Frame, Placement, SessionKind
from summitapp.core.tz import to_local


def judge_alone(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    """Yield what is wrong with one session; of a blocker nothing is asked, it is never released."""
    if placement.text.kind is SessionKind.BLOCKER:
        return
    yield from _judge_time(placement, frame)
    yield from _judge_seats(placement, frame)
    yield from judge_languages(placement, frame)
    yield from _judge_texts(placement)
    yield from _judge_people(placement, frame)


def _judge_time(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    codes = (placement.code,)
    if fault := _outside(placement, frame):
        yield Conflict(fault, codes)
    for room in rooms_of(placement, frame):
        if room.hours and not covers(room.hours, placement.starts_at, placement.ends_at):
            yield Conflict(ConflictKind.ROOM_CLOSED, codes, (("room", room.name),), room.reference)
    place = placement.room, placement.starts_at, placement.ends_at
    begun = frame.now is not None and placement.starts_at < frame.now
    if begun and frame.released.get(placement.code) != place:
        yield Conflict(ConflictKind.IN_THE_PAST, codes)


def _outside(placement: Placement, frame: Frame) -> ConflictKind | None:
    """Return whether a session leaves the days (blocks) or only the hours (a notice)."""
    for hours in frame.days:
        if hours.opens_at <= placement.starts_at and placement.ends_at <= hours.closes_at:
            return None
    # A gala dinner may begin after the doors have closed and end past midnight: what counts is its beginning.
    begins_on = to_local(placement.starts_at, frame.zone).date()
    if any(hours.day == begins_on for hours in frame.days):
        return ConflictKind.OUTSIDE_HOURS
    return ConflictKind.OUTSIDE_DAYS


def _judge_seats(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    rooms = rooms_of(placement, frame)
    known = [room.capacity for room in rooms if room.capacity]
    if not rooms or len(known) < len(rooms):
        return
    seats, codes, name = sum(known), (placement.code,), rooms_name(rooms)
    expected = placement.text.capacity
    if expected and expected > seats:
        facts = (("expected", expected), ("room", name), ("seats", seats))
        yield Conflict(ConflictKind.ROOM_TOO_SMALL, codes, facts)
    if placement.taken > seats:
        given = (("room", name), ("seats", seats), ("taken", placement.taken))
        yield Conflict(ConflictKind.ROOM_TOO_FULL, codes, given)
    if placement.text.for_everybody and frame.coming > seats:
        yield Conflict(ConflictKind.ROOM_FOR_SOME, codes, (("coming", frame.coming), ("room", name), ("seats", seats)))


def _judge_texts(placement: Placement) -> Iterator[Conflict]:
    text, codes = placement.text, (placement.code,)
    if missing := text.title.missing():
        yield Conflict(ConflictKind.TRANSLATION_MISSING, codes, (("languages", _upper(missing)),))
    if text.abstract and (missing := text.abstract.missing()):
        yield Conflict(ConflictKind.ABSTRACT_MISSING, codes, (("languages", _upper(missing)),))


def _upper(codes: Iterable[str]) -> str:
    return ", ".join(code.upper() for code in codes)


def _judge_people(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    codes, times = (placement.code,), (placement.starts_at, placement.ends_at)
    for kind, group in ((ConflictKind.SPEAKER_AWAY, placement.people), (ConflictKind.INTERPRETER_AWAY, placement.team)):
        for key, one in {key_of(one, placement.starts_at, frame): one for one in group}.items():
            if key in frame.available and not covers(frame.available[key], *times):
                yield Conflict(kind, codes, (("person", called(one, placement.starts_at, frame)),))
    people = {one.key: one for one in placement.people}.values()
    for one in people:
        if one.answer is Answer.DECLINED:
            left = (placement.code, one.key) in frame.announced
            kind = ConflictKind.SPEAKER_LEFT if left else ConflictKind.SPEAKER_DECLINED
            yield Conflict(kind, codes, (("person", one.name or one.function.best("en")),))
    # An office is asked nothing: whoever holds it comes.
    waiting = [one.name for one in people if one.answer is Answer.OPEN and one.key.startswith("person:")]
    if frame.asking and waiting:
        yield Conflict(ConflictKind.UNCONFIRMED, codes, (("people", ", ".join(waiting)),))

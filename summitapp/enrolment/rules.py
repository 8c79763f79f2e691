"""When somebody can enrol, what it means for the rest of their time, and what feedback tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from summitapp.agenda.rules import clashes_among, find_clashes
from summitapp.agenda.values import Attendance, BookingKind, Placement, Released
from summitapp.core.errors import DomainError
from summitapp.core.tz import to_local
from summitapp.enrolment.values import (
    FEEDBACK_OPEN,
    FEWEST_ANSWERS,
    MOST_STARS,
    Beside,
    Choices,
    Chosen,
    Day,
    EnrolmentNotOffered,
    EnrolmentOver,
    EnrolmentState,
    Item,
    Plan,
    Rating,
    Report,
)

_STRONGEST: Final = tuple(BookingKind)


# --- enrolling -----------------------------------------------------------------------------------


def refusal_to_enrol(released: Released, moment: datetime) -> type[DomainError] | None:
    """Return why nobody can enrol in a session any more, or at all."""
    if not released.enrols:
        return EnrolmentNotOffered
    return EnrolmentOver if released.placement.starts_at <= moment else None


def clashing_with(wanted: Released, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return what somebody has at the time of a session they want, in order of time."""
    own = {item.placement.code: item for item in items if not item.placement.cancelled}
    bookings = [item.released.booked(item.kinds[0]) for item in own.values()]
    return tuple(own[one.reference] for one in find_clashes(wanted.booked(BookingKind.ENROLLED), bookings))


def has_to_go(item: Item) -> bool:
    """Whether a place or a turn is given back for another at the same time: nobody keeps two chairs warm."""
    return item.has("enrolled") or item.has("waiting")


def beside(wanted: Released, others: Iterable[Beside]) -> tuple[Beside, ...]:
    """Return which of the things higher features have put there fall on the time of a session somebody wants."""
    booked = wanted.booked(BookingKind.ENROLLED)
    return tuple(one for one in others if one.busy and one.booking.overlaps(booked))


def plan_for(clashing: Sequence[Item], *, waits: bool, others: Sequence[Beside] = ()) -> Plan:
    """Return what enrolling would mean beside what somebody has at that time."""
    return Plan(waits, tuple(item.placement for item in clashing),
                tuple(item.placement for item in clashing if has_to_go(item)), tuple(others))  # fmt: skip


def with_clashes(offered: Iterable[Item], own: Sequence[Item]) -> tuple[Item, ...]:
    """Return sessions to choose from, each with what somebody has at its time."""
    return tuple(
        replace(item, clashes=tuple(other.placement for other in clashing_with(item.released, own))) for item in offered
    )


# --- the personal agenda -------------------------------------------------------------------------


def items_of(found: Sequence[Released], choices: Choices) -> tuple[Item, ...]:
    """Return what stands in somebody's agenda, in order of time, with what clashes in it."""
    items = [item for one in found if (item := item_of(one, choices)).kinds]
    placements = {item.placement.code: item.placement for item in items}
    standing = [item.released.booked(item.kinds[0]) for item in items if not item.placement.cancelled]
    clashes = clashes_among(standing)
    return tuple(
        replace(item, clashes=tuple(placements[code] for code in clashes.get(item.placement.code, ())))
        for item in items
    )


def item_of(one: Released, choices: Choices) -> Item:
    """Return one session as somebody has it; without a kind if they have nothing to do with it."""
    return Item(one, _kinds(one, choices), _position(choices.enrolled.get(one.session_id)))


def _kinds(one: Released, choices: Choices) -> tuple[BookingKind, ...]:
    chosen = choices.enrolled.get(one.session_id)
    kinds = {chosen.state.kind} if chosen else set()
    if one.appears:
        kinds.add(BookingKind.APPEARS)
    if one.placement.text.attendance is Attendance.COMPULSORY:
        kinds.add(BookingKind.COMPULSORY)
    if one.session_id in choices.favourites:
        kinds.add(BookingKind.FAVOURITE)
    return tuple(sorted(kinds, key=_STRONGEST.index))


def _position(chosen: Chosen | None) -> int | None:
    return chosen.position if chosen is not None and chosen.state is EnrolmentState.WAITING else None


def days_of(items: Iterable[Item], zone: str, days: Iterable[date] = (), beside: Iterable[Beside] = ()) -> tuple[Day, ...]:
    """Return a personal agenda by day at the venue, with how long somebody is free before each item.

    :param days: of the summit; they come even when nothing is on them. :param beside: what other features bring.
    """
    by_day: dict[date, list[Item | Beside]] = {day: [] for day in days}
    mixed: list[Item | Beside] = [*items, *beside]
    for item in sorted(mixed, key=lambda one: one.span[0]):
        by_day.setdefault(to_local(item.span[0], zone).date(), []).append(item)
    return tuple(Day(day, _with_gaps(by_day[day])) for day in sorted(by_day))


def _with_gaps(items: Sequence[Item | Beside]) -> tuple[Item | Beside, ...]:
    told: list[Item | Beside] = []
    busy_until: datetime | None = None
    for item in items:
        starts_at, ends_at = item.span
        gap = starts_at - busy_until if busy_until is not None else None
        told.append(replace(item, gap=gap if gap is not None and gap.total_seconds() > 0 else None))
        if item.busy:
            busy_until = ends_at if busy_until is None else max(busy_until, ends_at)
    return tuple(told)


# --- feedback ------------------------------------------------------------------------------------


def can_rate(placement: Placement, moment: datetime) -> bool:
    """Whether feedback on a session is open now: from its end for two weeks; nobody rates a break."""
    if placement.cancelled or placement.text.is_break:
        return False
    return placement.ends_at <= moment < placement.ends_at + FEEDBACK_OPEN


def was_there(item: Item, *, present: bool | None) -> bool:
    """Whether somebody may say how a session was.

    :param present: whether they were let into the session, or, where nobody was scanned at its door, into the summit;
        ``None`` where nobody was scanned at all, so that nothing is known and their word counts.
    """
    if item.has("waiting") or (item.released.enrols and not (item.has("enrolled") or item.has("appears"))):
        return False
    return present is not False


def at_moment(item: Item, moment: datetime, *, present: bool | None, given: Mapping[str, tuple[int, str]]) -> Item:
    """Return a line as it stands now: whether places can be taken, whether it is over, how its feedback stands.

    :param given: code → the stars and words the person gave already.
    """
    placement, rates = item.placement, None
    if can_rate(placement, moment) and was_there(item, present=present):
        stars, text = given.get(placement.code, (None, ""))
        rates = Rating(placement.ends_at + FEEDBACK_OPEN, stars, text)
    return replace(
        item, open=refusal_to_enrol(item.released, moment) is None, begun=placement.starts_at <= moment,
        over=placement.ends_at <= moment, rates=rates,
    )  # fmt: skip


def summarise(answers: Sequence[tuple[int, str]]) -> Report:
    """Return what answers tell; of too few only how many there are."""
    if len(answers) < FEWEST_ANSWERS:
        return Report(len(answers))
    stars = [one for one, _ in answers]
    counts = tuple(stars.count(number) for number in range(1, MOST_STARS + 1))
    texts = tuple(sorted(text for _, text in answers if text))  # by letter: their order must not tell who came when
    return Report(len(answers), sum(stars) / len(stars), counts, texts)

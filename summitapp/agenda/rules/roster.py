"""Who interprets when: the days of a team, with the rest between two sessions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from summitapp.agenda.rules.conflicts.places import way_between
from summitapp.agenda.values import Appearing, Frame, Placement, RosterDay, Shift
from summitapp.core.text import LANGUAGES, N_
from summitapp.core.tz import to_local


def roster_of(placements: Iterable[Placement], frame: Frame) -> tuple[RosterDay, ...]:
    """Return the days of every interpreter who is at work, by day, then in the order the teams came in."""
    work: dict[tuple[date, str], list[Placement]] = defaultdict(list)
    people: dict[str, Appearing] = {}
    standing = (placement for placement in placements if not placement.cancelled)
    for placement in sorted(standing, key=lambda one: (one.starts_at, one.ends_at, one.code)):
        day = to_local(placement.starts_at, frame.zone).date()
        for who in placement.team:
            people[who.key] = who
            work[day, who.key].append(placement)
    days = sorted(work, key=lambda one: (one[0], people[one[1]].name))
    return tuple(RosterDay(people[key], day, _shifts(work[day, key], frame)) for day, key in days)


def _shifts(held: list[Placement], frame: Frame) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    last: Placement | None = None
    for placement in held:
        if last is None:
            shifts.append(Shift(placement))
        else:
            rest = max(placement.starts_at - last.ends_at, timedelta(0))
            moved = placement.room != last.room
            needed = frame.changeover + way_between(last.room, placement.room, frame) if moved else timedelta(0)
            shifts.append(Shift(placement, rest, placement.starts_at >= last.ends_at and rest >= needed))
        last = placement if last is None or placement.ends_at > last.ends_at else last
    return tuple(shifts)


def find_interpreter_faults(languages: Iterable[str]) -> dict[str, str]:
    """Return what is wrong with the languages of an interpreter: field → catalogue key."""
    given = set(languages)
    if not given <= set(LANGUAGES):
        return {"languages": N_("Please choose languages from the list.")}
    if len(given) < 2:
        return {"languages": N_("Please choose at least the two languages between which they work.")}
    return {}

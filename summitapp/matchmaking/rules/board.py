"""An instance as numbers: slots are bits, people and requests places in lists. It never changes.

People come first in every list, interpreters behind them: to a timetable both are somebody who can be in one place at a time.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from summitapp.matchmaking.rules.prices import Prices, Rests
from summitapp.matchmaking.values.plan import Id, Instance, Request

FREE: Final = -1


class Board:
    """Everything the search asks again and again.

    ``classes``: the different numbers of seats; a meeting of class *c* fits at tables with ``classes[c]`` seats or more,
    and ``room[c][t]`` of those are open in slot *t*. A slot's meetings fit if for each *c* no more than that are of
    class *c* or above: the largest sit down first.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.slots = sorted(instance.slots, key=lambda slot: (slot.day, slot.start))
        self.slot_of: dict[Id, int] = {slot.id: place for place, slot in enumerate(self.slots)}
        self.day_of = [slot.day for slot in self.slots]
        self.days = [self._mask(t for t, day in enumerate(self.day_of) if day == one) for one in dict.fromkeys(self.day_of)]
        self.all_slots = (1 << len(self.slots)) - 1
        self.person_of: dict[Id, int] = {one.id: place for place, one in enumerate(instance.delegates)}
        self.voice_of: dict[Id, int] = {
            one.id: place for place, one in enumerate(instance.interpreters, len(instance.delegates))
        }
        self.request_of: dict[Id, int] = {one.id: place for place, one in enumerate(instance.requests)}
        self.table_of: dict[Id, int] = {one.id: place for place, one in enumerate(instance.tables)}
        self._people()
        self._tables()
        self._requests()

    def _mask(self, slots: Iterable[int]) -> int:
        found = 0
        for t in slots:
            found |= 1 << t
        return found

    def mask(self, slots: Iterable[Id]) -> int:
        """Return slots as bits; those that do not exist are nothing."""
        return self._mask(self.slot_of[one] for one in slots if one in self.slot_of)

    def _people(self) -> None:
        given, weights = self.instance, self.instance.weights
        self.delegates = len(given.delegates)
        away = [*(one.unavailable for one in given.delegates), *(one.unavailable for one in given.interpreters)]
        self.free = [self.all_slots & ~self.mask(slots) for slots in away]
        shared: dict[Any, Prices] = {}
        self.price: list[dict[int, int]] = []
        for one, free in zip(given.delegates, self.free, strict=False):
            key = (free, one.min_meetings, one.max_meetings, one.max_per_day)
            if key not in shared:
                shared[key] = Prices(
                    free, self.days, (weights.shortfall, weights.gap), one.min_meetings, one.max_meetings, one.max_per_day
                )
            self.price.append(shared[key])
        self.price += [Rests(self.days, one.max_run) for one in given.interpreters]
        spoken = [*(one.langs for one in given.delegates), *(one.langs for one in given.interpreters)]
        self.langs = [frozenset(langs) for langs in spoken]
        self.most = [one.max_meetings for one in given.delegates] + [len(self.slots)] * len(given.interpreters)

    def _tables(self) -> None:
        self.seats = [one.seats for one in self.instance.tables]
        self.table_open = [self.all_slots & ~self.mask(one.closed) for one in self.instance.tables]
        self.classes = sorted(set(self.seats))
        self.room = [
            [sum(seats >= least and (mask >> t) & 1 for seats, mask in zip(self.seats, self.table_open, strict=True))
             for t in range(len(self.slots))]
            for least in self.classes
        ]  # fmt: skip

    def _requests(self) -> None:
        given = self.instance.requests
        self.team = [tuple(self.person_of[one] for one in request.attendees) for request in given]
        self.value = [request.value for request in given]
        self.needs_voice = [not frozenset.intersection(*(self.langs[p] for p in team)) for team in self.team]
        shared: dict[Any, tuple[int, ...]] = {}
        self.voices: list[tuple[int, ...]] = []
        for team, needs in zip(self.team, self.needs_voice, strict=True):
            key = frozenset(self.langs[p] for p in team) if needs else None
            if key not in shared:
                shared[key] = self.capable(team) if needs else ()
            self.voices.append(shared[key])
        self.size = [len(team) + needs for team, needs in zip(self.team, self.needs_voice, strict=True)]
        self.grade = [self.grade_of(size) for size in self.size]
        open_in: dict[Any, int] = {}
        self.common = [self._common(team) for team in self.team]
        self.open = [self._open(r, request, open_in) for r, request in enumerate(given)]

    def capable(self, team: Sequence[int]) -> tuple[int, ...]:
        """Return the interpreters who share a language with each of these people."""
        return tuple(
            i for i in range(self.delegates, len(self.langs)) if all(self.langs[i] & self.langs[p] for p in team)
        )

    def grade_of(self, size: int) -> int:
        """Return the class of a meeting with so many people at the table; one more than there are when no table is so big."""
        return next((c for c, seats in enumerate(self.classes) if seats >= size), len(self.classes))

    def _common(self, team: Sequence[int]) -> int:
        found = self.all_slots
        for p in team:
            found &= self.free[p]
        return found

    def _open(self, r: int, request: Request, known: dict[Any, int]) -> int:
        """Return the slots in which a request could be held if nothing else were."""
        found = self.common[r]
        if request.allowed is not None:
            found &= self.mask(request.allowed)
        if any(self.most[p] < 1 for p in self.team[r]) or self.grade[r] == len(self.classes):
            return 0
        key = (self.grade[r], self.voices[r] if self.needs_voice[r] else None)
        if key not in known:
            known[key] = self._mask(t for t, room in enumerate(self.room[self.grade[r]]) if room) & self._heard(r)
        return found & known[key]

    def _heard(self, r: int) -> int:
        if not self.needs_voice[r]:
            return self.all_slots
        found = 0
        for i in self.voices[r]:
            found |= self.free[i]
        return found

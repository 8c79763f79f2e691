"""Whatever participants and organisers do, in whatever order: no chair is given twice, and none is empty while one waits.

Hypothesis plays them against the real services, on both databases; beside them a list of names says what must be.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from summitapp.agenda import services as agenda
from summitapp.core import i18n
from summitapp.core.db import db, refusal_of, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import acting_as, system_actor
from summitapp.enrolment import queries, services
from summitapp.enrolment.values import ClashesUnconfirmed
from summitapp.registration import services as registration_services
from summitapp.registration.models import Registration
from tests.factories.agenda import publish, the_summit
from tests.factories.enrolment import (
    check,
    make_programme,
    participants,
    people_of,
    session,
    waiting,
)

_numbers = itertools.count(1)
PEOPLE = st.integers(0, 6)
CODES = st.sampled_from(["TALK", "VISIT"])


class Room(RuleBasedStateMachine):
    """Two sessions at one time with few places, and people who change their minds.

    ``lists`` says who should stand where, in order: the first ones of each sit, as many as there are chairs.
    """

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app, self.slug = app, f"room-{next(_numbers):04}"
        self.seated: dict[str, list[int]] = {"TALK": [], "VISIT": []}
        self.queue: dict[str, list[int]] = {"TALK": [], "VISIT": []}
        self.places: dict[str, int] = {}
        self.people: list[int] = []
        self.gone: set[int] = set()

    @contextmanager
    def work(self) -> Iterator[None]:
        with self.app.app_context(), acting_as(system_actor("room")), i18n.speaking("en"):
            try:
                with unit_of_work():
                    yield
            except DomainError:
                pass
            except IntegrityError as error:
                assert refusal_of(error) is not None, error

    @initialize(places=st.integers(1, 3))
    def begin(self, places: int) -> None:
        with self.work():
            world = make_programme(self.slug, places)
            publish(world.summit)
            self.people = [one.id for one in participants(world.summit, 7)]
        self.places = {"TALK": places, "VISIT": places}

    def fill(self, code: str) -> None:
        while self.queue[code] and len(self.seated[code]) < self.places[code]:
            self.seated[code].append(self.queue[code].pop(0))

    def drop(self, person: int, code: str) -> None:
        for ordered in (self.seated[code], self.queue[code]):
            if person in ordered:
                ordered.remove(person)
        self.fill(code)

    def holds(self, person: int, code: str) -> bool:
        return person in self.seated[code] or person in self.queue[code]

    @rule(person=PEOPLE, code=CODES, agrees=st.booleans())
    def enrols(self, person: int, code: str, agrees: bool) -> None:
        other = "VISIT" if code == "TALK" else "TALK"
        with self.work():
            one = db.session.get_one(Registration, self.people[person])
            try:
                services.enrol(one, code)
            except ClashesUnconfirmed as asked:
                if agrees:
                    services.enrol(one, code, asked.plan.mark)
        if person in self.gone:
            return
        if not self.holds(person, code) and (agrees or not self.holds(person, other)):
            self.drop(person, other)
            self.queue[code].append(person)
            self.fill(code)

    @rule(person=PEOPLE, code=CODES)
    def leaves(self, person: int, code: str) -> None:
        with self.work():
            services.leave(db.session.get_one(Registration, self.people[person]), code)
        self.drop(person, code)

    @rule(code=CODES, places=st.integers(1, 5))
    def places_are_changed(self, code: str, places: int) -> None:
        with self.work():
            agenda.change_places(session(code, self.slug), places)
        if places >= len(self.seated[code]):
            self.places[code] = places
            self.fill(code)

    @rule(person=PEOPLE, code=CODES)
    def is_put_first(self, person: int, code: str) -> None:
        with self.work():
            found = queries.of_pair(session(code, self.slug).id, self.people[person])
            if found is not None:
                services.move_to_front(found)
        if person in self.queue[code]:
            self.queue[code].remove(person)
            self.queue[code].insert(0, person)

    @rule(person=st.integers(0, 2))
    def withdraws(self, person: int) -> None:
        with self.work():
            registration_services.withdraw(db.session.get_one(Registration, self.people[person]))
        for code in ("TALK", "VISIT"):
            self.drop(person, code)
        self.gone.add(person)

    @invariant()
    def everybody_is_where_they_should_be(self) -> None:
        if not self.places:
            return
        with self.app.app_context():
            check(the_summit(self.slug).id)
            for code in ("TALK", "VISIT"):
                assert people_of(code, slug=self.slug) == [f"Gülşah {one + 1}" for one in self.seated[code]]
                assert waiting(code, self.slug) == [f"Gülşah {one + 1}" for one in self.queue[code]]


def test_no_order_of_events_gives_a_chair_twice_or_leaves_one_empty(app: Flask) -> None:
    run_state_machine_as_test(lambda: Room(app), settings=settings(
        max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    ))  # fmt: skip

"""Whatever delegates and organisers do, in whatever order: quotas hold, a pair has one request, and agreed is what both want.

Hypothesis plays them against the real services, on both databases.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from summitapp.core import i18n
from summitapp.core.db import db, refusal_of, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import acting_as, system_actor
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.rules.asking import settle
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    STANDING,
    Answer,
    AttendeeRole,
    Reply,
    RequestSource,
    RequestState,
    Sought,
    Voice,
    Wish,
    Wording,
)
from tests.factories.requests import Fair, add_house, asks, later, make_fair, somebody, the_round

_numbers = itertools.count(1)
PEOPLE = st.integers(0, 6)
WHICH = st.integers(0, 30)
LIMIT, MUSTS = 3, 1


class Season(RuleBasedStateMachine):
    """Four delegates and a house of three, who may ask three times each, once as a must."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app = app
        self.fair: Fair | None = None
        self.ended: dict[str, RequestState] = {}

    @contextmanager
    def work(self) -> Iterator[None]:
        with self.app.app_context(), acting_as(system_actor("season")), i18n.speaking("en"):
            try:
                with unit_of_work():
                    yield
            except DomainError:
                pass
            except IntegrityError as error:
                assert refusal_of(error) is not None, error

    @initialize()
    def begin(self) -> None:
        with self.work():
            fair = make_fair(4, slug=f"season-{next(_numbers):04}", request_limit=LIMIT, must_limit=MUSTS)
            add_house(fair, 3)
            self.fair = fair

    def one(self, which: int) -> MeetingRequest | None:
        assert self.fair is not None
        found = list(db.session.scalars(MeetingRequest.__table__.select().with_only_columns(MeetingRequest.id)
                                        .where(MeetingRequest.round_id == self.fair.round).order_by(MeetingRequest.id)))
        return queries.anew(found[which % len(found)]) if found else None

    @rule(one=PEOPLE, other=PEOPLE, must=st.booleans())
    def asks_a_person(self, one: int, other: int, must: bool) -> None:
        with self.work():
            asks(self.fair, one, other, Wish.MUST if must else Wish.MEET)  # type: ignore[arg-type]

    @rule(one=PEOPLE)
    def asks_the_house(self, one: int) -> None:
        with self.work():
            asking.ask(somebody(self.fair, one), Sought(organisation=self.fair.profiles[5]), Wording())  # type: ignore[arg-type,union-attr]

    @rule(which=WHICH, seat=st.integers(0, 3), yes=st.booleans(), must=st.booleans())
    def answers(self, which: int, seat: int, yes: bool, must: bool) -> None:
        with self.work():
            found = self.one(which)
            if found is not None:
                who = found.attendees[seat % len(found.attendees)].registration
                asking.reply(found, who, Answer(Reply.YES if yes else Reply.NO, Wish.MUST if must else Wish.MEET))

    @rule(which=WHICH, seat=st.integers(0, 3))
    def takes_back(self, which: int, seat: int) -> None:
        with self.work():
            found = self.one(which)
            if found is not None:
                asking.withdraw(found, found.attendees[seat % len(found.attendees)].registration)

    @rule(which=WHICH, guest=PEOPLE)
    def asks_a_guest(self, which: int, guest: int) -> None:
        with self.work():
            found = self.one(which)
            if found is not None:
                asking.add_guest(found, found.asker, self.fair.profiles[guest])  # type: ignore[union-attr]

    @rule(people=st.lists(PEOPLE, min_size=2, max_size=4, unique=True), pinned=st.booleans())
    def is_arranged(self, people: list[int], pinned: bool) -> None:
        with self.work():
            asking.arrange(the_round(self.fair), [somebody(self.fair, one) for one in people], pinned=pinned)  # type: ignore[arg-type]

    @rule(who=PEOPLE, agreed=st.booleans())
    def wants_no_more(self, who: int, agreed: bool) -> None:
        with self.work():
            asking.leave_all(somebody(self.fair, who), agreed=agreed)  # type: ignore[arg-type]

    @rule()
    def time_goes_by(self) -> None:
        with self.work():
            later(hours=40)
        with self.app.app_context():
            asking.sweep()

    @invariant()
    def everything_is_as_it_should_be(self) -> None:
        if self.fair is None:
            return
        with self.app.app_context(), i18n.speaking("en"):
            found = list(db.session.scalars(
                MeetingRequest.__table__.select().with_only_columns(MeetingRequest.id).where(MeetingRequest.round_id == self.fair.round)
            ))
            requests = [one for number in found if (one := queries.anew(number)) is not None]
            self.check(requests)

    def check(self, requests: list[MeetingRequest]) -> None:
        standing = [one for one in requests if one.state in STANDING]
        assert max(Counter(one.sameness for one in standing).values(), default=1) == 1
        sent = Counter(one.asker_id for one in standing if one.source is RequestSource.ASKED)
        assert max(sent.values(), default=0) <= LIMIT
        for one in requests:
            said = settle([Voice(seat.role, seat.reply) for seat in one.attendees])
            if one.state in STANDING:
                assert one.state is said
            assert sum(seat.role is AttendeeRole.ASKER for seat in one.attendees) == 1
            assert {seat.registration_id for seat in one.attendees if seat.role is AttendeeRole.ASKER} == {one.asker_id}
            assert len({seat.registration_id for seat in one.attendees}) == len(one.attendees)
            assert self.ended.get(one.public_id, one.state) is one.state  # what has ended stays ended
            if one.state not in STANDING:
                self.ended[one.public_id] = one.state
        self.check_musts()

    def check_musts(self) -> None:
        assert self.fair is not None
        for place in range(len(self.fair.people)):
            quota = queries.quota_of(somebody(self.fair, place), the_round(self.fair))
            assert quota.musts <= MUSTS


def test_no_order_of_events_breaks_a_quota_or_agrees_for_somebody(app: Flask) -> None:
    run_state_machine_as_test(lambda: Season(app), settings=settings(
        max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    ))  # fmt: skip

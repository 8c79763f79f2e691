"""Whatever people do, in whatever order: no place is sold twice, none is lost, and none lies idle while somebody waits.

Hypothesis plays organisers, delegations, participants and the clock against the real services, on both databases.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.db import db, refusal_of, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import Actor, acting_as, system_actor
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation, Quota
from summitapp.registration import queries, rules, services
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, SEATED, Answers, DelegationRole, Filter, MergeField, State
from summitapp.summits import services as summits
from summitapp.summits.models import Category, Summit
from tests.factories.registration import enter, make_delegation, make_summit, nominate, person

_numbers = itertools.count(1)
PEOPLE = st.integers(0, 9)
ANYBODY = st.integers(0, 99)
CATEGORIES = st.sampled_from(["delegate", "press"])
GROUPS = st.sampled_from(["BREMEN", "KONAK"])
EXAMPLES, STEPS = 8, 25
LIMITS = st.none() | st.integers(0, 6) | st.integers(1, 3)


class Crowd(RuleBasedStateMachine):
    """A summit with few places, two delegations, and people who change their minds."""

    def __init__(self, app: Flask, automatic: bool, holds: bool) -> None:
        super().__init__()
        self.app, self.slug, self.automatic, self.holds = app, f"crowd-{next(_numbers)}", automatic, holds

    @contextmanager
    def work(self, actor: Actor | None = None) -> Iterator[Summit]:
        """Do something in a unit of work of its own; what is refused leaves no trace."""
        with self.app.app_context(), acting_as(actor or system_actor("crowd")), i18n.speaking("en"):
            try:
                with unit_of_work():
                    yield self.summit()
            except DomainError:
                pass
            except IntegrityError as error:  # as the doors do
                assert refusal_of(error) is not None, error

    def summit(self) -> Summit:
        return db.session.scalars(sa.select(Summit).where(Summit.slug == self.slug)).one()

    def pick(self, number: int, *states: State) -> Registration:
        """Return somebody, preferably in one of these states."""
        rows = sa.select(Registration).where(Registration.summit_id == self.summit().id).order_by(Registration.id)
        found = list(db.session.scalars(rows.where(Registration.state.in_(states)) if states else rows))
        if not found:
            raise DomainError
        return found[number % len(found)]

    def group(self, code: str) -> Delegation:
        return db.session.scalars(
            sa.select(Delegation).where(Delegation.summit_id == self.summit().id, Delegation.code == code)
        ).one()

    def category(self, code: str) -> Category:
        return next(one for one in self.summit().categories if one.code == code)

    @initialize(capacity=st.integers(2, 5), quota=st.integers(1, 4))
    def begin(self, capacity: int, quota: int) -> None:
        """More people than places: some come alone, a group of three comes together or not at all."""
        with self.app.app_context(), acting_as(system_actor("crowd")), i18n.speaking("en"), unit_of_work():
            summit = make_summit(self.slug, capacity=capacity, automatic=self.automatic, review_fields=["function"])
            summits.change_part(summit.categories[1], {"holds_place": self.holds})
            bremen, konak = make_delegation(summit, "Bremen", quota=quota), make_delegation(summit, "Konak")
            for number in (1, 2, 3):
                enter(summit, number, category="press" if number == 3 else "delegate", delegation=bremen)
            choir = [nominate(konak, 10 + number, party="choir") for number in (1, 2, 3)]
            services.confirm_nominations(konak, choir)
            for one in queries.page(summit.id, Filter()) if not self.automatic else ():
                services.approve(one)

    # --- what people do -------------------------------------------------------------------------

    @rule(number=PEOPLE, category=CATEGORIES, group=st.none() | GROUPS)
    def registers(self, number: int, category: str, group: str | None) -> None:
        with self.work() as summit:
            enter(summit, number, category=category, delegation=self.group(group) if group else None)

    @rule(number=ANYBODY)
    def withdraws(self, number: int) -> None:
        with self.work():
            services.withdraw(self.pick(number))

    @rule(number=ANYBODY)
    def accepts(self, number: int) -> None:
        with self.work():
            services.accept_offer(self.pick(number, State.OFFERED))

    @rule(number=ANYBODY, function=st.sampled_from(["Mayor", "Deputy"]))
    def changes_their_function(self, number: int, function: str) -> None:
        with self.work(Actor("user", "somebody")):
            one = self.pick(number, State.CONFIRMED)
            names = one.person
            applicant = person(1, given_name=names.given_name, family_name=names.family_name, email=names.email)
            services.change_details(one, applicant, Answers(function=function))

    # --- what delegations do --------------------------------------------------------------------

    @rule(number=PEOPLE, group=GROUPS, category=CATEGORIES, party=st.none() | st.sampled_from("ab"),
          role=st.sampled_from(DelegationRole))
    def nominates(self, number: int, group: str, category: str, party: str | None, role: DelegationRole) -> None:
        with self.work():
            nominate(self.group(group), number, category=category, party=party, role=role)

    @rule(group=GROUPS)
    def confirms_the_list(self, group: str) -> None:
        with self.work():
            delegation = self.group(group)
            rows = sa.select(Registration).where(Registration.delegation_id == delegation.id,
                                                 Registration.state == State.NOMINATED)  # fmt: skip
            services.confirm_nominations(delegation, db.session.scalars(rows).all())

    @rule(number=ANYBODY, other=PEOPLE)
    def substitutes(self, number: int, other: int) -> None:
        with self.work():
            services.substitute(self.pick(number), person(other))

    @rule(number=ANYBODY, role=st.sampled_from(DelegationRole))
    def gives_a_role(self, number: int, role: DelegationRole) -> None:
        with self.work(Actor("user", "focal")):
            services.set_delegation_role(self.pick(number, *ACTIVE), role)

    @rule(number=ANYBODY)
    def takes_somebody_off(self, number: int) -> None:
        with self.work():
            services.take_off(self.pick(number))

    # --- what organisers do ---------------------------------------------------------------------

    @rule(number=ANYBODY, what=st.sampled_from(["approve", "approve", "decline", "cancel", "cancel", "reopen"]))
    def decides(self, number: int, what: str) -> None:
        with self.work():
            one = self.pick(number)
            if what in ("approve", "reopen"):
                (services.approve if what == "approve" else services.reopen)(one)
            else:
                (services.decline if what == "decline" else services.cancel)(one, "Because")

    @rule(number=ANYBODY, other=ANYBODY, taken=st.sets(st.sampled_from(MergeField)))
    def merges(self, number: int, other: int, taken: set[MergeField]) -> None:
        with self.work():
            one, two = self.pick(number, *ACTIVE), self.pick(other, *ACTIVE)
            if one is not two:
                services.merge(one, two, taken, "Because")

    @rule(number=ANYBODY)
    def offers_by_hand(self, number: int) -> None:
        with self.work():
            services.offer(self.pick(number, State.WAITING))

    @rule(number=ANYBODY, position=st.integers(1, 8))
    def moves_on_the_list(self, number: int, position: int) -> None:
        with self.work():
            services.move_in_queue(self.pick(number, State.WAITING), position, "Because")

    @rule(what=st.sampled_from(["summit", "category", "policy", "quota", "share"]), category=CATEGORIES, group=GROUPS,
          number=LIMITS, holds=st.booleans(), protocol=st.booleans())  # fmt: skip
    def changes_a_limit(self, what: str, category: str, group: str, number: int | None, holds: bool,
                        protocol: bool) -> None:  # fmt: skip
        with self.work() as summit:
            if what == "summit":
                summits.change_entry(summit, {"capacity": number})
            elif what == "category":
                summits.change_part(self.category(category), {"capacity": number})
            elif what == "policy":
                summits.change_part(self.category(category), {"holds_place": holds, "protocol": protocol})
            elif what == "quota":
                delegations.set_quota(self.group(group), number)
            else:
                delegations.set_category_quota(self.group(group), self.category(category), number)

    # --- what time does -------------------------------------------------------------------------

    @rule(number=ANYBODY)
    def lets_an_offer_lapse(self, number: int) -> None:
        with self.app.app_context(), acting_as(system_actor("clock")), unit_of_work():
            late = sa.update(Registration).where(Registration.state == State.OFFERED,
                                                 Registration.id % 3 == number % 3)  # fmt: skip
            db.session.execute(late.values(offered_until=now() - timedelta(minutes=1)))
        with self.app.app_context(), acting_as(system_actor("clock")), i18n.speaking("en"):
            services.lapse_due()

    # --- what must hold whatever was done --------------------------------------------------------

    @invariant()
    def places_are_counted_as_they_are_held(self) -> None:
        with self.app.app_context():
            found = db.session.scalar(sa.select(Summit).where(Summit.slug == self.slug))
            if found is None:
                return
            rows = list(db.session.scalars(sa.select(Registration).where(Registration.summit_id == found.id)))
            check_places(found, rows)
            check_people(rows)
            turns = rules.go_through(queries.waiting(found.id), queries.room(found.id))
            assert not [turn for turn in turns if turn.hold is None], "a place lies idle while somebody waits for it"


def check_places(summit: Summit, rows: list[Registration]) -> None:
    """Every counter says what the registrations say, and none is above its limit."""
    held = [one for one in rows if one.holds_place]
    assert summit.taken == len(held)
    assert summit.capacity is None or summit.taken <= summit.capacity
    by_category, by_group = Counter(one.category_id for one in held), Counter(one.delegation_id for one in held)
    for category in summit.categories:
        assert category.taken == by_category[category.id]
        assert category.capacity is None or category.taken <= category.capacity
    groups = list(db.session.scalars(sa.select(Delegation).where(Delegation.summit_id == summit.id)))
    for group in groups:
        assert group.taken == by_group[group.id]
        assert group.quota is None or group.taken <= group.quota
    by_share = Counter((one.delegation_id, one.category_id) for one in held)
    for share in db.session.scalars(sa.select(Quota).where(Quota.delegation_id.in_([one.id for one in groups]))):
        assert share.taken == by_share[share.delegation_id, share.category_id] <= share.places


def check_people(rows: list[Registration]) -> None:
    """States agree with places, ranks and badges; nobody comes twice, and nobody leads beside another."""
    for one in rows:
        assert one.holds_place or one.state not in SEATED
        assert not one.holds_place or one.state in SEATED | {State.NOMINATED, State.SUBMITTED}
        assert (one.waiting_rank is not None) == (one.state is State.WAITING)
    active = [one for one in rows if one.state in ACTIVE]
    for values in (
        [one.waiting_rank for one in rows if one.state is State.WAITING],
        [one.sameness for one in active if one.sameness],
        [one.delegation_id for one in active if one.delegation_id and one.delegation_role is DelegationRole.HEAD],
    ):
        assert len(values) == len(set(values))
    valid = sa.select(Badge.registration_id).where(
        Badge.state == BadgeState.ACTIVE, Badge.registration_id.in_([one.id for one in rows])
    )
    assert sorted(db.session.scalars(valid)) == sorted(one.id for one in rows if one.state is State.CONFIRMED)


@pytest.mark.parametrize("automatic", [True, False], ids=["automatic", "decided"])
@pytest.mark.parametrize("holds", [True, False], ids=["held", "free"])
def test_no_sequence_of_actions_oversells_loses_or_doubles_a_place(app: Flask, automatic: bool, holds: bool) -> None:
    run_state_machine_as_test(partial(Crowd, app, automatic, holds), settings=settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    ))  # fmt: skip

"""A delegation's whole list at once: what is done for many is what is done for one, with the same limits."""

import pytest
import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import fold
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.registration import services
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.services.filing import Correction, Nominee
from summitapp.registration.values import (
    AlreadyRegistered,
    Answers,
    DelegationRole,
    HeadTaken,
    State,
    TransitionRefused,
)
from summitapp.summits.models import Summit
from tests.conftest import UnitOpener
from tests.factories.registration import make_delegation, make_summit, person


def world(**values: object) -> tuple[Summit, Delegation]:
    summit = make_summit(automatic=False)
    return summit, make_delegation(summit, **values)  # type: ignore[arg-type]


def nominees(summit: Summit, number: int, **values: object) -> list[Nominee]:
    return [Nominee(person(one, **values), Answers(function="Uzman", city="İzmir"), summit.categories[0]) for one in range(number)]


def everybody() -> list[Registration]:
    return list(db.session.scalars(sa.select(Registration).order_by(Registration.id)))


def test_many_are_nominated_as_one_is(uow: UnitOpener) -> None:
    with uow():
        summit, delegation = world()
        receipts = services.nominate_many(summit, delegation, nominees(summit, 3))
        one = services.nominate(summit, person(9), Answers(function="Uzman", city="İzmir"), category=summit.categories[0],
                                delegation=delegation)  # fmt: skip
        rows = everybody()
        assert [row.public_id for row in rows] == [*(receipt.public_id for receipt in receipts), one.public_id]
        alike = ("state", "holds_place", "proven", "source", "language", "function", "city_text", "delegation_role", "party", "acting")
        assert len({tuple(getattr(row, name) for name in alike) for row in rows}) == 1
        words = {row.id: set(db.session.scalars(sa.select(SearchWord.word).where(SearchWord.registration_id == row.id))) for row in rows}
        assert all("izmir" in found and "gulsah" in found for found in words.values())


def test_places_are_held_where_the_category_holds_them_and_only_as_many_as_there_are(uow: UnitOpener) -> None:
    with uow():
        summit, delegation = world(quota=2)
        summit.categories[0].holds_place = True
        services.nominate_many(summit, delegation, nominees(summit, 3))
        assert [row.holds_place for row in everybody()] == [True, True, False]
        db.session.refresh(delegation)
        assert delegation.taken == 2
        services.remove_nominations(everybody())
        db.session.refresh(delegation)
        db.session.refresh(summit)
        assert (delegation.taken, summit.taken) == (0, 0)
        assert everybody() == []
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 0
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SearchWord)) == 0


@pytest.mark.parametrize("refusal", [AlreadyRegistered, HeadTaken, Invalid])
def test_one_that_is_refused_refuses_the_list(uow: UnitOpener, refusal: type[Exception]) -> None:
    with uow():
        summit, delegation = world()
        good = nominees(summit, 2)
        more = {
            AlreadyRegistered: [good[0]],
            HeadTaken: [Nominee(person(number), Answers(), summit.categories[0], DelegationRole.HEAD) for number in (7, 8)],
            Invalid: [Nominee(person(7, given_name=" "), Answers(), summit.categories[0])],
        }[refusal]
        with pytest.raises(refusal):
            services.nominate_many(summit, delegation, [*good, *more])
        assert everybody() == []


def test_corrections_change_what_they_name_and_how_somebody_is_found(uow: UnitOpener) -> None:
    with uow():
        summit, delegation = world()
        services.nominate_many(summit, delegation, nominees(summit, 2))
        first, second = everybody()
        services.correct_many([(first, Correction(family_name="Öğüt", phone="+905321234567", role=DelegationRole.HEAD)),
                               (second, Correction(category=summit.categories[1], email="neu@example.org"))])  # fmt: skip
    with uow():
        first, second = everybody()
        assert (first.person.family_name, first.phone, first.delegation_role, first.function) == (
            "Öğüt", "+905321234567", DelegationRole.HEAD, "Uzman"
        )  # fmt: skip
        assert (second.category.code, second.person.email) == ("press", "neu@example.org")
        found = set(db.session.scalars(sa.select(SearchWord.word).where(SearchWord.registration_id == first.id)))
        assert fold("Öğüt") in found and "unal" not in found


def test_what_has_to_stay_stays(uow: UnitOpener) -> None:
    with uow():
        summit, delegation = world()
        services.nominate_many(summit, delegation, nominees(summit, 1))
        one = everybody()[0]
        one.person.proven_at = one.submitted_at
        with pytest.raises(TransitionRefused):
            services.correct(one, Correction(email="other@example.org"))
        with pytest.raises(TransitionRefused):
            services.remove_nominations([one])
        services.confirm_nominations(delegation, [one])
        assert one.state is State.SUBMITTED
        with pytest.raises(TransitionRefused):
            services.remove_nominations([one])


def test_whoever_is_given_another_category_takes_the_place_it_keeps_and_leaves_it_again(uow: UnitOpener) -> None:
    with uow():
        summit, delegation = world()
        plain, kept = summit.categories[:2]
        kept.holds_place, kept.capacity = True, 1
        services.nominate_many(summit, delegation, nominees(summit, 2))
        services.correct_many([(one, Correction(category=kept)) for one in everybody()])
        assert [(one.category.code, one.holds_place) for one in everybody()] == [("press", True), ("press", False)]
        first, _second = everybody()
        with pytest.raises(TransitionRefused):
            services.correct(first, Correction(category=plain))
        assert services.change_belonging(first, category=plain, position=None, acting=False, phone="")
        assert not first.holds_place
    with uow():
        summit = db.session.get_one(Summit, everybody()[0].summit_id)
        assert (summit.taken, summit.categories[1].taken) == (0, 0)

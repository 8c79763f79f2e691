"""Delegations on both databases."""

import pytest
import sqlalchemy as sa

from summitapp.audit import queries as audit
from summitapp.core.db import db, refusal_of
from summitapp.core.text import Translated
from summitapp.delegations import queries, services
from summitapp.delegations.models import Delegation
from summitapp.delegations.rules import code_from
from summitapp.delegations.values import DelegationExists
from summitapp.registration.values import State
from summitapp.summits.models import Category
from summitapp.summits.values import PlacesTaken
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit


@pytest.mark.parametrize(("name", "code"), [
    ("Bremen", "BREMEN"), ("Karşıyaka", "KARSIYAKA"), ("Çiğli", "CIGLI"), ("Frankfurt am Main", "FRANKFURT_AM_MAIN"),
    ("Köln", "KOLN"), ("İzmir", "IZMIR"), ("Weiß", "WEISS"), ("x" * 60, "X" * 40), ("–", ""),
])
def test_a_code_is_the_name_in_ascii_capitals(name: str, code: str) -> None:
    assert code_from(name) == code


def test_a_delegation_is_found_however_its_code_is_typed(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        made = make_delegation(summit, "Karşıyaka", quota=4)
        for typed in ("KARSIYAKA", "karsiyaka", "Karşıyaka", " karşıyaka "):
            found = queries.by_code(summit.id, typed)
            facts = queries.group_by_code(summit.id, typed)
            assert found is made
            assert facts is not None and (facts.id, facts.code, facts.quota) == (made.id, "KARSIYAKA", 4)
            assert facts.name == made.name
        assert queries.by_code(summit.id, "BREMEN") is None
        assert queries.group_by_code(summit.id, "\x00") is None
        assert queries.of_summit(make_summit("other-2027").id) == []


def test_a_code_is_given_once_in_a_summit(uow: UnitOpener) -> None:
    with pytest.raises(DelegationExists), uow():
        summit = make_summit()
        make_delegation(summit, "Bremen")
        make_delegation(make_summit("other-2027"), "Bremen")
        make_delegation(summit, "bremen")
    with pytest.raises(sa.exc.IntegrityError) as broken, uow():  # two at the same moment
        summit = make_summit()
        db.session.flush()
        db.session.add_all([
            Delegation(summit_id=summit.id, code="BREMEN", name=Translated.same(name)) for name in ("Bremen", "bremen")
        ])
        db.session.flush()
    assert isinstance(refusal_of(broken.value), DelegationExists)


def test_a_quota_is_changed_and_never_negative(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        made = services.add_delegation(summit, Translated.same("Konak"), code="konak-1")
        assert made.code == "KONAK_1"
        services.set_quota(made, 7)
    with pytest.raises(PlacesTaken), uow():
        found = queries.by_code(1, "KONAK_1")
        assert found is not None and found.quota == 7
        services.set_quota(found, -1)


def test_a_quota_is_never_smaller_than_the_places_that_are_held(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        bremen = make_delegation(summit, "Bremen")
        for number in range(3):
            enter(summit, number, delegation=bremen)
        services.set_quota(bremen, 3)
    for refused in (
        lambda found: services.set_quota(found, 2),
        lambda found: services.set_category_quota(found, category(found), 2),
    ):
        with pytest.raises(PlacesTaken) as error, uow():
            refused(queries.by_code(1, "BREMEN"))
        assert error.value.facts["taken"] == 3


def test_a_share_of_a_category_counts_those_who_hold_a_place_already(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        bremen = make_delegation(summit, "Bremen")
        enter(summit, 1, delegation=bremen)
        enter(summit, 2, delegation=bremen, category="press")
        services.set_category_quota(bremen, category(bremen), 1)
        assert enter(summit, 3, delegation=bremen).state is State.WAITING
        assert enter(summit, 4, delegation=bremen, category="press").state is State.CONFIRMED
    with pytest.raises(PlacesTaken), uow():
        found = queries.by_code(1, "BREMEN")
        assert found is not None and [one.taken for one in found.quotas] == [1]
        services.set_category_quota(found, category(found), 0)
    with uow():
        found = queries.by_code(1, "BREMEN")
        assert found is not None
        services.set_category_quota(found, category(found), 2)
        services.set_category_quota(found, category(found), 2)
        services.set_category_quota(found, category(found), None)
        db.session.flush()
        assert queries.quota_of(found.id, category(found).id) is None
        lines = audit.of_subject(found.public_id)
        assert [line.changes["places"] for line in lines if line.action == "delegation.category_quota_set"] == [
            [2, None], [1, 2], [None, 1],
        ]  # fmt: skip


def category(delegation: Delegation) -> Category:
    return delegation.summit.categories[0]

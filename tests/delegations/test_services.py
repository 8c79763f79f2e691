"""Delegations on both databases."""

import pytest
import sqlalchemy as sa

from summitapp.core.db import refusal_of
from summitapp.core.text import Translated
from summitapp.delegations import queries, services
from summitapp.delegations.rules import code_from
from summitapp.delegations.values import DelegationExists
from tests.conftest import UnitOpener
from tests.factories.registration import make_delegation, make_summit


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
    with pytest.raises(sa.exc.IntegrityError) as broken, uow():
        summit = make_summit()
        make_delegation(summit, "Bremen")
        make_delegation(make_summit("other-2027"), "Bremen")
        make_delegation(summit, "bremen")
    assert isinstance(refusal_of(broken.value), DelegationExists)


def test_a_quota_is_changed_and_never_negative(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        made = services.add_delegation(summit, Translated.same("Konak"), code="konak-1")
        assert made.code == "KONAK_1"
        services.set_quota(made, 7)
    with pytest.raises(sa.exc.IntegrityError), uow():
        found = queries.by_code(1, "KONAK_1")
        assert found is not None and found.quota == 7
        services.set_quota(found, -1)

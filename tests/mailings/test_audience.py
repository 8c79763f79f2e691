"""To whom a mailing goes."""

from typing import TYPE_CHECKING, Any

import pytest

from summitapp.accounts import services as accounts
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.delegations.models import Invitation
from summitapp.mailings import queries, services
from summitapp.mailings.values import Audience, Circle, LeftOut, NobodyToWrite
from summitapp.questions.values import Kind
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.values import DelegationRole, State
from tests.factories.mailings import said
from tests.factories.questions import ask, section
from tests.factories.registration import enter, make_delegation, make_summit, registered
from tests.mailings.sent import begin, mailing_, mine, plain_of, release, summit_

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


def test_the_choice_of_recipients_narrows(uow: Any, reading: Any) -> None:
    with uow():
        summit = make_summit()
        bremen = make_delegation(summit)
        head = enter(summit, 1, delegation=bremen, language="de")
        registered(head).delegation_role = DelegationRole.HEAD
        db.session.flush()
        enter(summit, 2, category="press", language="en")
        gone = enter(summit, 3)
        registration.withdraw(registered(gone))
        enter(summit, 4, email=None)
    with reading():
        def to(**given: Any) -> list[str]:
            return [one.full_name.split()[1] for one in queries.addressees(summit_().id, Audience(**given))]

        assert sorted(to()) == ["1", "2", "4"]
        assert to(categories=("press",)) == ["2"]
        assert to(delegations=("BREMEN",)) == ["1"] == to(roles=(DelegationRole.HEAD,))
        assert to(languages=("en",)) == ["2"]
        assert to(states=(State.WITHDRAWN,)) == ["3"]
        assert to(chosen=(head.public_id,)) == ["1"]
        assert Audience.of(Audience(states=(State.WAITING,), roles=(DelegationRole.HEAD,)).as_dict()) == Audience(
            states=(State.WAITING,), roles=(DelegationRole.HEAD,)
        )


def test_those_who_have_not_answered_a_question_are_found_and_needs_are_nobodys_filter(uow: Any, reading: Any) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "hotel")
        ask(summit, home, "arrival", categories=frozenset({"delegate"}))
        ask(summit, home, "diet", Kind.DIET)
        for number, category in ((1, "delegate"), (2, "delegate"), (3, "press")):
            enter(summit, number, category=category)
        first = next(one for one in queries.addressees(summit.id, Audience()) if "1" in one.full_name)
        found = registrations.by_reference(first.registration)
        assert found is not None
        registration.answer(found, {"hotel": "Ege", "arrival": "noon"})
    with reading():

        def to(question: str, answered: bool) -> list[str]:
            found = queries.addressees(summit_().id, Audience(question=question, answered=answered))
            return sorted(one.full_name.split()[1] for one in found)

        assert to("hotel", True) == ["1"] and to("hotel", False) == ["2", "3"]
        assert to("arrival", False) == ["2"]  # the press is not asked
        assert to("diet", False) == ["1", "2", "3"] == to("nothing", True)
        one = Audience(question="hotel", answered=True)
        assert Audience.of(one.as_dict()) == one


def test_coordinators_are_written_to_once_whatever_they_coordinate(uow: Any, post: "Mailbox") -> None:
    with uow():
        summit = make_summit()
        user = accounts.create_user("coord@example.org", "Nur Öz", language="tr")
        db.session.flush()
        for name in ("Bremen", "Berlin"):
            one = make_delegation(summit, name)
            db.session.add(Invitation(delegation=one, name="Nur Öz", email="coord@example.org", language="tr",
                                      user=user.public_id, invited_at=now(), accepted_at=now()))  # fmt: skip
        record("delegation.invited", summit)
    with uow():
        reference = begin(said("Hello {full_name} {my_summit}"), circle=Circle.COORDINATORS)
        assert services.roll_of(mailing_(reference)).by_reason() == {LeftOut.TWICE: 1}
    release(uow, reference, 1)
    (one,) = mine(post)
    assert one["To"] == "coord@example.org"
    assert "/tr/sign-in/" in plain_of(one)


def test_nobody_to_write_to_is_said(uow: Any) -> None:
    with uow():
        make_summit()
        reference = begin()
    with pytest.raises(NobodyToWrite), uow():
        services.release(mailing_(reference), 0)

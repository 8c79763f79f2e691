"""An address that is given up opens nothing any more: no link, no mail that still waits, nothing asked for from it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.values import LinkInvalid, Purpose
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.directory import queries as people
from summitapp.directory import services as directory
from summitapp.mailings import queries as mailings
from summitapp.mailings.rules.tokens import write_token
from summitapp.mailings.services import choosing
from summitapp.outbox import queries as outbox_queries
from summitapp.outbox import services as outbox
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState
from summitapp.privacy import services as privacy
from summitapp.privacy.models import AddressChange
from summitapp.registration import services
from summitapp.registration.models import Registration
from summitapp.registration.services.filing import Correction
from summitapp.registration.values import Answers, Applicant, DelegationRole, MergeField, Source
from tests.conftest import UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered

OLD, NEW = "gulsah1@example.org", "right@example.org"


def nominated() -> Registration:
    summit = make_summit()
    applicant = Applicant("Ece", "Su", OLD, "tr")
    return registered(services.nominate(
        summit, applicant, Answers(), category=summit.categories[0], delegation=make_delegation(summit), role=DelegationRole.MEMBER,
    ))  # fmt: skip


def entered() -> Registration:
    return registered(enter(make_summit(), 1, source=Source.FORM))


def corrected(one: Registration) -> None:
    services.correct_address(one, NEW, "Misspelt")


def replaced(one: Registration) -> None:
    services.replace_address(one.person, NEW)


def by_the_delegation(one: Registration) -> None:
    services.change_belonging(one, category=one.category, position=None, acting=False, phone="", email=NEW)


def by_a_list(one: Registration) -> None:
    services.correct_many([(one, Correction(email=NEW))])


def moved(one: Registration) -> None:
    services.change_address(one.person, NEW)


WAYS = [(corrected, entered), (replaced, entered), (by_the_delegation, nominated), (by_a_list, nominated), (moved, entered)]


@pytest.mark.parametrize(("leave", "come"), WAYS)
def test_whoever_reads_the_old_address_can_no_longer_prove_the_new_one(
    uow: UnitOpener, leave: Callable[[Registration], None], come: Callable[[], Registration]
) -> None:
    with uow():
        make_texts()
        one = come()
        secrets = [
            (Purpose.CONFIRM, accounts.mint_link(Purpose.CONFIRM, one.public_id, timedelta(days=9), single_use=False)),
            (Purpose.MANAGE, accounts.mint_link(Purpose.MANAGE, one.person.public_id, timedelta(days=9), single_use=False)),
        ]
        reference, person = one.public_id, one.person.public_id
        lost = outbox.enqueue("registration/offered", to=OLD, language="tr", person=person, due_at=now() + timedelta(days=1),
                              references={"registration": reference, "person": person})  # fmt: skip
        message = outbox_queries.by_reference(lost)
        assert message is not None
        message.state = MessageState.FAILED
        db.session.flush()
        leave(one)
        for purpose, secret in secrets:
            with pytest.raises(LinkInvalid):
                accounts.open_link(purpose, secret)
        db.session.expire_all()
        assert (message.recipient, message.state) == (NEW, MessageState.FAILED)  # tried again, it goes to the new one


def test_a_registration_at_another_summit_is_not_opened_by_its_older_link_either(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        one, two = entered(), registered(enter(make_summit("bremen-2027"), 1))
        two.person = one.person
        secret = accounts.mint_link(Purpose.CONFIRM, two.public_id, timedelta(days=9), single_use=False)
        corrected(one)
        with pytest.raises(LinkInvalid):
            accounts.open_link(Purpose.CONFIRM, secret)


def test_what_waits_for_an_address_that_is_taken_away_is_never_sent(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        one = entered()
        lost = outbox.enqueue("registration/reminder", to=OLD, language="tr", person=one.person.public_id, references={},
                              due_at=now() + timedelta(days=1))  # fmt: skip
        services.correct_address(one, None, "Not theirs")
        message = outbox_queries.by_reference(lost)
        assert message is not None and message.state is MessageState.DROPPED


def test_a_move_asked_for_from_the_old_address_counts_no_more(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        one = entered()
        privacy.ask_new_address(one.person, "stranger@example.org")
        corrected(one)
        assert db.session.scalars(sa.select(AddressChange)).all() == []


def test_nobody_moves_an_entry_that_stands_for_nobody_any_more(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        kept, gone = (registered(enter(summit, number, source=Source.FORM)) for number in (2, 1))
        privacy.ask_new_address(gone.person, "stranger@example.org")
        services.merge(kept, gone, (), "same")
        assert db.session.scalars(sa.select(AddressChange)).all() == []


def test_the_address_that_a_merger_gives_up_proves_the_other_no_more(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        kept, gone = (registered(enter(summit, number, source=Source.FORM)) for number in (1, 2))
        secrets = [
            (Purpose.CONFIRM, accounts.mint_link(Purpose.CONFIRM, kept.public_id, timedelta(days=9), single_use=False)),
            (Purpose.MANAGE, accounts.mint_link(Purpose.MANAGE, kept.person.public_id, timedelta(days=9), single_use=False)),
        ]
        services.merge(kept, gone, {MergeField.EMAIL}, "same")
        assert kept.person.email == "gulsah2@example.org"
        for purpose, secret in secrets:
            with pytest.raises(LinkInvalid):
                accounts.open_link(purpose, secret)


def test_no_to_reminders_in_an_older_mail_holds_for_the_entry_that_goes_on(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        kept, gone = (registered(enter(summit, number)) for number in (1, 2))
        token = write_token(settings().secret_key, summit.public_id, gone.person.public_id)
        services.merge(kept, gone, (), "same")
        choosing.want_none(token)
        assert mailings.opted_out(summit.id) == {kept.person.public_id}


def test_who_asked_not_to_be_named_stays_unnamed_whichever_entry_goes_on(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        kept, gone = (registered(enter(summit, number)) for number in (1, 2))
        directory.hide_person(gone.person, "Wunsch")
        services.merge(kept, gone, (), "same")
        assert kept.person.hidden_at is not None
        known = registered(enter(make_summit("bremen-2027"), 5, given_name="Ece", family_name="Su", source=Source.FORM))
        services.prove(known)
        again = registered(enter(make_summit("essen-2027"), 5, given_name="Ece", family_name="Su", source=Source.FORM))
        directory.hide_person(again.person, "Wunsch")
        services.prove(again)
        assert again.person is known.person and known.person.hidden_at is not None


def test_erasing_somebody_erases_the_mails_to_the_entry_that_was_merged_into_theirs(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        kept, gone = (registered(enter(summit, number)) for number in (1, 2))
        colleague = registered(enter(summit, 3, given_name="Ayşe", email="gulsah1@example.org")).person.public_id
        person = kept.person.public_id
        services.merge(kept, gone, (), "same")
    with uow():
        found = people.person_by_reference(person)
        assert found is not None
        mails = privacy.export_person(found).as_dict()["mails"]
        assert {one["recipient"] for one in mails} >= {"gulsah1@example.org", "gulsah2@example.org"}
        theirs = sa.select(OutboxMessage).where(OutboxMessage.person == colleague)
        assert not [one for one in mails if "Ayşe" in one["text"]]
        privacy.erase_person(found)
        left = set(db.session.scalars(sa.select(OutboxMessage.recipient)))
        assert "gulsah2@example.org" not in left
        assert db.session.scalars(theirs).all()

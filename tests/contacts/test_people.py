"""What becomes of exchanges when somebody does not come, is merged, hidden or erased, or the summit is over."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.contacts import queries, services
from summitapp.contacts.models import Block, Card, Exchange, Side
from summitapp.contacts.values import (
    ExchangeState,
)
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.directory import services as directory
from summitapp.directory.values import PersonMerged
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegateSubstituted, RegistrationCancelled, State
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories import contacts as people
from tests.factories.contacts import Crowd, asked, exchanged, seen, somebody

Letters = Callable[[], list[EmailMessage]]


@pytest.fixture
def made(uow: UnitOpener) -> Crowd:
    with uow():
        return people.crowd(4)


def test_requests_run_out_thirty_days_after_the_summit_and_contacts_stay(
    made: Crowd, uow: UnitOpener, app: Any, reading: Reader
) -> None:
    with uow():
        asked(made, 0, 1)
        exchanged(made, 0, 2)
        summit = db.session.scalars(sa.select(Summit)).one()
        summit.starts_on = summit.ends_on = now().date() - timedelta(days=31)
        record("summit.changed", summit)
    with app.app_context():
        services.sweep()
    with reading():
        assert [one.state for one in seen(made, 0)] == [ExchangeState.ACCEPTED]
        assert db.session.scalar(sa.select(sa.func.count(Side.id))) == 2


def test_who_takes_the_consent_back_ends_every_exchange(
    made: Crowd, uow: UnitOpener, reading: Reader, letters: Letters
) -> None:
    with uow():
        exchanged(made, 0, 1)
        exchanged(made, 2, 0)
        asked(made, 0, 3)
    with uow():
        assert consents.decide(somebody(made, 0), Purpose.CONTACTS, False)
    with reading():
        assert {one.state for one in seen(made, 0)} == {ExchangeState.ENDED, ExchangeState.TAKEN_BACK}
        assert not any(one.details for place in range(4) for one in seen(made, place))
    assert {letter["To"] for letter in letters()[-2:]} == {"person1@example.org", "person2@example.org"}


def test_a_merged_person_keeps_the_better_of_two_exchanges(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        asked(made, 0, 2)
        services.write_note(exchanged(made, 2, 1), somebody(made, 1), "mine", "tag")
        exchanged(made, 0, 1)
        services.block(asked(made, 3, 1), somebody(made, 1))
    with uow():
        services.hand_over(somebody(made, 1), somebody(made, 0))
    with reading():
        declined, one = seen(made, 0)
        assert declined.state is ExchangeState.DECLINED
        assert (one.state, one.badge.name, one.note) == (ExchangeState.ACCEPTED, "Wu", "mine")
        assert dict(seen(made, 2)[0].details)
        assert seen(made, 1) == []
        assert queries.standing_of(somebody(made, 0).id, somebody(made, 3).id).blocked_by_me


def test_who_does_not_come_is_not_waited_for_and_keeps_their_contacts(
    made: Crowd, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        exchanged(made, 0, 1)
        asked(made, 2, 1)
        asked(made, 3, 0)
    with uow():
        summit, (old, new) = db.session.scalars(sa.select(Summit)).one(), (somebody(made, 1), somebody(made, 3))
        one, other = (db.session.get_one(Registration, made.registrations[place]) for place in (1, 0))
        events.announce(DelegateSubstituted(one.id, one.public_id, summit.id, summit.public_id, None, old.id, old.public_id,
                                            new.id, new.public_id))  # fmt: skip
        events.announce(RegistrationCancelled(other.id, other.public_id, summit.id, other.person_id, State.WITHDRAWN))
    with reading():
        assert {one.state for one in seen(made, 1)} == {ExchangeState.ACCEPTED, ExchangeState.TAKEN_BACK}
        assert {one.state for one in seen(made, 3)} == {ExchangeState.TAKEN_BACK}


def test_news_of_a_merge_arrives(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        exchanged(made, 1, 2)
    with uow():
        gone, kept = somebody(made, 1), somebody(made, 0)
        events.announce(PersonMerged(kept.id, kept.public_id, gone.id, gone.public_id))
    with reading():
        assert [one.badge.name for one in seen(made, 0)] == ["Wu"] and seen(made, 1) == []


def test_who_is_hidden_has_no_name_in_the_lists_of_others(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        exchanged(made)
        directory.hide_person(somebody(made, 1), "asked")
    with reading():
        (one,) = seen(made, 0)
        assert one.badge.hidden and one.badge.name == "" and not one.details


def test_erasing_somebody_leaves_nothing_on_either_side(made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        services.write_note(exchanged(made), somebody(made, 1), "about them", "x")
        services.block(asked(made, 0, 2), somebody(made, 0))
        text = repr(services.export_personal(somebody(made, 1)))
        assert "about them" in text and "Nilüfer" in text
        services.erase_personal(somebody(made, 0))
    with reading():
        for table in (Exchange, Side, Block):
            assert db.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
        assert db.session.scalars(sa.select(Card.person_id)).all() == [somebody(made, 1).id]

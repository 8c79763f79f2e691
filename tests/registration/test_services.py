"""What happens to registrations, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.audit import queries as audit
from summitapp.consents import queries as consent_queries
from summitapp.consents.values import Purpose
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.directory.models import Person
from summitapp.registration import queries, services
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.values import (
    AlreadyRegistered,
    Answers,
    CategoryUnknown,
    Filter,
    OfferLapsed,
    RegistrationCancelled,
    RegistrationClosed,
    RegistrationConfirmed,
    RegistrationNotYetOpen,
    Source,
    State,
)
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitState
from tests.conftest import Reader, UnitOpener
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, person, registered

Letters = Callable[[], list[EmailMessage]]


@contextmanager
def hearing(kind: type) -> Iterator[list[object]]:
    """Collect the announcements of one kind."""
    heard: list[object] = []
    events.connect(kind, heard.append)
    yield heard
    events._reactions[kind].remove(heard.append)


def taken(summit: Summit | str) -> int:
    slug = summit if isinstance(summit, str) else summit.slug
    return db.session.scalar(sa.select(Summit.taken).where(Summit.slug == slug)) or 0


# --- entering -----------------------------------------------------------------------------------


def test_whoever_registers_while_places_are_left_is_in(uow: UnitOpener, letters: Letters) -> None:
    with uow(), hearing(RegistrationConfirmed) as heard:
        summit = make_summit(capacity=2)
        receipt = enter(summit)
        assert receipt.state is State.CONFIRMED
        assert taken(summit) == 1
        assert registered(receipt).category.taken == 1
        assert [news.public_id for news in heard] == [receipt.public_id]  # type: ignore[attr-defined]
        lines = audit.of_subject(receipt.public_id)
        assert [line.action for line in lines] == ["registration.received"]
        assert "Gülşah" not in str(lines)
    assert [letter["To"] for letter in letters()] == ["gulsah1@example.org"]


def test_when_the_places_are_gone_people_wait_in_order(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=2)
        receipts = [enter(summit, number) for number in range(5)]
        assert [one.state.value for one in receipts] == ["confirmed", "confirmed", "waiting", "waiting", "waiting"]
        assert [one.position for one in receipts] == [None, None, 1, 2, 3]
        assert [queries.position(registered(one)) for one in receipts[2:]] == [1, 2, 3]
        assert taken(summit) == 2


def test_a_full_category_does_not_fill_the_summit(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=10, category_capacity=1)
        assert enter(summit, 1).state is State.CONFIRMED
        assert enter(summit, 2).state is State.WAITING
        assert enter(summit, 3, category="press").state is State.CONFIRMED
        assert taken(summit) == 2


def test_a_delegation_fills_no_more_places_than_its_quota(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=10)
        bremen = make_delegation(summit, quota=1)
        assert enter(summit, 1, delegation=bremen).state is State.CONFIRMED
        second = enter(summit, 2, delegation=bremen)
        assert (second.state, second.position) == (State.WAITING, 1)
        assert enter(summit, 3).state is State.CONFIRMED


def test_where_a_person_decides_everybody_waits_for_the_decision(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        assert {enter(summit, number).state for number in range(3)} == {State.SUBMITTED}
        assert taken(summit) == 0


@pytest.mark.parametrize(("values", "error"), [
    ({"registration_closes_at": timedelta(seconds=-1)}, RegistrationClosed),
    ({"registration_opens_at": timedelta(hours=1)}, RegistrationNotYetOpen),
])
def test_outside_of_its_time_nobody_registers(uow: UnitOpener, values: dict, error: type) -> None:
    with pytest.raises(error), uow():
        enter(make_summit(**{name: now() + by for name, by in values.items()}))


def test_a_draft_takes_no_registrations(uow: UnitOpener) -> None:
    with pytest.raises(RegistrationClosed), uow():
        summit = make_summit()
        summit.state = SummitState.DRAFT
        db.session.flush()
        enter(summit)


def test_people_cannot_choose_the_team_by_themselves(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        assert enter(summit, 1, category="staff", source=Source.ORGANISER).state is State.CONFIRMED
        with pytest.raises(CategoryUnknown):
            enter(summit, 2, category="staff", source=Source.FORM)


@pytest.mark.parametrize(("values", "field"), [
    ({"given_name": ""}, "given_name"), ({"family_name": ""}, "family_name"), ({"language": "fr"}, "language"),
    ({"given_name": "x" * 201}, "given_name"),
])
def test_a_wrong_detail_is_named_and_nothing_is_written(uow: UnitOpener, reading: Reader, values: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused, uow():
        enter(make_summit(), **values)
    assert list(refused.value.faults) == [field]
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 0


def test_the_same_name_and_address_register_once(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        enter(summit, 1)
        with pytest.raises(AlreadyRegistered):
            enter(summit, 1, given_name="GÜLŞAH 1", email="Gulsah1@Example.org")
        assert enter(summit, 2, email="gulsah1@example.org").state is State.CONFIRMED
        assert enter(summit, 3, email=None).state is enter(summit, 3, email=None).state is State.CONFIRMED


def test_sending_the_form_again_and_again_fills_nobodys_mailbox(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        form = queries.entry_form(summit.id, "delegate")
        assert form is not None
    for _ in range(6):
        with uow():
            services.register_openly(form, person(1), Answers())
    assert 2 <= len(letters()) <= 3


def test_the_database_itself_refuses_the_same_person_twice(uow: UnitOpener) -> None:
    with pytest.raises(sa.exc.IntegrityError), uow():
        summit = make_summit()
        first = registered(enter(summit, 1))
        registered(enter(summit, 2)).sameness = first.sameness
        db.session.flush()


def test_the_database_itself_refuses_a_place_too_many(uow: UnitOpener) -> None:
    with pytest.raises(sa.exc.IntegrityError), uow():
        summit = make_summit(capacity=1)
        db.session.execute(sa.update(Summit).where(Summit.id == summit.id).values(taken=2))


def test_consents_are_kept_each_for_itself_and_silence_is_no(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        form = queries.entry_form(summit.id, "delegate")
        assert form is not None
        receipt = services.register(form, person(), Answers(), consented={Purpose.PHOTO})
        stands = {one.purpose: one.given for one in consent_queries.decisions(registered(receipt).person_id)}
        assert stands[Purpose.PHOTO] is True
        assert stands[Purpose.NEWSLETTER] is None
        assert not consent_queries.agrees(registered(receipt).person_id, Purpose.NEWSLETTER)


# --- proving ------------------------------------------------------------------------------------


def test_an_unproven_address_never_joins_a_known_person(uow: UnitOpener) -> None:
    with uow():
        first, second = make_summit("one-2027"), make_summit("two-2027")
        known = services.prove(registered(enter(first, 1, source=Source.FORM)))
        stranger = registered(enter(second, 1, source=Source.FORM))
        assert stranger.person_id != known.person_id
        assert not stranger.proven
        assert services.prove(stranger).person_id == known.person_id
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 1


def test_an_office_may_sign_up_several_people_with_one_address(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        one = services.prove(registered(enter(summit, 1, source=Source.FORM, email="office@example.org")))
        two = services.prove(registered(enter(summit, 2, source=Source.FORM, email="office@example.org")))
        assert one.proven and two.proven
        assert one.person_id != two.person_id


def test_proving_twice_changes_nothing_and_writes_one_mail(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        summit = make_summit()
        receipt = enter(summit, source=Source.FORM)
    with uow():
        services.prove(registered(receipt))
    with uow():
        services.prove(registered(receipt))
    assert len(letters()) == 2


def test_what_is_not_proven_within_a_day_gives_its_place_to_the_next(uow: UnitOpener, app: Flask) -> None:
    with uow():
        summit = make_summit(capacity=1)
        late = enter(summit, 1, source=Source.FORM)
        waits = enter(summit, 2)
        db.session.execute(sa.update(Registration).where(Registration.public_id == late.public_id)
                           .values(proof_due_at=now() - timedelta(seconds=1)))  # fmt: skip
    with app.app_context(), hearing(RegistrationCancelled) as heard:
        assert services.lapse_due() == 1
        assert services.lapse_due() == 0
        assert registered(late).state is State.WITHDRAWN
        assert registered(late).reason == "unproven"
        assert registered(waits).state is State.CONFIRMED
        assert len(heard) == 1
        assert taken("izmir-2027") == 1
    with uow(), pytest.raises(OfferLapsed):
        services.prove(registered(late))


def test_what_was_proven_in_time_does_not_lapse(uow: UnitOpener, app: Flask) -> None:
    with uow():
        receipt = enter(make_summit(), source=Source.FORM)
        services.prove(registered(receipt))
    with app.app_context():
        assert services.lapse_due() == 0
        assert registered(receipt).state is State.CONFIRMED


# --- details, export, erasure -------------------------------------------------------------------


def test_people_change_their_own_details_and_are_found_by_the_new_ones(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        registration = registered(enter(summit, answers=Answers(city="Konak")))
        assert not services.change_details(registration, person(), Answers(city="Konak"))
        changed = person(given_name="Nilüfer", family_name="Kılıç-Krämer", language="de")
        assert services.change_details(registration, changed, Answers(city="Şişli", spoken_languages=("de", "tr")))
        assert [one.id for one in queries.page(summit.id, Filter(terms=("sisli", "kraemer")))] == [registration.id]
        assert queries.page(summit.id, Filter(terms=("konak",))) == []


def test_a_wrong_change_changes_nothing(uow: UnitOpener) -> None:
    with uow():
        registration = registered(enter(make_summit(), answers=Answers(city="Konak")))
        with pytest.raises(Invalid):
            services.change_details(registration, person(given_name=""), Answers(city="Buca"))
        assert registration.city_text == "Konak"
        assert registration.person.given_name == "Gülşah 1"


def test_everything_personal_can_be_handed_over_and_erased(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        receipt = enter(summit, answers=Answers(function="Stadträtin", city="Köln", note="vegetarisch"))
        registration = registered(receipt)
        told = services.export_personal(registration.person)
        assert told[0]["function"] == "Stadträtin"
        assert told[0]["given_name"] == "Gülşah 1"
        services.erase_personal(registration.person)
        registration = registered(receipt)
        assert registration.state is State.WITHDRAWN
        assert {registration.function, registration.city_text, registration.note} == {""}
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SearchWord)) == 0


# --- lists and tables ---------------------------------------------------------------------------


def test_a_whole_list_is_entered_at_once(uow: UnitOpener, letters: Letters) -> None:
    with uow():
        summit = make_summit(capacity=1500)
        bremen = make_delegation(summit)
        delegate = summit.categories[0]
        receipts = services.bulk_register(summit, [
            services.Newcomer(person(number), delegate, delegation=bremen) for number in range(1200)
        ])  # fmt: skip
        assert len({one.code for one in receipts}) == 1200
        assert taken(summit) == 1200
        assert registered(receipts[777]).person.given_name == "Gülşah 777"
        assert queries.count(summit.id, Filter(terms=("bremen",))) == 1000
        assert len(queries.page(summit.id, Filter(terms=("yildiz",)))) == 50
        assert [one.person.given_name for one in queries.page(summit.id, Filter(terms=("gulsah777",)))] == ["Gülşah 777"]
    assert letters() == []


def test_the_table_is_narrowed_by_state_category_delegation_and_words(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(capacity=2)
        izmir = make_delegation(summit, "Karşıyaka")
        one = enter(summit, 1, answers=Answers(city="Şişli"))
        two = enter(summit, 2, category="press", delegation=izmir)
        three = enter(summit, 3)
        other = make_summit("other-2027")
        enter(other, 4, answers=Answers(city="Şişli"))

        def found(**narrowed: object) -> list[str]:
            return [row.public_id for row in queries.page(summit.id, Filter(**narrowed))]  # type: ignore[arg-type]

        assert found() == [three.public_id, two.public_id, one.public_id]
        assert found(states=frozenset({State.WAITING})) == [three.public_id]
        assert found(category_id=registered(two).category_id) == [two.public_id]
        assert found(delegation_id=izmir.id) == [two.public_id]
        assert found(terms=("sisli",)) == [one.public_id]
        assert found(terms=("karsiy",)) == [two.public_id]
        assert found(terms=("sisli", "karsiy")) == []
        assert queries.tally(summit.id) == {State.CONFIRMED: 2, State.WAITING: 1}
        assert queries.delegation_sizes(summit.id) == {izmir.id: 1}

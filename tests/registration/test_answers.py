"""Answers: judged, kept, counted, sealed, opened with a reason, and gone when their time or their consent is."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit import queries as trail
from summitapp.audit.models import AuditEntry
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Forbidden, Invalid
from summitapp.core.security import Actor, GrantRef, acting_as
from summitapp.questions import queries as questions
from summitapp.questions import services as building
from summitapp.questions.models import Option
from summitapp.questions.values import Kind, Phase, Reader
from summitapp.questions.values.refusals import SensitiveRefused
from summitapp.registration import queries, services
from summitapp.registration.models import Answer, Registration, SearchWord
from summitapp.registration.values import Answers, ChangesClosed, ReasonMissing, Source, State
from summitapp.summits.models import Summit
from tests.conftest import Reader as Reading
from tests.conftest import UnitOpener
from tests.factories.questions import ask, draft, options, section, when, words
from tests.factories.registration import make_summit, make_texts, person, registered
from tests.registration.test_capacity import at_once
from tests.rig.statements import heard

SECRET = "Erdnussallergie"


def enter(summit: Summit, number: int = 1, source: Source = Source.API, category: str = "delegate", **replies: Any) -> Registration:
    form = queries.entry_form(summit.id, category)
    assert form is not None
    told = {code.replace("_", "-"): reply for code, reply in replies.items()}
    return registered(services.register(form, person(number), Answers(), source=source, replies=told))


def values(registration: Registration) -> dict[str, Any]:
    return {one.question.code: one.value for one in queries.answers_of(registration)}


def taken() -> dict[str, int]:
    return {row.code: row.taken for row in db.session.execute(sa.select(Option.code, Option.taken))}


def test_what_is_asked_is_kept_and_what_is_hidden_is_not(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "visa", Kind.YES_NO, required=True)
        ask(summit, home, "consulate", required=True, show_if=when("visa", "yes"))
        ask(summit, home, "outlet", required=True, categories=frozenset({"press"}))
        one = enter(summit, 1, visa="no", consulate="Berlin", outlet="Weser-Kurier")
        assert values(one) == {"visa": False}
        with pytest.raises(Invalid) as refused:
            enter(summit, 2, visa="yes")
        assert list(refused.value.faults) == ["q-consulate"]
        with pytest.raises(Invalid) as refused:
            enter(summit, 2, visa="no", shoe="42")
        assert list(refused.value.faults) == ["q-shoe"]
        assert values(enter(summit, 3, category="press", visa="no", outlet="Yeni Asır")) == {"visa": False, "outlet": "Yeni Asır"}


def test_who_is_named_by_others_is_asked_later(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "visa", Kind.YES_NO, required=True)
        ask(summit, home, "hotel", phase=Phase.CONFIRMED)
        one = enter(summit, source=Source.LIST)
        assert values(one) == {}
        services.answer(one, {"visa": "yes", "hotel": "Kordon"})
        assert values(one) == {"visa": True, "hotel": "Kordon"}
        assert not services.answer(one, {"visa": "yes", "hotel": "Kordon"})


def test_sensitive_answers_come_from_the_person_alone(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        ask(summit, section(summit), "diet", Kind.DIET, options=options("vegan"))
        with pytest.raises(SensitiveRefused):
            enter(summit, diet={"chosen": ["vegan"]})


def test_answers_close_with_the_changes(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit(changes_close_at=now() + timedelta(days=1))
        ask(summit, section(summit), "hotel")
        one = enter(summit)
        services.answer(one, {"hotel": "Kordon"})
        summit.changes_close_at = now() - timedelta(minutes=1)
        with pytest.raises(ChangesClosed):
            services.answer(one, {"hotel": "Konak"})
        services.answer(one, {"hotel": "Konak"}, late=True)
        assert values(one) == {"hotel": "Konak"}


def test_old_answers_stay_readable_in_the_words_they_were_given_under(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        tour = ask(summit, home, "tour", Kind.ONE_CHOICE, options=options("boat", "ruins"))
        one = enter(summit, tour="boat")
        building.change_question(tour, draft("tour", Kind.YES_NO), home)
        (given,) = queries.answers_of(one)
        assert (given.question.kind, given.value, given.question.version) == (Kind.ONE_CHOICE, "boat", 1)
        assert given.question.option("boat").label == words("boat")  # type: ignore[union-attr]
        form = questions.asked_form(summit.id)
        assert queries.given_answers(one.id, form) == {}
        services.answer(one, {"tour": "yes"})
        assert [(given.question.version, given.value) for given in queries.answers_of(one)] == [(2, True)]


def test_places_of_options_are_taken_and_given_back(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        ask(summit, section(summit), "tour", Kind.MANY_CHOICES, options=options("boat", "ruins", places=1))
        one, two = enter(summit, 1, tour=["boat"]), enter(summit, 2)
        assert taken() == {"boat": 1, "ruins": 0}
        with pytest.raises(Invalid) as refused:
            services.answer(two, {"tour": ["boat", "ruins"]})
        assert list(refused.value.faults) == ["q-tour"]
        services.answer(one, {"tour": ["boat", "ruins"]})
        services.cancel(one, "double")
        assert taken() == {"boat": 0, "ruins": 0}
        services.answer(two, {"tour": ["boat"]})
        services.reopen(one)
        assert taken() == {"boat": 1, "ruins": 1}
        assert values(one) == {"tour": ["ruins"]}
        services.answer(two, {})
        services.forget_answers(one)
        assert taken() == {"boat": 0, "ruins": 0}


def test_a_crowd_never_takes_more_places_of_an_option_than_there_are(app: Flask, uow: UnitOpener, reading: Reading) -> None:
    with uow():
        summit = make_summit()
        ask(summit, section(summit), "tour", Kind.MANY_CHOICES, options=options("boat", "ruins", places=5))
        summit_id = summit.id

    def come(number: int) -> Any:
        chosen = ["boat", "ruins"] if number % 3 else ["ruins"]
        return enter(db.session.get_one(Summit, summit_id), number, tour=chosen)

    done = at_once(app, [lambda number=number: come(number) and None for number in range(24)])  # type: ignore[misc]
    refused = [one for one in done if one is not None]
    assert all(isinstance(one, Invalid) for one in refused)
    with reading():
        counted = taken()
        assert counted["ruins"] == 5
        assert counted["boat"] <= 5
        held = [option for row in db.session.scalars(sa.select(Answer)) for option in row.held]
        assert len(held) == sum(counted.values())
        assert queries.tally(summit_id)[State.CONFIRMED] == 24 - len(refused)


# --- sealed -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def sealed(uow: UnitOpener) -> dict[str, Any]:
    """A participant whose diet and emergency contact are sealed."""
    with uow():
        make_texts()
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "diet", Kind.DIET, options=options("vegan", "no-nuts"), readers=frozenset({Reader.CATERING, Reader.ORGANISER}))
        ask(summit, home, "emergency", Kind.EMERGENCY, readers=frozenset({Reader.FIRST_AID}))
        one = enter(summit)
        services.answer_sealed(
            one, {"diet": {"chosen": ["no-nuts"], "note": SECRET}, "emergency": {"name": "Ali Su", "phone": "+90 555 111 22 33"}},
            {Purpose.HEALTH, Purpose.EMERGENCY},
        )
        return {"summit": summit.public_id, "registration": one.public_id, "slug": summit.slug, "person": one.person.public_id}


def member(made: dict[str, Any], role: Role) -> Actor:
    return Actor("user", f"u-{role}", grants=frozenset({GrantRef(role, "summit", made["summit"])}))


def it(made: dict[str, Any]) -> Registration:
    found = queries.by_reference(made["registration"])
    assert found is not None
    return found


def test_a_sealed_answer_can_be_read_nowhere(app: Flask, sealed: dict[str, Any], reading: Reading) -> None:
    with reading():
        everything = []
        for table in db.metadata.sorted_tables:
            everything += [repr(row) for row in db.session.execute(sa.select(table))]
        text = "\n".join(everything)
        assert not [secret for secret in (SECRET, "Ali Su", "905551112233") if secret in text]
        assert all(one.value is None and one.sealed for one in queries.answers_of(it(sealed)))
        assert SECRET.lower() not in " ".join(db.session.scalars(sa.select(SearchWord.word)))
        assert SECRET not in json.dumps(queries.answer_of(it(sealed), None))
        assert queries.given_answers(it(sealed).id, questions.asked_form(it(sealed).summit_id)) == {}
        assert services.reveal(it(sealed))["diet"] == {"chosen": ["no-nuts"], "note": SECRET}


@pytest.mark.parametrize(("role", "opens"), [
    (Role.OWNER, ["diet"]), (Role.ORGANISER, ["diet"]), (Role.CATERING, ["diet"]), (Role.FIRST_AID, ["emergency"]),
    (Role.DESK, []), (Role.VIEWER, []), (Role.EDITOR, []), (Role.SCANNER, []),
])  # fmt: skip
def test_a_group_opens_what_its_work_needs_and_nothing_else(
    role: Role, opens: list[str], sealed: dict[str, Any], uow: UnitOpener
) -> None:
    with uow(actor=member(sealed, role)) as unit:
        if opens:
            given = services.open_sensitive(it(sealed), "Allergic reaction in Hall B")
            assert [one.question.code for one in given] == opens
        else:
            with pytest.raises(Forbidden):
                services.open_sensitive(it(sealed), "Curious")
            unit.refuse()


def test_each_opening_has_a_reason_and_is_written_down_for_the_person(sealed: dict[str, Any], uow: UnitOpener, reading: Reading) -> None:
    with uow(actor=member(sealed, Role.FIRST_AID)) as unit:
        with pytest.raises(ReasonMissing):
            services.open_sensitive(it(sealed), "  ")
        unit.refuse()
    with uow(actor=member(sealed, Role.FIRST_AID)):
        services.open_sensitive(it(sealed), "Fell on the stairs")
    with reading():
        (line,) = queries.openings_of(it(sealed))
        assert (line.actor, line.note, line.changes) == ("u-first_aid", "Fell on the stairs", {"questions": ["emergency"]})
        trail = json.dumps([entry.changes for entry in db.session.scalars(sa.select(AuditEntry))])
        assert SECRET not in trail


def test_first_aid_receives_its_notes_and_the_kitchen_numbers_without_names(sealed: dict[str, Any], uow: UnitOpener, reading: Reading) -> None:
    with uow(actor=member(sealed, Role.FIRST_AID)):
        ((whose, notes),) = services.open_emergency_notes(it(sealed).summit, "Drill")
        assert whose.public_id == sealed["registration"]
        assert [one.value["name"] for one in notes] == ["Ali Su"]
    with uow(actor=member(sealed, Role.DESK)) as unit:
        with pytest.raises(Forbidden):
            services.open_emergency_notes(it(sealed).summit, "Drill")
        unit.refuse()
    with reading():
        assert services.diet_counts(it(sealed).summit_id) == {"diet": {"vegan": 0, "no-nuts": 1, "": 1}}


def test_without_a_consent_nothing_is_kept_and_taken_back_it_goes_at_once(sealed: dict[str, Any], uow: UnitOpener, reading: Reading) -> None:
    with uow() as unit:
        with pytest.raises(Invalid) as refused:
            services.answer_sealed(it(sealed), {"diet": {"chosen": ["vegan"]}}, set())
        assert list(refused.value.faults) == ["q-diet"]
        unit.refuse()
    with uow():
        consents.decide(it(sealed).person, Purpose.HEALTH, False, "my")
    with reading():
        assert queries.sealed_codes(it(sealed).id) == {"emergency"}
    with uow():
        services.answer_sealed(it(sealed), {}, set())
    with reading():
        assert queries.sealed_codes(it(sealed).id) == set()


def test_a_no_of_either_half_takes_the_sealed_answers_of_both_along_when_they_are_merged(
    sealed: dict[str, Any], uow: UnitOpener
) -> None:
    with uow():
        kept, other = it(sealed), enter(it(sealed).summit, 2)
        consents.decide(other.person, Purpose.HEALTH, True, "my")
        consents.decide(other.person, Purpose.HEALTH, False, "my")  # the last word, so nothing is written down anew
        services.answer_sealed(other, {"emergency": {"name": "Ece Su", "phone": "+90 555 000 11 22"}}, {Purpose.EMERGENCY})
        services.merge(kept, other, (), "One human being")
        assert queries.sealed_codes(kept.id) == {"emergency"}
        assert services.reveal(kept) == {"emergency": {"name": "Ali Su", "phone": "+905551112233"}}
        assert queries.sealed_codes(other.id) == set()


def test_of_two_who_are_merged_the_answers_of_the_one_that_goes_on_count(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "tour", Kind.ONE_CHOICE, options=options("port", "park", places=1))
        ask(summit, home, "hotel")
        kept, gone = enter(summit, 1, tour="park"), enter(summit, 2, tour="port", hotel="Kordon")
        services.merge(kept, gone, (), "One human being")
        assert (values(kept), values(gone)) == ({"tour": "park"}, {})
        assert taken() == {"port": 0, "park": 1}
        assert "answers.erased" in [line.action for line in trail.of_subject(gone.public_id)]


def test_a_sealed_answer_opens_only_where_it_was_given(sealed: dict[str, Any], uow: UnitOpener) -> None:
    with uow():
        summit = it(sealed).summit
        other = enter(summit, 2)
        row = db.session.scalars(sa.select(Answer).where(Answer.sealed.is_not(None))).first()
        assert row is not None
        db.session.add(Answer(registration_id=other.id, question_id=row.question_id, version=1, value=None, sealed=row.sealed, held=[], answered_at=now()))
        db.session.flush()
        with pytest.raises(ValueError, match="cannot be opened"):
            services.reveal(other)


def test_a_hidden_sealed_answer_is_dropped(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "eats", Kind.YES_NO)
        ask(summit, home, "diet", Kind.DIET, options=options("vegan"), show_if=when("eats", "yes"))
        one = enter(summit, eats="yes")
        services.answer_sealed(one, {"diet": {"chosen": ["vegan"]}}, {Purpose.HEALTH})
        services.answer(one, {"eats": "no"})
        assert queries.sealed_codes(one.id) == set()


def test_answers_go_when_their_time_is_over(sealed: dict[str, Any], uow: UnitOpener, reading: Reading) -> None:
    with uow():
        summit = it(sealed).summit
        home = questions.sections(summit.id)[0]
        ask(summit, home, "hotel", keep="P30D")
        services.answer(it(sealed), {"hotel": "Kordon"})
        building.retire_question(questions.question(summit.slug, "hotel"))  # type: ignore[arg-type]

    def at(days: int) -> datetime:
        return datetime.combine(it(sealed).summit.ends_on, datetime.min.time(), UTC) + timedelta(days=days, hours=12)

    for days, left in ((7, {"diet", "emergency", "hotel"}), (8, {"hotel"}), (30, {"hotel"}), (31, set())):
        with uow():
            services.delete_due_answers(it(sealed).summit, at(days))
        with reading():
            assert {one.question.code for one in queries.answers_of(it(sealed))} == left


def test_a_person_takes_their_answers_along_and_erases_them(sealed: dict[str, Any], uow: UnitOpener, reading: Reading) -> None:
    with reading(), acting_as(Actor("person", sealed["person"], person=sealed["person"])):
        told = services.export_personal(it(sealed).person)
        assert SECRET in json.dumps(told)
    with reading(), acting_as(member(sealed, Role.OWNER)):
        made_by_others = json.dumps(services.export_personal(it(sealed).person))
        assert SECRET not in made_by_others and "Ali Su" not in made_by_others and "withheld" in made_by_others
    with uow():
        services.erase_personal(it(sealed).person)
    with reading():
        assert queries.answers_of(it(sealed)) == []


@pytest.mark.parametrize("many", [1, 3])
def test_reading_answers_takes_as_many_questions_to_the_database_however_many_there_are(app: Flask, uow: UnitOpener, reading: Reading, many: int) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        for number in range(many):
            ask(summit, home, f"t{number}", Kind.ONE_CHOICE, options=options("a", "b"))
        one = enter(summit, **{f"t{number}": "a" for number in range(many)})
        row = one.id
    with reading():
        found = db.session.get_one(Registration, row)
        with heard(app, "SELECT") as said:
            assert len(queries.answers_of(found)) == many
        assert len(said) == 3

"""Building a form: what is added, changed, moved and retired, and what holds in the database."""

from dataclasses import replace

import pytest
from flask import Flask

from summitapp.questions import queries, services
from summitapp.questions.values import Condition, Kind, Operator, Reader
from summitapp.questions.values.refusals import (
    OrderRefused,
    QuestionInvalid,
    SectionInUse,
    StillDependedOn,
)
from summitapp.questions.values.usual import USUAL
from summitapp.summits import services as summits
from summitapp.summits.values import SummitArchived, SummitState
from tests.conftest import Reader as Reading
from tests.conftest import UnitOpener
from tests.factories.questions import ask, draft, options, section, when, words
from tests.factories.registration import make_summit
from tests.rig.statements import heard


def codes(summit_id: int) -> list[str]:
    return [one.code for one in queries.asked_form(summit_id)]


def test_questions_stand_in_their_order_and_move_across_sections(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        first, second = section(summit, "One"), section(summit, "Two")
        for code in ("a", "b"):
            ask(summit, first, code)
        ask(summit, second, "c")
        b = queries.question(summit.slug, "b")
        assert b is not None
        services.move_question(b, up=False)
        assert codes(summit.id) == ["a", "b", "c"]
        assert b.section_id == second.id
        services.move_question(b, up=False)
        assert codes(summit.id) == ["a", "c", "b"]
        services.move_section(second, up=True)
        assert codes(summit.id) == ["c", "b", "a"]


def test_a_question_stays_behind_the_one_it_depends_on(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        visa = ask(summit, home, "visa", Kind.YES_NO)
        consulate = ask(summit, home, "consulate", show_if=when("visa", "yes"))
        with pytest.raises(OrderRefused):
            services.move_question(consulate, up=True)
        assert codes(summit.id) == ["visa", "consulate"]
        with pytest.raises(StillDependedOn):
            services.retire_question(visa)
        with pytest.raises(QuestionInvalid):
            services.change_question(visa, draft("visa", Kind.TEXT), home)
        with pytest.raises(SectionInUse):
            services.remove_section(home)


def test_a_choice_something_depends_on_keeps_its_options(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        tour = ask(summit, home, "tour", Kind.ONE_CHOICE, options=options("boat", "ruins"))
        ask(summit, home, "swims", Kind.YES_NO, show_if=when("tour", "boat"))
        before = queries.as_asked(tour, tour.options)
        assert services.change_question(tour, replace(before, options=before.options[1:] + options("walk")), home)
        kept = {one.code: one.retired for one in queries.as_asked(tour, tour.options).options}
        assert kept == {"ruins": False, "walk": False, "boat": True}


def test_another_wording_is_free_and_another_meaning_is_a_new_version(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        number = ask(summit, home, "size", Kind.NUMBER)
        assert not services.change_question(number, draft("size", Kind.NUMBER, help=words("In cm")), home)
        assert number.version == 1
        assert services.change_question(number, draft("size", Kind.TEXT), home)
        assert number.version == 2
        was = queries.wordings([(number.id, 1), (number.id, 2)])
        assert (was[number.id, 1].kind, was[number.id, 2].kind) == (Kind.NUMBER, Kind.TEXT)


def test_what_contradicts_itself_is_refused_field_by_field(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        wrong = {
            "options": draft("x", Kind.ONE_CHOICE, options=options("only")),
            "required": draft("x", Kind.DIET, required=True),
            "readers": draft("x", Kind.DIET, readers=frozenset()),
            "keep": draft("x", Kind.EMERGENCY, keep="P30D"),
            "depends_on": draft("x", show_if=Condition("none", Operator.ANSWERED)),
        }
        for name, question in wrong.items():
            with pytest.raises(QuestionInvalid) as refused:
                services.add_question(summit, question, home)
            assert name in refused.value.faults


def test_the_usual_questions_are_added_once(uow: UnitOpener) -> None:
    every = {one.code for asked in USUAL for one in asked.questions}
    with uow():
        summit = make_summit()
        assert services.add_usual(summit, every) == len(every)
        assert services.add_usual(summit, every) == 0
        assert set(codes(summit.id)) == every
        asked = queries.asked_form(summit.id).question("diet")
        assert asked is not None
        assert asked.readers == {Reader.ORGANISER, Reader.CATERING}
        assert len(asked.options) == 7


def test_the_next_edition_asks_the_same_and_every_place_is_free(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "tour", Kind.ONE_CHOICE, options=options("boat", "ruins", places=2))
        ask(summit, home, "swims", Kind.YES_NO, show_if=when("tour", "boat"))
        services.shift_places({one.id: 1 for one in queries.asked_form(summit.id).question("tour").options})  # type: ignore[union-attr]
        twin = summits.copy_summit(summit, "izmir-2029", words("Next"), summit.starts_on.replace(year=summit.starts_on.year + 1))
        copied = queries.asked_form(twin.id)
        assert [one.code for one in copied] == ["tour", "swims"]
        assert [one.taken for one in copied.question("tour").options] == [0, 0]  # type: ignore[union-attr]
        assert copied.question("swims").show_if == when("tour", "boat")  # type: ignore[union-attr]
        assert services.copy_questions(summit, twin) == 0


def test_a_copy_stands_below_and_a_retired_question_comes_back(uow: UnitOpener) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        visa = ask(summit, home, "visa", Kind.YES_NO)
        later = ask(summit, home, "later", show_if=when("visa", "yes"))
        twin = services.duplicate_question(visa)
        assert codes(summit.id) == ["visa", twin.code, "later"]
        services.retire_question(later)
        services.retire_question(visa)
        services.remove_section(section(summit, "Empty"))
        services.restore_question(later)
        assert later.show_if == {}
        assert codes(summit.id) == [twin.code, "later"]
        summit.state = SummitState.ARCHIVED
        with pytest.raises(SummitArchived):
            services.restore_question(visa)


@pytest.mark.parametrize("many", [1, 12])
def test_reading_a_form_takes_as_many_questions_to_the_database_however_long_it_is(app: Flask, uow: UnitOpener, reading: Reading, many: int) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        for place in range(many):
            ask(summit, home, f"t{place}", Kind.ONE_CHOICE, options=options("a", "b"))
        summit_id = summit.id
    with reading(), heard(app, "SELECT") as said:
        assert len(codes(summit_id)) == many
    assert len(said) == 2

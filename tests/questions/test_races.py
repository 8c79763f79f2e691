"""Two organisers at one form, over real connections: it stays sound, whoever is first."""

from collections.abc import Callable
from functools import partial

from flask import Flask

from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.questions import queries, services
from summitapp.questions.models import Question
from summitapp.questions.values import Kind
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.questions import ask, draft, section, when
from tests.factories.registration import make_summit
from tests.registration.test_capacity import at_once


def test_a_question_is_not_retired_while_another_is_made_to_wait_for_its_answer(
    app: Flask, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        visa = ask(summit, home, "visa", Kind.YES_NO)
        consulate = ask(summit, home, "consulate")
        numbers, summit_id = (visa.id, consulate.id), summit.id

    def retire() -> None:
        services.retire_question(db.session.get_one(Question, numbers[0]))

    def depend() -> None:
        found = db.session.get_one(Question, numbers[1])
        services.change_question(found, draft("consulate", show_if=when("visa", "yes")), found.section)  # type: ignore[arg-type]

    jobs: list[Callable[[], None]] = [retire, depend]
    done = at_once(app, jobs * 4)  # type: ignore[arg-type]
    assert all(one is None or isinstance(one, (DomainError, bool)) for one in done), done
    with reading():
        form = queries.asked_form(summit_id)
        assert all(one.show_if is None or form.question(one.show_if.question) is not None for one in form)


def test_many_who_add_the_same_question_at_once_get_a_code_each(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        numbers = summit.id, home.id

    def add() -> None:
        here = db.session.get_one(Summit, numbers[0])
        there = next(one for one in queries.sections(here.id) if one.id == numbers[1])
        services.add_question(here, draft("hotel"), there)

    done = at_once(app, [partial(add) for _ in range(8)])  # type: ignore[arg-type]
    assert done == [None] * 8
    with reading():
        assert len(set(queries.codes(numbers[0]))) == 8
        places = [one.position for one in queries.questions(numbers[0])]
        assert len(set(places)) == 8

"""Consents on both databases: each for itself, taken back as easily as given, nothing overwritten."""

import pytest

from summitapp.consents import queries, services
from summitapp.consents.models import Consent
from summitapp.consents.values import ASKED, FIRST_WORDINGS, Purpose
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from tests.conftest import UnitOpener
from tests.factories.registration import make_texts


def somebody() -> Person:
    row, _reference = directory.add_person("Işıl", "Su", "isil@example.org", "tr")
    return db.session.get_one(Person, row)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_text_is_there_in_three_languages(purpose: Purpose) -> None:
    wording = FIRST_WORDINGS[purpose]
    assert not wording.title.missing()
    assert not wording.body.missing()


def test_texts_are_published_once_and_then_by_version(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        make_texts()
        assert {text.version for text in queries.current_texts().values()} == {1}
        services.publish_text(Purpose.PHOTO, Translated.same("Foto"), Translated.same("Neu"))
        texts = queries.current_texts()
        assert (texts[Purpose.PHOTO].version, texts[Purpose.PHOTO].body.de) == (2, "Neu")
        assert set(texts) == set(Purpose)


def test_silence_is_no_and_the_last_word_counts(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        person = somebody()
        assert {one.given for one in queries.decisions(person.id)} == {None}
        assert [one.purpose for one in queries.decisions(person.id)] == list(ASKED)
        assert services.decide(person, Purpose.PHOTO, True)
        assert not services.decide(person, Purpose.PHOTO, True)
        assert queries.agrees(person.id, Purpose.PHOTO)
        assert services.decide(person, Purpose.PHOTO, False)
        assert not queries.agrees(person.id, Purpose.PHOTO)
        assert [row["given"] for row in services.export_personal(person)] == [True, False]


def test_a_list_is_asked_with_one_question(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        yes, no, silent = somebody(), somebody(), somebody()
        services.give(yes.id, {Purpose.PHOTO, Purpose.NOTICE}, "registration")
        services.decide(no, Purpose.PHOTO, True)
        services.decide(no, Purpose.PHOTO, False)
        everybody = [yes.id, no.id, silent.id]
        assert queries.who_agrees(Purpose.PHOTO, everybody) == {yes.id}
        assert queries.who_agrees(Purpose.NEWSLETTER, everybody) == set()
        assert len(services.export_personal(yes)) == 1


def test_answers_go_with_the_person_and_are_erased_with_them(uow: UnitOpener) -> None:
    with uow():
        make_texts()
        old, new = somebody(), somebody()
        services.give(old.id, {Purpose.PHOTO}, "registration")
        services.hand_over(old, new)
        assert queries.agrees(new.id, Purpose.PHOTO)
        assert not queries.agrees(old.id, Purpose.PHOTO)
        services.erase_personal(new)
        assert db.session.query(Consent).count() == 0

"""Lists from people to numbered versions, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.db import db, unit_of_work
from summitapp.core.errors import NotFound
from summitapp.core.security import acting_as, system_actor
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Position
from summitapp.lists import queries, services
from summitapp.lists.models import ListVersion, Placing
from summitapp.lists.values import (
    ClassesExist,
    ClassInUse,
    ListKind,
    NothingToList,
    Preset,
    ReasonForRank,
    Takes,
)
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, DelegationRole
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.factories import registration as make
from tests.registration.test_capacity import at_once

PEOPLE = (("Işıl", "Ağaoğlu"), ("İbrahim", "Iğdırlı"), ("Jürgen", "Weiß-Özdemir"), ("Wu", ""), ("Katharina", "Çınar"))
SLUG = "izmir-2027"


@pytest.fixture
def people(uow: Callable[..., Any]) -> list[str]:
    """Five confirmed people, the first two leading Bremen, the third Karşıyaka; returns their registrations."""
    with uow():
        make.make_texts()
        summit = make.make_summit(SLUG, default_language="de")
        db.session.flush()
        bremen, karsiyaka = make.make_delegation(summit, "Bremen"), make.make_delegation(summit, "Karşıyaka")
        db.session.flush()
        groups = (bremen, bremen, karsiyaka, None, karsiyaka)
        receipts = [
            make.enter(summit, number, given_name=given, family_name=family, single_name=not family, delegation=group,
                       answers=Answers(function=f"Funktion {number}", city="Köln", organisation="Stadt Köln"))
            for number, ((given, family), group) in enumerate(zip(PEOPLE, groups, strict=True), 1)
        ]  # fmt: skip
        db.session.flush()
        for receipt, role in zip(receipts, (DelegationRole.HEAD, DelegationRole.DEPUTY, DelegationRole.HEAD), strict=False):
            make.registered(receipt).delegation_role = role
            db.session.flush()
        return [receipt.public_id for receipt in receipts]


def the_summit() -> Summit:
    summit = summits.by_slug(SLUG)
    assert summit is not None
    return summit


def one(reference: str) -> Registration:
    found = db.session.scalar(sa.select(Registration).where(Registration.public_id == reference))
    assert found is not None
    return found


def names(kind: ListKind, language: Any = "de") -> list[list[str]]:
    listing = services.gather(the_summit(), kind, language)
    return [[row.cells[1 if kind is ListKind.PROTOCOL else 0] for row in section.rows] for section in listing.sections]


def test_fellow_delegates_read_only_who_agreed(people: list[str], uow: Any, reading: Any) -> None:
    with reading():
        assert names(ListKind.PARTICIPANTS) == []
    with uow():
        for place in (0, 2, 3):
            consents.decide(one(people[place]).person, Purpose.PARTICIPANT_LIST, True)
    with reading():
        assert names(ListKind.PARTICIPANTS) == [["Ağaoğlu, Işıl", "Weiß-Özdemir, Jürgen", "Wu"]]
        assert "example.org" not in str(services.gather(the_summit(), ListKind.PARTICIPANTS, "de"))
        assert len(names(ListKind.EVERYONE)[0]) == 5 and "example.org" in str(services.gather(the_summit(), ListKind.EVERYONE, "de"))


def test_photographers_read_who_has_not_agreed_and_at_once_who_took_it_back(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        for place in range(4):
            consents.decide(one(people[place]).person, Purpose.PHOTO, True)
    with reading():
        assert names(ListKind.NO_PHOTO) == [["Çınar, Katharina"]]
    with uow():
        consents.decide(one(people[0]).person, Purpose.PHOTO, False)
    with reading():
        assert names(ListKind.NO_PHOTO, "tr") == [["Ağaoğlu, Işıl", "Çınar, Katharina"]]


def test_a_delegation_shows_head_deputy_office_and_who_stands_in(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        office = Position(title=Translated("Bürgermeisterin", "Belediye Başkanı", "Mayor"), source_language="de")
        head = one(people[0])
        head.position, head.acting = office, True
        record("registration.changed", head)
    with reading():
        assert names(ListKind.DELEGATIONS) == [["Işıl Ağaoğlu", "İbrahim Iğdırlı"], ["Jürgen Weiß-Özdemir", "Katharina Çınar"]]
        listing = services.gather(the_summit(), ListKind.DELEGATIONS, "en")
        assert listing.sections[0].rows[0].cells == ("Işıl Ağaoğlu", "Head of delegation", "Mayor (acting)", "Stadt Köln")


def test_hidden_people_are_gone_from_every_list_but_the_internal_one(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        version = services.freeze(the_summit(), ListKind.DELEGATIONS).number
        person = one(people[0]).person
        person.hidden_at = now()
        record("person.changed", person)
    with reading():
        assert "Ağaoğlu" not in str([names(kind) for kind in ListKind if kind is not ListKind.EVERYONE])
        assert "Ağaoğlu" in str(names(ListKind.EVERYONE))
        kept = queries.version(the_summit().id, ListKind.DELEGATIONS, version)
        assert kept is not None and "Ağaoğlu" not in str(services.shown_version(the_summit(), kept))


def test_the_order_of_protocol_and_a_place_by_hand_with_a_reason(people: list[str], uow: Any, reading: Any) -> None:
    with reading():  # before anybody has made classes
        assert names(ListKind.PROTOCOL) == [["Işıl Ağaoğlu", "Jürgen Weiß-Özdemir"], ["İbrahim Iğdırlı"]]
        assert services.counts_of(the_summit())[ListKind.PROTOCOL] == 3
    with uow():
        services.begin_with(the_summit(), Preset.TURKISH)
    with pytest.raises(ClassesExist), uow():
        services.begin_with(the_summit(), Preset.GERMAN)
    with reading():
        assert names(ListKind.PROTOCOL) == [["Işıl Ağaoğlu", "Jürgen Weiß-Özdemir"], ["İbrahim Iğdırlı"]]
    with pytest.raises(ReasonForRank), uow():
        services.place_guest(one(people[3]), queries.levels(the_summit().id)[0], 1, "  ")
    with uow():
        services.place_guest(one(people[3]), queries.levels(the_summit().id)[0], 1, "Vertritt den Gouverneur.")
    with reading():
        assert names(ListKind.PROTOCOL)[0] == ["Wu"]
        listing = services.gather(the_summit(), ListKind.PROTOCOL, "en")
        assert listing.sections[0].title == "Governor of the province" and "By the name of the city" in listing.sections[0].why
        assert "placed by hand" in listing.sections[0].rows[0].cells[-1]
        used = queries.levels(the_summit().id)[0].public_id
    with pytest.raises(ClassInUse), uow():
        level = queries.level(SLUG, used)
        assert level is not None
        services.remove_level(level)
    with uow():
        services.release_guest(one(people[3]))
        level = queries.level(SLUG, used)
        assert level is not None
        services.remove_level(level)
    with reading():
        assert "Wu" not in str(names(ListKind.PROTOCOL))


def test_nobody_is_put_into_a_class_that_goes_at_the_same_moment(people: list[str], app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        services.begin_with(the_summit(), Preset.TURKISH)
        used = queries.levels(the_summit().id)[0].public_id

    def level() -> Any:
        return queries.level(SLUG, used) or _gone()

    def place() -> None:
        services.place_guest(one(people[3]), level(), 1, "Vertritt den Gouverneur.")

    def remove() -> None:
        services.remove_level(level())

    done = at_once(app, [place, remove] * 4)  # type: ignore[list-item]
    assert {type(answer).__name__ for answer in done} <= {"NoneType", "ClassInUse", "NotFound"}, done
    with reading():
        placed, there = queries.placing_of(one(people[3]).id), queries.level(SLUG, used)
        assert (placed is None) == (there is None)


def _gone() -> Any:
    raise NotFound


def test_classes_can_be_added_changed_and_put_elsewhere(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        for position, takes in ((20, Takes.HEADS), (10, Takes.DEPUTIES)):
            services.add_level(the_summit(), {"name": Translated.same(takes.value), "takes": takes, "position": position})
    with reading():
        assert [level.takes for level in queries.levels(the_summit().id)] == [Takes.DEPUTIES, Takes.HEADS]
        assert names(ListKind.PROTOCOL)[0] == ["İbrahim Iğdırlı"]
    with uow():
        services.change_level(queries.levels(the_summit().id)[0], {"position": 30})
    with reading():
        assert names(ListKind.PROTOCOL)[0] == ["Işıl Ağaoğlu", "Jürgen Weiß-Özdemir"]


def test_the_number_changes_when_the_content_does_and_not_otherwise(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        services.begin_with(the_summit(), Preset.GERMAN)
        assert services.issue(the_summit(), ListKind.PROTOCOL, "de").number == 1
        assert services.issue(the_summit(), ListKind.PROTOCOL, "tr").number == 1
    with uow():
        services.place_guest(one(people[2]), queries.levels(the_summit().id)[0], None, "Gastgeberin")
        assert services.issue(the_summit(), ListKind.PROTOCOL, "en").number == 2
    with reading():
        first = queries.version(the_summit().id, ListKind.PROTOCOL, 1)
        assert first is not None
        assert [(found.what, found.line[2]) for found in services.changes_since(the_summit(), first)] == [
            ("moved", "Jürgen Weiß-Özdemir")]
    with uow():
        old = services.issue(the_summit(), ListKind.PROTOCOL, "tr", "Deniz Aksu", 1)
        assert old.number == 1 and old.recipient == "Deniz Aksu" and len(old.listing.references) == 3


def test_what_must_not_be_kept_has_a_number_and_no_content(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        assert services.issue(the_summit(), ListKind.NO_PHOTO, "de").number == 1
    with reading():
        kept = queries.version(the_summit().id, ListKind.NO_PHOTO, 1)
        assert kept is not None and kept.content == {} and kept.size == 5
    with pytest.raises(NothingToList), uow():
        services.issue(the_summit(), ListKind.NO_PHOTO, "de", "", 1)
    with pytest.raises(NothingToList), uow():
        services.issue(the_summit(), ListKind.DIET, "de")


def test_two_exports_at_once_do_not_take_the_same_number(app: Flask, people: list[str], uow: Any, reading: Any) -> None:
    def export(number: int) -> int:
        with app.app_context(), acting_as(system_actor("tests")), i18n.speaking("en"):
            try:
                with unit_of_work():
                    return services.freeze(the_summit(), ListKind.EVERYONE, f"Copy {number}").number
            finally:
                db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(export, range(6))) == [1, 2, 3, 4, 5, 6]


def test_the_database_refuses_a_place_without_a_reason(people: list[str], uow: Any) -> None:
    with pytest.raises(IntegrityError), uow():
        services.begin_with(the_summit(), Preset.GERMAN)
        db.session.flush()
        level = queries.levels(the_summit().id)[0]
        db.session.execute(sa.insert(Placing).values(
            public_id="x" * 20, registration_id=one(people[0]).id, level_id=level.id, reason="", changed_by="", changed_at=now()))


def test_a_consent_taken_back_is_gone_from_old_versions_too(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        for place in (0, 2):
            consents.decide(one(people[place]).person, Purpose.PARTICIPANT_LIST, True)
    with uow():
        services.freeze(the_summit(), ListKind.PARTICIPANTS)
    with uow():
        consents.decide(one(people[0]).person, Purpose.PARTICIPANT_LIST, False)
    with uow():
        old = services.issue(the_summit(), ListKind.PARTICIPANTS, "de", "", 1)
        assert old.listing.references == (people[2],)


def test_everything_is_handed_over_and_everything_is_erased(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        services.begin_with(the_summit(), Preset.GERMAN)
        db.session.flush()
        services.place_guest(one(people[0]), queries.levels(the_summit().id)[0], 1, "Gastgeberin des Abends")
        services.freeze(the_summit(), ListKind.PROTOCOL)
        services.freeze(the_summit(), ListKind.EVERYONE)
    with reading():
        told = str(services.export_personal(one(people[0]).person))
        assert "Gastgeberin des Abends" in told and "Ağaoğlu, Işıl" in told and "Iğdırlı" not in told
    with uow():
        services.erase_personal(one(people[0]).person)
    with reading():
        assert services.export_personal(one(people[0]).person) == []
        kept = list(db.session.scalars(sa.select(ListVersion)))
        assert "Ağaoğlu" not in str([found.content for found in kept]) and "Iğdırlı" in str([found.content for found in kept])


def test_contents_are_forgotten_ninety_days_after_the_summit(app: Flask, people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        services.begin_with(the_summit(), Preset.GERMAN)
        db.session.flush()
        services.place_guest(one(people[0]), queries.levels(the_summit().id)[0], 1, "Gastgeberin")
        services.freeze(the_summit(), ListKind.EVERYONE, "Für die Presse von Frau Ağaoğlu")
    with app.app_context():
        assert services.forget_lists() == 0
    with uow():
        summit = the_summit()
        summit.starts_on, summit.ends_on = make.past(93), make.past(91)
        record("summit.dates_changed", summit)
    with app.app_context():
        assert services.forget_lists() == 2 and services.forget_lists() == 0
    with reading():
        (kept,) = db.session.scalars(sa.select(ListVersion))
        assert (kept.content, kept.note, kept.number, kept.size) == ({}, "", 1, 5)


def test_somebody_who_withdrew_stands_in_no_list(people: list[str], uow: Any, reading: Any) -> None:
    with uow():
        registration.withdraw(one(people[1]))
    with reading():
        assert "Iğdırlı" not in str([names(kind) for kind in ListKind])
        assert db.session.scalar(sa.select(sa.func.count(Delegation.id))) == 2

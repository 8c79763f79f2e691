"""Two other people approve a letter: never the one who asked, never twice, never what they did not see, and its number."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts.values import Role
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.db import db, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import Actor, acting_as
from summitapp.letters import services
from summitapp.letters.models import Approval, Letter
from summitapp.letters.values import (
    AlreadyApproved,
    ContentChanged,
    LetterNotPossible,
    LetterState,
    OwnLetter,
)
from summitapp.registration import services as registration
from tests.factories import letters as make
from tests.factories import registration as registrations
from tests.factories.letters import World, approve, asked, issued, load, registration_of, visa
from tests.letters.test_services import all_registrations


def test_whoever_asked_or_is_named_cannot_approve(world: World, uow: Any) -> None:
    letter = asked(world, uow, by=world.actor_in(uow, "kim"))
    with pytest.raises(OwnLetter):
        approve(world, uow, letter, "kim")
    approve(world, uow, letter, "deniz")
    with uow():
        make.add_user(world, "guest0@example.org", "Gülşah Yıldız Ünal", Role.ORGANISER)
        named = accounts_queries.user_by_email("guest0@example.org")
        assert named is not None
        myself = Actor("user", named.public_id)
    with pytest.raises(OwnLetter), uow(actor=myself):
        services.approve(load(letter), load(letter).fingerprint, "Chefin")


def test_nobody_approves_twice(world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    approve(world, uow, letter, "deniz")
    with pytest.raises(AlreadyApproved):
        approve(world, uow, letter, "deniz")
    with reading():
        assert len(load(letter).approvals) == 1


def test_an_approval_is_of_what_was_shown(world: World, uow: Any) -> None:
    letter = asked(world, uow)
    with pytest.raises(ContentChanged), uow(actor=world.actor_in(uow, "deniz")):
        services.approve(load(letter), "0" * 64, "Projektleitung")


def test_a_change_of_the_request_voids_the_approvals(world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    approve(world, uow, letter, "deniz")
    with uow(actor=Actor("person", world.person, person=world.person)):
        found = load(letter)
        before = found.fingerprint
        services.change_request(found, visa(registration_of(world), consulate="Generalkonsulat, Hamburg"))
    with reading():
        assert load(letter).approvals == [] and load(letter).fingerprint != before
    with pytest.raises(ContentChanged), uow(actor=world.actor_in(uow, "isil")):
        services.approve(load(letter), before, "Protokoll")
    approve(world, uow, letter, "isil", "deniz")
    with reading():
        assert load(letter).state is LetterState.ISSUED


def test_a_change_of_the_registration_keeps_the_letter_back_until_it_is_taken_over(world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    approve(world, uow, letter, "deniz")
    with uow():
        registration_of(world).person.family_name = "Ünal"
        registration.change_details(registration_of(world), registrations.person(1, given_name="Gülşah", family_name="Ünal"),
                                    make.ANSWERS)  # fmt: skip
    with pytest.raises(LetterNotPossible):
        approve(world, uow, letter, "isil")
    with uow(actor=world.actor_in(uow, "isil")):
        assert services.refresh_facts(load(letter)) and not services.refresh_facts(load(letter))
    with reading():
        assert load(letter).facts["name"] == "Gülşah Ünal" and load(letter).approvals == []
    approve(world, uow, letter, "isil", "deniz")


def test_the_database_itself_refuses_a_number_without_two_other_people(world: World, uow: Any) -> None:
    letter = asked(world, uow, by=world.actor_in(uow, "kim"))
    complete = {"state": "issued", "number": 1, "year": 2027, "serial": "X-1", "lookup": "x",
                "issued_on": now().date(), "valid_until": now().date()}
    for first, second in (("", ""), ("a", "a"), (world.users["kim"], "b"), ("b", world.users["kim"])):
        with pytest.raises(IntegrityError), uow():
            db.session.execute(sa.update(Letter).where(Letter.public_id == letter).values(
                **complete, first_approver=first, second_approver=second))
    with pytest.raises(IntegrityError), uow():
        row = load(letter).id
        for place in (1, 2):
            db.session.execute(sa.insert(Approval).values(
                letter_id=row, place=place, user="a", name="", function="", fingerprint="", at=now()))


def _at_once(app: Flask, world: World, work: list[tuple[str, str]]) -> list[str]:
    """Let each of the team approve a letter at the same moment, each on a connection of their own."""

    def one(job: tuple[str, str]) -> str:
        name, letter = job
        with app.app_context(), i18n.speaking("en"):
            try:
                with acting_as(world.actor(name)), unit_of_work():
                    found = load(letter)
                    services.approve(found, found.fingerprint, "Projektleitung")
                return "approved"
            except DomainError as error:
                return error.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))


def test_three_people_at_the_same_moment_give_two_approvals(app: Flask, world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    assert sorted(_at_once(app, world, [(name, letter) for name in world.users])) == ["approved", "approved", "letter_not_open"]
    with reading():
        assert len(load(letter).approvals) == 2 and load(letter).number == 1


def test_one_person_in_many_windows_gives_one_approval(app: Flask, world: World, uow: Any, reading: Any) -> None:
    letter = asked(world, uow)
    assert sorted(_at_once(app, world, [("deniz", letter)] * 6)) == ["already_approved"] * 5 + ["approved"]
    with reading():
        assert load(letter).state is LetterState.ASKED and len(load(letter).approvals) == 1


def test_numbers_have_no_gap_and_no_double_when_many_are_issued_at_once(app: Flask, uow: Any, reading: Any) -> None:
    with uow():
        world = make.build(members=6)
        found = [one.public_id for one in all_registrations()]
    papers = []
    for reference in found:
        with uow():
            from summitapp.registration import queries as registrations_queries

            one = registrations_queries.by_reference(reference)
            assert one is not None
            papers.append(services.ask(one, visa(one)).public_id)
    for letter in papers:
        approve(world, uow, letter, "deniz")
    assert set(_at_once(app, world, [("isil", letter) for letter in papers])) == {"approved"}
    with reading():
        assert sorted(load(letter).number or 0 for letter in papers) == [1, 2, 3, 4, 5, 6]
        assert len({load(letter).serial for letter in papers}) == 6


def test_two_summits_of_a_city_in_a_year_never_share_a_number(uow: Any, reading: Any) -> None:
    with uow():
        one = make.build()
    first = issued(one, uow)
    with uow():
        other = make.build("izmir-2028", email="guest8@example.org")
        for name in other.users:
            user = accounts_queries.user_by_email(f"{name}@example.org")
            assert user is not None
    second = issued(other, uow)
    with reading():
        assert load(first).number == load(second).number == 1 and load(first).serial != load(second).serial

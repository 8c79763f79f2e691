"""People: an address is proven once, and only the same name makes the same person."""

import pytest
import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.directory import queries, services
from summitapp.directory.models import Person
from tests.conftest import UnitOpener


def add(given: str = "Ayşe", family: str = "Yılmaz", email: str | None = "a@example.org") -> Person:
    return db.session.get_one(Person, services.add_person(given, family, email, "tr")[0])


def test_an_address_is_nobodys_until_it_is_proven(uow: UnitOpener) -> None:
    with uow():
        first = add()
        assert queries.proven_person("a@example.org") is None
        assert services.prove_address(first) is first
        assert queries.proven_person("A@Example.org") is first
        assert queries.person_by_reference(first.public_id) is first


def test_the_same_name_and_address_are_the_same_person(uow: UnitOpener) -> None:
    with uow():
        first, again, other = add(), add("AYŞE", "YILMAZ", "A@Example.org"), add("Fatma", "Yılmaz")
        services.prove_address(first)
        assert services.prove_address(again) is first
        assert services.prove_address(other) is other
        assert other.proven_at is None
        nobody = add(email=None)
        assert services.prove_address(nobody) is nobody


def test_the_database_itself_lets_one_person_prove_an_address(uow: UnitOpener) -> None:
    with pytest.raises(sa.exc.IntegrityError), uow():
        first, second = add(), add("Fatma")
        services.prove_address(first)
        second.email, second.proven_at = "a@example.org", first.proven_at
        db.session.flush()


def test_many_are_written_down_in_their_order(uow: UnitOpener) -> None:
    with uow():
        rows = services.add_people([(f"Kişi {number}", "Öz", None, "tr") for number in range(1200)])
        assert len(set(rows)) == 1200
        assert db.session.get_one(Person, rows[700]).given_name == "Kişi 700"
        assert db.session.get_one(Person, rows[700]).search_key.startswith("kisi 700")


def test_a_new_name_is_found_and_the_same_one_is_no_change(uow: UnitOpener) -> None:
    with uow():
        person = add()
        assert not services.rename_person(person, "Ayşe", "Yılmaz", "tr")
        assert services.rename_person(person, "Nilüfer", "Öğüt", "de")
        assert "nilufer" in person.search_key

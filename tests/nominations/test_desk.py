"""The desk of a delegation: naming people, confirming them, taking them off, sending somebody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import queries as delegations
from summitapp.delegations import services as delegation_services
from summitapp.delegations.models import Delegation
from summitapp.nominations.rules.desk import arrange, count_filled, decide_powers, read_phone
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole, State
from summitapp.summits.values import ApprovalMode
from tests.conftest import Reader, UnitOpener
from tests.factories.delegations import coordinator
from tests.factories.doors import staff
from tests.factories.registration import make_delegation, make_summit, make_texts
from tests.factories.visitors import Visitor
from tests.rig.statements import heard

Letters = Callable[[], list[EmailMessage]]
AYSE: dict[str, Any] = {
    "given_name": "Ayşe İnci", "family_name": "Çağlayan", "email": "ayse@example.org", "language": "tr", "category": "delegate",
    "role": "member", "function": "Daire Başkanı", "phone": "0532 123 45 67",
}  # fmt: skip


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(automatic=False, contact_email="desk@example.org")
        konak = make_delegation(made, "Konak", quota=4)
        make_delegation(made, "Bremen")
        db.session.flush()
        delegation_services.set_category_quota(konak, made.categories[1], 1)
        return made.public_id


def konak() -> Delegation:
    found = delegations.at("izmir-2027", "KONAK")
    assert found is not None
    return found


class Desk:
    """Somebody at the desk of a delegation."""

    def __init__(self, visitor: Visitor, reference: str) -> None:
        self.visitor, self.home = visitor, f"/en/delegations/{reference}/"

    def page(self, path: str = "") -> str:
        return self.visitor.get(self.home + path).text

    def send(self, path: str, **data: Any) -> Any:
        return self.visitor.send(self.home + path, self.home + path, data)

    def name(self, **changes: Any) -> Any:
        return self.send("people/new/", **{**AYSE, **changes})

    def confirm(self, **data: Any) -> Any:
        return self.visitor.send(self.home, f"{self.home}confirm/", data)


@pytest.fixture
def desk(app: Flask, uow: UnitOpener, summit: str) -> Desk:
    with uow():
        delegation = konak()
        return Desk(Visitor(app, coordinator(delegation)), delegation.public_id)


def person(family: str = "Çağlayan") -> Registration:
    found = sa.select(Registration).join(Registration.person).where(Registration.person.property.mapper.class_.family_name == family)
    return db.session.scalars(found.order_by(Registration.id.desc())).first()  # type: ignore[return-value]


def reference(reading: Reader, family: str = "Çağlayan") -> str:
    with reading():
        return person(family).public_id


# --- decided without a database -----------------------------------------------------------------------


def test_a_list_begins_with_the_head_then_deputies_then_names_as_the_reader_sorts() -> None:
    class One:
        def __init__(self, role: DelegationRole, name: str) -> None:
            self.delegation_role = role
            self.person = type("P", (), {"name": type("N", (), {"list_form": name})})

    people = [One(DelegationRole.MEMBER, "Zeki"), One(DelegationRole.MEMBER, "Çelik"), One(DelegationRole.DEPUTY, "Uz"),
              One(DelegationRole.MEMBER, "Cem"), One(DelegationRole.HEAD, "Öz")]  # fmt: skip
    assert [one.person.name.list_form for one in arrange(people, "tr")] == ["Öz", "Uz", "Cem", "Çelik", "Zeki"]


def test_what_is_filled_is_told_apart_by_who_has_decided() -> None:
    filled = count_filled({State.NOMINATED: 2, State.SUBMITTED: 1, State.WAITING: 1, State.CONFIRMED: 3}, 6, 3)
    assert (filled.nominated, filled.asked, filled.confirmed, filled.people, filled.left, filled.over) == (2, 2, 3, 7, 0, 1)
    assert count_filled({}, None, 0).left is None


def test_deadlines_bind_the_delegation_and_not_the_organisers() -> None:
    moment = now()
    dates = delegation_services.Deadlines(moment - timedelta(days=1), moment + timedelta(days=1))
    own = decide_powers(False, dates, moment, moment)
    assert (own.nominate, own.confirm, own.change) == (False, True, False)
    organisers = decide_powers(True, dates, moment, moment)
    assert organisers.nominate and organisers.confirm and organisers.change


@pytest.mark.parametrize(("typed", "country", "kept"), [
    ("0532 123 45 67", "TR", "+905321234567"), ("+49 421 361-0", "", "+494213610"), ("0421 361 1234", "DE", "+494213611234"),
    ("12", "TR", None), ("ask my office", "DE", None), ("0532 123 45 67", "", None),
])
def test_a_telephone_number_is_kept_so_that_anybody_can_dial_it(typed: str, country: str, kept: str | None) -> None:
    assert read_phone(typed, country) == kept


# --- at the desk ----------------------------------------------------------------------------------------


def test_a_coordinator_names_somebody_who_is_told_by_whom(desk: Desk, reading: Reader, letters: Letters) -> None:
    before = len(letters())
    assert "Nobody is named yet" in desk.page()
    assert desk.name(phone="+90 532 123 45 67").status_code == 303
    with reading():
        one = person()
        assert (one.state, one.phone, one.function, one.language, one.delegation_id) == (
            State.NOMINATED, "+905321234567", "Daire Başkanı", "tr", konak().id,
        )  # fmt: skip
    (letter,) = letters()[before:]
    assert letter["To"] == "ayse@example.org"
    assert "İlknur Işık" in str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    page = desk.page()
    assert "Ayşe İnci Çağlayan" in page and "1 of 4" in page and "One nominated" in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    answer = desk.name(family_name="", phone="hello")
    assert answer.status_code == 422
    assert "telephone number" in answer.text and "family name" in answer.text
    assert 'value="Ayşe İnci"' in answer.text and 'value="hello"' in answer.text
    assert desk.name(family_name="", single_name="y", phone="").status_code == 303
    assert desk.name(given_name="Ayşe  İnci", family_name="", single_name="y", phone="").status_code == 422  # twice
    assert desk.name(category="nothing").status_code == 422
    assert desk.name(family_name="A", role="head", email="a@example.org", phone="").status_code == 303
    assert "already has a head" in desk.name(family_name="B", role="head", email="b@example.org", phone="").text


def test_the_chosen_or_all_are_confirmed_until_the_deadline(desk: Desk, reading: Reader, uow: UnitOpener) -> None:
    for number in range(3):
        desk.name(family_name=f"Öz {number}", email=f"oz{number}@example.org", phone="")
    assert desk.confirm(what="chosen").status_code == 422
    assert desk.confirm(what="chosen", chosen=reference(reading, "Öz 0")).status_code == 303
    with reading():
        assert [person(f"Öz {number}").state for number in range(3)] == [State.SUBMITTED, State.NOMINATED, State.NOMINATED]
    with uow():
        konak().confirm_by = now() - timedelta(minutes=1)
        konak().nominate_by = now() - timedelta(days=1)
        record("delegation.changed", konak())
    page = desk.page()
    assert "The list is closed" in page and "desk@example.org" in page
    assert "Confirm all" not in page and "Name somebody" not in page
    assert desk.visitor.send("/en/account/", f"{desk.home}confirm/", {"what": "all"}).status_code == 409
    with uow():
        konak().confirm_by = now() + timedelta(days=1)
        record("delegation.changed", konak())
    assert desk.confirm(what="all").status_code == 303
    with reading():
        assert {person(f"Öz {number}").state for number in range(3)} == {State.SUBMITTED}


def test_with_automatic_approval_the_confirmed_are_in_and_the_rest_wait(desk: Desk, reading: Reader, uow: UnitOpener) -> None:
    with uow():
        konak().summit.approval = ApprovalMode.AUTOMATIC
        delegation_services.set_quota(konak(), 1)
    for number in range(2):
        desk.name(family_name=f"Öz {number}", email=f"oz{number}@example.org", phone="")
    answer = desk.confirm(what="all")
    assert answer.status_code == 303
    page = desk.page()
    assert "no place is free" in page and "One more than places" in page
    with reading():
        assert sorted(person(f"Öz {number}").state for number in range(2)) == [State.CONFIRMED, State.WAITING]


def test_details_are_changed_and_what_the_person_said_stays(desk: Desk, reading: Reader, uow: UnitOpener) -> None:
    desk.name(email="", phone="")
    one = reference(reading)
    with uow():
        registration = person()
        registration.note, registration.spoken_languages, registration.interpretation = "for the organisers", ["tr", "de"], "de"
        record("registration.changed", registration)
    page = f"people/{one}/"
    assert "for the organisers" not in desk.page(page)
    answer = desk.send(page, **{**AYSE, "given_name": "Ayşe", "category": "press", "role": "head", "phone": "+49 421 3610",
                                "email": "ayse@example.org"})  # fmt: skip
    assert answer.status_code == 303
    with reading():
        changed = person()
        assert (changed.person.given_name, changed.category.code, changed.delegation_role, changed.phone) == (
            "Ayşe", "press", DelegationRole.HEAD, "+494213610",
        )  # fmt: skip
        assert (changed.note, changed.spoken_languages, changed.interpretation) == ("for the organisers", ["tr", "de"], "de")
        assert changed.person.email == "ayse@example.org"


def test_a_wrong_address_is_corrected_and_the_link_sent_there_is_dead(
    app: Flask, desk: Desk, reading: Reader, letters: Letters
) -> None:
    desk.name(phone="", email="wrong@example.org")
    link = link_in(letters()[-1])
    assert Visitor(app).get(link).status_code == 200
    assert desk.send(f"people/{reference(reading)}/", **{**AYSE, "phone": ""}).status_code == 303
    assert Visitor(app).get(link).status_code == 404
    assert letters()[-1]["To"] == "ayse@example.org"


def test_an_address_its_owner_has_confirmed_cannot_be_replaced_by_the_delegation(
    app: Flask, desk: Desk, reading: Reader, letters: Letters
) -> None:
    """Else a coordinator could send the person's own link, with all they answered, to themselves."""
    desk.name(phone="")
    link = link_in(letters()[-1])
    assert Visitor(app).send(link, link).status_code == 303
    page = f"people/{reference(reading)}/"
    assert "only they themselves can change it" in desk.page(page)
    assert desk.send(page, **{**AYSE, "phone": "", "email": "coordinator@example.org"}).status_code == 303
    with reading():
        assert person().person.email == "ayse@example.org"


def link_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    found = re.search(r"https?://[^/\s]+(/\w\w/my/link/\S+)", str(body.get_content() if body else ""))
    assert found
    return found[1]


def test_who_is_more_than_nominated_keeps_the_category(desk: Desk, reading: Reader) -> None:
    desk.name(phone="")
    desk.confirm(what="all")
    answer = desk.send(f"people/{reference(reading)}/", **{**AYSE, "phone": "", "email": "", "category": "press"})
    assert answer.status_code == 422
    assert "ask the organisers" in answer.text


def test_somebody_is_taken_off_with_a_reason_and_named_again(desk: Desk, reading: Reader, letters: Letters) -> None:
    desk.name(phone="")
    one = reference(reading)
    assert "Take Ayşe İnci Çağlayan off the list?" in desk.page(f"people/{one}/remove/")
    assert desk.send(f"people/{one}/remove/", reason="Cannot travel").status_code == 303
    assert "list" in letters()[-1]["Subject"]
    page = desk.page()
    assert "One person does not come" in page and "Cannot travel" in page
    again = re.search(r"people/new/\?again=\w+", page)
    assert again
    assert 'value="Çağlayan"' in desk.page(again[0])
    assert desk.name(phone="").status_code == 303
    with reading():
        assert person().state is State.NOMINATED
    assert desk.send(f"people/{one}/remove/").status_code == 409


def test_who_withdrew_or_was_declined_is_shown_with_the_reason(desk: Desk, uow: UnitOpener, reading: Reader) -> None:
    from summitapp.registration import services

    for number in range(2):
        desk.name(family_name=f"Öz {number}", email=f"oz{number}@example.org", phone="")
    with uow():
        services.decline(person("Öz 0"), "No places for deputies")
        services.withdraw(person("Öz 1"))
    page = desk.page()
    assert "No places for deputies" in page and "No reason was given." in page
    assert "Declined" in page and "Withdrawn" in page


def test_somebody_else_comes_and_receives_the_office_but_nothing_personal(
    desk: Desk, reading: Reader, uow: UnitOpener, letters: Letters
) -> None:
    with uow():
        office = delegation_services.add_office(konak(), Translated("", "Belediye Başkanı", ""), "tr", leads=True).public_id
    desk.name(role="head", office=office, phone="+90 532 123 45 67")
    one = reference(reading)
    page = desk.page(f"people/{one}/substitute/")
    assert "What stays" in page and "What is never handed over" in page and "Belediye Başkanı" in page
    answer = desk.send(f"people/{one}/substitute/", given_name="İbrahim", family_name="Işık", email="ibrahim@example.org",
                       language="tr", acting="y", reason="The mayor is ill")  # fmt: skip
    assert answer.status_code == 303
    with reading():
        now_there = person("Işık")
        assert now_there.public_id == one
        assert (now_there.phone, now_there.acting, now_there.delegation_role, now_there.function) == (
            "", True, DelegationRole.HEAD, "Daire Başkanı",
        )  # fmt: skip
        assert now_there.position is not None
    assert {str(letter["To"]) for letter in letters()[-2:]} == {"ayse@example.org", "ibrahim@example.org"}
    assert "İbrahim Işık" in desk.page() and "acting" in desk.page()


def test_organisers_file_in_every_delegation_and_no_deadline_binds_them(
    app: Flask, uow: UnitOpener, summit: str, reading: Reader
) -> None:
    with uow():
        konak().nominate_by = now() - timedelta(days=1)
        record("delegation.changed", konak())
        visitor = Visitor(app, staff(summit, Role.ORGANISER))
        organiser = Desk(visitor, konak().public_id)
    assert visitor.get(organiser.home).location.endswith("/en/organise/izmir-2027/delegations/KONAK/")
    assert organiser.name(phone="").location.endswith("/en/organise/izmir-2027/delegations/KONAK/")
    assert "Ayşe İnci Çağlayan" in visitor.get("/en/organise/izmir-2027/delegations/KONAK/").text
    assert organiser.send(f"people/{reference(reading)}/remove/").status_code == 303


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DESK, Role.EDITOR, Role.SCANNER])
def test_the_rest_of_the_team_files_nobody(app: Flask, uow: UnitOpener, summit: str, role: Role) -> None:
    with uow():
        visitor, home = Visitor(app, staff(summit, role)), f"/en/delegations/{konak().public_id}/"
    assert visitor.get(home).status_code == 403
    assert visitor.get(f"{home}people/new/").status_code == 403


def test_the_desk_asks_the_same_number_of_questions_for_one_and_for_many(
    app: Flask, uow: UnitOpener, desk: Desk, reading: Reader
) -> None:
    desk.name(phone="")
    with heard(app) as few:
        desk.page()
    for number in range(6):
        desk.name(family_name=f"Öz {number}", email=f"oz{number}@example.org", phone="")
    with uow():
        for number in range(3):
            coordinator(make_delegation(konak().summit, f"City {number}"))
    with heard(app) as many:
        desk.page()
    assert len(many) == len(few)
    desk.visitor.get("/en/delegations/")
    with heard(app) as listed:
        assert "City 2" in desk.visitor.get("/en/delegations/").text
    assert len(listed) < 15

"""The organisers' pages of delegations: the list, one of them, its settings and its offices."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import queries, services
from summitapp.delegations.models import Delegation, Invitation
from summitapp.directory import queries as directory_queries
from summitapp.directory import services as directory
from summitapp.directory.models import Tenure
from summitapp.directory.values import CityKind, TenureEnded, TenureUpsideDown
from summitapp.registration.values import DelegationRole, Source, State
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_summit, make_texts, registered
from tests.factories.visitors import Visitor
from tests.rig.statements import heard

LIST = "/en/organise/izmir-2027/delegations/"
KONAK = f"{LIST}KONAK/"


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit()
        for code, name, country in (("KONAK", "Konak", "TR"), ("KOLN", "Köln", "DE"), ("SISLI", "Şişli", "TR")):
            city = directory.add_city(code, Translated.same(name), country=country, state="", kind=CityKind.CITY,
                                      latitude=38.4, longitude=27.1)  # fmt: skip
            services.add_delegation(made, Translated.same(name), city=city)
        directory.add_city("BUCA", Translated.same("Buca"), country="TR", state="", kind=CityKind.DISTRICT,
                           latitude=38.3, longitude=27.1)  # fmt: skip
        return made.public_id


@pytest.fixture
def organiser(app: Flask, uow: UnitOpener, summit: str) -> Visitor:
    with uow():
        return Visitor(app, staff(summit, Role.ORGANISER))


def at(code: str = "KONAK") -> Delegation:
    found = queries.at("izmir-2027", code)
    assert found is not None
    return found


def city(code: str) -> str:
    return next(one.public_id for one in directory_queries.all_cities() if one.code == code)


def test_a_delegation_is_found_by_folded_words_of_its_name_city_or_code(organiser: Visitor) -> None:
    assert all(name in organiser.get(LIST).text for name in ("Konak", "Köln", "Şişli"))
    for typed in ("sisli", "ŞİŞ", "SISLI"):
        page = organiser.get(f"{LIST}?q={typed}").text
        assert "Şişli" in page and "Köln" not in page, typed
    assert "Köln" in organiser.get(f"{LIST}?q=koeln").text
    assert "No delegation fits" in organiser.get(f"{LIST}?q=paris").text


def test_a_summit_without_delegations_says_how_to_begin(app: Flask, uow: UnitOpener) -> None:
    with uow():
        made = make_summit("new-2029")
        db.session.flush()
        visitor = Visitor(app, staff(made.public_id, Role.ORGANISER))
    assert "Make the first delegation" in visitor.get("/en/organise/new-2029/delegations/").text


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(
    app: Flask, uow: UnitOpener, organiser: Visitor, summit: str
) -> None:
    organiser.get(LIST)
    with heard(app) as few:
        organiser.get(f"{LIST}?q=konak")
    with uow():
        made = at().summit
        for number in range(12):
            one = services.add_delegation(made, Translated.same(f"City {number}"))
            services.set_places(one, 5, [(made.categories[0], 3)])
            services.invite(one, "Somebody", f"one{number}@example.org", "de")
            enter(made, number, delegation=one)
    with heard(app) as many:
        organiser.get(LIST)
    assert len(many) <= len(few) + 2  # selectin loads of quotas and invitations, once each


def test_an_organiser_makes_a_delegation_with_places_and_deadlines(
    organiser: Visitor, uow: UnitOpener, reading: Reader, summit: str
) -> None:
    with reading():
        buca = city("BUCA")
        press = next(one for one in at().summit.categories if one.code == "press").public_id
    until = (now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    page = f"{LIST}new/"
    answer = organiser.send(page, page, {
        "city": buca, "quota": "12", f"quota_{press}": "2", "nominate_by": until, "code": "", "name-de": "", "name-tr": "",
        "name-en": "",
    })  # fmt: skip
    assert answer.status_code == 303 and answer.location.endswith("/delegations/BUCA/")
    with reading():
        made = at("BUCA")
        assert (made.name, made.quota, [(one.category.code, one.places) for one in made.quotas]) == (
            Translated.same("Buca"), 12, [("press", 2)],
        )  # fmt: skip
        assert made.nominate_by is not None and made.nominate_by > now() + timedelta(days=28)
    assert "already has a delegation" in organiser.send(page, page, {"city": buca, "quota": "1"}).text
    shown = organiser.get(f"{LIST}BUCA/").text
    assert "0 of 12" in shown


def test_a_delegation_comes_from_somewhere_and_its_deadlines_do_not_contradict(organiser: Visitor, reading: Reader) -> None:
    page = f"{LIST}new/"
    assert "choose a city or an organisation" in organiser.send(page, page, {"name-en": "Nowhere"}).text
    with reading():
        buca = city("BUCA")
    answer = organiser.send(page, page, {"city": buca, "nominate_by": "2027-05-02T10:00", "confirm_by": "2027-05-01T10:00"})
    assert answer.status_code == 422
    assert "choose a later time" in answer.text


def test_places_that_are_filled_cannot_be_taken_away(organiser: Visitor, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        delegation = at()
        for number in range(2):
            enter(delegation.summit, number, delegation=delegation, source=Source.ORGANISER)
        assert delegation.summit.approval == "automatic"
    with reading():
        konak, delegate = city("KONAK"), at().summit.categories[0].public_id
        assert at().taken == 2
    page = f"{KONAK}settings/"
    given = {"city": konak, "code": "KONAK", "name-en": "Konak", "name-de": "Konak", "name-tr": "Konak"}
    for field, number in (("quota", "1"), (f"quota_{delegate}", "1")):
        answer = organiser.send(page, page, {**given, field: number})
        assert answer.status_code == 422, field
        assert "More places than that are taken already." in answer.text, field
    assert organiser.send(page, page, {**given, "quota": "2", f"quota_{delegate}": "2"}).status_code == 303


def test_a_delegation_with_people_stays_and_an_empty_one_goes(organiser: Visitor, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        enter(at().summit, 1, delegation=at())
        services.invite(at("KOLN"), "Jens", "jens@example.org", "de")
    assert organiser.send(f"{KONAK}settings/", f"{KONAK}remove/").status_code == 409
    assert organiser.send(f"{LIST}KOLN/settings/", f"{LIST}KOLN/remove/").status_code == 303
    with reading():
        assert at() is not None
        assert queries.at("izmir-2027", "KOLN") is None
        assert db.session.scalars(sa.select(Invitation)).all() == []


def test_people_stand_by_category_with_head_and_deputies_first(organiser: Visitor, uow: UnitOpener) -> None:
    with uow():
        one, two, _three, gone = (
            registered(enter(at().summit, number, delegation=at(), family_name=name, category=category))
            for number, name, category in ((1, "Çelik", "delegate"), (2, "Ilgaz", "delegate"), (3, "Öz", "press"), (4, "Uz", "press"))
        )  # fmt: skip
        two.delegation_role, one.delegation_role = DelegationRole.HEAD, DelegationRole.DEPUTY
        gone.state, gone.holds_place, gone.reason = State.DECLINED, False, "too late"
        record("registration.changed", two)
    page = organiser.get(KONAK).text
    order = [page.index(f"{name}</a>") for name in ("Ilgaz", "Çelik", "Öz", "Uz")]
    assert order == sorted(order)
    assert "Head of delegation" in page and "Deputy head" in page and "too late" in page


def test_an_office_is_not_the_person_who_holds_it(organiser: Visitor, reading: Reader, uow: UnitOpener) -> None:
    page = f"{KONAK}offices/new/"
    answer = organiser.send(page, page, {"title-tr": "Konak Belediye Başkanı", "title-de": "Bürgermeister von Konak",
                                         "source_language": "tr", "leads": "y"})  # fmt: skip
    assert answer.status_code == 303
    office = answer.location
    appoint = re.sub(r"/$", "/holders/", office)
    assert "Konak Belediye Başkanı" in organiser.get(LIST).text  # an office alone leads
    organiser.send(office, appoint, {"given_name": "Nilüfer", "family_name": "Çınar", "since": "2024-04-01"})
    organiser.send(office, appoint, {"given_name": "İbrahim", "family_name": "Işık", "acting": "y"})
    listed = organiser.get(LIST).text
    assert "İbrahim Işık" in listed and "acting" in listed
    shown = organiser.get(KONAK).text
    assert "Nilüfer Çınar" in shown and "İbrahim Işık" in shown  # who is away still holds the office
    organiser.send(office, appoint, {"given_name": "Zeynep", "family_name": "Ünal"})
    shown = organiser.get(KONAK).text
    assert "Zeynep Ünal" in shown and "Nilüfer Çınar" not in shown and "İbrahim Işık" not in shown
    with reading():
        assert len(db.session.scalars(sa.select(Tenure)).all()) == 3
    with uow():
        (held,) = [one for one in directory_queries.tenures_of([at().head_position_id or 0]) if one.until is None]
        directory.end_tenure(held)
        with pytest.raises(TenureEnded):
            directory.end_tenure(held)
    assert "Nobody is written down" in organiser.get(KONAK).text


def test_nobody_leaves_an_office_before_taking_it_up(uow: UnitOpener, summit: str) -> None:
    with uow():
        office = services.add_office(at(), Translated.same("Başkan"), "tr")
        held = directory.appoint_somebody(office, "Ada", "Öz", since=now().date())
        with pytest.raises(TenureUpsideDown):
            directory.end_tenure(held, now().date() - timedelta(days=1))


def test_an_office_needs_its_title_in_its_own_language(organiser: Visitor) -> None:
    page = f"{KONAK}offices/new/"
    answer = organiser.send(page, page, {"title-de": "Bürgermeister", "source_language": "tr"})
    assert answer.status_code == 422
    assert "language of the office" in answer.text


@pytest.mark.parametrize(("role", "reads", "edits"), [
    (Role.OWNER, 200, 200), (Role.ORGANISER, 200, 200), (Role.VIEWER, 200, 403), (Role.DESK, 200, 403),
    (Role.EDITOR, 403, 403), (Role.SCANNER, 403, 403),
])  # fmt: skip
def test_the_team_sees_delegations_and_organisers_change_them(
    app: Flask, uow: UnitOpener, summit: str, role: Role, reads: int, edits: int
) -> None:
    with uow():
        visitor = Visitor(app, staff(summit, role))
    assert visitor.get(LIST).status_code == reads
    assert visitor.get(KONAK).status_code == reads
    for path in ("settings/", "offices/new/", "coordinators/new/"):
        assert visitor.get(f"{KONAK}{path}").status_code == edits, path
    assert visitor.get(f"{LIST}new/").status_code == edits


def test_offices_and_coordinators_of_others_are_not_found(organiser: Visitor, uow: UnitOpener, summit: str) -> None:
    with uow():
        office = services.add_office(at("KOLN"), Translated.same("Oberbürgermeisterin"), "de").public_id
        asked = services.invite(at("KOLN"), "Jens", "jens@example.org", "de").public_id
    assert organiser.get(f"{KONAK}offices/{office}/").status_code == 404
    assert organiser.send(KONAK, f"{KONAK}coordinators/{asked}/end").status_code == 404



def test_what_was_written_comes_back_when_something_is_wrong(organiser: Visitor) -> None:
    page = f"{KONAK}coordinators/new/"
    answer = organiser.send(page, page, {"name": "İlknur", "email": "no address", "language": "tr"})
    assert answer.status_code == 422
    assert 'value="no address"' in answer.text and 'value="İlknur"' in answer.text

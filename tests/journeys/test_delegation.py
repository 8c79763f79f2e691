"""A delegation as city halls know it: invited, filed on a phone in Turkish, approved in German, changed the night before."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose as LinkPurpose
from summitapp.accounts.values import Role, TokenScope
from summitapp.agenda.models import AgendaSession, Appearance
from summitapp.badges import queries as badges
from summitapp.badges import services as badge_services
from summitapp.calendars import services as calendars
from summitapp.calendars.values import FeedKind
from summitapp.checkin import services as checkin
from summitapp.consents import queries as consents
from summitapp.consents import services as consent_services
from summitapp.consents.values import Purpose
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import services as delegations
from summitapp.directory import services as directory
from summitapp.directory.values import CityKind
from summitapp.questions.values import Kind
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole, State
from tests.conftest import Reader, UnitOpener
from tests.factories.delegations import coordinator
from tests.factories.doors import staff
from tests.factories.questions import ask, options, section
from tests.factories.registration import make_delegation, make_summit, make_texts, nominate
from tests.factories.visitors import Visitor
from tests.rig.site import Site

Letters = Callable[[], list[EmailMessage]]
Accessible = Callable[[Page], None]
COORDINATOR = "gulten@konak.example.org"
PEOPLE = (("Nilüfer", "Çınar", "head"), ("İbrahim", "Iğdırlı", "deputy"), ("Şükrü", "Öğüt", "member"))


def come_in(page: Page, app: Flask, site: Site, identifier: str) -> None:
    """Come with a session."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = identifier
    cookie = client.get_cookie("summit")
    assert cookie is not None
    page.context.add_cookies([{"name": "summit", "value": cookie.value, "url": site.url}])


def says(language: Any, message: str, **facts: Any) -> str:
    """Return what a page says in a language."""
    with i18n.speaking(language):
        return i18n.gettext(message, **facts)


def done(page: Page) -> None:
    """Wait until the page says that it was done."""
    expect(page.locator("main .note.done").first).to_be_visible()


def link_in(letter: EmailMessage, part: str) -> str:
    body = letter.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    found = re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", text)
    assert found, text
    return found[1]


def latest(letters: Letters, address: str) -> EmailMessage:
    return [letter for letter in letters() if letter["To"] == address][-1]


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(automatic=False, default_language="de", contact_email="zirve@example.org")
        directory.add_city("KONAK", Translated.same("Konak"), country="TR", state="", kind=CityKind.DISTRICT,
                           latitude=38.42, longitude=27.14)  # fmt: skip
        return made.public_id


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_city_hall_files_its_delegation_and_the_organisers_approve_it(
    app: Flask, page: Page, phone: Page, site: Site, uow: UnitOpener, reading: Reader, summit: str, letters: Letters,
    accessible: Accessible,
) -> None:  # fmt: skip
    with uow():
        come_in(page, app, site, staff(summit, Role.ORGANISER))
    _make_delegation(page)
    _invite(page)
    _accept(phone, link_in(latest(letters, COORDINATOR), "/delegations/invitation/"), accessible)
    for given, family, role in PEOPLE:
        _name(phone, given, family, role)
    accessible(phone)
    _confirm_all(phone)
    with reading():
        assert {one.state for one in db.session.scalars(sa.select(Registration))} == {State.SUBMITTED}
    assert latest(letters, "nilufer@konak.example.org")["Subject"].startswith(
        says("tr", "You have been nominated: %(summit)s", summit="İzmir Zirvesi")
    )
    _approve_all(page)
    with reading():
        people = db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()
        assert [one.state for one in people] == [State.CONFIRMED] * 3
        assert [one.delegation_role for one in people] == [DelegationRole.HEAD, DelegationRole.DEPUTY, DelegationRole.MEMBER]
        assert all(badges.active_of_registration(one.id) for one in people)
    phone.reload()
    expect(phone.locator("main .chip.tile", has_text=says("tr", "Confirmed"))).to_have_count(3)


def _make_delegation(page: Page) -> None:
    page.goto("/de/organise/izmir-2027/delegations/")
    page.locator(".empty a, .page-head a.btn").last.click()
    page.locator("#city").select_option(label="Konak")
    page.locator("#quota").fill("3")
    page.locator("main form button[type=submit]").first.click()
    done(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Konak")


def _invite(page: Page) -> None:
    page.locator("main a[href$='/coordinators/new/']").click()
    page.locator("#name").fill("Gülten Işık")
    page.locator("#email").fill(COORDINATOR)
    expect(page.locator("input[name=language][value=tr]")).to_be_checked()  # Konak is in Türkiye
    page.locator("main form button[type=submit]").first.click()
    done(page)
    expect(page.locator("main")).to_contain_text("Gülten Işık")


def _accept(phone: Page, link: str, accessible: Accessible) -> None:
    assert link.startswith("/tr/")
    phone.goto(link)
    expect(phone.locator("h1")).to_contain_text("Konak")
    accessible(phone)
    phone.locator("main form button.btn-primary").click()
    expect(phone).to_have_url(re.compile(r"/tr/delegations/\w{20}/$"))
    done(phone)
    expect(phone.locator("main")).to_contain_text(says("tr", "Nobody is named yet"))


def _name(phone: Page, given: str, family: str, role: str) -> None:
    phone.locator("main a[href$='/people/new/']").first.click()
    phone.locator("#given_name").fill(given)
    phone.locator("#family_name").fill(family)
    address = {"Nilüfer": "nilufer", "İbrahim": "ibrahim"}.get(given, "")
    if address:
        phone.locator("#email").fill(f"{address}@konak.example.org")
    phone.locator("#phone").fill("0532 123 45 67")
    phone.locator(f"input[name=role][value={role}]").check()
    phone.locator("main form.narrow button[type=submit]").click()
    done(phone)
    expect(phone.locator("main")).to_contain_text(f"{given} {family}")


def _confirm_all(phone: Page) -> None:
    phone.locator("button[name=what][value=all]").click()
    done(phone)
    expect(phone.locator("button[name=what]")).to_have_count(0)


def _approve_all(page: Page) -> None:
    page.goto("/de/organise/izmir-2027/registrations/?state=submitted")
    for box in page.locator("input[name=chosen]").all():
        box.check()
    page.locator("button[name=what][value=approve]").click()
    expect(page.locator("main")).to_contain_text("Nilüfer Çınar")  # who is meant stands there once more
    page.locator("main form.card-x button.btn-primary").click()
    done(page)


# --- the night before -------------------------------------------------------------------------------------


def _mayor_and_her_papers(link: list[str], feeds: list[str], tokens: list[str]) -> tuple[str, str]:
    """A confirmed mayor with a badge, a talk, answers, consents, links and a calendar; and who coordinates."""
    made = make_summit(automatic=False, contact_email="zirve@example.org")
    konak = make_delegation(made, "Konak", quota=3)
    db.session.flush()
    office = delegations.add_office(konak, Translated("", "Konak Belediye Başkanı", ""), "tr", leads=True)
    ask(made, section(made), "meals", Kind.DIET, options=options("vegan"))
    mayor = nominate(konak, 1, given_name="Nilüfer", family_name="Çınar", email="nilufer@konak.example.org",
                     role=DelegationRole.HEAD, position=office, phone="+905321234567")  # fmt: skip
    mayor.function = "Belediye Başkanı"
    registration.confirm_nominations(konak, [mayor])
    registration.approve(mayor)
    consent_services.give(mayor.person_id, [Purpose.PHOTO], "test")
    registration.answer_sealed(mayor, {"meals": {"chosen": ["vegan"]}}, {Purpose.HEALTH})
    talk = AgendaSession(summit=made, code="TALK", title=Translated.same("Cool cities"), created_at=now())
    talk.appearances = [Appearance(person=mayor.person)]
    db.session.add(talk)
    checkin.add_point(made, "entrance", Translated.same("Entrance"))
    link.append(accounts.mint_link(LinkPurpose.MANAGE, mayor.person.public_id, timedelta(days=9), single_use=False))
    feeds.append(calendars.token_of(calendars.open_feed(FeedKind.PERSONAL, mayor.person.public_id)))
    tokens.append(badge_services.token_of(mayor.id) or "")
    door = accounts.create_token("door", TokenScope.CHECKIN, made.public_id, timedelta(days=1))[1]
    return coordinator(konak, COORDINATOR, "Gülten Işık"), door


def _scan(client: FlaskClient, door: str, badge: str) -> tuple[str, str]:
    body = {"scan_id": str(uuid.uuid4()), "badge": badge, "point": "entrance", "direction": "in", "offline": False,
            "scanned_at": now().isoformat()}  # fmt: skip
    answer = client.post("/api/v1/summits/izmir-2027/scans", json=body, headers={"Authorization": f"Bearer {door}"})
    told = answer.get_json()
    return told["verdict"], told["reason"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_mayor_is_replaced_the_night_before(
    app: Flask, phone: Page, site: Site, client: FlaskClient, uow: UnitOpener, reading: Reader, letters: Letters,
    accessible: Accessible,
) -> None:  # fmt: skip
    links: list[str] = []
    feeds: list[str] = []
    old: list[str] = []
    with uow():
        make_texts()
        identifier, door = _mayor_and_her_papers(links, feeds, old)
    own = Visitor(app)
    assert own.send(f"/tr/my/link/{links[0]}/", f"/tr/my/link/{links[0]}/").status_code == 303
    assert own.get("/tr/my/").status_code == 200
    assert client.get(f"/calendars/{feeds[0]}.ics").status_code == 200
    with reading():
        before = db.session.scalars(sa.select(Registration)).one()
        assert registrations.sealed_codes(before.id) == {"meals"}
        kept = (before.code, before.function, before.position_id, before.category_id, before.state)

    come_in(phone, app, site, identifier)
    _send_the_deputy(phone, accessible)

    with reading():
        one = db.session.scalars(sa.select(Registration)).one()
        assert one.person.name.full == "İbrahim Iğdırlı"
        assert (one.code, one.function, one.position_id, one.category_id, one.state) == kept
        assert (one.acting, one.phone, one.note, one.delegation_role) == (True, "", "", DelegationRole.HEAD)
        assert db.session.scalars(sa.select(Appearance.person_id)).all() == [one.person_id]
        assert not consents.agrees(one.person_id, Purpose.PHOTO)
        assert not consents.agrees(one.person_id, Purpose.HEALTH)
        assert registrations.answers_of(one) == [] and registrations.sealed_codes(one.id) == set()
        new = badge_services.token_of(one.id) or ""
    assert _scan(client, door, old[0])[0] == "refused"
    assert _scan(client, door, new) == ("admitted", "admitted")
    assert client.get(f"/tr/my/link/{links[0]}/").status_code == 404
    assert own.get("/tr/my/").status_code in (302, 303) or "Nilüfer" not in own.get("/tr/my/").text
    assert client.get(f"/calendars/{feeds[0]}.ics").status_code in (404, 410)
    fresh = link_in(latest(letters, "ibrahim@konak.example.org"), "/my/link/")
    deputy = Visitor(app)
    assert deputy.send(fresh, fresh).status_code == 303
    page = deputy.get("/tr/my/").text
    assert "İbrahim Iğdırlı" in page and "Nilüfer" not in page


def _send_the_deputy(phone: Page, accessible: Accessible) -> None:
    phone.goto("/tr/organise/")  # who only coordinates lands on the list of delegations
    expect(phone).to_have_url(re.compile(r"/tr/delegations/$"))
    phone.locator("main .card-grid a").first.click()
    phone.locator("main a[href$='/substitute/']").first.click()
    expect(phone.locator("h1")).to_contain_text("Nilüfer Çınar")
    accessible(phone)
    phone.locator("#given_name").fill("İbrahim")
    phone.locator("#family_name").fill("Iğdırlı")
    phone.locator("#email").fill("ibrahim@konak.example.org")
    expect(phone.locator("#acting")).to_be_checked()
    phone.locator("main form.narrow button[type=submit]").click()
    done(phone)
    expect(phone.locator("main")).to_contain_text("İbrahim Iğdırlı")
    expect(phone.locator("main")).not_to_contain_text("nilufer@konak.example.org")

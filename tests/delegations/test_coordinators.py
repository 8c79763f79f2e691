"""Asking somebody to coordinate a delegation: by mail, by one link, for one address."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant, User
from summitapp.accounts.values import LinkInvalid, Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.delegations import queries, services
from summitapp.delegations.models import Invitation, Reminder
from summitapp.delegations.values import AlreadyInvited, InvitationOver
from summitapp.directory import services as directory
from summitapp.directory.models import Person
from tests.conftest import Reader, UnitOpener
from tests.factories.delegations import coordinator
from tests.factories.doors import staff
from tests.factories.registration import make_delegation, make_summit, make_texts
from tests.factories.visitors import Visitor

Letters = Callable[[], list[EmailMessage]]
EMAIL = "ilknur@example.org"
PAGE = "/de/organise/izmir-2027/delegations/KONAK/"


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(contact_email="desk@example.org")
        make_delegation(made, "Konak", quota=5)
        return made.public_id


def konak() -> Any:
    found = queries.at("izmir-2027", "KONAK")
    assert found is not None
    return found


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def secret_in(letter: EmailMessage) -> str:
    found = re.search(r"/delegations/invitation/([^/\s]+)/", text_of(letter))
    assert found, text_of(letter)
    return found[1]


def invited(uow: UnitOpener, email: str = EMAIL, language: str = "tr") -> str:
    with uow():
        return services.invite(konak(), "İlknur Işık", email, language).public_id


def test_an_organiser_invites_and_the_coordinator_lands_on_the_desk(
    app: Flask, uow: UnitOpener, reading: Reader, summit: str, letters: Letters
) -> None:
    with uow():
        organiser = Visitor(app, staff(summit, Role.ORGANISER))
    page = f"{PAGE}coordinators/new/"
    answer = organiser.send(page, page, {"name": "İlknur Işık", "email": "Ilknur@Example.org", "language": "tr"})
    assert answer.status_code == 303
    (letter,) = letters()
    assert letter["To"] == EMAIL
    assert "Konak" in letter["Subject"]
    assert "İlknur Işık" in text_of(letter)
    address = f"/tr/delegations/invitation/{secret_in(letter)}/"

    guest = Visitor(app)
    for _ in range(3):  # mail scanners follow links
        assert guest.get(address).status_code == 200
    answer = guest.send(address, address)
    assert answer.status_code == 303
    with reading():
        reference = konak().public_id
        user = accounts_queries.user_by_email(EMAIL)
        assert user is not None and user.language == "tr"
        (grant,) = user.grants
        assert (grant.role, grant.scope_kind, grant.scope) == (Role.COORDINATOR, "delegation", reference)
        (asked,) = konak().invitations
        assert asked.accepted and asked.user == user.public_id
    assert answer.location.endswith(f"/tr/delegations/{reference}/")
    assert guest.get(answer.location).status_code == 200
    assert "Konak" in guest.get("/tr/delegations/").text
    assert "İlknur Işık" in organiser.get(PAGE).text
    assert guest.get(address).status_code == 404  # used up


def test_who_only_coordinates_sees_no_page_of_the_organisers(app: Flask, uow: UnitOpener, summit: str) -> None:
    with uow():
        visitor = Visitor(app, coordinator(konak()))
        make_summit("secret-2030")
    answer = visitor.get("/en/organise/")
    assert answer.status_code == 302 or answer.status_code == 303
    assert answer.location.endswith("/en/delegations/")
    for path in ("", "delegations/", "registrations/", "settings/", "team/", "log/"):
        assert visitor.get(f"/en/organise/izmir-2027/{path}").status_code in (403, 404), path
    assert visitor.get("/en/organise/new/").status_code == 403


def test_who_also_works_for_a_summit_keeps_the_list_of_summits(app: Flask, uow: UnitOpener, summit: str) -> None:
    with uow():
        coordinator(konak())
        user = accounts_queries.user_by_email(EMAIL)
        assert user is not None
        accounts.give_role(user, Role.DESK, summit)
        make_summit("secret-2030")
        identifier = accounts.identifier(user)
    page = Visitor(app, identifier).get("/en/organise/").text
    assert "izmir-2027" in page
    assert "secret-2030" not in page


def test_an_account_that_is_there_already_is_found_and_keeps_its_name(
    app: Flask, uow: UnitOpener, reading: Reader, summit: str, letters: Letters
) -> None:
    with uow():
        accounts.create_user(EMAIL, "İlknur Şimşek", language="de")
    invited(uow)
    address = f"/tr/delegations/invitation/{secret_in(letters()[-1])}/"
    assert Visitor(app).send(address, address).status_code == 303
    with reading():
        assert [user.name for user in db.session.scalars(sa.select(User))] == ["İlknur Şimşek"]


def test_a_second_step_is_asked_for_before_the_desk_opens(
    app: Flask, uow: UnitOpener, summit: str, letters: Letters
) -> None:
    with uow():
        user = accounts.create_user(EMAIL, "İlknur Şimşek")
        user.totp_sealed = b"sealed"
    invited(uow)
    address = f"/tr/delegations/invitation/{secret_in(letters()[-1])}/"
    guest = Visitor(app)
    answer = guest.send(address, address)
    assert answer.location.endswith("/tr/sign-in/code/")
    assert guest.get("/tr/delegations/").status_code == 303


def test_somebody_else_who_is_signed_in_is_told_and_can_sign_out(
    app: Flask, uow: UnitOpener, summit: str, letters: Letters
) -> None:
    invited(uow)
    address = f"/en/delegations/invitation/{secret_in(letters()[-1])}/"
    with uow():
        visitor = Visitor(app, staff(summit, Role.ORGANISER, "boss@example.org"))
    page = visitor.get(address).text
    assert "boss@example.org" in page
    assert "Yes, I coordinate" not in page
    assert visitor.send(address, address).location.endswith(address)  # nothing was accepted
    assert visitor.send(address, f"{address}sign-out/").status_code == 303
    assert "Yes, I coordinate" in visitor.get(address).text
    assert visitor.send(address, address).status_code == 303


def test_a_fresh_link_ends_the_one_before(app: Flask, uow: UnitOpener, summit: str, letters: Letters) -> None:
    reference = invited(uow)
    with uow():
        asked = queries.invitation_by_reference(reference)
        assert asked is not None
        services.invite_again(asked)
    old, new = (f"/tr/delegations/invitation/{secret_in(letter)}/" for letter in letters())
    assert Visitor(app).get(old).status_code == 404
    assert Visitor(app).get(new).status_code == 200


def test_a_link_runs_out_after_thirty_days(app: Flask, uow: UnitOpener, summit: str, letters: Letters) -> None:
    invited(uow)
    address = f"/tr/delegations/invitation/{secret_in(letters()[-1])}/"
    with uow():
        db.session.execute(sa.text("UPDATE accounts_secret_link SET expires_at = :past"), {"past": now() - timedelta(seconds=1)})
    assert Visitor(app).get(address).status_code == 404


def test_the_same_address_is_asked_once(uow: UnitOpener, summit: str) -> None:
    invited(uow)
    with pytest.raises(AlreadyInvited):
        invited(uow, "ILKNUR@example.org")
    invited(uow, "other@example.org")


def test_ending_takes_right_links_and_session_and_tells_them(
    app: Flask, uow: UnitOpener, reading: Reader, summit: str, letters: Letters
) -> None:
    with uow():
        visitor = Visitor(app, coordinator(konak()))
        accounts.send_log_in_link(EMAIL)
    link = re.search(r"/sign-in/link/([^/\s]+)/", text_of(letters()[-1]))
    assert link and visitor.get("/tr/delegations/").status_code == 200
    with uow():
        organiser = Visitor(app, staff(summit, Role.ORGANISER))
        (asked,) = konak().invitations
        reference = asked.public_id
    assert organiser.send(PAGE, f"{PAGE}coordinators/{reference}/end").status_code == 303
    assert visitor.get("/tr/delegations/").status_code == 303  # signed out
    assert Visitor(app).get(f"/tr/sign-in/link/{link[1]}/").status_code == 404
    with reading():
        assert db.session.scalars(sa.select(Grant).where(Grant.role == Role.COORDINATOR)).all() == []
    assert "Konak" in letters()[-1]["Subject"]
    assert letters()[-1]["To"] == EMAIL
    again = organiser.send(PAGE, f"{PAGE}coordinators/{reference}/end")
    assert again.status_code == 409


def test_an_invitation_that_was_taken_back_opens_nothing(
    app: Flask, uow: UnitOpener, summit: str, letters: Letters
) -> None:
    reference = invited(uow)
    secret = secret_in(letters()[-1])
    with uow():
        asked = queries.invitation_by_reference(reference)
        assert asked is not None
        services.end_coordination(asked)
    assert len(letters()) == 1  # who has not accepted is not told
    with pytest.raises(LinkInvalid), uow():
        services.accept(secret)
    with pytest.raises(InvitationOver), uow():
        asked = queries.invitation_by_reference(reference)
        assert asked is not None
        services.invite_again(asked)


def test_coordinators_are_reminded_once_a_week_and_once_a_day_before(
    uow: UnitOpener, app: Flask, summit: str, letters: Letters
) -> None:
    with uow():
        coordinator(konak())
        coordinator(konak(), "second@example.org", "Jens Groß", "de")
        db.session.execute(sa.update(Invitation).values(accepted_at=now() - timedelta(days=40)))
        konak().nominate_by = now() + timedelta(days=6)
    before = len(letters())
    for _ in range(2):
        with app.app_context():
            services.remind_due()
    told = letters()[before:]
    assert sorted(str(letter["To"]) for letter in told) == [EMAIL, "second@example.org"]
    assert any("Konak" in letter["Subject"] for letter in told)
    with uow():
        konak().nominate_by = now() + timedelta(hours=20)
        record("delegation.changed", konak())
    with app.app_context():
        services.remind_due()
    assert len(letters()) == before + 4
    with uow():
        assert len(db.session.scalars(sa.select(Reminder)).all()) == 4


def test_nobody_is_reminded_of_what_is_far_or_over_or_of_no_concern_any_more(
    uow: UnitOpener, app: Flask, summit: str, letters: Letters
) -> None:
    with uow():
        coordinator(konak())
        db.session.execute(sa.update(Invitation).values(accepted_at=now() - timedelta(days=40)))
        konak().nominate_by = now() + timedelta(days=9)
        record("delegation.changed", konak())
    before = len(letters())
    with app.app_context():
        services.remind_due()
    with uow():
        konak().nominate_by = now() + timedelta(days=2)
        record("delegation.changed", konak())
        (asked,) = konak().invitations
        services.end_coordination(asked)
    with app.app_context():
        services.remind_due()
    assert len(letters()) == before + 1  # of the end, not of the deadline


def test_a_coordinator_may_ask_what_is_kept_and_be_forgotten(uow: UnitOpener, reading: Reader, summit: str) -> None:
    with uow():
        coordinator(konak())
        row, reference = directory.add_person("İlknur", "Işık", EMAIL, "tr")
        person = db.session.get_one(Person, row)
        directory.prove_address(person)
        (told,) = services.export_personal(person)
        assert (told["delegation"], told["email"]) == ("KONAK", EMAIL)
        services.erase_personal(person)
        assert services.export_personal(person) == []
        assert db.session.scalars(sa.select(Grant).where(Grant.role == Role.COORDINATOR)).all() == []
        assert reference

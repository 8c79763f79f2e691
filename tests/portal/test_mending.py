"""Mails that did not arrive are seen with their reason, and put right."""

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.tasks import SmtpTransport
from summitapp.outbox.values import MessageState
from summitapp.portal.rules import kind_of_fault
from summitapp.portal.values import FaultKind
from summitapp.registration import queries as registrations
from summitapp.registration.values import Filter
from summitapp.summits import queries as summits
from tests.factories.doors import staff
from tests.factories.registration import enter, make_summit
from tests.factories.visitors import Visitor

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox

BASE = "/en/organise/izmir-2027/messages/"


@pytest.fixture
def visitor(app: Flask, uow: Any, mailbox: "Mailbox", monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """An organiser of a summit in which one of two people gave an address that does not exist."""
    monkeypatch.setattr(app.extensions["outbox"], "transport",
                        SmtpTransport(mailbox.url, app.extensions["config"].mail_sender))  # fmt: skip
    mailbox.unknown.add("gulsah1@example.org")
    with uow():
        summit = make_summit()
        enter(summit, 1)
        enter(summit, 2)
        identifier = staff(summit.public_id, Role.ORGANISER)
    return Visitor(app, identifier)


def failed(uow: Any) -> str:
    with uow():
        one = db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.state == MessageState.FAILED)).one()
        assert one.attempts == 1
        return one.public_id


def test_why_a_mail_did_not_arrive_is_said_in_words(visitor: Visitor, uow: Any) -> None:
    page = visitor.get(f"{BASE}?state=failed").text
    assert "There is no such mailbox" in page and "550 5.1.1 no such mailbox here" in page
    assert "Gülşah 1 Yıldız Ünal" in page and "gulsah2@" not in page
    assert "Correct the address" in visitor.get(f"{BASE}{failed(uow)}/").text


def test_a_page_beyond_the_last_is_the_last(visitor: Visitor) -> None:
    assert "There is no such mailbox" in visitor.get(f"{BASE}?state=failed&page={10**30}").text
    assert visitor.get(f"/en/organise/izmir-2027/log/?page={10**30}").status_code == 200


def test_a_corrected_address_is_written_to_and_found(visitor: Visitor, uow: Any, mailbox: "Mailbox") -> None:
    page = f"{BASE}{failed(uow)}/"
    assert visitor.send(page, f"{page}correct/", {"email": "no address"}).status_code == 422
    assert visitor.send(page, f"{page}correct/", {"email": "Right@Example.org"}).status_code == 303
    assert "right@example.org" in [one["To"] for one in mailbox.messages]
    assert "Why it has not arrived" not in visitor.get(page).text
    assert visitor.send(BASE, f"{page}correct/", {"email": "x@example.org"}).status_code == 422  # it has not failed any more
    with uow():
        assert db.session.scalar(sa.select(Person).where(Person.email == "right@example.org")) is not None
        summit = summits.by_slug("izmir-2027")
        assert summit is not None
        assert registrations.count(summit.id, Filter(terms=("right",))) == 1
        assert registrations.count(summit.id, Filter(terms=("gulsah1",))) == 0


def test_a_link_sent_to_the_old_address_ends(visitor: Visitor, uow: Any, client: Any) -> None:
    from datetime import timedelta

    from summitapp.accounts import services as accounts
    from summitapp.accounts.values import Purpose

    reference = failed(uow)
    with uow():
        person = db.session.scalars(sa.select(Person).where(Person.email == "gulsah1@example.org")).one()
        secret = accounts.mint_link(Purpose.MANAGE, person.public_id, timedelta(days=9), single_use=False)
    assert client.get(f"/en/my/link/{secret}/").status_code == 200
    page = f"{BASE}{reference}/"
    assert visitor.send(page, f"{page}correct/", {"email": "right@example.org"}).status_code == 303
    assert client.get(f"/en/my/link/{secret}/").status_code == 404


def test_it_is_noted_that_somebody_was_told_and_the_list_is_empty_again(visitor: Visitor, uow: Any) -> None:
    page = f"{BASE}{failed(uow)}/"
    assert visitor.send(page, f"{page}told/").status_code == 303
    assert "Told in another way" in visitor.get(page).text
    assert "No mail here" in visitor.get(f"{BASE}?state=failed").text
    assert visitor.send(BASE, f"{page}told/").status_code == 409


def test_one_mail_is_tried_again(visitor: Visitor, uow: Any, mailbox: "Mailbox") -> None:
    mailbox.unknown.clear()
    page = f"{BASE}{failed(uow)}/"
    assert visitor.send(page, f"{page}retry/").status_code == 303
    assert "gulsah1@example.org" in [one["To"] for one in mailbox.messages]


def test_mails_are_found_by_address_and_by_name(visitor: Visitor) -> None:
    assert "gulsah2@" in visitor.get(f"{BASE}?q=GULSAH2@EXAMPLE").text
    assert "gulsah1@" not in visitor.get(f"{BASE}?q=gulsah2").text
    assert "gulsah2@" in visitor.get(f"{BASE}?q=yildiz").text
    assert "No mail fits" in visitor.get(f"{BASE}?q=nobody").text
    assert "No mail fits" in visitor.get(f"{BASE}?q=%25").text


def test_what_a_mail_said_is_shown_without_its_links(visitor: Visitor, uow: Any, mailbox: "Mailbox") -> None:
    with uow():
        reference = db.session.scalars(
            sa.select(OutboxMessage.public_id).where(OutboxMessage.state == MessageState.SENT)
        ).one()
    page = visitor.get(f"{BASE}{reference}/").text
    assert "‹link›" in page and "/my/link/" not in page
    assert "/my/link/" in mailbox.messages[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_viewer_sees_and_changes_nothing(visitor: Visitor, app: Flask, uow: Any) -> None:
    with uow():
        identifier = staff(summits.by_slug("izmir-2027").public_id, Role.VIEWER)  # type: ignore[union-attr]
    viewer, page = Visitor(app, identifier), f"{BASE}{failed(uow)}/"
    assert viewer.get(page).status_code == 200 and "Correct the address" not in viewer.get(page).text
    assert viewer.send("/en/account/", f"{page}told/").status_code == 403


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("550 5.1.1 no such user", FaultKind.ADDRESS), ("550 unknown", FaultKind.ADDRESS),
        ("552 5.2.2 over quota", FaultKind.FULL), ("452 4.2.2 full", FaultKind.FULL),
        ("554 5.7.1 blocked", FaultKind.UNWANTED), ("451 4.3.0 later", FaultKind.LATER),
        ("[Errno 111] Connection refused", FaultKind.OTHER), ("ValueError", FaultKind.OTHER),
    ],
)  # fmt: skip
def test_the_answer_of_a_server_is_understood(answer: str, kind: FaultKind) -> None:
    assert kind_of_fault(answer) is kind

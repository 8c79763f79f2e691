"""A mailing that is made, released and sent, and what an independent eye finds in the mail."""

from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.mailings import queries, services
from summitapp.mailings.models import Mailing
from summitapp.mailings.values import Audience, Wording
from summitapp.outbox import services as outbox
from summitapp.outbox.models import OutboxMessage
from summitapp.registration import queries as registrations
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.factories.mailings import enter_three, said
from tests.factories.registration import enter, make_summit

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox

SLUG = "izmir-2027"


def summit_() -> Summit:
    found = summits.by_slug(SLUG)
    assert found is not None
    return found


def begin(wording: Wording | None = None, **audience: Any) -> str:
    return services.begin(summit_(), wording or said(), Audience(**audience)).public_id


def mailing_(reference: str) -> Mailing:
    found = queries.by_reference(reference)
    assert found is not None
    return found


def release(uow: Any, reference: str, number: int) -> None:
    with uow():
        services.release(mailing_(reference), number)


def prepared(uow: Any, wording: Wording | None = None, **audience: Any) -> str:
    """Make a summit with a reader of each language and a mailing to them; forgets the mails of registering."""
    with uow():
        summit = make_summit(contact_email="desk@example.org")
        enter_three(summit)
    with uow():
        return begin(wording, **audience)


def mine(box: "Mailbox") -> list[EmailMessage]:
    return [one for one in box.messages if "News of" in one["Subject"]]


def _part(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body((kind,))  # type: ignore[arg-type]
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def links_in(html: str) -> list[str]:
    """The addresses an independent parser finds."""
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda _tag, given: found.extend(  # type: ignore[method-assign]
        value or "" for name, value in given if name in {"href", "src", "action"}
    )
    parser.feed(html)
    return found


def plain_of(letter: EmailMessage) -> str:
    return _part(letter, "plain")


def html_of(letter: EmailMessage) -> str:
    return _part(letter, "html")


def registered_person(reference: str) -> Any:
    found = registrations.by_reference(reference)
    assert found is not None
    return found.person


def app_key() -> str:
    return settings().secret_key


def many(uow: Any, number: int) -> str:
    with uow():
        summit = make_summit()
        for one in range(number):
            enter(summit, one)
    with uow():
        return begin()


def no_mail(monkeypatch: Any) -> None:
    monkeypatch.setattr(outbox, "wake", lambda *_: None)


def batch(reference: str) -> list[OutboxMessage]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.batch == reference)))

"""What tests of requests to meet look at: how one stands, and which mails went."""

from collections.abc import Callable
from email.message import EmailMessage

from flask import Flask

from summitapp.contacts.models import Block
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import Reply, RequestState
from summitapp.outbox import services as outbox
from tests.conftest import Reader, UnitOpener
from tests.factories.requests import Fair, mails_leave, somebody, the_request, the_round

Letters = Callable[[], list[EmailMessage]]
YES, NO = Reply.YES, Reply.NO


def state(reference: str) -> RequestState:
    return the_request(reference).state


def about_meetings(letters: Letters) -> list[EmailMessage]:
    """The mails about requests; those of the registrations went before."""
    return [one for one in letters() if "/meetings/requests/" in plain(one)]


def plain(letter: EmailMessage) -> str:
    text: str = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return text


def delivered(app: Flask, uow: UnitOpener, letters: Letters) -> list[tuple[str, str]]:
    """Let the mails that were gathered leave, and return to whom all went and what they say first."""
    with uow():
        mails_leave()
    with app.app_context():
        outbox.sweep()
    return [(one["To"], one["Subject"]) for one in about_meetings(letters)]


def swept(app: Flask) -> None:
    with app.app_context():
        asking.sweep()


def slots(fair: Fair) -> list[str]:
    return [str(one.id) for one in queries.free_slots(the_round(fair), fair.people[:2], now())]


def the_id(reading: Reader, reference: str) -> int:
    with reading():
        return the_request(reference).id


def refuse_block(fair: Fair, who: int, whom: int) -> None:
    db.session.add(Block(person_id=somebody(fair, who).person_id, blocked_id=somebody(fair, whom).person_id, at=now()))

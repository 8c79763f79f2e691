"""Mail is written with the change, sent after it, and never twice as two."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from jinja2 import DictLoader, Environment, select_autoescape

from summitapp.core.db import db, unit_of_work
from summitapp.core.i18n import current_language
from summitapp.outbox import services
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import Attachment, Letter, MessageState

TEMPLATES = {
    "trial/mail/hello.txt": "Hello {{ name }} & co\nIn {{ spoken }}.\n",
    "trial/mail/hello.html": "<style>p {color: red}</style><p>Hello {{ name }}</p>",
}


class Post:
    """A transport that keeps letters, or refuses them."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.closed = False

    def send(self, letter: Letter) -> None:
        if self.closed:
            raise OSError("the post is closed")
        self.letters.append(letter)


def _context(references: Any) -> services.Mail | None:
    if references.get("gone"):
        return None
    pass_ = Attachment("a.ics", "text/calendar", b"BEGIN:VCALENDAR")
    return services.Mail({"name": "Līga <b>Šķēps</b>", "spoken": current_language()}, (pass_,))


@pytest.fixture
def post(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    post = Post()
    env = Environment(loader=DictLoader(TEMPLATES), autoescape=select_autoescape())
    monkeypatch.setitem(app.extensions, "outbox", services.Outbox(env, {"trial/hello": _context}, post))
    with app.app_context():
        yield post


def _write(**references: Any) -> str:
    return services.enqueue("trial/hello", to="liga@example.org", language="tr", references=references)


def _message(reference: str) -> OutboxMessage:
    db.session.rollback()
    return db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.public_id == reference)).one()


def test_a_mail_is_sent_after_the_commit_in_the_language_of_its_recipient(post: Post) -> None:
    with unit_of_work():
        reference = _write()
        assert post.letters == []
    (letter,) = post.letters
    assert letter.subject == "Hello Līga <b>Šķēps</b> & co"
    assert letter.text == "In tr.\n"
    assert "Līga &lt;b&gt;" in letter.html
    assert 'style="color: red;"' in letter.html
    assert letter.attachments[0].filename == "a.ics"
    assert _message(reference).state is MessageState.SENT


def test_what_is_undone_sends_nothing(post: Post) -> None:
    with unit_of_work() as unit:
        _write()
        unit.refuse()
    assert post.letters == []


def test_a_closed_post_is_tried_again_and_the_mail_stays_one(post: Post) -> None:
    post.closed = True
    with unit_of_work():
        reference = _write()
    assert _message(reference).state is MessageState.PENDING
    assert _message(reference).fault == "the post is closed"
    post.closed = False
    assert services.deliver(reference)
    assert not services.deliver(reference)
    assert len(post.letters) == 1


def test_the_post_is_given_up_after_eight_attempts_and_may_be_tried_by_hand(post: Post) -> None:
    post.closed = True
    with unit_of_work():
        reference = _write()
    for _ in range(8):
        services.deliver(reference)
    assert _message(reference).state is MessageState.FAILED
    post.closed = False
    with unit_of_work():
        assert services.retry_failed("") == 1
    assert len(post.letters) == 1


def test_a_mail_about_something_that_is_gone_is_not_sent(post: Post) -> None:
    with unit_of_work():
        reference = _write(gone=True)
    assert post.letters == []
    assert _message(reference).state is MessageState.DROPPED


def test_the_sweep_finds_what_nobody_was_woken_for(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, unit_of_work():
        patch.setattr(services, "wake", lambda name, reference: None)
        reference = _write()
    assert post.letters == []
    services.sweep()
    assert [letter.message_id.split("@")[0] for letter in post.letters] == [f"<{reference}"]

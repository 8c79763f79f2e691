"""Each reader gets the mail in their language, exactly as it was looked at."""

import re
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.mailings import queries, services
from summitapp.mailings.rules.tokens import write_token
from summitapp.mailings.services import sending
from summitapp.mailings.values import LeftOut, MailingState
from summitapp.outbox import services as outbox
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.rules import LINK, mask
from tests.factories.mailings import said
from tests.mailings.sent import (
    app_key,
    html_of,
    links_in,
    mailing_,
    mine,
    plain_of,
    prepared,
    registered_person,
    release,
    summit_,
)

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


def test_each_reader_gets_it_in_their_language_by_a_real_mail_server(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    got = {one["To"]: one for one in mine(post)}
    assert set(got) == {f"gulsah{number}@example.org" for number in (1, 2, 3)}
    for number, lang, name in ((1, "de", "Gipfel İzmir"), (2, "tr", "İzmir Zirvesi"), (3, "en", "İzmir Summit")):
        one = got[f"gulsah{number}@example.org"]
        assert one["Subject"] == f"News of {name} ({lang})"
        assert one["Content-Language"] == lang and one["Reply-To"] == "desk@example.org"
        assert one["List-Unsubscribe"] is None
        text = plain_of(one)
        assert text.startswith(f"{lang.upper()}: Hello Gülşah {number} Yıldız Ünal\n")
        html = html_of(one)
        assert f'<html lang="{lang}">' in html and f"{lang.upper()}: Hello Gülşah {number}" in html
    with uow():
        assert mailing_(reference).state is MailingState.SENT


def test_what_was_looked_at_is_what_is_sent_byte_for_byte(uow: Any, reading: Any, post: "Mailbox") -> None:
    text = "Dear {full_name}, {category}, {code}\nuntil {deadline}\n\nhttps://izmir.org/x?a=1&b=2\n\n{my_summit}\n\nBye <b>"
    reference = prepared(uow, said(text, essential=False))
    with reading():
        mailing = mailing_(reference)
        looked = {one.email: services.preview(mailing.summit, mailing.wording, one)
                  for one in services.roll_of(mailing).people}  # fmt: skip
    minted: list[str] = []
    kept = outbox.note_secret
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summitapp.accounts.services.links.note_secret", lambda one: (minted.append(one), kept(one)))
        patch.setattr("summitapp.mailings.mails.note_secret", lambda one: (minted.append(one), kept(one)))
        release(uow, reference, 3)
    assert len(minted) == 6
    for one in mine(post):
        before = looked[one["To"]]
        assert before is not None and before.subject == one["Subject"]
        assert LINK in before.text and LINK in before.html
        assert mask(plain_of(one), minted) == before.text
        assert mask(html_of(one), minted).rstrip("\n") == before.html.rstrip("\n")
        assert not any(secret in before.text + before.html for secret in minted)
    with reading():
        stored = db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.batch == reference)).all()
        assert {one.recipient: one.body for one in stored} == {to: seen.text for to, seen in looked.items() if seen}


def test_the_link_in_the_mail_opens_ones_own_page(uow: Any, client: Any, post: "Mailbox") -> None:
    release(uow, prepared(uow, said("{my_summit}")), 3)
    text = plain_of(mine(post)[0])
    link = re.search(r"http://127.0.0.1(/\w\w/my/link/\S+)", text)
    assert link and client.get(link[1]).status_code == 200


def test_what_people_called_themselves_cannot_change_the_mail(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow, said("Hello {given_name}, welcome.", "Hello {given_name}, News of"))
    names = ["Click http://evil.example\r\nBcc: all@example.org", "{my_summit} {{ 7*7 }}", "<a href='//evil.example'>x</a>"]
    with uow():
        for one, name in zip(services.roll_of(mailing_(reference)).people, names, strict=True):
            person = registered_person(one.registration)
            person.given_name = name
            record("person.changed", person)
    release(uow, reference, 3)
    for raw in post.raw:
        head = raw.split(b"\r\n\r\n", 1)[0]
        assert not re.search(rb"^Bcc:", head, re.M | re.I)
    sent = mine(post)
    assert len(sent) == 3
    for one in sent:
        html = html_of(one)
        text = plain_of(one)
        assert "evil.example" not in html and "http://evil" not in text
        assert links_in(html) == [] and "49" not in text
        assert "/my/link/" not in text


def test_a_long_head_line_to_say_no_stays_one_address(uow: Any, post: "Mailbox", client: Any) -> None:
    reference = prepared(uow, said(essential=False))
    release(uow, reference, 3)
    one = mine(post)[0]
    assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://127\.0\.0\.1(/\w\w/no-reminders/[a-z0-9]{66}/)>", one["List-Unsubscribe"])
    assert address
    raw = next(raw for raw in post.raw if one["Message-ID"].encode() in raw)
    assert b"=?utf-8?" not in re.search(rb"List-Unsubscribe:.*?\r\n(?=\S)", raw, re.S)[0]  # type: ignore[index]
    page = address[1]
    shown = client.get(page)
    assert shown.status_code == 200
    assert (shown.headers["Cache-Control"], shown.headers["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert client.post(page, data={"List-Unsubscribe": "One-Click"}).status_code == 303  # as a mail program asks
    assert client.post(page).status_code == 303
    assert client.post(page.replace("/no-reminders/", "/no-reminders/x")).status_code == 404
    with uow():
        twin = services.copy(mailing_(reference))
        assert services.roll_of(twin).by_reason() == {LeftOut.OPTED_OUT: 1}
    assert client.post(f"{page}again/").status_code == 303
    with uow():
        assert len(services.roll_of(mailing_(reference)).people) == 0
        assert services.roll_of(services.copy(mailing_(reference))).by_reason() == {}


def test_nobody_is_written_to_who_said_no_after_the_release(uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any) -> None:
    reference = prepared(uow, said(essential=False))
    with monkeypatch.context() as patch:
        patch.setattr(sending, "wake", lambda *_: None)
        release(uow, reference, 3)
    with uow():
        one = queries.waiting_recipients(mailing_(reference).id, 1)[0]
        services.want_none(write_token(app_key(), summit_().public_id, one.reference))
    with reading():
        services.sweep()
    assert len(mine(post)) == 2

"""A mailing goes to each person once, in their language, exactly as it was looked at."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from datetime import time, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.accounts import services as accounts
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.core.events import announce
from summitapp.core.text import Translated
from summitapp.delegations.models import Invitation
from summitapp.directory.values import PersonMerged
from summitapp.mailings import queries, services
from summitapp.mailings.models import Mailing, Recipient, Reminder, Run
from summitapp.mailings.rules.tokens import write_token
from summitapp.mailings.services import reminding, sending
from summitapp.mailings.values import (
    Anchor,
    Audience,
    Circle,
    LeftOut,
    MailingLocked,
    MailingMoved,
    MailingState,
    NobodyToWrite,
    NumberChanged,
    Outcome,
    TextFaulty,
    TextMissing,
    Wording,
)
from summitapp.outbox import services as outbox
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.rules import LINK, mask
from summitapp.outbox.tasks import SmtpTransport
from summitapp.outbox.values import MessageState
from summitapp.questions.values import Kind
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.values import DelegationRole, State
from summitapp.summits import queries as summits
from summitapp.summits import services as summits_services
from summitapp.summits.models import Summit
from tests.factories.mailings import enter_three, said
from tests.factories.questions import ask, section
from tests.factories.registration import enter, make_delegation, make_summit, person, registered

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox

SLUG = "izmir-2027"


@pytest.fixture
def post(app: Flask, mailbox: "Mailbox", monkeypatch: pytest.MonkeyPatch) -> "Mailbox":
    """The mail server of the test is the one the application uses."""
    kept = app.extensions["outbox"]
    sender = app.extensions["config"].mail_sender
    monkeypatch.setattr(kept, "transport", SmtpTransport(mailbox.url, sender))
    return mailbox


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


# --- sending ------------------------------------------------------------------------------------


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


def registered_person(reference: str) -> Any:
    found = registrations.by_reference(reference)
    assert found is not None
    return found.person


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


def app_key() -> str:
    return settings().secret_key


# --- exactly once -------------------------------------------------------------------------------


def many(uow: Any, number: int) -> str:
    with uow():
        summit = make_summit()
        for one in range(number):
            enter(summit, one)
    with uow():
        return begin()


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SLICE", 5)


def no_mail(monkeypatch: Any) -> None:
    monkeypatch.setattr(outbox, "wake", lambda *_: None)


def batch(reference: str) -> list[OutboxMessage]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.batch == reference)))


def test_a_killed_worker_loses_nobody_and_writes_nobody_twice(uow: Any, small_slices: None, monkeypatch: Any, reading: Any) -> None:
    no_mail(monkeypatch)
    reference = many(uow, 23)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "wake", lambda *_: None)
        release(uow, reference, 23)
    real, calls = outbox.enqueue_batch, iter(range(100))

    def dies(*args: Any, **given: Any) -> list[str]:
        written = real(*args, **given)
        if next(calls) == 2:
            raise KeyboardInterrupt  # killed in the third slice, after its mails were written
        return written

    with reading():
        with monkeypatch.context() as patch:
            patch.setattr(outbox, "enqueue_batch", dies)
            with pytest.raises(KeyboardInterrupt):
                services.send(reference)
        assert len(batch(reference)) == 10
        services.sweep()
        assert max(Counter(one.recipient for one in batch(reference)).values()) == 1
        assert len(batch(reference)) == 23
        assert mailing_(reference).state is MailingState.SENT
        services.send(reference)
        assert len(batch(reference)) == 23


def test_two_workers_write_each_mail_once(uow: Any, app: Flask, small_slices: None, monkeypatch: Any, reading: Any) -> None:
    no_mail(monkeypatch)
    reference = many(uow, 40)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "wake", lambda *_: None)
        release(uow, reference, 40)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with reading():
                services.send(reference)
        except BaseException as error:
            faults.append(error)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert not faults
    with reading():
        assert len(batch(reference)) == 40 == len({one.recipient for one in batch(reference)})


def test_the_database_itself_keeps_a_person_from_being_in_a_mailing_twice(uow: Any) -> None:
    reference = prepared(uow)
    with uow():
        found = services.roll_of(mailing_(reference))
        sending.write_down(mailing_(reference), found)
        sending.write_down(mailing_(reference), found)
        assert queries.recipient_counts([mailing_(reference).id]) == {mailing_(reference).id: 3}
    with pytest.raises(sa.exc.IntegrityError):
        with uow():
            one = queries.waiting_recipients(mailing_(reference).id, 1)[0]
            db.session.add(Recipient(mailing_id=one.mailing_id, reference=one.reference, added_at=now()))


def asked(app: Flask, work: Callable[[], object]) -> int:
    """Return how many statements some work needs."""
    statements: list[str] = []
    with app.app_context():
        engine = db.engine

    def listener(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", listener)
    try:
        work()
    finally:
        sa.event.remove(engine, "before_cursor_execute", listener)
    return len(statements)


def test_a_slice_costs_the_same_whatever_its_size(uow: Any, app: Flask, monkeypatch: Any, reading: Any) -> None:
    no_mail(monkeypatch)
    monkeypatch.setattr(sending, "wake", lambda *_: None)
    reference = many(uow, 12)
    release(uow, reference, 12)
    costs = []
    for size in (2, 8):
        monkeypatch.setattr(sending, "SLICE", size)
        with reading():
            costs.append(asked(app, lambda: sending._send_slice(reference)))
    assert costs[0] == costs[1]


def test_two_thousand_are_written_slice_by_slice_and_never_all_at_once(
    uow: Any, reading: Any, monkeypatch: Any
) -> None:
    no_mail(monkeypatch)
    monkeypatch.setattr(sending, "wake", lambda *_: None)
    with uow():
        summit = make_summit()
        db.session.flush()
        people = [registration.Newcomer(person(number), summit.categories[0]) for number in range(2000)]
        registration.bulk_register(summit, people)
    with uow():
        reference = begin()
    release(uow, reference, 2000)
    written: list[int] = []
    real = outbox.enqueue_batch
    monkeypatch.setattr(outbox, "enqueue_batch", lambda *a, **k: (written.append(len(a[1])), real(*a, **k))[1])
    with reading():
        services.send(reference)
        assert written == [100] * 20 and len(batch(reference)) == 2000


def test_a_mail_to_one_person_does_not_wait_behind_a_mailing(
    uow: Any, reading: Any, post: "Mailbox", monkeypatch: Any
) -> None:
    reference = prepared(uow)
    post.messages.clear()
    with monkeypatch.context() as patch:
        no_mail(patch)
        release(uow, reference, 3)
        with uow():
            services.try_on(mailing_(reference), to="me@example.org", name="Me", language="en")
    with reading():
        for one in [one.public_id for one in batch(reference)]:
            outbox.deliver_in_turn(one)
    assert post.messages[0]["To"] == "me@example.org" and len(post.messages) == 4


# --- on its way ---------------------------------------------------------------------------------


def test_it_can_be_held_on_its_way_and_goes_on_without_losing_anybody(
    uow: Any, small_slices: None, monkeypatch: Any, post: "Mailbox", reading: Any
) -> None:
    reference = many(uow, 12)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "wake", lambda *_: None)
        no_mail(patch)
        release(uow, reference, 12)
        with reading():
            assert sending._send_slice(reference)
        with uow():
            services.pause(mailing_(reference))
    with reading():
        services.sweep()
        outbox.sweep()
    assert mine(post) == []
    with uow():
        services.resume(mailing_(reference))
    assert len(mine(post)) == 12 == len({one["To"] for one in mine(post)})


def test_what_is_stopped_never_goes_out(uow: Any, small_slices: None, monkeypatch: Any, post: "Mailbox", reading: Any) -> None:
    reference = many(uow, 12)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "wake", lambda *_: None)
        no_mail(patch)
        release(uow, reference, 12)
        with reading():
            sending._send_slice(reference)
        with uow():
            services.pause(mailing_(reference))
    with uow():
        services.stop(mailing_(reference))
    with reading():
        services.sweep()
        outbox.sweep()
        assert {one.state for one in batch(reference)} == {MessageState.DROPPED}
    assert mine(post) == []
    with pytest.raises(MailingMoved), uow():
        services.resume(mailing_(reference))


def test_who_comes_later_gets_it_later_and_nobody_else_again(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with uow():
        enter(summit_(), 9)
    with uow():
        assert [one.email for one in services.roll_of(mailing_(reference)).people] == ["gulsah9@example.org"]
        services.send_to_added(mailing_(reference), 1)
    assert Counter(one["To"] for one in mine(post)) == Counter({f"gulsah{n}@example.org": 1 for n in (1, 2, 3, 9)})


def test_the_number_that_was_read_has_to_be_the_number_that_gets_it(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    with uow():
        enter(summit_(), 9)
    with pytest.raises(NumberChanged) as caught, uow():
        services.release(mailing_(reference), 3)
    assert caught.value.facts["number"] == 4 and mine(post) == []


def test_a_released_text_is_a_record(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with pytest.raises(MailingLocked), uow():
        services.change(mailing_(reference), said("other"), Audience(), 1)
    with pytest.raises(MailingMoved), uow():
        services.release(mailing_(reference), 3)
    with pytest.raises(MailingLocked), uow():
        services.discard(mailing_(reference))


def test_a_missing_language_blocks_sending_until_another_is_chosen(uow: Any, post: "Mailbox") -> None:
    half = Wording(Translated(de="News of Gipfel", en="News of"), Translated(de="Hallo", en="Hello"))
    reference = prepared(uow, half)
    with pytest.raises(TextMissing), uow():
        services.release(mailing_(reference), 3)
    with uow():
        mailing = mailing_(reference)
        services.change(mailing, Wording(half.subject, half.body, fallback="de"), Audience(), mailing.revision)
    release(uow, reference, 3)
    turkish = next(one for one in mine(post) if one["To"] == "gulsah2@example.org")
    assert turkish["Subject"] == "News of Gipfel" and turkish["Content-Language"] == "tr"
    assert 'lang="de"' in html_of(turkish)


def test_a_planned_mailing_goes_to_those_who_fit_when_its_time_has_come(
    uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any
) -> None:
    reference = prepared(uow)
    with uow():
        services.plan(mailing_(reference), now() + timedelta(hours=1), 3)
    with uow():
        enter(summit_(), 9)
    with reading():
        services.sweep()
    assert mine(post) == []
    later = now() + timedelta(hours=2)
    monkeypatch.setattr(sending, "now", lambda: later)
    with reading():
        services.sweep()
    assert len(mine(post)) == 4


def test_a_faulty_text_is_not_kept(uow: Any) -> None:
    with pytest.raises(TextFaulty), uow():
        make_summit()
        begin(said("{nobody}"))


# --- to whom ------------------------------------------------------------------------------------


def test_the_choice_of_recipients_narrows(uow: Any, reading: Any) -> None:
    with uow():
        summit = make_summit()
        bremen = make_delegation(summit)
        head = enter(summit, 1, delegation=bremen, language="de")
        registered(head).delegation_role = DelegationRole.HEAD
        db.session.flush()
        enter(summit, 2, category="press", language="en")
        gone = enter(summit, 3)
        registration.withdraw(registered(gone))
        enter(summit, 4, email=None)
    with reading():
        def to(**given: Any) -> list[str]:
            return [one.full_name.split()[1] for one in queries.addressees(summit_().id, Audience(**given))]

        assert sorted(to()) == ["1", "2", "4"]
        assert to(categories=("press",)) == ["2"]
        assert to(delegations=("BREMEN",)) == ["1"] == to(roles=(DelegationRole.HEAD,))
        assert to(languages=("en",)) == ["2"]
        assert to(states=(State.WITHDRAWN,)) == ["3"]
        assert to(chosen=(head.public_id,)) == ["1"]
        assert Audience.of(Audience(states=(State.WAITING,), roles=(DelegationRole.HEAD,)).as_dict()) == Audience(
            states=(State.WAITING,), roles=(DelegationRole.HEAD,)
        )


def test_those_who_have_not_answered_a_question_are_found_and_needs_are_nobodys_filter(uow: Any, reading: Any) -> None:
    with uow():
        summit = make_summit()
        home = section(summit)
        ask(summit, home, "hotel")
        ask(summit, home, "arrival", categories=frozenset({"delegate"}))
        ask(summit, home, "diet", Kind.DIET)
        for number, category in ((1, "delegate"), (2, "delegate"), (3, "press")):
            enter(summit, number, category=category)
        first = next(one for one in queries.addressees(summit.id, Audience()) if "1" in one.full_name)
        found = registrations.by_reference(first.registration)
        assert found is not None
        registration.answer(found, {"hotel": "Ege", "arrival": "noon"})
    with reading():

        def to(question: str, answered: bool) -> list[str]:
            found = queries.addressees(summit_().id, Audience(question=question, answered=answered))
            return sorted(one.full_name.split()[1] for one in found)

        assert to("hotel", True) == ["1"] and to("hotel", False) == ["2", "3"]
        assert to("arrival", False) == ["2"]  # the press is not asked
        assert to("diet", False) == ["1", "2", "3"] == to("nothing", True)
        one = Audience(question="hotel", answered=True)
        assert Audience.of(one.as_dict()) == one


def test_coordinators_are_written_to_once_whatever_they_coordinate(uow: Any, post: "Mailbox") -> None:
    with uow():
        summit = make_summit()
        user = accounts.create_user("coord@example.org", "Nur Öz", language="tr")
        db.session.flush()
        for name in ("Bremen", "Berlin"):
            one = make_delegation(summit, name)
            db.session.add(Invitation(delegation=one, name="Nur Öz", email="coord@example.org", language="tr",
                                      user=user.public_id, invited_at=now(), accepted_at=now()))  # fmt: skip
        record("delegation.invited", summit)
    with uow():
        reference = begin(said("Hello {full_name} {my_summit}"), circle=Circle.COORDINATORS)
        assert services.roll_of(mailing_(reference)).by_reason() == {LeftOut.TWICE: 1}
    release(uow, reference, 1)
    (one,) = mine(post)
    assert one["To"] == "coord@example.org"
    assert "/tr/sign-in/" in plain_of(one)


def test_nobody_to_write_to_is_said(uow: Any) -> None:
    with uow():
        make_summit()
        reference = begin()
    with pytest.raises(NobodyToWrite), uow():
        services.release(mailing_(reference), 0)


# --- delivery -----------------------------------------------------------------------------------


def test_an_unknown_mailbox_fails_at_once_and_a_busy_server_is_tried_again(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    post.unknown, post.refuse = {"gulsah1@example.org"}, 1
    release(uow, reference, 3)
    with uow():
        failed, busy, sent = sorted(batch(reference), key=lambda one: one.state.value)
        assert (failed.state, failed.attempts) == (MessageState.FAILED, 1)
        assert failed.fault == "550 5.1.1 no such mailbox here"
        assert (busy.state, busy.attempts) == (MessageState.PENDING, 1) and busy.fault.startswith("451")
        assert sent.state is MessageState.SENT
    post.unknown = set()
    with uow():
        (failed,) = [one for one in batch(reference) if one.state is MessageState.FAILED]
        outbox.retry(failed, "gulsah@example.com")
    assert "gulsah@example.com" in {one["To"] for one in mine(post)}


def test_a_mail_that_cannot_be_composed_does_not_hold_up_the_others(uow: Any, post: "Mailbox", monkeypatch: Any) -> None:
    reference = prepared(uow)
    real = outbox._render

    def breaks(draft: Any) -> Any:
        if draft.recipient == "gulsah1@example.org":
            raise ValueError
        return real(draft)

    monkeypatch.setattr(outbox, "_render", breaks)
    release(uow, reference, 3)
    assert len(mine(post)) == 2
    with uow():
        assert [one.fault for one in batch(reference) if one.state is MessageState.FAILED] == ["ValueError"]


def test_texts_are_forgotten_when_they_were_kept_long_enough(uow: Any, post: "Mailbox", reading: Any) -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with uow():
        for one in batch(reference):
            assert one.body
            one.sent_at = now() - timedelta(days=91)
    with reading():
        outbox.forget_bodies()
        assert {one.body for one in batch(reference)} == {""}


# --- reminders ----------------------------------------------------------------------------------


def reminder_(uow: Any, anchor: Anchor, days: int, **given: Any) -> int:
    with uow():
        one = services.add_reminder(summit_(), given.pop("wording", said()), Audience(**given), anchor, days, time(9))
        services.switch(one, True)
        one.active_since = now() - timedelta(days=30)
        return one.id


def run(reading: Any, monkeypatch: Any, moment: Any) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(reminding, "now", lambda: moment)
        with reading():
            services.remind()


def runs(uow: Any) -> list[tuple[Outcome, bool]]:
    with uow():
        return [(one.outcome, one.mailing_id is not None) for one in db.session.scalars(sa.select(Run).order_by(Run.id))]


def due_of(uow: Any, row: int) -> Any:
    with uow():
        (due,) = services.moments_of(db.session.get_one(Reminder, row))
        return due


def test_a_reminder_goes_out_once_to_those_who_fit_then(uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any) -> None:
    with uow():
        enter_three(make_summit())
    row = reminder_(uow, Anchor.SUMMIT_BEGINS, -7)
    due = due_of(uow, row)
    run(reading, monkeypatch, due - timedelta(minutes=1))
    assert mine(post) == []
    with uow():
        enter(summit_(), 9)
    run(reading, monkeypatch, due)
    run(reading, monkeypatch, due + timedelta(minutes=1))
    assert len(mine(post)) == 4 and runs(uow) == [(Outcome.SENT, True)]
    with uow():  # the date moves: it comes again, and only to those who have not had it
        summit = summit_()
        enter(summit, 10)
        summit.starts_on += timedelta(days=1)
        summit.ends_on += timedelta(days=1)
        record("summit.dates_changed", summit)
    assert due_of(uow, row) == due + timedelta(days=1)
    run(reading, monkeypatch, due + timedelta(days=1))
    assert Counter(one["To"] for one in mine(post)) == Counter({f"gulsah{n}@example.org": 1 for n in (1, 2, 3, 9, 10)})


def test_a_missed_reminder_is_made_up_for_within_a_day_and_then_said_to_be_missed(
    uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any
) -> None:
    with uow():
        enter_three(make_summit())
    late = reminder_(uow, Anchor.SUMMIT_BEGINS, -7)
    too_late = reminder_(uow, Anchor.SUMMIT_BEGINS, -9)
    moment = due_of(uow, late) + timedelta(hours=20)
    run(reading, monkeypatch, moment)
    assert sorted(runs(uow)) == [(Outcome.MISSED, False), (Outcome.SENT, True)]
    assert len(mine(post)) == 3 and too_late


def test_two_workers_run_a_reminder_once(uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any) -> None:
    with uow():
        enter_three(make_summit())
    due = due_of(uow, reminder_(uow, Anchor.SUMMIT_BEGINS, -7))
    monkeypatch.setattr(reminding, "now", lambda: due)

    def work() -> None:
        with reading():
            services.remind()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(mine(post)) == 3 and runs(uow) == [(Outcome.SENT, True)]


def test_the_end_of_an_offer_is_each_persons_own(uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any) -> None:
    with uow():
        summit = make_summit()
        for number, hours in ((1, 72), (2, 240)):
            one = registered(enter(summit, number))
            one.state, one.offered_until = State.OFFERED, now() + timedelta(hours=hours)
            db.session.flush()
    row = reminder_(uow, Anchor.OFFER_ENDS, -1, states=(State.OFFERED,))
    with uow():
        first, second = services.moments_of(db.session.get_one(Reminder, row))
    run(reading, monkeypatch, first)
    assert [one["To"] for one in mine(post)] == ["gulsah1@example.org"]
    run(reading, monkeypatch, second)
    assert [one["To"] for one in mine(post)] == ["gulsah1@example.org", "gulsah2@example.org"]


def test_a_reminder_that_is_switched_on_late_does_not_look_back(uow: Any, post: "Mailbox", monkeypatch: Any, reading: Any) -> None:
    with uow():
        enter_three(make_summit())
    row = reminder_(uow, Anchor.SUMMIT_BEGINS, -7)
    due = due_of(uow, row)
    with uow():
        db.session.get_one(Reminder, row).active_since = due + timedelta(minutes=5)
        record("reminder.changed", db.session.get_one(Reminder, row))
    run(reading, monkeypatch, due + timedelta(minutes=10))
    assert mine(post) == [] and runs(uow) == []


# --- what else ----------------------------------------------------------------------------------


def test_a_copied_summit_takes_its_texts_and_reminders_along_switched_off(uow: Any) -> None:
    with uow():
        services.save_text(make_summit(), "Hello", said())
    reminder_(uow, Anchor.SUMMIT_BEGINS, -7, categories=("delegate",))
    with uow():
        source = summit_()
        twin = summits_services.copy_summit(source, "izmir-2028", source.name, source.starts_on + timedelta(days=364))
        assert [one.name for one in queries.texts(twin.id)] == ["Hello"]
        (one,) = queries.reminders(twin.id)
        assert one.active_since is None and one.audience.categories == ("delegate",)


def test_what_is_known_of_a_person_is_handed_over_and_erased(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with uow():
        person = registered_person(queries.addressees(summit_().id, Audience())[0].registration)
        services.want_none(write_token(app_key(), summit_().public_id, person.public_id))
        assert [list(one) for one in services.export_personal(person)] == [["mailing", "at"], ["no_reminders_for", "at"]]
        services.erase_personal(person)
        assert services.export_personal(person) == []


def test_two_entries_that_are_one_person_keep_both_histories(uow: Any, post: "Mailbox") -> None:
    reference = prepared(uow)
    release(uow, reference, 3)
    with uow():
        one, two, _three = [registered_person(found.registration) for found in queries.addressees(summit_().id, Audience())]
        announce(PersonMerged(one.id, one.public_id, two.id, two.public_id))
        assert len(services.export_personal(one)) == 1 and services.export_personal(two) == []
        assert queries.recipient_counts([mailing_(reference).id]) == {mailing_(reference).id: 2}

"""A mailing goes to each person exactly once, slice by slice, whoever works on it and whatever breaks."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from flask import Flask

from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.mailings import queries, services
from summitapp.mailings.models import Recipient
from summitapp.mailings.services import sending
from summitapp.mailings.values import MailingState
from summitapp.outbox import services as outbox
from summitapp.registration import services as registration
from tests.factories.registration import make_summit, person
from tests.mailings.sent import batch, begin, mailing_, many, no_mail, prepared, release
from tests.rig.statements import heard
from tests.rig.workers import side_by_side

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


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

    def work() -> None:
        with reading():
            services.send(reference)

    side_by_side(work)
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


def test_a_slice_costs_the_same_whatever_its_size(uow: Any, app: Flask, monkeypatch: Any, reading: Any) -> None:
    no_mail(monkeypatch)
    monkeypatch.setattr(sending, "wake", lambda *_: None)
    reference = many(uow, 12)
    release(uow, reference, 12)
    costs = []
    for size in (2, 8):
        monkeypatch.setattr(sending, "SLICE", size)
        with reading():
            with heard(app) as statements:
                sending._send_slice(reference)
            costs.append(len(statements))
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

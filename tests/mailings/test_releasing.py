"""A mailing on its way: planned, held, stopped, and what may no longer be changed."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from summitapp.core.clock import now
from summitapp.core.text import Translated
from summitapp.mailings import services
from summitapp.mailings.services import sending
from summitapp.mailings.values import (
    Audience,
    MailingLocked,
    MailingMoved,
    NumberChanged,
    TextFaulty,
    TextMissing,
    Wording,
)
from summitapp.outbox import services as outbox
from summitapp.outbox.values import MessageState
from tests.factories.mailings import said
from tests.factories.registration import enter, make_summit
from tests.mailings.sent import batch, begin, html_of, mailing_, many, mine, no_mail, prepared, release, summit_

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


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

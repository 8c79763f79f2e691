"""What a mail server refuses, and how long texts are kept."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from summitapp.core.clock import now
from summitapp.outbox import services as outbox
from summitapp.outbox.values import MessageState
from tests.mailings.sent import batch, mine, prepared, release

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


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

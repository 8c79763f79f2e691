"""Reminders go out once, at the moment their date says."""

from collections import Counter
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.mailings import services
from summitapp.mailings.models import Reminder, Run
from summitapp.mailings.services import reminding
from summitapp.mailings.values import Anchor, Audience, Outcome
from summitapp.registration.values import State
from tests.factories.mailings import enter_three, said
from tests.factories.registration import enter, make_summit, registered
from tests.mailings.sent import mine, summit_
from tests.rig.workers import side_by_side

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


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

    side_by_side(work)
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

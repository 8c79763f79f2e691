"""The mails about requests, and what the passing of time does to them."""


import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import RequestState, RoundPhase
from tests.conftest import Reader, UnitOpener
from tests.factories.requests import Fair, asks, later, set_round, somebody, the_round
from tests.matchmaking.asking import Letters, about_meetings, delivered, plain, state, swept

# --- mails and time -------------------------------------------------------------------------------------


def test_many_requests_are_one_mail_without_an_address_or_a_word_of_them(
    fair: Fair, app: Flask, uow: UnitOpener, letters: Letters
) -> None:
    with uow():
        for place in (0, 2, 3):
            asks(fair, place, 1, message="Nur für Sie")
    assert about_meetings(letters) == []
    ((to, _),) = delivered(app, uow, letters)
    (letter,) = about_meetings(letters)
    text = plain(letter)
    assert text.count("\n- ") == 3 and "Nur für Sie" not in letter.as_string() and "/my/link/" in text
    assert "@example.org" not in text.replace(to, "")


def test_what_was_taken_back_before_the_mail_left_is_not_told(fair: Fair, app: Flask, uow: UnitOpener, letters: Letters) -> None:
    with uow():
        asking.withdraw(asks(fair), somebody(fair, 0))
    assert [subject for _, subject in delivered(app, uow, letters)] == ["The meeting with Gülşah 1 Yıldız Ünal does not take place"]


def test_who_does_not_answer_is_reminded_twice_and_then_it_ends(
    fair: Fair, uow: UnitOpener, app: Flask, letters: Letters, reading: Reader
) -> None:
    with uow():
        one = asks(fair).public_id
        asks(fair, 2, 1)
    for hours in (10, 28, 2, 10, 10):
        with uow():
            later(hours=hours)
        swept(app)
        sent = [subject for _, subject in delivered(app, uow, letters)]
    assert sent == ["2 requests to meet wait for you", *["2 requests to meet still wait for your answer"] * 2]
    with uow():
        later(hours=20)
    swept(app)
    with reading():
        assert state(one) is RequestState.EXPIRED
        assert queries.quota_of(somebody(fair, 0), the_round(fair)).sent == 0
    swept(app)
    assert len(delivered(app, uow, letters)) == 5
    with uow():
        assert asks(fair).state is RequestState.ASKED


def test_a_closed_round_reminds_of_nothing_that_cannot_be_answered(fair: Fair, uow: UnitOpener, app: Flask, letters: Letters) -> None:
    with uow():
        asks(fair)
        later(hours=40)
        set_round(fair, phase=RoundPhase.PREPARING)
    swept(app)
    with uow():
        assert db.session.scalar(sa.select(MeetingRequest.nudged_at)) is None
        assert db.session.scalar(sa.select(sa.func.count(Attendee.id))) == 2

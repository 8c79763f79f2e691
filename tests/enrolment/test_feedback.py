"""Saying how a session was: who may, how long, one answer of each, and what becomes of few answers."""

from datetime import timedelta

import pytest

from summitapp.checkin import services as checkin
from summitapp.checkin.models import CheckInPoint, Standing
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import Translated
from summitapp.enrolment import queries, services
from summitapp.enrolment.rules import summarise
from summitapp.enrolment.values import FeedbackClosed
from summitapp.registration.models import Registration
from tests.conftest import UnitOpener
from tests.factories.agenda import publish, the_summit
from tests.factories.enrolment import ended, let_it_be, make_programme, participants, session


@pytest.fixture
def people(uow: UnitOpener) -> list[int]:
    """Six participants of a published programme."""
    with uow():
        world = make_programme(places=3)
        publish(world.summit)
        return [one.id for one in participants(world.summit, 6)]


def who(number: int) -> Registration:
    return db.session.get_one(Registration, number)


def test_one_answer_of_each_which_can_be_changed_for_two_weeks(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        one = who(people[0])
        with pytest.raises(FeedbackClosed):
            services.rate(one, "HALL", 4)
        ended("HALL", timedelta(days=13))
        services.rate(one, "HALL", 4, "  Güzeldi.  ")
        services.rate(one, "HALL", 2, "Im Rückblick: zu laut.")
        assert queries.given_by(one.person_id, the_summit()) == {"HALL": (2, "Im Rückblick: zu laut.")}
        ended("HALL", timedelta(days=15))
        with pytest.raises(FeedbackClosed):
            services.rate(one, "HALL", 5)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_there_are_one_to_five_stars(uow: UnitOpener, people: list[int], stars: int) -> None:
    with uow():
        ended("HALL")
        with pytest.raises(Invalid):
            services.rate(who(people[0]), "HALL", stars)


def test_of_a_session_with_places_only_those_say_something_who_had_one(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        for number in people[:4]:
            services.enrol(who(number), "TALK")
        ended("TALK")
        services.rate(who(people[0]), "TALK", 5)
        for number in people[3:5]:
            with pytest.raises(FeedbackClosed):
                services.rate(who(number), "TALK", 1)


def test_where_people_were_scanned_only_who_was_let_in_says_something(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        ended("HALL")
        checkin.add_point(the_summit(), "entrance", Translated.same("Entrance"))
        db.session.flush()
        point = db.session.query(CheckInPoint).one()
        db.session.add(Standing(registration_id=people[0], point_id=point.id, inside=True, since=now(), last_at=now(), entries=1))
        db.session.flush()
        services.rate(who(people[0]), "HALL", 5)
        with pytest.raises(FeedbackClosed):
            services.rate(who(people[1]), "HALL", 5)


def test_a_break_and_a_cancelled_session_are_not_rated(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        let_it_be("HALL", now() + timedelta(minutes=1))
        with pytest.raises(FeedbackClosed):
            services.rate(who(people[0]), "HALL", 5)


def test_of_fewer_than_five_answers_only_their_number_is_told(uow: UnitOpener, people: list[int]) -> None:
    with uow():
        ended("HALL")
        for number in people[:4]:
            services.rate(who(number), "HALL", 4, "fein")
        report = queries.report_of(session("HALL"))
        assert (report.number, report.mean, report.texts) == (4, None, ())
        services.rate(who(people[4]), "HALL", 5, "Ayşe Hanım harikaydı")
        report = queries.report_of(session("HALL"))
        assert (report.number, report.mean, report.counts) == (5, 4.2, (0, 0, 0, 4, 1))
        assert report.texts == ("Ayşe Hanım harikaydı", "fein", "fein", "fein", "fein")


def test_texts_come_by_letter_so_that_their_order_tells_nothing() -> None:
    told = summarise([(5, "z"), (4, "a"), (3, ""), (2, "m"), (1, "b")])
    assert told.texts == ("a", "b", "m", "z") and told.mean == 3

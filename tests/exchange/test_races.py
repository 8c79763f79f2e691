"""Everybody works on one agenda at once, over real connections: nobody waits for somebody who waits for them.

On PostgreSQL a circle of locks ends with an error of the database in one of the units, which :func:`at_once` lets out. The
order that prevents it stands in docs/architecture.md.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from summitapp.agenda import queries as agenda_queries
from summitapp.agenda import services as agenda
from summitapp.agenda.values import Aftermath, Answer, SessionKind, UrgentChange, Visibility
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.enrolment import services as enrolment
from summitapp.exchange import services as exchange
from summitapp.privacy.services import personal
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.speakers import services as speakers
from summitapp.speakers.values import ProfileDetails
from tests.conftest import Reader, UnitOpener
from tests.factories.agenda import OPENS, add, details, publish, the_summit
from tests.factories.enrolment import SLUG, check, make_programme, participants, session
from tests.registration.test_capacity import at_once

CODES = ("OPENING", "TALK", "VISIT", "LATE", "ALL", "HALL", "MORE")
Job = Callable[[], None]


def edit(turn: int) -> None:
    """Say something else of a session; one to which fewer people may come changes the kept pages of the summit."""
    one = session(CODES[turn % len(CODES)])
    circle = (Visibility.PUBLIC, Visibility.DELEGATES)[turn % 2]
    words = details(f"Title {turn}", code=one.code, attendance=one.attendance, capacity=one.capacity, visibility=circle)
    agenda.edit_session(one, words, one.revision)


def move(turn: int) -> None:
    one = session(CODES[-1 - turn % 2])
    starts = OPENS + timedelta(days=1 + turn % 2, hours=turn % 8)
    agenda.place_session(one, ("HALL-B", "HALL-C")[turn % 2], starts, starts + timedelta(minutes=45), one.revision)


def minutes(turn: int) -> None:
    one = session(CODES[turn % len(CODES)])
    agenda.write_minutes(one, Aftermath(Translated.same(f"Said {turn}"), Translated()), Visibility.PUBLIC, one.revision)


def hold(turn: int) -> None:
    starts = OPENS + timedelta(days=2, minutes=30 * turn)
    agenda.hold_time(the_summit(), SessionKind.BREAK, "", starts, starts + timedelta(minutes=15))


def release(turn: int) -> None:
    publish(the_summit())


def urgently(turn: int) -> None:
    one = session("HALL")
    starts = OPENS + timedelta(hours=7, minutes=30 + turn % 10)
    agenda.change_urgently(one, UrgentChange(starts, starts + timedelta(minutes=30), "HALL-B"), one.revision, Translated())


def bring(turn: int) -> None:
    """Take a file in that changes what is there, in the opposite order of its codes, and has something new."""
    rows = "".join(f"{code};File {turn}\n" for code in reversed(CODES)) + f"FILE-{turn};New {turn}\n"
    _rows, moment = exchange.take_file(the_summit(), f"Code;Title (English)\n{rows}".encode(), "en")
    if turn % 2:
        db.session.flush()
        exchange.take_back(the_summit(), moment)


def take(person: int, turn: int) -> None:
    enrolment.enrol(db.session.get_one(Registration, person), CODES[1 + turn % 3])


def give_back(person: int, turn: int) -> None:
    enrolment.leave(db.session.get_one(Registration, person), CODES[1 + turn % 3])


def places(turn: int) -> None:
    agenda.change_places(session(CODES[1 + turn % 3]), 3 + turn % 4)


def end(person: int) -> None:
    registration.withdraw(db.session.get_one(Registration, person))


def erase(person: int) -> None:
    personal.erase_person(db.session.get_one(Registration, person).person)


def answer(person: int, turn: int) -> None:
    agenda.answer_session(session("HALL"), db.session.get_one(Person, person), (Answer.CONFIRMED, Answer.OPEN)[turn % 2])


def write(person: int, turn: int) -> None:
    profile = speakers.ensure_profile(the_summit(), db.session.get_one(Person, person))
    db.session.flush()
    speakers.release(profile, bool(turn % 2))
    speakers.write_profile(profile, ProfileDetails(Translated.same(f"Words {turn}")))


@pytest.mark.slow
def test_nobody_waits_for_somebody_who_waits_for_them(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        world = make_programme(places=3)
        add(world, "MORE", 30, "HALL-C")
        one = agenda_queries.session_of(SLUG, "HALL")
        assert one is not None
        agenda.edit_session(one, details("Talk", world.ayse, code="HALL"), one.revision)
        publish(world.summit)
        people = [each.id for each in participants(world.summit, 12)]
        speaker, summit = world.ayse.id, world.summit.id
    jobs: list[Job] = []
    for turn in range(24):
        person = people[turn % 8]
        jobs += [partial(edit, turn), partial(take, person, turn), partial(release, turn), partial(places, turn),
                 partial(bring, turn), partial(give_back, person, turn), partial(move, turn), partial(minutes, turn),
                 partial(answer, speaker, turn), partial(write, speaker, turn)]  # fmt: skip
        if turn % 3 == 0:
            jobs += [partial(hold, turn), partial(urgently, turn)]
        if turn % 6 == 5:
            jobs += [partial(end, people[8 + turn // 12]), partial(erase, people[10 + turn // 12])]
    at_once(app, jobs)  # type: ignore[arg-type]
    with reading():
        check(summit)
        assert agenda_queries.release_of(summit)

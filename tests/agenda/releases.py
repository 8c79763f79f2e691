"""What tests of releases share: people with addresses, a crowd at the last place, publishing as an organiser does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from flask import Flask

from summitapp.agenda import queries, services
from summitapp.agenda.models import AgendaSession, AgendaVersion
from summitapp.agenda.values import News, UrgentChange
from summitapp.audit.services import record
from summitapp.core import i18n
from summitapp.core.db import db, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.security import acting_as, system_actor
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, ShapeName
from tests.factories import registration as people
from tests.factories.agenda import MOMENT, NOTE, OPENS

HOUR = timedelta(hours=1)


def load(code: str) -> AgendaSession:
    session = queries.session_of("izmir-2027", code)
    assert session is not None
    return session


def somebody(given: str, family: str, language: str = "en", email: str | None = "") -> Person:
    """Add a person; without a word on it they have an address."""
    person = Person(given_name=given, family_name=family, language=language, created_at=MOMENT,
                    email=f"{given}.{family}@example.org".lower().encode("ascii", "ignore").decode() if email == "" else email)
    person.search_key = person.name.search_key
    db.session.add(person)
    db.session.flush()
    record("person.added", person)
    return person


def move(code: str, room: str, starts_at: Any, ends_at: Any) -> None:
    session = load(code)
    services.place_session(session, room, starts_at, ends_at, session.revision)


def told(version: AgendaVersion) -> dict[str, list[tuple[str, str]]]:
    """Return given name → what kind of news about which session, of everybody who is told."""
    found = {}
    for notice in queries.notices_of(version):
        news = [News.of(one) for one in notice.news]
        titles = queries.titles_of([one.session for one in news])
        found[notice.person.given_name] = sorted((titles[one.session].en, one.kind.value) for one in news)
    return found


def urgent(code: str, room: str, starts_at: Any, ends_at: Any, **more: Any) -> AgendaVersion:
    session = load(code)
    return services.change_urgently(session, UrgentChange(starts_at, ends_at, room, (), more.pop("cancelled", False)),
                                    more.pop("revision", session.revision), NOTE, **more)


def at_once(app: Flask, jobs: list[Callable[[], Any]]) -> list[Any]:
    """Do every job at the same moment, in a unit of work and on a connection of its own; refusals are answers."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        start.wait(10)
        try:
            with app.app_context(), acting_as(system_actor("crowd")), i18n.speaking("en"), unit_of_work():
                return job()
        except DomainError as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def change_draft() -> None:
    """Move one session of the three, and cancel another."""
    move("MOVES", "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR)
    services.cancel_session(load("GOES"), load("GOES").revision)


def let_in(summit: Summit, number: int, waiting: int = 0) -> list[str]:
    """Let so many people register, the last ``waiting`` of them only hoping; returns the given names of those who come."""
    summit.approval, summit.categories = ApprovalMode.AUTOMATIC, [
        Category(code="delegate", name=Translated.same("Delegate"), colour="sea", shape=ShapeName.CIRCLE, position=1)
    ]  # fmt: skip
    db.session.flush()
    for one in range(1, number + 1):
        people.enter(summit, one)
    summit.approval = ApprovalMode.MANUAL
    db.session.flush()
    for one in range(number + 1, number + waiting + 1):
        people.enter(summit, one)
    return [people.person(one).given_name for one in range(1, number + 1)]

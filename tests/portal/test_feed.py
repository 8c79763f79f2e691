"""The feed of one person is written once and asked for often: it follows every change at once, and is nobody else's."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import vobject
from flask import Flask

from summitapp.agenda import queries as agenda_queries
from summitapp.agenda import services as agenda
from summitapp.agenda.values import Attendance, Visibility
from summitapp.audit.services import record
from summitapp.calendars import services as calendars
from summitapp.calendars.values import Delivery, FeedKind
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory import services as directory
from summitapp.directory.models import Person, Position, Tenure
from summitapp.enrolment import queries as enrolment_queries
from summitapp.enrolment import services as enrolment
from summitapp.portal import services as portal
from summitapp.portal.services import feeds
from summitapp.portal.services.keeping import Mark, Shelf
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.summits import services as summits
from summitapp.summits.models import Room, Track
from tests.agenda.releases import at_once, urgent
from tests.conftest import UnitOpener
from tests.factories.agenda import OPENS, World, add, details, publish, the_summit
from tests.factories.enrolment import make_programme, participants, session
from tests.factories.registration import enter, make_summit, registered
from tests.rig.statements import heard

HOUR = timedelta(hours=1)
#: The day of ``DEED``.
SIGNED = (OPENS + 28 * HOUR).date()
Deed = Callable[[], object]


class Subscriber:
    """A calendar program that asks again and again for one address."""

    def __init__(self, app: Flask, uow: UnitOpener, owner: str) -> None:
        self.client, self.uow, self.app = app.test_client(), uow, app
        with uow():
            feed = calendars.open_feed(FeedKind.PERSONAL, owner)
            self.reference, token = feed.public_id, calendars.token_of(feed)
        self.path = f"/calendars/{token}.ics"
        for _ in range(3):  # the worker lets the ledger know the days
            self.ask()

    def ask(self, query: str = "?lang=en", **headers: str) -> Any:
        return self.client.get(self.path + query, headers=headers)

    def text(self, query: str = "?lang=en") -> str:
        answer = self.ask(query)
        assert answer.status_code == 200, answer.status
        return _without_moments(answer.get_data(as_text=True))

    def statements(self, expect: int = 200, **headers: str) -> int:
        with heard(self.app) as statements:
            assert self.ask(**headers).status_code == expect
        return sum(statement.startswith("SELECT") for statement in statements)


def _without_moments(text: str) -> str:
    """What a day says that the ledger has not heard of differs by the second."""
    return re.sub(r"(DTSTAMP|LAST-MODIFIED|CREATED):.*\r\n", "", text.replace("\r\n ", ""))


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """``shelf()`` empties what was kept, as in a worker that has just started."""
    monkeypatch.setattr(feeds, "_SHELF", Shelf())
    yield lambda: monkeypatch.setattr(feeds, "_SHELF", Shelf())


@pytest.fixture
def world(uow: UnitOpener) -> World:
    """Three participants of a published programme; the first of them appears in ``OWN``, ``SPARE`` is nobody's, and ``DEED``,
    behind closed doors, is the mayor's."""
    with uow():
        made = make_programme()
        people = participants(made.summit, 3)
        add(made, "OWN", 4, "HALL-C", people[0].person, length=0.5)
        add(made, "SPARE", 24, "HALL-C")
        add(made, "DEED", 28, "HALL-C", made.mayor, length=0.5, visibility=Visibility.CLOSED)
        publish(made.summit)
        return made


def one(number: int = 1) -> Registration:
    """The first participant, or another."""
    found = db.session.scalar(
        sa.select(Registration).join(Registration.person).where(Person.given_name == f"Gülşah {number}")
        .order_by(Registration.id).limit(1)
    )  # fmt: skip
    assert found is not None
    return found


def _publish() -> object:
    return publish(the_summit())


def _edit(code: str, title: str = "", **text: Any) -> object:
    """Write something else of a session whose people stay."""
    found = session(code)
    people = [cast.person for cast in found.appearances if cast.person is not None]
    fitting = {"attendance": found.attendance, "capacity": found.capacity, "visibility": found.visibility, **text}
    agenda.edit_session(found, details(title or f"Session {code}", *people, **fitting), found.revision)
    return found


def _move(code: str, hour: float, room: str = "HALL-C") -> None:
    found = session(code)
    agenda.place_session(found, room, OPENS + hour * HOUR, OPENS + (hour + 0.5) * HOUR, found.revision)
    _publish()


def _urgently() -> None:
    urgent("OWN", "HALL-B", OPENS + 25 * HOUR, OPENS + 26 * HOUR)


def _choose(alarm: int | None) -> None:
    portal.choose_way(one().person, Delivery.FEED, alarm)


def _speak(language: str) -> None:
    one().person.language = language
    db.session.flush()
    record("person.changed", one().person)


def _second_summit() -> None:
    other = make_summit("bremen-2028")
    summits.change_dates(other, summits.dates_of(other))
    registered(enter(other, 1)).person = one().person  # as when two entries turn out to be one person


def _without_days() -> None:
    dates = summits.dates_of(the_summit())
    summits.change_dates(the_summit(), replace(dates, ends_on=dates.ends_on - timedelta(days=1)))


def _mayor() -> Position:
    return db.session.scalars(sa.select(Position)).one()


def _tenure(number: int = 1) -> Tenure:
    found = sa.select(Tenure).where(Tenure.person_id == one(number).person_id).order_by(Tenure.id.desc()).limit(1)
    return db.session.scalars(found).one()


def _in_office(**days: date | None) -> None:
    """Write down otherwise from when until when the first participant holds the office."""
    held = _tenure()
    for name, day in days.items():
        setattr(held, name, day)
    record("tenure.changed", held)


def _rename(*parts: Room | Track) -> None:
    for part in parts:
        summits.change_part(part, {"name": Translated.same(f"The new {part.code}")})


CHANGES: list[tuple[str, Deed]] = [
    # what one chooses
    ("a star", lambda: enrolment.set_favourite(one(), "SPARE", True)),
    ("a star taken back", lambda: enrolment.set_favourite(one(), "SPARE", False)),
    ("the same star again", lambda: enrolment.set_favourite(one(), "SPARE", True)),
    ("stars brought by a device", lambda: enrolment.merge_favourites(one(), ["HALL"], ["SPARE"])),
    ("others take the places", lambda: [enrolment.enrol(one(number), "TALK") for number in (2, 3)] + [
        enrolment.set_favourite(one(), "HALL", False)]),
    ("a turn on the waiting list", lambda: enrolment.enrol(one(), "TALK")),
    ("moved up, since another left", lambda: enrolment.leave(one(2), "TALK")),
    ("the place given back", lambda: enrolment.leave(one(), "TALK")),
    ("put on a list by an organiser", lambda: enrolment.add_participant(session("LATE"), one())),
    # what a release says
    ("another title", lambda: (_edit("OWN", "Cool cities"), _publish())),
    ("another text", lambda: (_edit("OWN", "Cool cities", abstract=Translated.same("Shade and water")), _publish())),
    ("another track", lambda: (_edit("OWN", "Cool cities", track="PORTS"), _publish())),
    ("a live picture", lambda: (_edit("OWN", "Cool cities", livestream="https://live.example/1"), _publish())),
    ("another time", lambda: _move("OWN", 26)),
    ("another room", lambda: _move("OWN", 26, "HALL-B")),
    ("changed at once", _urgently),
    ("an older release again", lambda: agenda.restore_version(the_summit(), 1, Translated())),
    ("newly compulsory", lambda: (_edit("SPARE", attendance=Attendance.COMPULSORY), _publish())),
    ("a session that is called off", lambda: (agenda.cancel_session(session("ALL"), session("ALL").revision), _publish())),
    # what holds without a release
    ("no more compulsory", lambda: _edit("SPARE", attendance=Attendance.FREE)),
    ("compulsory after all", lambda: _edit("SPARE", attendance=Attendance.COMPULSORY)),
    ("behind closed doors", lambda: _edit("SPARE", attendance=Attendance.COMPULSORY, visibility=Visibility.CLOSED)),
    ("open again", lambda: _edit("SPARE", attendance=Attendance.COMPULSORY, visibility=Visibility.PUBLIC)),
    ("for delegates alone", lambda: _edit("OPENING", visibility=Visibility.DELEGATES)),
    # the summit around it
    ("another name", lambda: summits.change_texts(the_summit(), {"name": Translated("Gipfel", "Zirve", "Summit")})),
    ("another house", lambda: summits.change_part(the_summit().venues[0], {"name": Translated.same("Kültürpark")})),
    ("another street", lambda: summits.change_part(the_summit().venues[0], {"address": "Konak, İzmir"})),
    ("a room called otherwise", lambda: _rename(*the_summit().rooms)),
    ("a track called otherwise", lambda: _rename(*the_summit().tracks)),
    ("a word for a day", lambda: summits.change_part(the_summit().days[0], {"label": Translated.same("Arrival")})),
    ("doors that open later", lambda: summits.change_part(the_summit().days[0], {"opens": time(8, 30)})),
    ("a day less", _without_days),
    # the offices one holds
    ("an office one holds", lambda: directory.appoint(one().person, _mayor())),
    ("an office until the day before", lambda: _in_office(until=SIGNED - timedelta(days=1))),
    ("an office on that very day", lambda: _in_office(until=SIGNED)),
    ("an office from the day after", lambda: _in_office(since=SIGNED + timedelta(days=1), until=None)),
    ("an office from the day before", lambda: _in_office(since=SIGNED - timedelta(days=1))),
    ("the office is another's", lambda: directory.appoint(one(2).person, _mayor(), since=SIGNED - timedelta(days=1))),
    ("one stands in for it", lambda: directory.appoint(one().person, _mayor(), acting=True)),
    ("the office is announced no more", lambda: (_edit("DEED", visibility=Visibility.CLOSED), _publish())),
    # who one is
    ("a reminder", lambda: _choose(15)),
    ("another reminder", lambda: _choose(30)),
    ("no reminder", lambda: _choose(None)),
    ("appears no more", lambda: agenda.erase_person(one().person)),
    ("another summit", _second_summit),
    ("given up", lambda: registration.withdraw(one())),
]


def test_the_feed_follows_every_change_at_once(app: Flask, uow: UnitOpener, world: World, shelf: Callable[[], None]) -> None:
    with uow():
        owner = one().person.public_id
    mine = Subscriber(app, uow, owner)
    for what, deed in CHANGES:
        before = mine.text()
        assert before == mine.text(), "nothing changed"
        with uow():
            deed()
        after = mine.text()
        shelf()
        assert after == mine.text(), f"{what}: what was kept is not what a new worker writes"
        assert after != before, f"{what} was not heard of"


def test_who_holds_an_office_and_who_stands_in_have_its_sessions_and_nobody_else_does(
    app: Flask, uow: UnitOpener, world: World, shelf: Callable[[], None]
) -> None:
    with uow():
        owners = [one(number).person.public_id for number in (1, 2, 3)]
        directory.appoint(one(1).person, _mayor())
        directory.appoint(one(2).person, _mayor(), acting=True)
    first, second, third = (Subscriber(app, uow, owner) for owner in owners)
    assert ["Session DEED" in each.text() for each in (first, second, third)] == [True, True, False]
    with uow():
        (deed,) = [item for item in enrolment_queries.items_of(one(2)) if item.placement.code == "DEED"]
        assert deed.has("appears") and deed.placement.text.visibility is Visibility.CLOSED
        assert enrolment_queries.item_for(one(1), "DEED") is not None and enrolment_queries.item_for(one(3), "DEED") is None
        for number, seen in ((1, True), (2, True), (3, False)):
            codes = [p.code for p in agenda_queries.programme_for_person(the_summit(), one(number).person.public_id).placements]
            assert ("DEED" in codes) is seen
    assert first.statements() == 2


def test_one_s_own_language_is_followed_where_none_is_asked_for(
    app: Flask, uow: UnitOpener, world: World, shelf: Callable[[], None]
) -> None:
    with uow():
        owner = one().person.public_id
    mine = Subscriber(app, uow, owner)
    assert "SUMMARY;LANGUAGE=tr" in mine.text("")
    with uow():
        _speak("de")
    assert "SUMMARY;LANGUAGE=de" in mine.text("") and "SUMMARY;LANGUAGE=en" in mine.text()


def test_an_address_is_dead_at_once_however_often_it_was_asked_for(
    app: Flask, uow: UnitOpener, world: World, shelf: Callable[[], None]
) -> None:
    with uow():
        owners = [one(number).person.public_id for number in (1, 2, 3)]
    first, second, third = (Subscriber(app, uow, owner) for owner in owners)
    known = [each.ask().headers["ETag"] for each in (first, second, third)]
    with uow():
        portal.renew_calendar(one(1).person)
        portal.choose_way(one(2).person, Delivery.MAIL, None)
        calendars.erase_personal(owners[2])
    for each, etag in zip((first, second, third), known, strict=True):
        assert each.ask().status_code == 404
        assert each.ask(**{"If-None-Match": etag}).status_code == 404
        assert each.ask("?lang=de").status_code == 404


def test_whoever_has_the_same_choices_still_has_a_calendar_of_their_own(
    app: Flask, uow: UnitOpener, world: World, shelf: Callable[[], None]
) -> None:
    with uow():
        owners = [one(number).person.public_id for number in (2, 3)]
    second, third = (Subscriber(app, uow, owner) for owner in owners)
    answers = [each.ask() for each in (second, third, second, third)]
    texts = [answer.get_data(as_text=True) for answer in answers]
    assert texts[0] == texts[2] != texts[1] == texts[3]
    for each, text in ((second, texts[0]), (third, texts[1])):
        calendar = vobject.readOne(text)
        assert calendar.contents["uid"][0].value.split("@")[0] == each.reference
        assert each.path in text.replace("\r\n ", "")
    assert answers[0].headers["ETag"] != answers[1].headers["ETag"]
    stranger = third.ask(**{"If-None-Match": answers[0].headers["ETag"]})
    assert stranger.status_code == 200, "the mark of another's calendar says nothing of one's own"


def test_asking_again_costs_two_looks_and_nothing_else(
    app: Flask, uow: UnitOpener, world: World, shelf: Callable[[], None]
) -> None:
    with uow():
        owner = one().person.public_id
        enrolment.merge_favourites(one(), ["HALL", "SPARE"])
        enrolment.enrol(one(), "TALK")
    mine = Subscriber(app, uow, owner)
    etag = mine.ask().headers["ETag"]
    assert mine.statements() == mine.statements(304, **{"If-None-Match": etag}) == 2
    shelf()
    first = mine.statements()
    assert first <= 14
    assert mine.statements(304, **{"If-None-Match": f'W/{etag}, "another"'}) == 2
    with uow():
        for code in ("OPENING", "LATE", "VISIT"):
            enrolment.set_favourite(one(), code, True)
    assert mine.statements() == first, "more in it asks no more"


def test_whoever_is_nobody_s_participant_has_an_empty_calendar(app: Flask, uow: UnitOpener, world: World) -> None:
    with uow():
        owner = db.session.merge(world.ayse).public_id
    mine = Subscriber(app, uow, owner)
    assert "BEGIN:VEVENT" not in mine.text()
    assert mine.statements() == 1


def test_two_changes_of_a_summit_at_the_same_moment_count_as_two(app: Flask, uow: UnitOpener, world: World) -> None:
    with uow():
        before = the_summit().revision
    jobs: list[Deed] = [
        lambda: summits.change_part(the_summit().rooms[0], {"name": Translated.same("Salon X")}),
        lambda: summits.change_part(the_summit().rooms[1], {"name": Translated.same("Salon Y")}),
        lambda: summits.add_part(the_summit(), Track(), {"name": Translated.same("New"), "colour": "sea"}),
    ]
    at_once(app, jobs)
    with uow():
        assert the_summit().revision == before + 3


def test_what_is_kept_is_bounded_and_found_by_its_own_mark_only() -> None:
    kept = Shelf(marks=3, size=100)
    marks = [Mark(bytes([number]), f"etag-{number}", news=False) for number in range(5)]
    for number, mark in enumerate(marks):
        kept.put((f"feed-{number}", "en"), mark, b"x" * 40)
    assert kept.find(("feed-0", "en"), b"\x00") is None, "the oldest has gone"
    assert kept.find(("feed-4", "en"), b"\x04") == marks[4] and kept.find(("feed-4", "de"), b"\x04") is None
    assert kept.find(("feed-4", "en"), b"\x05") is None, "it has changed meanwhile"
    assert [kept.body(mark) is not None for mark in marks] == [False, False, False, True, True], "100 bytes hold two"
    renewed = Mark(b"new", "etag-new", news=False)
    kept.put(("feed-4", "en"), renewed, b"y" * 50)
    assert kept.body(marks[4]) is None and kept.body(renewed) == b"y" * 50
    kept.put(("feed-5", "en"), Mark(b"", "etag-huge", news=False), b"z" * 500)
    assert kept.body(Mark(b"", "etag-huge", news=False)) is None, "what is larger than all the room is not kept"
    kept.put(("feed-6", "en"), marks[0], b"x" * 100)
    assert kept.body(marks[0]) is not None, "the room is counted right"

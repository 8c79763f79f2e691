"""Meetings in calendars: they follow every change at once, name nobody who did not allow it, and stay cancelled."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
import vobject
from flask import Flask
from icalendar import Calendar

from summitapp.audit.services import record
from summitapp.calendars.models import CalendarEntry
from summitapp.contacts import services as contacts
from summitapp.contacts.models import Exchange, Side
from summitapp.contacts.values import ExchangeState
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Person
from summitapp.hall import services as hall_services
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking.models import Attendee, Meeting, MeetingRequest, MeetingRound, MeetingSlot, MeetingTable
from summitapp.matchmaking.values import MeetingState, Reply, RoundPhase
from summitapp.matchmaking.values.plan import Held
from summitapp.portal.services import feeds
from summitapp.portal.services.keeping import Shelf
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.summits import services as summits
from tests.conftest import UnitOpener
from tests.factories.meetings import (
    Hall,
    agreed,
    called_off,
    interpreter,
    make_hall,
    meet,
    moved,
    profile_of,
)
from tests.portal.test_feed import Subscriber

Deed = Callable[[], object]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """``shelf()`` empties what was kept, as in a worker that has just started."""
    monkeypatch.setattr(feeds, "_SHELF", Shelf())
    yield lambda: monkeypatch.setattr(feeds, "_SHELF", Shelf())


@pytest.fixture
def hall(uow: UnitOpener) -> Hall:
    """Four delegates; the first meets the second, of Karşıyaka."""
    with uow():
        made = make_hall(4)
        meet(made, 1, 2)
        return made


def one(number: int = 1) -> Registration:
    found = db.session.scalar(
        sa.select(Registration).join(Registration.person).where(Person.given_name == f"Gülşah {number}")
    )
    assert found is not None
    return found


def the_meeting() -> Meeting:
    db.session.expire_all()
    found = db.session.scalar(sa.select(Meeting).order_by(Meeting.id).limit(1))
    assert found is not None
    return found


def table(code: str) -> MeetingTable:
    found = db.session.scalar(sa.select(MeetingTable).where(MeetingTable.code == code))
    assert found is not None
    return found


def slot(number: int) -> MeetingSlot:
    return db.session.scalars(sa.select(MeetingSlot).order_by(MeetingSlot.starts_at)).all()[number]


def changed(row: Any, what: str = "meeting.moved", **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    record(what, row)
    db.session.flush()


def _leave() -> None:
    meeting = the_meeting()
    mine = next(seat for seat in meeting.seats if seat.registration_id == one().id)
    meeting.seats.remove(mine)
    attendee = db.session.scalar(sa.select(Attendee).where(Attendee.registration_id == one().id))
    assert attendee is not None
    attendee.reply, attendee.replied_at = Reply.NO, now()
    changed(meeting, changed_at=now())


def _exchange() -> None:
    pair = sorted((one(1).person_id, one(2).person_id))
    made = Exchange(summit=one().summit, one_id=pair[0], other_id=pair[1], asker_id=one().person_id, asked_at=now(),
                    state=ExchangeState.ACCEPTED, answered_at=now())  # fmt: skip
    made.sides = [Side(person_id=number) for number in pair]
    db.session.add(made)
    record("contact.agreed", made)
    db.session.flush()


CHANGES: list[tuple[str, Deed]] = [
    ("moved to another slot", lambda: moved(the_meeting(), slot(2))),
    ("moved to another table", lambda: moved(the_meeting(), table=table("3"))),
    ("a table called otherwise", lambda: changed(table("3"), "table.changed", code="B3")),
    ("a table in another room", lambda: changed(table("B3"), "table.changed", room=one().summit.rooms[1])),
    ("a room called otherwise", lambda: summits.change_part(one().summit.rooms[1], {"name": Translated.same("Salon X")})),
    ("an interpreter comes along", lambda: changed(the_meeting(), interpreter=interpreter(one().summit))),
    ("and goes", lambda: changed(the_meeting(), interpreter=None)),
    ("another language", lambda: changed(the_meeting().request, "request.changed", language="de")),
    ("provisional again", lambda: changed(the_meeting(), state=MeetingState.PROVISIONAL)),
    ("confirmed", lambda: changed(the_meeting(), state=MeetingState.CONFIRMED)),
    ("their name allowed", lambda: changed(profile_of(one(2)), "profile.changed", in_calendars=True)),
    ("their name is another now", lambda: changed(one(2).person, "person.changed", family_name="Kaya")),
    ("their name withdrawn", lambda: changed(profile_of(one(2)), "profile.changed", in_calendars=False)),
    ("another house", lambda: changed(one(2), "registration.changed", organisation_text="Rathaus Karşıyaka")),
    ("a second meeting", lambda: meet(_again(), 1, 3, slot=1, table=1)),
    ("called off", lambda: called_off(the_meeting())),
]


def _again() -> Hall:
    found = one().summit
    round_ = db.session.scalar(sa.select(MeetingRound))
    assert round_ is not None
    slots = list(db.session.scalars(sa.select(MeetingSlot).order_by(MeetingSlot.starts_at)))
    tables = list(db.session.scalars(sa.select(MeetingTable).order_by(MeetingTable.position)))
    return Hall(found, round_, slots, tables, [one(number) for number in (1, 2, 3, 4)])


def test_the_feed_follows_every_change_of_a_meeting_at_once(
    app: Flask, uow: UnitOpener, hall: Hall, shelf: Callable[[], None]
) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    for what, deed in CHANGES:
        before = mine.text()
        assert before == mine.text(), "nothing changed"
        with uow():
            deed()
        after = mine.text()
        shelf()
        assert after == mine.text(), f"{what}: what was kept is not what a new worker writes"
        assert after != before, f"{what} was not heard of"


def test_an_exchange_of_contacts_lets_the_name_in_and_its_end_takes_it_out(
    app: Flask, uow: UnitOpener, hall: Hall, shelf: Callable[[], None]
) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    assert "Gülşah 2" not in mine.text()
    with uow():
        _exchange()
    assert "Gülşah 2" in mine.text()
    with uow():
        contacts.end(contacts_of_pair(), one(2).person)
    assert "Gülşah 2" not in mine.text()


def contacts_of_pair() -> Any:
    from summitapp.contacts import queries

    found = queries.of_pair(one(1).person_id, one(2).person_id)
    assert found is not None
    return found


def events(subscriber: Subscriber) -> list[Any]:
    calendar = vobject.readOne(subscriber.ask().get_data(as_text=True))
    return [event for event in calendar.contents.get("vevent", []) if "Meeting" in event.summary.value]


def test_a_calendar_holds_house_city_and_table_and_nobody_s_name(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    (event,) = events(mine)
    assert event.summary.value == "Meeting: Stadt Karşıyaka · Table 1"
    assert event.location.value == "Table 1, Salon B, Tarihi Havagazı Fabrikası"
    assert (event.status.value, event.transp.value) == ("CONFIRMED", "OPAQUE")
    assert "Gülşah" not in mine.text().replace("X-WR-CALNAME", "")
    assert "/my/summits/izmir-2027/meetings/" in event.url.value
    other = Subscriber(app, uow, hall.people[1])
    (same,) = events(other)
    assert same.uid.value == event.uid.value and "Stadt Bremen" in same.summary.value


def test_provisional_is_tentative_and_a_plan_nobody_knows_of_stands_in_no_calendar(
    app: Flask, uow: UnitOpener, hall: Hall
) -> None:
    with uow():
        changed(the_meeting(), state=MeetingState.PROVISIONAL)
    mine = Subscriber(app, uow, hall.people[0])
    assert events(mine)[0].status.value == "TENTATIVE"
    with uow():
        changed(the_meeting().round, "round.changed", phase=RoundPhase.CLOSED)
    assert events(mine) == []


def test_every_move_raises_the_number_and_a_name_does_not(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    numbers = []
    for deed in (lambda: None, lambda: moved(the_meeting(), slot(1)), lambda: moved(the_meeting(), table=table("2")),
                 lambda: changed(profile_of(one(2)), "profile.changed", in_calendars=True),
                 lambda: called_off(the_meeting())):  # fmt: skip
        with uow():
            deed()
        (event,) = events(mine)
        numbers.append(int(event.sequence.value))
    assert numbers == [0, 1, 2, 2, 3]
    assert event.status.value == "CANCELLED" and event.transp.value == "TRANSPARENT"


def test_what_was_cancelled_before_anybody_heard_of_it_is_never_told(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    with uow():
        called_off(the_meeting())
    assert events(Subscriber(app, uow, hall.people[0])) == []


def test_whoever_left_has_it_cancelled_while_the_other_still_meets(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    mine, other = (Subscriber(app, uow, hall.people[place]) for place in (0, 1))
    before = int(events(mine)[0].sequence.value)
    with uow():
        _leave()
    assert events(mine)[0].status.value == "CANCELLED" and int(events(mine)[0].sequence.value) > before
    assert events(other)[0].status.value == "CONFIRMED"


def test_whoever_gives_the_place_at_the_summit_back_has_no_meeting(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    mine.ask()
    with uow():
        registration.withdraw(one())
    (event,) = events(mine)
    assert event.status.value == "CANCELLED"


def test_asking_again_costs_two_looks_however_many_meetings_there_are(
    app: Flask, uow: UnitOpener, hall: Hall, shelf: Callable[[], None]
) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    mine.ask()
    assert mine.statements() == 2
    shelf()
    first = mine.statements()
    with uow():
        made = _again()
        meet(made, 1, 3, slot=1, table=1)
        meet(made, 1, 4, slot=2, table=2)
    mine.ask()
    mine.ask()
    assert mine.statements() == 2
    shelf()
    assert mine.statements() == first, "more meetings ask no more"


def test_the_whole_plan_is_written_down_in_a_few_statements(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    from tests.rig.statements import heard

    with uow():
        made = _again()
        meet(made, 3, 4, slot=1, table=1)
        reference = made.round.public_id
    with heard(app) as statements, uow():
        hall_services.keep_round(reference)
    assert len([one for one in statements if one.startswith(("SELECT", "INSERT", "UPDATE"))]) <= 5
    with uow():
        subjects = list(db.session.scalars(sa.select(CalendarEntry.subject).where(CalendarEntry.subject.like("matchmaking%"))))
    assert len(subjects) == 2


def test_another_library_reads_it_too(app: Flask, uow: UnitOpener, hall: Hall) -> None:
    mine = Subscriber(app, uow, hall.people[0])
    calendar = Calendar.from_ical(mine.ask().get_data())
    (event,) = [one for one in calendar.walk("VEVENT") if "Meeting" in str(one["summary"])]
    assert event["dtstart"].dt.tzinfo is not None
    assert (event["dtend"].dt - event["dtstart"].dt).total_seconds() == 25 * 60


def _written(*where: tuple[int, int]) -> int:
    """Let the planner's writer put the first request, and the second, at so many slots and tables."""
    round_ = db.session.scalars(sa.select(MeetingRound)).one()
    requests = [one.public_id for one in db.session.scalars(sa.select(MeetingRequest).order_by(MeetingRequest.id))]
    tables = list(db.session.scalars(sa.select(MeetingTable).order_by(MeetingTable.position)))
    held = [Held(request, slot(at).public_id, tables[place].public_id) for request, (at, place) in zip(requests, where, strict=False)]
    return matchmaking.write_plan(round_, held, [], "planned", MeetingState.CONFIRMED)


def test_a_plan_that_is_written_moved_and_emptied_is_followed_under_one_uid(app: Flask, uow: UnitOpener) -> None:
    with uow():
        made = make_hall(4)
        agreed(made.round, made.registrations[0], made.registrations[1])
        agreed(made.round, made.registrations[2], made.registrations[3])
    mine = Subscriber(app, uow, made.people[0])
    assert events(mine) == []
    seen = []
    for plan in (((0, 0), (0, 1)), ((2, 0), (0, 1)), ()):
        with uow():
            _written(*plan)
        (event,) = events(mine)
        seen.append((event.uid.value, int(event.sequence.value), event.status.value))
    assert len({uid for uid, *_rest in seen}) == 1
    assert [status for *_rest, status in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    numbers = [number for _uid, number, _status in seen]
    assert numbers == sorted(set(numbers))

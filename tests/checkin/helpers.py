"""What tests of points share: the summit afresh, a point of it, a scan at its moment, a house with sessions."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from summitapp.agenda import services as agenda
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Attendance, SessionDetails, SessionKind, SessionText
from summitapp.checkin import queries, services
from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.values import Batch, Direction, ScanRequest
from summitapp.core.db import db
from summitapp.core.security import Actor
from summitapp.core.text import Translated
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit, SummitDay, Venue

START = datetime(2027, 10, 14, 8, tzinfo=UTC)
DEVICE = Actor("token", "device")


def the_summit() -> Summit:
    found = summits.by_slug("izmir-2027")
    assert found is not None
    return found


def point(code: str = "entrance") -> CheckInPoint:
    found = queries.point_by_code(the_summit().id, code)
    assert found is not None
    return found


def add(code: str, **more: Any) -> CheckInPoint:
    added = services.add_point(the_summit(), code, Translated.same(code), **more)
    db.session.flush()
    return added


def scan(uow: Callable[..., Any], badge: str, minute: float = 0, *, at: str = "entrance", way: Direction = Direction.IN,
         offline: bool = False, **more: Any) -> str:  # fmt: skip
    one = ScanRequest(str(uuid.uuid4()), badge, at, way, START + timedelta(minutes=minute), offline, **more)
    with uow():
        door = queries.door("izmir-2027", {at})
        assert door is not None
        return str(services.take_scans(door, Batch((one,)), DEVICE)[0].reason)


def house(summit: Summit) -> Room:
    """Add a venue with one room and the summit's days, as far as an agenda needs them."""
    summit.days = [SummitDay(day=summit.starts_on + timedelta(days=n), opens=datetime.min.time().replace(hour=8),
                             closes=datetime.min.time().replace(hour=20)) for n in range(3)]  # fmt: skip
    venue = Venue(summit=summit, name=Translated("Kulturzentrum", "Kültür merkezi", "Culture centre"))
    db.session.add(venue)
    db.session.flush()
    room = Room(summit=summit, venue=venue, code="hall", name=Translated("Saal", "Salon", "Hall"))
    db.session.add(room)
    db.session.flush()
    return room


def workshop(summit: Summit, **more: Any) -> AgendaSession:
    given = {"attendance": Attendance.ENROL, "capacity": 20, "kind": SessionKind.WORKSHOP, **more}
    text = SessionText(Translated("Werkstatt", "Atölye", "Workshop"), **given)
    return agenda.add_session(summit, SessionDetails(text))

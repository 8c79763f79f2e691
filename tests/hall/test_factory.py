"""The rows other tests stand on are such as the database takes."""

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.matchmaking.models import Seat
from tests.conftest import UnitOpener
from tests.factories.meetings import called_off, interpreter, make_hall, meet, moved, the_meeting


def test_people_meet_move_and_leave(uow: UnitOpener) -> None:
    with uow():
        hall = make_hall(4)
        meeting = meet(hall, 1, 2, interpreter=interpreter(hall.summit))
        other = meet(hall, 3, 4, slot=1, table=2)
        moved(meeting, hall.slots[2], hall.tables[1])
        one, two = meeting.public_id, other.public_id
    with uow():
        assert the_meeting(one).table.code == "2"
        called_off(the_meeting(two))
    with uow():
        assert db.session.scalar(sa.select(sa.func.count(Seat.id))) == 2

"""A new edition of a summit begins with the meetings' frame of the last one: numbers, times and tables, no request."""

from dataclasses import replace

from summitapp.audit import services as audit
from summitapp.core.db import db
from summitapp.core.tz import zone
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import MeetingBlock, MeetingRound, MeetingSlot, MeetingTable
from summitapp.matchmaking.rules.frame import cut_block
from summitapp.matchmaking.services.frame import numbers_of, open_round
from summitapp.matchmaking.values import Stretch
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit
from summitapp.summits.rules import shift_instant


def copy_frame(source: Summit, target: Summit) -> MeetingRound | None:
    """Set up meetings for a copy of a summit, being prepared, with everything moved by as many days as the summit.

    Rooms are found by their codes. Homes of tables, absences and deadlines stay behind: they are people's and of their time.
    """
    old = queries.round_of(source.id)
    if old is None:
        return None
    numbers = replace(numbers_of(old), requests_until=None, objections_until=None, print_at=None)
    new = open_round(target, numbers)
    db.session.flush()
    days, zones = (target.starts_on - source.starts_on).days, (zone(source.timezone), zone(target.timezone))
    for block in queries.blocks_of(old.id):
        starts_at = shift_instant(block.starts_at, days, *zones)
        span = Stretch(starts_at, starts_at + (block.ends_at - block.starts_at))
        slots = cut_block(span, block.slot_minutes, block.pause_minutes)
        db.session.add(MeetingBlock(
            round=new, starts_at=span.starts_at, ends_at=span.ends_at, slot_minutes=block.slot_minutes,
            pause_minutes=block.pause_minutes,
            slots=[MeetingSlot(round_id=new.id, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots],
        ))  # fmt: skip
    rooms = {room.code: room for room in summits.parts(Room, target.id)}
    db.session.add_all(
        MeetingTable(round=new, code=table.code, seats=table.seats, position=table.position, closed=table.closed,
                     room=rooms.get(table.room.code) if table.room else None)
        for table in queries.tables_of(old.id)
    )  # fmt: skip
    audit.record("meetings.copied", new, summit=target.public_id, source=source.public_id)
    return new

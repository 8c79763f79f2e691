"""The tables of the hall, and when interpreters are not there."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from summitapp.agenda.models import Interpreter
from summitapp.audit import services as audit
from summitapp.core.db import constraint_error, db, table_of
from summitapp.delegations.models import Delegation
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import InterpreterAbsence, Meeting, MeetingRound, MeetingTable
from summitapp.matchmaking.rules.frame import table_codes
from summitapp.matchmaking.services.frame import claim
from summitapp.matchmaking.services.mending import ask_to_mend, lives
from summitapp.matchmaking.values import (
    MOST_TABLES,
    AbsenceUpsideDown,
    MeetingsStand,
    MeetingState,
    TableCodeTaken,
    TooManyTables,
)
from summitapp.registration.models import Registration
from summitapp.summits.models import Room

constraint_error({"uq_matchmaking_table_round_id_code": TableCodeTaken})


def add_tables(one: MeetingRound, beginning: str, first: int, number: int, seats: int, room: Room | None) -> list[MeetingTable]:
    """Put a row of equal tables into the hall, with codes such as T1 to T12.

    :raises TableCodeTaken: if one of the codes is taken. :raises TooManyTables: if there would be too many.
    """
    one = claim(one)
    there, codes = queries.tables_of(one.id), table_codes(beginning, first, number)
    if len(there) + number > MOST_TABLES:
        raise TooManyTables(most=MOST_TABLES)
    if {table.code for table in there} & set(codes):
        raise TableCodeTaken
    after = queries.last_position(one.id) + 1
    tables = [MeetingTable(round=one, code=code, seats=seats, room=room, position=after + turn)
              for turn, code in enumerate(codes)]  # fmt: skip
    db.session.add_all(tables)
    audit.record("meetings.tables_added", one, summit=one.summit.public_id, number=number, seats=seats)
    ask_to_mend(one)
    return tables


def change_table(table: MeetingTable, *, code: str, seats: int, room: Room | None, closed: bool,
                 home: Delegation | Registration | None = None) -> MeetingTable:  # fmt: skip
    """Change a table. :param home: the delegation, or the person, who stays at it.

    Closed under meetings of a plan that people know, they go elsewhere; those without another place are asked about.

    :raises TableCodeTaken: if another table has the code. :raises MeetingsStand: if it is closed under a plan in the making.
    """
    one = claim(table.round)
    if any(other.code == code and other.id != table.id for other in queries.tables_of(table.round_id)):
        raise TableCodeTaken
    if closed and not table.closed and not lives(one) and (standing := queries.standing_at(table.id)):
        raise MeetingsStand(number=standing)
    before = (table.code, table.seats, table.closed)
    table.code, table.seats, table.room, table.closed = code, seats, room, closed
    table.home_delegation = home if isinstance(home, Delegation) else None
    table.home_registration = home if isinstance(home, Registration) else None
    audit.record("meetings.table_changed", table, summit=table.round.summit.public_id, code=(before[0], code),
                 seats=(before[1], seats), closed=(before[2], closed))  # fmt: skip
    ask_to_mend(one)
    return table


def remove_tables(one: MeetingRound, tables: Sequence[MeetingTable]) -> None:
    """Take tables out of the hall.

    :raises MeetingsStand: if meetings stand at them.
    """
    one = claim(one)
    numbers = [table.id for table in tables]
    if standing := sum(queries.standing_at(number) for number in numbers):
        raise MeetingsStand(number=standing)
    meetings = table_of(Meeting)
    over = meetings.c.table_id.in_(numbers) & (meetings.c.state == MeetingState.CANCELLED)
    db.session.execute(sa.delete(meetings).where(over))
    audit.record("meetings.tables_removed", one, summit=one.summit.public_id, number=len(numbers))
    for table in tables:
        db.session.delete(table)


def add_absence(one: MeetingRound, interpreter: Interpreter, starts_at: datetime, ends_at: datetime) -> InterpreterAbsence:
    """Note when an interpreter is not there for meetings.

    :raises AbsenceUpsideDown: if it ends before it begins.
    """
    one = claim(one)
    if ends_at <= starts_at:
        raise AbsenceUpsideDown
    absence = InterpreterAbsence(round=one, interpreter=interpreter, starts_at=starts_at, ends_at=ends_at)
    db.session.add(absence)
    audit.record("meetings.absence_added", absence, summit=one.summit.public_id, interpreter=interpreter.public_id)
    ask_to_mend(one)
    return absence


def remove_absence(absence: InterpreterAbsence) -> None:
    """Note that an interpreter is there after all."""
    one = claim(absence.round)
    audit.record("meetings.absence_removed", absence, summit=one.summit.public_id)
    db.session.delete(absence)
    ask_to_mend(one)

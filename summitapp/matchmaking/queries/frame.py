"""The round of a summit with its blocks, slots, tables and absent interpreters."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from summitapp.agenda.models import Interpreter
from summitapp.core.db import db
from summitapp.matchmaking.models import (
    InterpreterAbsence,
    Meeting,
    MeetingBlock,
    MeetingRound,
    MeetingSlot,
    MeetingTable,
)
from summitapp.matchmaking.values import MeetingState
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_STANDS = Meeting.state != MeetingState.CANCELLED


def round_of(summit: int | str) -> MeetingRound | None:
    """Return the round of a summit with the summit. :param summit: row id, or the slug of its address."""
    which = Summit.id == summit if isinstance(summit, int) else Summit.slug == summit
    statement = sa.select(MeetingRound).join(MeetingRound.summit).where(which)
    return db.session.scalar(statement.options(contains_eager(MeetingRound.summit)))


def round_by_reference(reference: str) -> MeetingRound | None:
    """Return a round by public id, with its summit."""
    statement = sa.select(MeetingRound).where(MeetingRound.public_id == reference)
    return db.session.scalar(statement.options(joinedload(MeetingRound.summit)))


def blocks_of(round_id: int) -> list[MeetingBlock]:
    """Return the blocks of a round with their slots, in order of time."""
    statement = sa.select(MeetingBlock).where(MeetingBlock.round_id == round_id)
    return list(db.session.scalars(statement.options(selectinload(MeetingBlock.slots)).order_by(MeetingBlock.starts_at)))


def block_at(slug: str, reference: str) -> MeetingBlock | None:
    """Return one block of the round of a summit by public id."""
    statement = (
        sa.select(MeetingBlock).join(MeetingBlock.round).join(MeetingRound.summit)
        .where(Summit.slug == slug, MeetingBlock.public_id == reference)
        .options(contains_eager(MeetingBlock.round).contains_eager(MeetingRound.summit))
    )  # fmt: skip
    return db.session.scalar(statement)


def slots_of(round_id: int) -> list[MeetingSlot]:
    """Return the slots of a round in order of time."""
    statement = sa.select(MeetingSlot).where(MeetingSlot.round_id == round_id)
    return list(db.session.scalars(statement.order_by(MeetingSlot.starts_at)))


def tables_of(round_id: int) -> list[MeetingTable]:
    """Return the tables of a round in their order, each with its room and whom it is a home to."""
    whole = (
        joinedload(MeetingTable.room), joinedload(MeetingTable.home_delegation),
        joinedload(MeetingTable.home_registration).joinedload(Registration.person),
    )  # fmt: skip
    statement = sa.select(MeetingTable).where(MeetingTable.round_id == round_id).options(*whole)
    return list(db.session.scalars(statement.order_by(MeetingTable.position, MeetingTable.id)))


def table_at(slug: str, reference: str) -> MeetingTable | None:
    """Return one table of the round of a summit by public id."""
    statement = (
        sa.select(MeetingTable).join(MeetingTable.round).join(MeetingRound.summit)
        .where(Summit.slug == slug, MeetingTable.public_id == reference)
        .options(contains_eager(MeetingTable.round).contains_eager(MeetingRound.summit))
    )  # fmt: skip
    return db.session.scalar(statement)


def last_position(round_id: int) -> int:
    """Return the position of the last table, -1 without one."""
    last = db.session.scalar(sa.select(sa.func.max(MeetingTable.position)).where(MeetingTable.round_id == round_id))
    return -1 if last is None else last


def absences_of(round_id: int) -> list[InterpreterAbsence]:
    """Return when interpreters are not there for meetings, in order of time."""
    statement = sa.select(InterpreterAbsence).where(InterpreterAbsence.round_id == round_id)
    whole = joinedload(InterpreterAbsence.interpreter).joinedload(Interpreter.person)
    return list(db.session.scalars(statement.options(whole).order_by(InterpreterAbsence.starts_at, InterpreterAbsence.id)))


def absence_at(slug: str, reference: str) -> InterpreterAbsence | None:
    """Return one absence at a summit by public id."""
    statement = (
        sa.select(InterpreterAbsence).join(MeetingRound, MeetingRound.id == InterpreterAbsence.round_id)
        .join(MeetingRound.summit).where(Summit.slug == slug, InterpreterAbsence.public_id == reference)
        .options(joinedload(InterpreterAbsence.round).joinedload(MeetingRound.summit))
    )  # fmt: skip
    return db.session.scalar(statement)


def standing_in(slots: Collection[int]) -> int:
    """Return how many meetings stand in these slots, by row id."""
    return db.session.scalar(
        sa.select(sa.func.count()).select_from(Meeting).where(Meeting.slot_id.in_(sorted(slots)), _STANDS)
    ) or 0  # fmt: skip


def standing_by_slot(round_id: int) -> dict[int, int]:
    """Return how many meetings stand in each slot of a round, by row id."""
    rows = sa.select(Meeting.slot_id, sa.func.count()).where(Meeting.round_id == round_id, _STANDS)
    return {row[0]: row[1] for row in db.session.execute(rows.group_by(Meeting.slot_id))}


def standing_at(table_id: int) -> int:
    """Return how many meetings stand at a table."""
    statement = sa.select(sa.func.count()).select_from(Meeting).where(Meeting.table_id == table_id, _STANDS)
    return db.session.scalar(statement) or 0

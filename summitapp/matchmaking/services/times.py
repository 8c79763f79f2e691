"""Blocks of time for meetings, and the slots they are cut into."""

from collections.abc import Sequence

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.db import db, table_of
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import Meeting, MeetingBlock, MeetingRound, MeetingSlot
from summitapp.matchmaking.rules.frame import cut_block, find_overlap
from summitapp.matchmaking.services.frame import claim
from summitapp.matchmaking.services.mending import ask_to_mend
from summitapp.matchmaking.values import (
    MOST_SLOTS,
    BlockEmpty,
    BlocksOverlap,
    BlockTooLong,
    MeetingsStand,
    MeetingState,
    Stretch,
)


def add_block(one: MeetingRound, span: Stretch, slot_minutes: int, pause_minutes: int) -> MeetingBlock:
    """Set time aside for meetings.

    :raises BlockEmpty: if nothing fits into it. :raises BlocksOverlap: if there is a block at that time.
    :raises BlockTooLong: if the round would have too many slots.
    """
    one = claim(one)
    slots = _fitting(one, span, slot_minutes, pause_minutes)
    block = MeetingBlock(round=one, starts_at=span.starts_at, ends_at=span.ends_at, slot_minutes=slot_minutes,
                         pause_minutes=pause_minutes)  # fmt: skip
    block.slots = [MeetingSlot(round_id=one.id, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots]
    db.session.add(block)
    _say("meetings.block_added", block)
    ask_to_mend(one)
    return block


def change_block(block: MeetingBlock, span: Stretch, slot_minutes: int, pause_minutes: int) -> MeetingBlock:
    """Move or cut a block anew. A slot that begins as before stays, with its meetings.

    :raises MeetingsStand: if meetings stand in slots that would go; else as :func:`add_block`.
    """
    one = claim(block.round)
    slots = _fitting(one, span, slot_minutes, pause_minutes, block)
    wanted = {slot.starts_at: slot for slot in slots}
    gone = [slot for slot in block.slots if slot.starts_at not in wanted]
    _clear(gone)
    for slot in list(block.slots):
        if slot in gone:
            block.slots.remove(slot)
        else:
            slot.ends_at = wanted.pop(slot.starts_at).ends_at
    db.session.flush()
    block.slots += [MeetingSlot(round_id=one.id, starts_at=new.starts_at, ends_at=new.ends_at) for new in wanted.values()]
    block.starts_at, block.ends_at = span.starts_at, span.ends_at
    block.slot_minutes, block.pause_minutes = slot_minutes, pause_minutes
    _say("meetings.block_changed", block)
    ask_to_mend(one)
    return block


def remove_block(block: MeetingBlock) -> None:
    """Give the time of a block back.

    :raises MeetingsStand: if meetings stand in it.
    """
    claim(block.round)
    _clear(block.slots)
    _say("meetings.block_removed", block)
    db.session.delete(block)


def _fitting(one: MeetingRound, span: Stretch, slot_minutes: int, pause_minutes: int,
             block: MeetingBlock | None = None) -> tuple[Stretch, ...]:  # fmt: skip
    """Return the slots of a block, if it may be. :param block: that is changed, and so in nobody's way."""
    if span.ends_at <= span.starts_at or not (slots := cut_block(span, slot_minutes, pause_minutes)):
        raise BlockEmpty
    others = [other for other in queries.blocks_of(one.id) if block is None or other.id != block.id]
    if find_overlap(span, (Stretch(other.starts_at, other.ends_at) for other in others)) is not None:
        raise BlocksOverlap
    if sum(len(other.slots) for other in others) + len(slots) > MOST_SLOTS:
        raise BlockTooLong(most=MOST_SLOTS)
    return slots


def _clear(slots: Sequence[MeetingSlot]) -> None:
    """Let go of slots in which no meeting stands; what was cancelled there goes with them."""
    numbers = [slot.id for slot in slots]
    if standing := queries.standing_in(numbers):
        raise MeetingsStand(number=standing)
    table = table_of(Meeting)
    over = (table.c.slot_id.in_(numbers)) & (table.c.state == MeetingState.CANCELLED)
    db.session.execute(sa.delete(table).where(over))


def _say(action: str, block: MeetingBlock) -> None:
    audit.record(action, block, summit=block.round.summit.public_id, starts_at=block.starts_at, ends_at=block.ends_at,
                 slots=len(block.slots))  # fmt: skip

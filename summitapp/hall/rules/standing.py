"""How a meeting stands for one of those at its table, and what the ledger of calendars has to know of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from summitapp.calendars.values import EntryFacts, EntryStatus
from summitapp.hall.values import SUBJECT, Moment, OwnMeeting, Rooms, Sitter, TableMeeting
from summitapp.matchmaking.values import MeetingState, Reply

_STATUS: Final = {
    MeetingState.PROVISIONAL: EntryStatus.TENTATIVE, MeetingState.CONFIRMED: EntryStatus.CONFIRMED,
    MeetingState.CANCELLED: EntryStatus.CANCELLED,
}  # fmt: skip


def facts_of(meeting: TableMeeting) -> EntryFacts:
    """Return what the ledger of calendars has to know of a meeting, whoever looks.

    Who sits there belongs to it: for somebody who left, it is as good as cancelled, and only a later revision tells.
    """
    people = sorted(meeting.seated, key=lambda one: one.registration_id)
    shown = (
        part for one in people
        for part in (one.organisation, *(text for _, text in one.city), one.name.full if _is_open(one) else "")
    )  # fmt: skip
    return EntryFacts(
        SUBJECT + meeting.reference, meeting.starts_at, meeting.ends_at, f"{meeting.table_reference}:{meeting.room_id or ''}",
        _STATUS[meeting.state], (*shown, meeting.table, meeting.language, meeting.interpreter_reference),
        " ".join(one.registration for one in people),
    )  # fmt: skip


def _is_open(sitter: Sitter) -> bool:
    return sitter.open_name and not sitter.hidden


def left_at(meeting: TableMeeting, mine: Sitter) -> datetime | None:
    """Return when somebody left a meeting that stood in their calendar; nothing if they sit there or never did."""
    if mine.seated or mine.reply is not Reply.NO or meeting.entry is None or mine.replied_at is None:
        return None
    begun = meeting.entry.created_at
    return mine.replied_at if begun is None or mine.replied_at > begun else None


def standing_for(meeting: TableMeeting, registration_id: int, rooms: Rooms) -> OwnMeeting | None:
    """Return a meeting as somebody has it; nothing as long as nobody knows of it, or if it is not theirs."""
    mine = meeting.of(registration_id)
    if mine is None or not meeting.told:
        return None
    over = meeting.state is MeetingState.CANCELLED
    if not mine.seated and not (over and mine.reply is Reply.YES) and left_at(meeting, mine) is None:
        return None
    room = rooms.get(meeting.room_id or 0)
    where = (room.name, room.venue) if room is not None else None
    found = OwnMeeting(meeting, mine, not mine.seated, meeting.state is MeetingState.PROVISIONAL)
    return replace(found, room=where[0], venue=where[1]) if where is not None else found


def is_next(found: Iterable[OwnMeeting], moment: datetime) -> list[OwnMeeting]:
    """Return meetings, each with when it is as seen from a moment; the first that is still ahead is the next."""
    told: list[OwnMeeting] = []
    awaited = True
    for one in found:
        begins, ends = one.meeting.starts_at, one.meeting.ends_at
        when = Moment.OVER if ends <= moment else Moment.RUNNING if begins <= moment else Moment.AHEAD
        if when is Moment.AHEAD and awaited and not one.cancelled:
            when, awaited = Moment.NEXT, False
        told.append(replace(one, moment=when))
    return told

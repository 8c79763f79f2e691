"""What organisers do: bring people together who did not ask, and hold a meeting in the plan."""

from collections.abc import Sequence

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.matchmaking.mails import asking as mails
from summitapp.matchmaking.models import Attendee, MeetingRequest, MeetingRound
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.services.asking.common import claim, claim_round, settle, wait_anew
from summitapp.matchmaking.values import (
    MESSAGE_LENGTH,
    MOST_AT_TABLE,
    AskedAlready,
    AttendeeRole,
    NobodyToArrange,
    Reply,
    RequestOver,
    RequestSource,
    Step,
    TableFull,
    Wish,
)
from summitapp.profiles import queries as profiles
from summitapp.registration.models import Registration
from summitapp.registration.values import State


def arrange(round_: MeetingRound, people: Sequence[Registration], message: str = "", *, wish: Wish = Wish.MEET,
            pinned: bool = False) -> MeetingRequest:  # fmt: skip
    """Bring participants together; all of them are told.

    It is agreed at once if it is pinned or the round takes such meetings as agreed, else each of them is asked. Where
    one of two blocks the other, both are asked in any case, so that nobody learns of it.

    :raises NobodyToArrange: for fewer than two participants. :raises TableFull: for too many.
    :raises AskedAlready: naming the ``request``, if two have one that stands and cannot be agreed by this.
    """
    if len(message) > MESSAGE_LENGTH:
        raise Invalid({"message": N_("This message is too long.")})
    round_ = claim_round(round_.id)
    coming = list({one.id: one for one in people if _takes_part(one, round_)}.values())
    if len(coming) < 2:
        raise NobodyToArrange
    if len(coming) > MOST_AT_TABLE:
        raise TableFull(most=MOST_AT_TABLE)
    agreed = (pinned or round_.auto_accept) and not _somebody_blocks(coming)
    same = rules.sameness_of_group(one.id for one in coming)
    found = queries.standing_with(round_.id, same)
    if found is not None:
        return _take_up(found, agreed, pinned)
    return _make(round_, coming, same, message, wish, agreed, pinned)


def _takes_part(one: Registration, round_: MeetingRound) -> bool:
    return one.summit_id == round_.summit_id and one.state is State.CONFIRMED


def _somebody_blocks(people: Sequence[Registration]) -> bool:
    persons = {one.person_id for one in people}
    return any(profiles.sight_of(one).blocked & persons for one in people)


def _take_up(found: MeetingRequest, agreed: bool, pinned: bool) -> MeetingRequest:
    """Let a request of the same two be agreed, instead of making another one."""
    if not agreed:
        raise AskedAlready(request=found.public_id)
    found.pinned = found.pinned or pinned
    for one in found.attendees:
        if one.reply is Reply.OPEN:
            one.reply, one.replied_at = Reply.YES, now()
    audit.record("meeting_request.arranged", found, summit=found.round.summit.public_id)
    settle(found)
    return found


def _make(round_: MeetingRound, people: Sequence[Registration], same: str, message: str, wish: Wish, agreed: bool,
          pinned: bool) -> MeetingRequest:  # fmt: skip
    said, moment = Reply.YES if agreed else Reply.OPEN, now()
    request = MeetingRequest(
        round=round_, source=RequestSource.ARRANGED, asker=people[0], sameness=same, pinned=pinned,
        language=round_.summit.default_language, message=message.strip(), asked_at=moment,
        attendees=[
            Attendee(registration=one, role=AttendeeRole.ASKED if place else AttendeeRole.ASKER, reply=said, wish=wish,
                     replied_at=moment if agreed else None)
            for place, one in enumerate(people)
        ],
    )  # fmt: skip
    wait_anew(request)
    db.session.add(request)
    db.session.flush()
    audit.record("meeting_request.arranged", request, summit=round_.summit.public_id)
    for one in people:
        mails.tell_arranged(one, moment) if agreed else mails.tell_asked(one, moment)
    settle(request)
    return request


def pin(request: MeetingRequest, pinned: bool) -> MeetingRequest:
    """Hold a meeting in every plan, or let it go again.

    :raises RequestOver: if the request stands no more.
    """
    request = claim(request)
    if not rules.can(request.state, Step.SETTLE):
        raise RequestOver
    if request.pinned is not pinned:
        request.pinned = pinned
        audit.record("meeting_request.pinned" if pinned else "meeting_request.unpinned", request,
                     summit=request.round.summit.public_id)  # fmt: skip
    return request


def note_export(round_: MeetingRound, number: int) -> None:
    """Write down that the list of requests left the house. :param number: of its lines."""
    audit.record("meeting_request.exported", round_, summit=round_.summit.public_id, requests=number)

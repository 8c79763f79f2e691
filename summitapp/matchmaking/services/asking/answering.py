"""Answering a request: yes, no, another time; and changing one's mind."""

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.matchmaking.mails import asking as mails
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.services.asking.common import ask_next, claim, end, leave, permits, seat_of, settle
from summitapp.matchmaking.values import (
    NOTE_LENGTH,
    Answer,
    AnsweringClosed,
    AttendeeRole,
    Ending,
    MeetingPlaced,
    NobodyChosen,
    Reply,
    RequestKind,
    RequestState,
    TimeTaken,
    Wish,
)
from summitapp.profiles import queries as profiles
from summitapp.profiles import services as profile_services
from summitapp.registration.models import Registration


def reply(request: MeetingRequest, me: Registration, answer: Answer) -> MeetingRequest:
    """Say yes or no to a request, or leave one that was agreed; saying yes twice is saying it once.

    :raises Invalid: naming the fields. :raises AnsweringClosed: while nothing can be answered.
    :raises RequestOver: if it stands no more. :raises MustsUsed: if it is a must too many.
    :raises NobodyChosen: if nobody of a delegation is to come.
    """
    if len(answer.note) > NOTE_LENGTH:
        raise Invalid({"note": N_("This note is too long.")})
    request = claim(request)
    return agree(request, me, answer) if answer.reply is Reply.YES else _refuse(request, me, answer)


def agree(request: MeetingRequest, me: Registration, answer: Answer) -> MeetingRequest:
    """Say yes to a request whose round is locked; see :func:`reply`."""
    own = _seat(request, me)
    if answer.wish is Wish.MUST and not (own.reply is Reply.YES and own.wish is Wish.MUST):
        rules.check_quota(queries.quota_of(me, request.round), answer.wish, sends=False)
    if own.reply is Reply.OPEN:
        own.reply, own.note, own.replied_at = Reply.YES, answer.note.strip(), now()
        own.wish = answer.wish
    if own.role is AttendeeRole.ASKER:
        _take_their_time(request)
    if request.kind is RequestKind.DELEGATION and own.role is AttendeeRole.ASKED and answer.people:
        _send_people(request, own, answer.people)
    audit.record("meeting_request.answered", request, summit=request.round.summit.public_id)
    settle(request)
    db.session.flush()
    return request


def _seat(request: MeetingRequest, me: Registration) -> Attendee:
    if not permits(request.round).reply:
        raise AnsweringClosed
    return seat_of(request, me)


def _take_their_time(request: MeetingRequest) -> None:
    """Whoever proposed another time instead of an answer comes if it suits whoever asked."""
    for one in request.attendees:
        if one.registration_id == request.proposed_by_id and one.reply is Reply.OPEN:
            one.reply, one.replied_at = Reply.YES, now()


def _send_people(request: MeetingRequest, own: Attendee, people: tuple[str, ...]) -> None:
    """Let those of the delegation come whom its head chose; they are told, and can still leave."""
    home = {one.registration.public_id: one.registration for one in profiles.open_profiles(request.round.summit_id)
            if one.registration is not None and one.registration.delegation_id == request.delegation_id}  # fmt: skip
    chosen = [home[one] for one in dict.fromkeys(people) if one in home]
    if not chosen:
        raise NobodyChosen
    seated = {one.registration_id: one for one in request.attendees}
    for coming in chosen:
        if coming.id not in seated:
            seat = Attendee(registration=coming, role=AttendeeRole.ASKED, reply=Reply.YES, replied_at=now())
            request.attendees.append(seat)
            mails.tell_arranged(coming, now())
    if own.registration_id not in {one.id for one in chosen}:
        own.reply, own.replied_at = Reply.NO, None


def _refuse(request: MeetingRequest, me: Registration, answer: Answer) -> MeetingRequest:
    own = _seat(request, me)
    own.note, own.replied_at = answer.note.strip(), now()
    if answer.pass_over:
        _pass_over(request, me)
    audit.record("meeting_request.answered", request, summit=request.round.summit.public_id)
    leave(request, own)
    db.session.flush()
    return request


def _pass_over(request: MeetingRequest, me: Registration) -> None:
    """Let the asker be suggested to me no more; they never learn of it."""
    mine, theirs = profiles.profile_of(me.id), profiles.profile_of(request.asker_id)
    if mine is not None and theirs is not None and mine.id != theirs.id:
        profile_services.pass_over(mine, theirs)


def withdraw(request: MeetingRequest, me: Registration) -> MeetingRequest:
    """Take one's own request back, or cancel what was agreed; the others are told, and the quota has its place again.

    :raises RequestOver: if it stands no more.
    """
    request = claim(request)
    own = seat_of(request, me)
    if own.role is not AttendeeRole.ASKER:
        return _refuse(request, me, Answer(Reply.NO))
    leave(request, own)
    return request


def change_wish(request: MeetingRequest, me: Registration, wish: Wish) -> MeetingRequest:
    """Want a meeting more, or less, than before.

    :raises RequestOver: if it stands no more. :raises MustsUsed: if it is a must too many.
    """
    request = claim(request)
    own = seat_of(request, me)
    if own.wish is not wish:
        if wish is Wish.MUST:
            rules.check_quota(queries.quota_of(me, request.round), wish, sends=False)
        own.wish = wish
        audit.record("meeting_request.wish_changed", request, summit=request.round.summit.public_id)
    return request


def shown_to(request: MeetingRequest, me: Registration) -> set[int]:
    """Return of whom somebody at the table may learn when they are free, as row ids of registrations."""
    return rules.calendars_shown(me.id, ((one.registration_id, one.reply) for one in request.attendees))


def propose_time(request: MeetingRequest, me: Registration, slot: str) -> MeetingRequest:
    """Propose another time, one that is free for all who want to come. Who has not answered yet would come then.

    :param slot: row id of the slot, as the form gives it. :raises RequestOver: if the request stands no more.
    :raises MeetingPlaced: if it has its time already. :raises TimeTaken: if somebody has something else then.
    """
    request = claim(request)
    _seat(request, me)
    if queries.is_placed(request.id):
        raise MeetingPlaced
    found = next((one for one in queries.free_slots(request.round, shown_to(request, me), now()) if str(one.id) == slot), None)
    if found is None:
        raise TimeTaken
    if request.proposed_slot_id == found.id and request.proposed_by_id == me.id:
        return request
    request.proposed_slot, request.proposed_by_id = found, me.id
    audit.record("meeting_request.time_proposed", request, summit=request.round.summit.public_id)
    db.session.flush()
    mails.tell_time(request, me)
    return request


def run_out(request: MeetingRequest) -> None:
    """Let a request that nobody answered go to the next of a house or a delegation, or end; safe to be called twice."""
    request = claim(request)
    if request.state is not RequestState.ASKED or request.expires_at is None or request.expires_at > now():
        return
    if request.kind is not RequestKind.PERSON:
        for one in request.attendees:
            if one.role is AttendeeRole.ASKED and one.reply is Reply.OPEN:
                one.reply = Reply.NO  # without a moment: they did not say so
        if permits(request.round).ask and ask_next(request):
            return
    end(request, Ending.EXPIRED)

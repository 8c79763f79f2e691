"""What every verb of asking does: lock, look, let a request stand or end, and say so."""

from summitapp.audit import services as audit
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock
from summitapp.core.errors import NotFound
from summitapp.matchmaking.mails import asking as mails
from summitapp.matchmaking.models import Attendee, MeetingRequest, MeetingRound
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.values import (
    AskedAlready,
    AttendeeRole,
    Ending,
    Permits,
    Reply,
    RequestAgreed,
    RequestEnded,
    RequestOver,
    RequestSource,
    RequestState,
    RoundPhase,
    Step,
    TableChanged,
    Voice,
)
from summitapp.registration.models import Registration
from summitapp.summits.services.gate import refuse_if_archived

constraint_error({"uq_matchmaking_request_sameness": AskedAlready})

_STATES = {Ending.DECLINED: RequestState.DECLINED, Ending.WITHDRAWN: RequestState.WITHDRAWN, Ending.EXPIRED: RequestState.EXPIRED}
_STEPS = {Ending.DECLINED: Step.DECLINE, Ending.WITHDRAWN: Step.WITHDRAW, Ending.EXPIRED: Step.EXPIRE}


def claim_round(round_id: int, *, archived: bool = False) -> MeetingRound:
    """Lock a round: whoever changes anything of it follows whoever does at present.

    :param archived: also where the summit is over for good, since people may leave and be erased at any time.
    :raises SummitArchived: if the summit takes no changes any more.
    """
    round_ = lock(MeetingRound, round_id)
    if not archived:
        refuse_if_archived(round_.summit)
    return round_


def claim(request: MeetingRequest, *, archived: bool = False) -> MeetingRequest:
    """Lock the round of a request and the request, and return it as it stands now.

    :param archived: as in :func:`claim_round`. :raises NotFound: if it was erased meanwhile.
    """
    claim_round(request.round_id, archived=archived)
    lock(MeetingRequest, request.id)
    db.session.flush()
    found = queries.anew(request.id)
    if found is None:
        raise NotFound
    return found


def permits(round_: MeetingRound) -> Permits:
    """Return what delegates may do in a round now."""
    return rules.permits(round_.phase, round_.scheduling, round_.requests_until, now())


def seat_of(request: MeetingRequest, me: Registration) -> Attendee:
    """Return somebody's place at the table of a request that still stands for them.

    :raises NotFound: if they have none. :raises RequestOver: if it stands no more, or they have left it.
    """
    own = next((one for one in request.attendees if one.registration_id == me.id), None)
    if own is None:
        raise NotFound
    late = request.state is RequestState.ASKED and request.expires_at is not None and request.expires_at <= now()
    if not rules.can(request.state, Step.SETTLE) or own.reply is Reply.NO or late:
        raise RequestOver
    return own


def voices_of(request: MeetingRequest) -> list[Voice]:
    """Return what those at the table said, as the rules count it."""
    return [Voice(one.role, one.reply) for one in request.attendees]


def wait_anew(request: MeetingRequest) -> None:
    """Let a request wait for its answer from now on, until requests end or, later, the last time for a meeting begins."""
    round_, moment = request.round, now()
    last = round_.requests_until if round_.phase is RoundPhase.OPEN else queries.last_of(round_.id)
    request.expires_at, request.nudged_at = rules.expiry(moment, round_.expire_hours, last), None


def settle(request: MeetingRequest) -> None:
    """Let a request stand as its table says, after somebody said yes; whoever asked is told when it is agreed."""
    before, after = request.state, rules.settle(voices_of(request))
    if after is not RequestState.ACCEPTED:
        return
    request.value = queries.value_of(request)
    if before is RequestState.ACCEPTED:
        events.announce(TableChanged(request.id, request.public_id, request.round_id))
        return
    request.state, request.settled_at = RequestState.ACCEPTED, now()
    audit.record("meeting_request.agreed", request, summit=request.round.summit.public_id)
    mails.tell_agreed(request)
    db.session.flush()
    at_once = permits(request.round).at_once
    events.announce(RequestAgreed(request.id, request.public_id, request.round_id, at_once))


def end(request: MeetingRequest, how: Ending, by: int | None = None, *, told: bool = True) -> None:
    """End a request; those who were to sit at its table and have not left it are told.

    The log is told that it ended and not how: who said no to whom is nobody's business.

    :param by: row id of the registration of whoever ended it, who knows.
    """
    if not rules.can(request.state, _STEPS[how]):
        return
    agreed = request.state is RequestState.ACCEPTED
    moment = now()
    request.state, request.settled_at = _STATES[how], moment
    audit.record("meeting_request.ended", request, summit=request.round.summit.public_id)
    db.session.flush()
    if told:
        mails.tell_ended(request, how, by, moment)
    events.announce(RequestEnded(request.id, request.public_id, request.round_id, how, agreed))


def leave(request: MeetingRequest, own: Attendee, *, told: bool = True) -> None:
    """Let somebody not come, as they said or as it is; what remains goes on, or ends.

    A house or a delegation that has not answered yet is asked through the next of its people.
    """
    if own.reply is Reply.YES:
        own.replied_at = now()  # calendars that held the meeting are told from then on that it is not theirs
    own.reply = Reply.NO
    if own.role is AttendeeRole.ASKER and not _pass_hosting(request, own):
        end(request, Ending.WITHDRAWN, own.registration_id, told=told)
        return
    after = rules.settle(voices_of(request))
    if request.state is RequestState.ACCEPTED:
        if after is not RequestState.ACCEPTED:
            end(request, Ending.WITHDRAWN, own.registration_id, told=told)
            return
        mails.tell_left(request, own)
        events.announce(TableChanged(request.id, request.public_id, request.round_id))
    elif own.role is AttendeeRole.ASKED and ask_next(request):
        return
    elif after is RequestState.DECLINED:
        end(request, Ending.DECLINED, own.registration_id, told=told)


def _pass_hosting(request: MeetingRequest, own: Attendee) -> bool:
    """Let another one be the host of a meeting an organiser arranged for several; returns whether there is one."""
    coming = [one for one in request.attendees if one.reply is Reply.YES and one is not own]
    if not request.delegation_id and request.source is RequestSource.ARRANGED and len(coming) > 1:
        own.role, coming[0].role = AttendeeRole.ASKED, AttendeeRole.ASKER
        request.asker = coming[0].registration
        return True
    return False


def ask_next(request: MeetingRequest) -> bool:
    """Ask the next of a house or a delegation; returns whether there was anybody."""
    aim = queries.aim_at(request.asker, request.kind, request.delegation, request.organisation_key)
    if aim is None or not permits(request.round).reply:
        return False
    been = {one.registration_id for one in request.attendees}
    chosen = rules.pick(queries.candidates_of(request.round, request.asker, aim), been)
    if chosen is None:
        return False
    found = db.session.get_one(Registration, chosen.registration_id)
    request.attendees.append(Attendee(registration=found, role=AttendeeRole.ASKED))
    wait_anew(request)
    db.session.flush()
    audit.record("meeting_request.handed_on", request, summit=request.round.summit.public_id)
    mails.tell_asked(found, now())
    return True

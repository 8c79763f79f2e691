"""Asking a person, a house or a delegation. Where the other side has asked already, that is an agreement."""

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.matchmaking.mails import asking as mails
from summitapp.matchmaking.models import Attendee, MeetingRequest, MeetingRound, MeetingSlot
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries.asking import Aim
from summitapp.matchmaking.queries.frame import round_of
from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.services.asking.answering import agree
from summitapp.matchmaking.services.asking.common import claim, claim_round, permits, wait_anew
from summitapp.matchmaking.values import (
    MESSAGE_LENGTH,
    MOST_AT_TABLE,
    NOTE_LENGTH,
    Answer,
    AskedAlready,
    AskedBefore,
    AskingClosed,
    AttendeeRole,
    CannotBeAsked,
    MeetingPlaced,
    ProfileNeeded,
    Reply,
    RequestKind,
    RequestOver,
    Sought,
    Step,
    TableFull,
    TimeTaken,
    Wording,
)
from summitapp.profiles import queries as profiles
from summitapp.registration.models import Registration
from summitapp.registration.values import State


def ask(me: Registration, sought: Sought, words: Wording) -> MeetingRequest:
    """Ask for a meeting. If the other side has asked already, both have agreed by this.

    :raises Invalid: naming the fields. :raises AskingClosed: in a phase without requests.
    :raises ProfileNeeded: if others cannot find who asks. :raises CannotBeAsked: if the other side may not be asked.
    :raises AskedAlready: naming the ``request`` that stands. :raises AskedBefore: if the other side said no.
    :raises QuotaUsed, MustsUsed: if so. :raises TimeTaken: if the time that was wished is not free.
    """
    if len(words.message) > MESSAGE_LENGTH:
        raise Invalid({"message": N_("This message is too long.")})
    round_ = _open_round(me)
    aim = _aim(me, sought)
    if (theirs := _asked_by_them(round_, me, aim)) is not None:
        theirs.mutual = True
        answer = Answer(Reply.YES, words.wish, words.message.strip()[:NOTE_LENGTH])
        return agree(theirs, me, answer)
    chosen = _choose(round_, me, aim)
    if (theirs := queries.asked_by(round_.id, [chosen], [me.id])) is not None:
        theirs.mutual = True
        return agree(theirs, me, Answer(Reply.YES, words.wish, words.message.strip()[:NOTE_LENGTH]))
    rules.check_quota(queries.quota_of(me, round_), words.wish)
    return _send(round_, me, aim, chosen, words)


def _open_round(me: Registration) -> MeetingRound:
    found = round_of(me.summit_id)
    if found is None:
        raise AskingClosed
    round_ = claim_round(found.id)
    db.session.flush()
    db.session.expire_all()  # whoever came before us may have changed anything we have looked at
    if not permits(round_).ask or me.state is not State.CONFIRMED:
        raise AskingClosed
    return round_


def _aim(me: Registration, sought: Sought) -> Aim:
    mine = profiles.profile_of(me.id)
    if mine is None or not profiles.is_found(mine):
        raise ProfileNeeded
    aim = queries.aim_of(me, profile=sought.profile, organisation=sought.organisation, delegation=sought.delegation)
    if aim is None:
        raise CannotBeAsked
    return aim


def _asked_by_them(round_: MeetingRound, me: Registration, aim: Aim) -> MeetingRequest | None:
    """Return the request of the other side that waits for me.

    :raises AskedAlready: if my own stands. :raises AskedBefore: if the other side said no to it.
    """
    same = rules.sameness(aim.kind, me.id, aim.other)
    people = [one.registration_id or 0 for one in aim.people]
    found = queries.standing_with(round_.id, same)
    if found is None and aim.kind is RequestKind.PERSON:
        found = queries.asked_by(round_.id, [me.id], people)  # their house was asked, and they were picked
    if found is not None and found.asker_id == me.id:
        raise AskedAlready(request=found.public_id)
    if found is None and aim.kind is not RequestKind.DELEGATION:
        found = queries.asked_by(round_.id, people, [me.id])
    if found is None and queries.declined(round_.id, same, me.id):
        raise AskedBefore
    return _still_open(found, me) if found is not None else None


def _still_open(found: MeetingRequest, me: Registration) -> MeetingRequest:
    """:raises AskedAlready: if both have agreed already."""
    own = next((one for one in found.attendees if one.registration_id == me.id), None)
    if own is None or own.reply is not Reply.OPEN:
        raise AskedAlready(request=found.public_id)
    return found


def _choose(round_: MeetingRound, me: Registration, aim: Aim) -> int:
    """Return the row id of the registration of whoever is asked for the side."""
    chosen = rules.pick(queries.candidates_of(round_, me, aim))
    if chosen is None:
        raise CannotBeAsked
    return chosen.registration_id


def _send(round_: MeetingRound, me: Registration, aim: Aim, chosen: int, words: Wording) -> MeetingRequest:
    slot = _slot(round_, me, words.slot)
    other = db.session.get_one(Registration, chosen)
    request = MeetingRequest(
        round=round_, kind=aim.kind, asker=me, delegation=aim.delegation, organisation_key=aim.organisation_key,
        sameness=rules.sameness(aim.kind, me.id, aim.other), language=me.person.language, message=words.message.strip(),
        proposed_slot=slot, proposed_by_id=me.id if slot else None, asked_at=now(),
        attendees=[
            Attendee(registration=me, role=AttendeeRole.ASKER, reply=Reply.YES, wish=words.wish, replied_at=now()),
            Attendee(registration=other, role=AttendeeRole.ASKED),
        ],
    )  # fmt: skip
    wait_anew(request)
    db.session.add(request)
    db.session.flush()
    audit.record("meeting_request.asked", request, summit=round_.summit.public_id)
    mails.tell_asked(other, now())
    return request


def _slot(round_: MeetingRound, me: Registration, wanted: str) -> MeetingSlot | None:
    """:raises TimeTaken: if the asker has something else then; a refusal must not tell when the other side is busy."""
    if not wanted:
        return None
    found = next((one for one in queries.free_slots(round_, [me.id], now()) if str(one.id) == wanted), None)
    if found is None:
        raise TimeTaken
    return found


def add_guest(request: MeetingRequest, me: Registration, profile: str) -> Attendee:
    """Ask one more person to the table of one's own request.

    :raises RequestOver: if it stands no more, or is not one's own. :raises AskingClosed: once requests are closed.
    :raises MeetingPlaced: if it has its time already. :raises CannotBeAsked, TableFull: if so.
    """
    request = claim(request)
    if not permits(request.round).gather:
        raise AskingClosed
    if request.asker_id != me.id or not rules.can(request.state, Step.SETTLE):
        raise RequestOver
    if queries.is_placed(request.id):
        raise MeetingPlaced
    aim = queries.aim_of(me, profile=profile) if profile else None
    if aim is None or aim.people[0].registration_id in {one.registration_id for one in request.attendees}:
        raise CannotBeAsked
    if sum(1 for one in request.attendees if one.reply is not Reply.NO) >= MOST_AT_TABLE:
        raise TableFull(most=MOST_AT_TABLE)
    guest = db.session.get_one(Registration, aim.people[0].registration_id)
    seat = Attendee(registration=guest, role=AttendeeRole.GUEST)
    request.attendees.append(seat)
    wait_anew(request)
    db.session.flush()
    audit.record("meeting_request.guest_added", request, summit=request.round.summit.public_id)
    mails.tell_asked(guest, now())
    return seat

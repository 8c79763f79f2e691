"""Requests when people cancel, are replaced or merged, close their profile, ask for their data, or time has passed."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.directory.models import Person
from summitapp.matchmaking.mails import asking as mails
from summitapp.matchmaking.models import (
    Attendee,
    MeetingChange,
    MeetingRequest,
    MeetingRound,
    MeetingSlot,
    Objection,
    PlanningRun,
    Seat,
)
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries.frame import round_of
from summitapp.matchmaking.rules import asking as rules
from summitapp.matchmaking.rules.forgetting import without
from summitapp.matchmaking.services.asking.common import claim, claim_round, end, leave
from summitapp.matchmaking.values import STANDING, AttendeeRole, Ending, Reply, RequestKind, RequestSource, RequestState
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration


def leave_all(registration: Registration, *, agreed: bool = True) -> None:
    """Let somebody come to no table any more; the others are told, and whoever asked has the place of the quota again.

    :param agreed: also to those that were agreed; else what is only asked for ends, and what is agreed stands.
    """
    round_ = round_of(registration.summit_id)
    if round_ is None:
        return
    claim_round(round_.id, archived=True)  # before looking: somebody may be asking them at this moment
    for found in queries.standing_of(registration.id):
        request = claim(found, archived=True)
        own = next((one for one in request.attendees if one.registration_id == registration.id), None)
        gone = own is None or own.reply is Reply.NO or request.state not in STANDING
        if gone or own is None or (request.state is RequestState.ACCEPTED and not agreed):
            continue
        leave(request, own)


def replace_person(registration: Registration) -> None:
    """Let somebody new sit where another person was to sit: what both sides agreed to is met by whoever comes.

    What was only asked for ends, and no word of the one who does not come is kept.
    """
    leave_all(registration, agreed=False)
    attendee, request = table_of(Attendee), table_of(MeetingRequest)
    own = attendee.c.registration_id == registration.id
    db.session.execute(sa.update(attendee).where(own).values(note="", wish="meet"))
    db.session.execute(sa.update(request).where(request.c.asker_id == registration.id).values(message=""))
    db.session.expire_all()
    kept = queries.standing_of(registration.id)
    if kept:
        audit.record("meeting_request.taken_over", kept[0], summit=kept[0].round.summit.public_id, requests=len(kept))
        mails.tell_taken_over(registration)


def hand_over(gone_id: int, kept_id: int) -> None:
    """Let the registration that goes on sit where the other one was to; of two requests to the same side the better stays."""
    gone, kept = db.session.get_one(Registration, gone_id), db.session.get_one(Registration, kept_id)
    round_ = round_of(kept.summit_id)
    if round_ is None:
        return
    claim_round(round_.id, archived=True)
    for found in queries.requests_of(gone):
        _move(found, gone, kept)
    db.session.flush()


def _move(request: MeetingRequest, gone: Registration, kept: Registration) -> None:
    seats = {one.registration_id: one for one in request.attendees}
    if kept.id in seats:  # one cannot meet oneself
        request.attendees.remove(seats[gone.id])
        if request.asker_id == gone.id or len(request.attendees) < 2:
            request.asker = kept
            seats[kept.id].role = AttendeeRole.ASKER
        if not [one for one in request.attendees if one.registration_id != kept.id and one.reply is not Reply.NO]:
            end(request, Ending.WITHDRAWN, told=False)
        return
    same = _sameness_with(request, gone, kept)
    rival = queries.standing_with(request.round_id, same) if request.state in STANDING else None
    if rival is not None and rival.id != request.id:
        worse = request if rival.state is RequestState.ACCEPTED else rival
        end(worse, Ending.WITHDRAWN, told=False)
    seats[gone.id].registration = kept
    request.sameness = same
    if request.asker_id == gone.id:
        request.asker = kept
    if request.proposed_by_id == gone.id:
        request.proposed_by_id = kept.id
    audit.record("meeting_request.merged", request, summit=request.round.summit.public_id)
    db.session.flush()


def _sameness_with(request: MeetingRequest, gone: Registration, kept: Registration) -> str:
    people = [kept.id if one.registration_id == gone.id else one.registration_id for one in request.attendees]
    asker = kept.id if request.asker_id == gone.id else request.asker_id
    if request.source is RequestSource.ARRANGED:
        return rules.sameness_of_group(people)
    if request.kind is RequestKind.PERSON:
        asked = next(one for one in request.attendees if one.role is AttendeeRole.ASKED).registration_id
        return rules.sameness(RequestKind.PERSON, asker, kept.id if asked == gone.id else asked)
    return rules.sameness(request.kind, asker, request.delegation_id or request.organisation_key)


# --- data ------------------------------------------------------------------------------------------


def export_person(person: Person) -> dict[str, Any]:
    """Return what somebody asked for and answered, with their own words and those that were written to them."""
    found = [one for registration in registrations.of_person(person.id)
             for one in queries.lines_of(queries.requests_of(registration), registration.id, now())]  # fmt: skip
    return {
        "requests": [
            {"with": one.party.name.as_dict(), "organisation": one.party.organisation.as_dict(),
             "city": one.party.city.as_dict(), "kind": one.kind.value, "asked_by_me": one.mine, "state": one.state.value,
             "my_answer": one.reply.value, "my_wish": one.wish.value, "asked_at": one.asked_at.isoformat(),
             "message": one.message, "message_mine": one.message_mine, "their_note": one.note if one.mine else ""}
            for one in found
        ],
        "notes": [
            row.note for row in db.session.scalars(
                sa.select(Attendee).join(Attendee.registration).where(Registration.person_id == person.id, Attendee.note != "")
                .order_by(Attendee.id))
        ],
        "seats": [
            row[0].isoformat() for row in db.session.execute(
                sa.select(MeetingSlot.starts_at).join(Seat, Seat.slot_id == MeetingSlot.id).join(Seat.registration)
                .where(Registration.person_id == person.id).order_by(MeetingSlot.starts_at))
        ],
        "objections": [
            {"text": row.text, "answer": row.answer, "state": row.state.value, "at": row.at.isoformat()}
            for row in db.session.scalars(sa.select(Objection).join(Objection.registration)
                                          .where(Registration.person_id == person.id).order_by(Objection.id))
        ],
    }  # fmt: skip


def erase_person(person: Person) -> None:
    """Delete every request of a person and their place at every other table; those they were to meet are told."""
    own = registrations.of_person(person.id)
    for registration in own:
        leave_all(registration)
        for request in queries.requests_of(registration):
            _give_away(request, registration)
        _forget_in_runs(registration)
    db.session.flush()
    gone, numbers = 0, [one.id for one in own]
    for model, column in ((MeetingRequest, MeetingRequest.asker_id), (Attendee, Attendee.registration_id),
                          (Seat, Seat.registration_id), (Objection, Objection.registration_id)):  # fmt: skip
        gone += len(db.session.execute(sa.delete(model).where(column.in_(numbers)).returning(model.id)).all())
    db.session.expire_all()
    if gone:
        audit.record("meeting_request.erased", person)


def _forget_in_runs(own: Registration) -> None:
    """Take somebody out of what the planner said: who got too little and why, and whom changes were about."""
    found = round_of(own.summit_id)
    if found is None:
        return
    for model, name in ((PlanningRun, "report"), (MeetingChange, "facts")):
        table = table_of(model)
        rows = sa.select(table.c.id, table.c[name]).where(table.c.round_id == found.id)
        for number, facts in db.session.execute(rows).all():
            if (kept := without(facts, own.public_id)) != facts:
                db.session.execute(sa.update(table).where(table.c.id == number).values({name: kept}))


def _give_away(request: MeetingRequest, own: Registration) -> None:
    """Let what others said of a meeting that took place stay theirs: its request is another one's from now on."""
    others = [one for one in request.attendees if one.registration_id != own.id]
    if request.asker_id == own.id and others and queries.was_placed(request.id):
        request.asker, others[0].role, request.message = others[0].registration, AttendeeRole.ASKER, ""
        request.sameness = f"x{request.id}"
        audit.record("meeting_request.erased", request, summit=request.round.summit.public_id)


def forget_words(summit_id: int, most: int) -> int:
    """Delete messages, notes and objections of a summit that is over; returns how many rows were emptied."""
    here = sa.select(MeetingRequest.id).join(MeetingRound, MeetingRound.id == MeetingRequest.round_id).where(
        MeetingRound.summit_id == summit_id
    )  # fmt: skip
    request, attendee, objection = table_of(MeetingRequest), table_of(Attendee), table_of(Objection)
    said = sa.select(request.c.id).where(request.c.id.in_(here), request.c.message != "").limit(most)
    noted = sa.select(attendee.c.id).where(attendee.c.request_id.in_(here), attendee.c.note != "").limit(most)
    meant = sa.select(objection.c.id).join(Registration, Registration.id == objection.c.registration_id).where(
        Registration.summit_id == summit_id, (objection.c.text != "") | (objection.c.answer != "")
    ).limit(most)  # fmt: skip
    gone = 0
    for table, rows, emptied_by in ((request, said, {"message": ""}), (attendee, noted, {"note": ""}),
                                    (objection, meant, {"text": "", "answer": ""})):  # fmt: skip
        emptied = sa.update(table).where(table.c.id.in_(rows)).values(emptied_by).returning(table.c.id)
        gone += len(db.session.execute(emptied).all())
    db.session.expire_all()
    return gone


def forget_requests(summit_id: int, most: int) -> int:
    """Delete the requests of a summit that is long over, and with them meetings, seats and proposals; returns how many."""
    runs = sa.select(MeetingRound.id).where(MeetingRound.summit_id == summit_id)
    db.session.execute(sa.delete(PlanningRun).where(PlanningRun.round_id.in_(runs)))
    rows = sa.select(MeetingRequest.id).join(MeetingRound, MeetingRound.id == MeetingRequest.round_id).where(
        MeetingRound.summit_id == summit_id
    ).limit(most)  # fmt: skip
    old = sa.delete(MeetingRequest).where(MeetingRequest.id.in_(rows)).returning(MeetingRequest.id)
    gone = len(db.session.execute(old).all())
    db.session.expire_all()
    return gone


"""Requests as one participant sees them: nobody's words but those meant for them, and not who said no for a house."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.matchmaking.models import Attendee, MeetingRequest
from summitapp.matchmaking.queries.asking.requests import requests_of
from summitapp.matchmaking.values import (
    AtTable,
    AttendeeRole,
    Desk,
    Reply,
    RequestKind,
    RequestLine,
    RequestSource,
    RequestState,
)
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.queries import city_of
from summitapp.profiles.values import ProfileState, Who
from summitapp.registration.models import Registration

_NOBODY = Translated()


def parties_of(registrations: Iterable[Registration]) -> dict[int, Who]:
    """Return what others may read of participants, by row id, whether or not they have a profile; one statement."""
    people = {one.id: one for one in registrations}
    rows = sa.select(MatchProfile.registration_id, MatchProfile.public_id).where(
        MatchProfile.registration_id.in_(list(people)), MatchProfile.state == ProfileState.OPEN
    )  # fmt: skip
    found = {row[0]: row[1] for row in db.session.execute(rows)} if people else {}
    return {number: _who(one, found.get(number, "")) for number, one in people.items()}


def _who(owner: Registration, profile: str) -> Who:
    if owner.person.hidden_at is not None:
        return Who("", _NOBODY, _NOBODY, _NOBODY, _NOBODY, hidden=True)
    function = owner.position.title if owner.position is not None else Translated.same(owner.function)
    return Who(profile, Translated.same(owner.person.name.with_title), function,
               Translated.same(owner.organisation_text), city_of(owner))  # fmt: skip


def side_asked(request: MeetingRequest, known: dict[int, Who]) -> Who:
    """Return the side that was asked: a delegation, a house, or the person."""
    if request.kind is RequestKind.DELEGATION and request.delegation is not None:
        group = request.delegation
        return Who("", group.name, _NOBODY, _NOBODY, group.city.name if group.city else _NOBODY, is_delegation=True)
    asked = next((one for one in request.attendees if one.role is AttendeeRole.ASKED), None)
    if asked is None:
        return Who("", _NOBODY, _NOBODY, _NOBODY, _NOBODY, hidden=True)
    if request.kind is RequestKind.ORGANISATION:
        house = asked.registration
        return Who("", Translated.same(house.organisation_text), _NOBODY, _NOBODY, city_of(house))
    return known[asked.registration_id]


def line_of(request: MeetingRequest, registration_id: int, now: datetime) -> RequestLine | None:
    """Return one request as somebody at its table sees it; nobody else sees it at all."""
    known = parties_of(one.registration for one in request.attendees)
    return _line(request, registration_id, known, now)


def _line(request: MeetingRequest, me: int, known: dict[int, Who], now: datetime) -> RequestLine | None:
    own = next((one for one in request.attendees if one.registration_id == me), None)
    if own is None:
        return None
    hosts = own.role is AttendeeRole.ASKER
    party = side_asked(request, known) if hosts else known.get(request.asker_id, side_asked(request, known))
    slot = request.proposed_slot
    left = own.reply is Reply.NO
    return RequestLine(
        request.public_id, request.kind, request.source, _told_state(request, own), own.role, own.reply, own.wish,
        party, () if left else _others(request, own, known), request.asked_at, request.expires_at, request.settled_at,
        message="" if left and not hosts else request.message, message_mine=hosts, language=request.language,
        note=_note(request) if hosts else own.note,
        starts_at=slot.starts_at if slot else None, ends_at=slot.ends_at if slot else None,
        proposed_by_me=request.proposed_by_id == me, mutual=request.mutual, pinned=request.pinned,
        handed_on=left and own.replied_at is None, waits=_waits(request, own, now),
        time_waits=_time_waits(request, own, now),
    )  # fmt: skip


def _told_state(request: MeetingRequest, own: Attendee) -> RequestState:
    """Return how it stands for one of those at the table: what somebody declined is over for them."""
    if own.reply is Reply.NO and own.role is not AttendeeRole.ASKER and request.state in (
        RequestState.ASKED, RequestState.ACCEPTED, RequestState.EXPIRED
    ):  # fmt: skip
        return RequestState.DECLINED
    return request.state


def _waits(request: MeetingRequest, own: Attendee, now: datetime) -> bool:
    late = request.expires_at is not None and request.expires_at <= now
    return request.state in (RequestState.ASKED, RequestState.ACCEPTED) and own.reply is Reply.OPEN and not late


def _time_waits(request: MeetingRequest, own: Attendee, now: datetime) -> bool:
    """Whether the host is asked about another time, by somebody who would come then."""
    proposer = next((one for one in request.attendees if one.registration_id == request.proposed_by_id), None)
    asked = proposer is not None and proposer.role is not AttendeeRole.ASKER and proposer.reply is Reply.OPEN
    late = request.expires_at is not None and request.expires_at <= now
    return own.role is AttendeeRole.ASKER and request.state is RequestState.ASKED and asked and not late


def _others(request: MeetingRequest, own: Attendee, known: dict[int, Who]) -> tuple[AtTable, ...]:
    """Return who else is at the table, but me and my other side. For a house it is only whoever comes."""
    hosts = own.role is AttendeeRole.ASKER
    left_out = {own.registration_id, _first_asked(request) if hosts else request.asker_id}
    shown = []
    for one in request.attendees:
        if one.registration_id in left_out or (one.reply is Reply.NO and one.role is not AttendeeRole.GUEST):
            continue
        if one.reply is not Reply.YES and not (hosts and _is_named(request, one)):
            continue
        shown.append(AtTable(one.registration_id, known[one.registration_id], one.role, one.reply if hosts else None))
    return tuple(shown)


def _first_asked(request: MeetingRequest) -> int | None:
    """Return who is the other side, where that is a person."""
    if request.kind is not RequestKind.PERSON:
        return None
    return next((one.registration_id for one in request.attendees if one.role is AttendeeRole.ASKED), None)


def _is_named(request: MeetingRequest, one: Attendee) -> bool:
    """Whether the host knows of somebody before they said yes: guests, and people asked by name."""
    return one.role is AttendeeRole.GUEST or request.kind is RequestKind.PERSON


def _note(request: MeetingRequest) -> str:
    """Return what the side that was asked wrote with its answer; for a house only with the answer that counts."""
    if request.state not in (RequestState.ACCEPTED, RequestState.DECLINED):
        return ""
    wanted = Reply.YES if request.state is RequestState.ACCEPTED else Reply.NO
    said = [one.note for one in request.attendees if one.role is AttendeeRole.ASKED and one.reply is wanted and one.note]
    return said[-1] if said else ""


def lines_of(requests: Collection[MeetingRequest], registration_id: int, now: datetime) -> list[RequestLine]:
    """Return requests as one of those at their tables sees them; one statement for everybody's names."""
    known = parties_of(one.registration for request in requests for one in request.attendees)
    lines = (_line(request, registration_id, known, now) for request in requests)
    return [one for one in lines if one is not None]


def desk_of(registration: Registration, now: datetime) -> Desk:
    """Return everything a participant has of requests; a constant number of statements."""
    lines = lines_of(requests_of(registration), registration.id, now)
    waiting = [one for one in lines if one.waits_for_me]
    rest = [one for one in lines if not one.waits_for_me]
    agreed = [one for one in rest if one.state is RequestState.ACCEPTED and one.stands]
    asked = [one for one in rest if one.state is RequestState.ASKED and one.stands]
    over = [one for one in rest if one not in agreed and one not in asked]
    return Desk(
        tuple(sorted(waiting, key=lambda one: one.expires_at or one.asked_at)), tuple(agreed),
        tuple(one for one in asked if one.mine), tuple(one for one in asked if not one.mine), tuple(over),
    )  # fmt: skip


def arranged_since(registration: Registration, since: datetime, now: datetime) -> list[RequestLine]:
    """Return what an organiser, or the head of their delegation, arranged for somebody since a moment, if it stands."""
    lines = lines_of(requests_of(registration), registration.id, now)
    return [one for one in lines if one.state is RequestState.ACCEPTED and one.reply is Reply.YES
            and (one.source is RequestSource.ARRANGED or one.kind is RequestKind.DELEGATION) and not one.mine
            and (one.settled_at or one.asked_at) >= since]  # fmt: skip


def run_out_since(registration: Registration, since: datetime, now: datetime) -> list[RequestLine]:
    """Return what somebody asked for and nobody answered in time since a moment."""
    lines = lines_of(requests_of(registration), registration.id, now)
    return [one for one in lines if one.mine and one.state is RequestState.EXPIRED
            and one.settled_at is not None and one.settled_at >= since]  # fmt: skip

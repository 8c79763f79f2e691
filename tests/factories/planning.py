"""A round that can be planned: times, tables, people of several cities with open profiles, and agreed requests."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.accounts.values import Role
from summitapp.agenda import services as agenda
from summitapp.agenda.models import Interpreter
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.models import Attendee, Meeting, MeetingRequest, MeetingRound
from summitapp.matchmaking.values import AttendeeRole, Reply, RequestState, RoundNumbers, RoundPhase, Stretch, Wish
from summitapp.matchmaking.values.plan import Held
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import ProfileState
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from summitapp.summits.queries import by_slug
from tests.factories.agenda import OPENS, team_member
from tests.factories.enrolment import SLUG, make_programme
from tests.factories.registration import enter, registered

CITIES = ("Bremen", "Karşıyaka", "Köln", "Çeşme")
HOME = f"/en/organise/{SLUG}/meetings/"


def the_round(slug: str = SLUG) -> MeetingRound:
    """Return the round afresh."""
    db.session.expire_all()
    found = queries.round_of(slug)
    assert found is not None
    return found


def set_up(people: int = 4, *, slots: int = 4, tables: int = 3, seats: int = 4, starts_at: datetime = OPENS + timedelta(hours=7),
           programme: bool = False, **numbers: Any) -> MeetingRound:  # fmt: skip
    """A summit with a round of one block in the late afternoon, tables, and people who all speak Turkish.

    :param programme: with sessions, of which nothing is published yet.
    """
    summit = make_programme().summit if programme else _plain()
    one = services.open_round(summit, RoundNumbers(**{"reserve": 0, **numbers}))
    db.session.flush()
    services.add_block(one, Stretch(starts_at, starts_at + timedelta(minutes=30 * slots)), 25, 5)
    services.add_tables(one, "T", 1, tables, seats, None)
    groups = [delegations.add_delegation(summit, Translated.same(city)) for city in CITIES]
    db.session.flush()
    for number in range(1, people + 1):
        member(one, number, groups[(number - 1) % len(groups)])
    db.session.flush()
    return one


def _plain() -> Summit:
    return make_programme().summit


def member(one: MeetingRound, number: int, delegation: Delegation | None = None, languages: Sequence[str] = ("tr",),
           state: ProfileState = ProfileState.OPEN, **profile: Any) -> Registration:  # fmt: skip
    """Let somebody take part whose profile is open."""
    who = registered(enter(one.summit, number, delegation=delegation))
    db.session.add(MatchProfile(summit=one.summit, registration=who, state=state, language="tr", languages=list(languages),
                                created_at=now(), changed_at=now(), **profile))  # fmt: skip
    record("profile.opened", who)
    db.session.flush()
    return who


def people(one: MeetingRound) -> list[Registration]:
    """Return those who take part, in the order they came."""
    rows = sa.select(Registration).where(Registration.summit_id == one.summit_id).order_by(Registration.id)
    return list(db.session.scalars(rows))


def ask(one: MeetingRound, *who: Registration, state: RequestState = RequestState.ACCEPTED, value: int = 500,
        must: bool = False, **values: Any) -> MeetingRequest:  # fmt: skip
    """Let the first want to meet the others; they agreed unless the state says otherwise."""
    yes = {RequestState.ACCEPTED: Reply.YES, RequestState.DECLINED: Reply.NO}.get(state, Reply.OPEN)
    asker, *asked = who
    request = MeetingRequest(
        round=one, asker=asker, sameness="-".join(sorted(person.public_id for person in who))[:80], state=state, value=value,
        language="tr", asked_at=now(), **values,
    )  # fmt: skip
    request.attendees = [
        Attendee(registration=asker, role=AttendeeRole.ASKER, reply=Reply.YES, wish=Wish.MUST if must else Wish.MEET),
        *(Attendee(registration=person, role=AttendeeRole.ASKED, reply=yes) for person in asked),
    ]
    db.session.add(request)
    record("request.made", request)
    db.session.flush()
    return request


def all_pairs(one: MeetingRound, most: int = 50) -> list[MeetingRequest]:
    """Let everybody have agreed with everybody."""
    crowd, found = people(one), []
    for number, first in enumerate(crowd):
        for other in crowd[number + 1 :]:
            if len(found) < most:
                found.append(ask(one, first, other, value=300 + 10 * len(found)))
    return found


def at(one: MeetingRound, request: MeetingRequest, slot: int, table: int, interpreter: str | None = None) -> Held:
    """Return a meeting of a request in the n-th slot at the n-th table, from 0."""
    return Held(request.public_id, queries.slots_of(one.id)[slot].public_id, queries.tables_of(one.id)[table].public_id, interpreter)


def interpreter(summit: Summit, languages: Iterable[str] = ("de", "tr"), family: str = "Erdem") -> Interpreter:
    """Take somebody into the pool."""
    return agenda.add_interpreter(summit, "", list(languages), "", ("", "Gül", family))


def standing(one: MeetingRound) -> list[Meeting]:
    """Return the meetings that stand, afresh."""
    db.session.expire_all()
    return queries.meetings_in(one.id)


def in_phase(one: MeetingRound, phase: RoundPhase, version: int | None = None) -> MeetingRound:
    """Let a round be in a phase, however it came there."""
    one.phase = phase
    if version is not None:
        one.version = version
    record("meetings.moved_on", one)
    db.session.flush()
    return one


def organiser(slug: str = SLUG, role: Role = Role.ORGANISER, email: str = "organiser@example.org") -> str:
    """Add somebody of the team and return under which name their session remembers them."""
    summit = by_slug(slug)
    assert summit is not None
    return team_member(summit, role, email)

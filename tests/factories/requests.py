"""Delegates of different cities with open profiles, in a round that takes requests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.accounts import services as accounts
from summitapp.accounts.queries import link_by_digest
from summitapp.accounts.values import Purpose
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import Base, db, table_of
from summitapp.core.security import digest
from summitapp.core.text import Translated, fold
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation
from summitapp.matchmaking.models import MeetingRequest, MeetingRound
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import Answer, Reply, RoundPhase, Sought, Wish, Wording
from summitapp.outbox.models import OutboxMessage
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import FunctionLevel
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from tests.factories.meetings import SLUG, delegate, make_city, make_hall, open_profile
from tests.factories.registration import enter as register
from tests.factories.registration import registered


@dataclass
class Fair:
    """What :func:`make_fair` made, by row ids and public ids, so that it can be used outside of the unit of work."""

    slug: str
    round: int
    people: list[int] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    delegations: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)


def make_fair(people: int = 4, *, slug: str = SLUG, **values: Any) -> Fair:
    """Let delegates of different cities be there, with open profiles; requests are taken for two days."""
    given = {"phase": RoundPhase.OPEN, "version": 0, "requests_until": now() + timedelta(days=10), **values}
    hall = make_hall(people, slug=slug, starts_at=now().replace(microsecond=0) + timedelta(days=20), **given)
    made = Fair(slug, hall.round.id)
    for one in hall.registrations:
        add_to(made, one)
    return made


def add_to(made: Fair, one: Registration) -> None:
    """Count somebody among the people of a fair, with an open link to their pages."""
    one.person.language = "en"  # so that tests can read their mails
    profile = db.session.scalars(sa.select(MatchProfile).where(MatchProfile.registration_id == one.id)).one()
    made.people.append(one.id)
    made.persons.append(one.person.public_id)
    made.profiles.append(profile.public_id)
    made.delegations.append(one.delegation.public_id if one.delegation else "")
    secret = accounts.mint_link(Purpose.MANAGE, one.person.public_id, timedelta(days=9), single_use=False)
    link = link_by_digest(Purpose.MANAGE, digest(secret))
    assert link is not None
    made.sessions.append(f"link:{link.public_id}")


def add_house(made: Fair, number: int, name: str = "Hafen Bremen GmbH") -> list[int]:
    """Add people of one house, of a delegation each, with the highest function first; returns their places in the fair."""
    summit = the_round(made).summit
    places = []
    for place in range(number):
        one = delegate(summit, 50 + place, "Bremen")
        one.organisation_text = name
        profile = db.session.scalars(sa.select(MatchProfile).where(MatchProfile.registration_id == one.id)).one()
        profile.organisation_key, profile.level = fold(name), list(FunctionLevel)[place]
        record("profile.changed", profile)
        places.append(len(made.people))
        add_to(made, one)
    return places


def add_delegation(made: Fair, number: int = 3, name: str = "Hannover") -> tuple[Delegation, list[int]]:
    """Add a delegation with a head and members; returns it with their places in the fair, the head's last."""
    summit = the_round(made).summit
    group = delegations.add_delegation(summit, Translated.same(name))
    group.city = make_city("Hannover")
    db.session.flush()
    places = []
    for place in range(number):
        found = registered(register(summit, 80 + place, delegation=group, language="de"))
        found.delegation_role = DelegationRole.HEAD if place == number - 1 else DelegationRole.MEMBER
        open_profile(found)
        places.append(len(made.people))
        add_to(made, found)
    return group, places


def the_round(made: Fair) -> MeetingRound:
    """Return the round in the present unit of work."""
    return db.session.get_one(MeetingRound, made.round)


def somebody(made: Fair, place: int) -> Registration:
    """Return one of the people in the present unit of work."""
    return db.session.get_one(Registration, made.people[place])


def asks(made: Fair, one: int = 0, other: int = 1, wish: Wish = Wish.MEET, message: str = "", slot: str = "") -> MeetingRequest:
    """Let one ask another."""
    return asking.ask(somebody(made, one), Sought(profile=made.profiles[other]), Wording(wish, message, slot))


def says(made: Fair, reference: str, place: int, reply: Reply, **values: Any) -> MeetingRequest:
    """Let somebody answer."""
    return asking.reply(the_request(reference), somebody(made, place), Answer(reply, **values))


def the_request(reference: str) -> MeetingRequest:
    """Return a request as it is now."""
    found = queries.by_reference(reference)
    assert found is not None
    return found


def waits(made: Fair, place: int) -> list[str]:
    """Return what waits for somebody's answer."""
    return [one.reference for one in queries.desk_of(somebody(made, place), now()).waiting]


def later(*, hours: float) -> None:
    """Let requests and mails be so much older."""
    _age(timedelta(hours=hours), MeetingRequest, ("asked_at", "expires_at", "nudged_at"))
    mails_leave(hours)


def mails_leave(hours: float = 0.2) -> None:
    """Let the mails that are gathered be due."""
    _age(timedelta(hours=hours), OutboxMessage, ("created_at", "due_at"))


def _age(by: timedelta, model: type[Base], columns: Sequence[str]) -> None:
    table = table_of(model)
    for row in db.session.execute(sa.select(table)).mappings():
        moved = {name: row[name] - by for name in columns if row[name] is not None}
        db.session.execute(sa.update(table).where(table.c.id == row["id"]).values(moved))
    db.session.expire_all()


def set_round(made: Fair, **values: Any) -> None:
    """Set numbers or the phase of the round."""
    one = the_round(made)
    for name, value in values.items():
        setattr(one, name, value)
    record("meetings.changed", one)


def names(found: Sequence[Registration]) -> list[str]:
    """Return how people are called."""
    return [one.person.name.full for one in found]

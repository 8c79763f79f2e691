"""People from several cities who want meetings, written straight into the tables."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from summitapp.accounts import services as accounts
from summitapp.accounts.queries import link_by_digest
from summitapp.accounts.values import Purpose
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import digest
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City
from summitapp.directory.values import CityKind, OrganisationKind
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import FunctionLevel, ProfileState
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from summitapp.summits.models import Summit
from tests.factories import doors

CITIES = (("BREMEN", "Bremen", "Brema", "DE"), ("IZMIR", "Izmir", "İzmir", "TR"), ("KOELN", "Köln", "Köln", "DE"))
NAMES = (("Nilüfer", "Kılıç-Krämer"), ("İbrahim", "Iğdırlı"), ("Jörg", "Weiß"), ("Şirin", "Çağlar"), ("Wu", ""),
         ("Ömer", "Öz"))  # fmt: skip
TAGS = (("waste", "mobility"), ("mobility", "waste"), ("climate", "waste"))


@dataclass
class Crowd:
    """What :func:`crowd` made, by row and public ids, so that it can be used outside of the unit of work."""

    slug: str
    summit: str
    summit_id: int
    registrations: list[int] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    delegations: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        """Where the pages of meetings lie, in English."""
        return f"/en/my/summits/{self.slug}/meetings"


def city(code: str, de: str, tr: str, country: str) -> City:
    """Return a city, made if there is none of that code."""
    found = db.session.scalar(sa.select(City).where(City.code == code))
    if found is None:
        found = City(code=code, name=Translated(de, tr, de), country=country, kind=CityKind.CITY, latitude=50, longitude=10)
        db.session.add(found)
        db.session.flush()
    return found


def crowd(number: int = 3, *, state: ProfileState | None = ProfileState.OPEN) -> Crowd:
    """Make people of three cities in turn, the first of each leading its delegation. Inside a unit of work.

    :param state: of their profiles; ``None`` for people without one.
    """
    summit = doors.make_summit()
    db.session.flush()
    made = Crowd(summit.slug, summit.public_id, summit.id)
    groups = []
    for code, de, tr, country in CITIES:
        group = Delegation(summit_id=summit.id, code=code, name=Translated(de, tr, de), city_id=city(code, de, tr, country).id)
        db.session.add(group)
        groups.append(group)
    db.session.flush()
    made.delegations = [one.public_id for one in groups]
    for place in range(number):
        given, family = NAMES[place % len(NAMES)]
        registration = doors.make_registration(summit, given, f"{family} {place}".strip(), delegation=groups[place % 3])
        registration.organisation_text = f"Stadtverwaltung {place}"
        registration.delegation_role = DelegationRole.HEAD if place < 3 else DelegationRole.MEMBER
        _keep(made, registration, place, state)
    return made


def _keep(made: Crowd, registration: Registration, place: int, state: ProfileState | None) -> None:
    person = registration.person
    person.email = f"person{place}@example.org"
    if state is not None:
        seeks, offers = TAGS[place % 3]
        profile = add_profile(registration, state=state, seeks=[seeks], offers=[offers], sdgs=[11, 13], languages=["de", "en"])
        made.profiles.append(profile.public_id)
    secret = accounts.mint_link(Purpose.MANAGE, person.public_id, timedelta(days=9), single_use=False)
    link = link_by_digest(Purpose.MANAGE, digest(secret))
    assert link is not None
    made.sessions.append(f"link:{link.public_id}")
    made.registrations.append(registration.id)
    made.people.append(person.public_id)
    record("registration.changed", registration)


def add_profile(registration: Registration, *, state: ProfileState = ProfileState.OPEN, **values: Any) -> MatchProfile:
    """Give a participant a profile that is as it should be."""
    details: dict[str, Any] = {
        "language": "de", "headline": "Sauberes Wasser", "organisation_key": f"house {registration.id}",
        "kind": OrganisationKind.CITY_ADMINISTRATION, "level": FunctionLevel.DIRECTOR, "opened_at": now(),
        "created_at": now(), "changed_at": now(),
    }  # fmt: skip
    profile = MatchProfile(summit_id=registration.summit_id, registration_id=registration.id, state=state,
                           **{**details, **values})  # fmt: skip
    db.session.add(profile)
    record("profile.saved", profile)
    return profile


def registration(made: Crowd, place: int) -> Registration:
    """Return one of them in the present unit of work."""
    return db.session.get_one(Registration, made.registrations[place])


def summit_of(made: Crowd) -> Summit:
    """Return the summit in the present unit of work."""
    return db.session.get_one(Summit, made.summit_id)


def counted(work: Callable[[], object]) -> int:
    """Return how many statements a piece of work sends."""
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)

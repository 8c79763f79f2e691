"""People with badges and addresses who exchange contacts."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from summitapp.accounts import services as accounts
from summitapp.accounts.queries import link_by_digest
from summitapp.accounts.values import Purpose
from summitapp.audit.services import record
from summitapp.badges.services import contact_code_of
from summitapp.contacts import queries, services
from summitapp.contacts.models import Exchange
from summitapp.contacts.values import Chosen, Contact, Detail
from summitapp.core.db import db
from summitapp.core.security import digest
from summitapp.directory.models import Person
from summitapp.directory.queries import person_by_reference
from summitapp.registration.models import Registration
from tests.factories import doors

LANGUAGES = ("de", "tr", "en", "tr")
ALL = Chosen(frozenset(Detail), "+90 232 293 12 00")
EMAIL = Chosen(frozenset({Detail.EMAIL}))


@dataclass
class Crowd:
    """What :func:`crowd` made: people by public id, the codes on the backs of their badges, what sessions remember."""

    slug: str
    summit: str
    people: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    registrations: list[int] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)


def crowd(number: int = 3) -> Crowd:
    """Make people who take part, each with a badge, an address and an open link. Inside a unit of work."""
    world = doors.build(people=number)
    made = Crowd(world.slug, world.summit, world.people, [contact_code_of(token) for token in world.tokens], world.tokens,
                 world.registrations)  # fmt: skip
    for place, registration_id in enumerate(world.registrations):
        registration = db.session.get_one(Registration, registration_id)
        person = registration.person
        person.email, person.language = f"person{place}@example.org", LANGUAGES[place % len(LANGUAGES)]
        registration.organisation_text = "Büyükşehir Belediyesi, İzmir; Kültür"
        secret = accounts.mint_link(Purpose.MANAGE, person.public_id, timedelta(days=9), single_use=False)
        link = link_by_digest(Purpose.MANAGE, digest(secret))
        assert link is not None
        made.sessions.append(f"link:{link.public_id}")
        record("registration.changed", registration)
    return made


def somebody(made: Crowd, place: int) -> Person:
    """Return one of them in the present unit of work."""
    found = person_by_reference(made.people[place])
    assert found is not None
    return found


def asked(made: Crowd, one: int = 0, other: int = 1, chosen: Chosen = ALL) -> Exchange:
    """Let one ask another."""
    return services.ask(somebody(made, one), made.codes[other], chosen)


def exchanged(made: Crowd, one: int = 0, other: int = 1, chosen: Chosen = ALL, back: Chosen = EMAIL) -> Exchange:
    """Let both agree."""
    return services.accept(asked(made, one, other, chosen), somebody(made, other), back)


def form(chosen: Chosen) -> dict[str, Any]:
    """Return a choice as a form sends it."""
    return {"shared": [one.value for one in chosen.details], "phone": chosen.phone}


def seen(made: Crowd, place: int) -> list[Contact]:
    """What somebody sees of all exchanges."""
    return queries.contacts_of(somebody(made, place).id)

"""A summit with a confirmed delegate, organisers who approve, and a door, for tests of letters and lists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import User
from summitapp.accounts.values import Role
from summitapp.checkin.models import CheckInPoint, Scan
from summitapp.checkin.values import Direction, Reason, Verdict
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import Actor, acting_as
from summitapp.core.text import Translated, fold
from summitapp.directory.models import City
from summitapp.directory.values import CityKind
from summitapp.letters import queries, services
from summitapp.letters.models import Letter
from summitapp.letters.values import LetterKind, Passport, Payer, Request
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers
from summitapp.summits.models import SummitDay, Venue
from tests.factories import registration as registrations

ANSWERS = Answers(function="Leiterin der Abteilung Stadtgrün", city="Bremen", organisation="Umweltbetrieb Bremen")
NAME = ("Gülşah", "Yıldız Ünal")


@dataclass
class World:
    """What :func:`build` made, by references, so that it can be used outside of the unit of work."""

    slug: str
    summit: str
    registration: str
    code: str
    person: str
    users: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Return one of the team as who acts."""
        return accounts.actor_of_identifier(self.sessions[name]) or Actor("user", self.users[name])

    def actor_in(self, uow: Callable[..., Any], name: str) -> Actor:
        """Return the same where no context is open yet."""
        with uow():
            return self.actor(name)


def build(slug: str = "izmir-2027", *, starts_in: int = 100, members: int = 1, email: str | None = None) -> World:
    """Make it all, inside an open unit of work: the organisers are Deniz, Işıl and Kim."""
    summit = registrations.make_summit(slug, contact_email="letters@example.org", default_language="en")
    city = City(code=slug.upper(), name=Translated.same("İzmir"), country="TR", kind=CityKind.METROPOLITAN,
                latitude=38.4, longitude=27.1)  # fmt: skip
    summit.starts_on = now().date() + timedelta(days=starts_in)
    summit.ends_on, summit.city = summit.starts_on + timedelta(days=2), city
    summit.venues = [Venue(name=Translated.same("Tarihi Havagazı Fabrikası"), address="Liman Cad. 5, Alsancak")]
    labels = (Translated("Eröffnung", "Açılış", "Opening"), Translated(), Translated("Abschluss", "Kapanış", "Closing"))
    summit.days = [SummitDay(day=summit.starts_on + timedelta(days=number), label=labels[number], opens=time(9), closes=time(18))
                   for number in range(3)]  # fmt: skip
    db.session.flush()
    delegation = registrations.make_delegation(summit)
    db.session.flush()
    receipt = None
    for number in range(members):
        given, family = NAME if number == 0 else (f"Jürgen {number}", "Weiß-Özdemir")
        closes, summit.registration_closes_at = summit.registration_closes_at, now() + timedelta(days=1)
        one = registrations.enter(summit, number + 1, answers=ANSWERS, delegation=delegation, given_name=given,
                                  family_name=family, email=email or f"guest{number}@example.org", language="de")  # fmt: skip
        summit.registration_closes_at = closes
        receipt = receipt or one
    assert receipt is not None
    found = registrations.registered(receipt)
    world = World(slug, summit.public_id, found.public_id, found.code, found.person.public_id)
    for name, role in (("Deniz Aksu", Role.OWNER), ("Işıl Su", Role.ORGANISER), ("Kim Yıldız", Role.ORGANISER)):
        key = fold(name.split()[0])
        user = accounts_queries.user_by_email(f"{key}@example.org") or accounts.create_user(f"{key}@example.org", name)
        accounts.give_role(user, role, world.summit)
        db.session.flush()
        world.users[key], world.sessions[key] = user.public_id, accounts.identifier(user)
    return world


def add_user(world: World, email: str, name: str, role: Role) -> User:
    """Add somebody to the team."""
    user = accounts.create_user(email, name)
    accounts.give_role(user, role, world.summit)
    db.session.flush()
    return user


def registration_of(world: World) -> Registration:
    """Load the delegate's registration."""
    from summitapp.registration import queries as found

    one = found.by_reference(world.registration)
    assert one is not None
    return one


def visa(registration: Registration, **values: Any) -> Request:
    """Return a request for a visa letter that fits the summit."""
    summit = registration.summit
    given = {
        "kind": LetterKind.VISA, "language": "de", "consulate": "Generalkonsulat der Republik Türkiye, Hannover",
        "passport": Passport.SERVICE, "arrives_on": summit.starts_on - timedelta(days=1),
        "leaves_on": summit.ends_on + timedelta(days=1), "travel_paid_by": Payer.CITY, "stay_paid_by": Payer.ORGANISER,
    }  # fmt: skip
    return Request(**{**given, **values})  # type: ignore[arg-type]


def asked(world: World, uow: Callable[..., Any], by: Actor | None = None, **values: Any) -> str:
    """Ask for a visa letter, as the person unless ``by`` says otherwise; returns its public id."""
    with uow(actor=by or Actor("person", world.person, person=world.person)):
        registration = registration_of(world)
        return services.ask(registration, visa(registration, **values)).public_id


def approve(world: World, uow: Callable[..., Any], letter: str, *names: str, function: str = "Projektleitung") -> None:
    """Let these of the team approve what they see, one after the other, each in a unit of their own."""
    for name in names:
        with uow():
            with acting_as(world.actor(name)):
                found = load(letter)
                services.approve(found, found.fingerprint, function)


def issued(world: World, uow: Callable[..., Any], **values: Any) -> str:
    """Ask for a letter and have it issued."""
    letter = asked(world, uow, **values)
    approve(world, uow, letter, "deniz", "isil")
    return letter


def load(letter: str) -> Letter:
    """Load a letter."""
    found = queries.by_reference(letter)
    assert found is not None
    return found


def let_in(world: World, days_after: int = 0, verdict: Verdict = Verdict.ADMITTED) -> None:
    """Write down that somebody came to the door on a day of the summit, at ten in the morning of İzmir."""
    registration = registration_of(world)
    point = CheckInPoint(summit_id=registration.summit_id, code=f"door{days_after}", name=Translated.same("Tür"))
    db.session.add(point)
    db.session.flush()
    moment = now().replace(hour=7, minute=0) + (registration.summit.starts_on + timedelta(days=days_after) - now().date())
    db.session.add(Scan(
        summit_id=registration.summit_id, point_id=point.id, registration_id=registration.id, direction=Direction.IN,
        happened_at=moment, received_at=moment, verdict=verdict, reason=Reason.ADMITTED, sender_kind="user", sender="",
    ))  # fmt: skip
    from summitapp.audit.services import write

    write("point.added", "checkin.point", "", summit=world.summit)

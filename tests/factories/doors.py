"""A summit with confirmed people, badges and a check-in point, for tests of badges and of the door."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role, TokenScope
from summitapp.audit.services import record
from summitapp.badges import services as badges
from summitapp.checkin import services as checkin
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.registration.models import Registration
from summitapp.registration.rules import search_words
from summitapp.registration.services.entering import index_words
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ShapeName, SummitState

MOMENT = datetime(2027, 1, 10, 9, tzinfo=UTC)
PEOPLE = (("Nilüfer", "Kılıç-Krämer"), ("İbrahim", "Iğdırlı"), ("Wu", ""), ("Šķēps", "Ünal"))


@dataclass
class World:
    """What :func:`build` made, by public ids and codes, so that it can be used outside of the unit of work."""

    summit: str
    slug: str
    tokens: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    registrations: list[int] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    api_token: str = ""

    @property
    def scans(self) -> str:
        """The address that takes scans."""
        return f"/api/v1/summits/{self.slug}/scans"

    @property
    def bearer(self) -> dict[str, str]:
        """The header of a device."""
        return {"Authorization": f"Bearer {self.api_token}"}


def make_summit(slug: str = "izmir-2027") -> Summit:
    """Add a public summit with two categories."""
    summit = Summit(
        slug=slug, name=Translated("Gipfel der Partnerstädte", "Kardeş Kentler Zirvesi", "Sister Cities Summit"),
        starts_on=date(2027, 10, 13), ends_on=date(2027, 10, 15), default_language="de", contact_email="desk@example.org",
        state=SummitState.PUBLIC, created_at=MOMENT,
    )  # fmt: skip
    summit.categories = [
        Category(code="delegate", name=Translated("Delegierte", "Delege", "Delegate"), colour="sea", shape=ShapeName.CIRCLE),
        Category(code="press", name=Translated("Presse", "Basın", "Press"), colour="sun", shape=ShapeName.TRIANGLE),
    ]
    db.session.add(summit)
    record("summit.created", summit)
    return summit


def make_registration(
    summit: Summit, given: str, family: str, *, category: int = 0, state: State = State.CONFIRMED,
    delegation: Delegation | None = None,
) -> Registration:  # fmt: skip
    """Add a person and their registration; issues no badge."""
    person = Person(given_name=given, family_name=family, email=None, created_at=MOMENT)
    person.search_key = person.name.search_key
    db.session.add(person)
    db.session.flush()
    registration = Registration(
        summit_id=summit.id, person_id=person.id, category_id=summit.categories[category].id, code=f"{person.id:06}",
        state=state, language="de", function="Leiterin Stadtgrün", city_text="Bremen", spoken_languages=["de", "tr"],
        submitted_at=MOMENT, delegation_id=delegation.id if delegation is not None else None,
    )  # fmt: skip
    db.session.add(registration)
    record("registration.received", registration)
    words = search_words(given, family, registration.city_text, registration.code)
    index_words(registration.id, summit.id, words)
    return registration


def make_delegation(summit: Summit) -> Delegation:
    """Add the delegation of Karşıyaka."""
    name = Translated.same("Karşıyaka")
    city = City(code="KARSIYAKA", name=name, country="TR", kind="district", latitude=38.46, longitude=27.11)
    db.session.add(city)
    db.session.flush()
    delegation = Delegation(summit_id=summit.id, code="KARSIYAKA", name=name, city_id=city.id)
    db.session.add(delegation)
    db.session.flush()
    return delegation


def build(slug: str = "izmir-2027", people: int = 2) -> World:
    """Make it all, inside an open unit of work."""
    summit = make_summit(slug)
    db.session.flush()
    world = World(summit.public_id, slug)
    for number in range(people):
        registration = make_registration(summit, *PEOPLE[number % len(PEOPLE)])
        db.session.flush()
        badges.issue_badge(registration.id, summit.id, summit.public_id)
        world.registrations.append(registration.id)
        world.codes.append(registration.code)
        world.people.append(registration.person.public_id)
        world.tokens.append(badges.token_of(registration.id) or "")
    checkin.add_point(summit, "entrance", Translated("Haupteingang", "Ana giriş", "Main entrance"))
    _, world.api_token = accounts.create_token("door", TokenScope.CHECKIN, summit.public_id, timedelta(days=5000))
    return world


def staff(summit: str, role: Role, email: str = "") -> str:
    """Add a user of a role and return what their session remembers."""
    user = accounts.create_user(email or f"{role}@example.org", str(role))
    accounts.give_role(user, role, summit)
    return accounts.identifier(user)

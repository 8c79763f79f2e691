"""A delegation with a coordinator, and lists as people write them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant, User
from summitapp.accounts.values import Role
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.security import Actor, GrantRef
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.delegations.services import add_delegation
from summitapp.directory.models import City
from summitapp.directory.values import CityKind
from summitapp.summits.models import Summit
from tests.factories.registration import make_summit

MOMENT = datetime(2027, 1, 10, 9, tzinfo=UTC)
COUNTRIES = {"Bremen": "DE", "Karşıyaka": "TR"}


@dataclass
class Filing:
    """What :func:`make_filing` made, by the names under which it is found outside of the unit of work."""

    slug: str
    summit: str
    delegation: str
    code: str
    identifier: str
    coordinator: Actor


def make_city(name: str) -> City:
    """Add one of the two cities."""
    code = {"Bremen": "BREMEN", "Karşıyaka": "KARSIYAKA"}[name]
    city = City(code=code, name=Translated.same(name), country=COUNTRIES[name], kind=CityKind.CITY, latitude=53.1,
                longitude=8.8)  # fmt: skip
    db.session.add(city)
    record("city.added", city)
    return city


def make_coordinator(delegation: Delegation, email: str = "coordinator@example.org", language: str = "tr") -> User:
    """Add somebody who coordinates a delegation."""
    user = User(email=email, name="Ayşe Koordinatör", language=language, created_at=MOMENT)
    db.session.add(user)
    db.session.flush()
    user.grants = [Grant(role=Role.COORDINATOR, scope_kind="delegation", scope=delegation.public_id, given_at=MOMENT)]
    record("user.added", user)
    return user


def acting_for(user: User, delegation: Delegation) -> Actor:
    """Return the coordinator as the actor of a request."""
    grants = frozenset({GrantRef(Role.COORDINATOR, "delegation", delegation.public_id)})
    return Actor("user", user.public_id, user.name, grants=grants)


def make_filing(name: str = "Karşıyaka", slug: str = "izmir-2027", *, quota: int | None = None, **values: Any) -> Filing:
    """Add a summit, a delegation of a city and its coordinator."""
    summit: Summit = make_summit(slug, automatic=False, **values)
    delegation = add_delegation(summit, Translated.same(name), city=make_city(name), quota=quota)
    user = make_coordinator(delegation, f"coordinator@{slug}.example.org")
    return Filing(slug, summit.public_id, delegation.public_id, delegation.code, accounts.identifier(user),
                  acting_for(user, delegation))  # fmt: skip


def csv_of(*rows: str, encoding: str = "utf-8") -> bytes:
    """Return rows that are written with semicolons as a file."""
    return "\r\n".join(rows).encode(encoding)


LIST = (
    "Ad;Soyad;E-posta;Görev;Cep telefonu",
    "Ayşe;Yılmaz;ayse@example.org;Müdür;0532 123 45 67",
    "Şükrü;Öğüt;sukru@example.org;Uzman;",
    "Işıl;Su;isil@example.org;;",
)

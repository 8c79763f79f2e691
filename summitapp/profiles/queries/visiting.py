"""Who comes to a page of meetings, and what they look at."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City
from summitapp.enrolment.queries import visit
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.queries.profiles import open_profile
from summitapp.profiles.queries.sight import sight_of
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Look:
    """A participant before one profile; none if it is not open, or none of theirs to see."""

    registration: Registration
    profile: MatchProfile | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A delegation whose profile somebody wants to write, and who leads it."""

    delegation: Delegation
    head: Registration | None


def visit_of(slug: str, person: str) -> Registration | None:
    """Return the registration of a person, by public id, at the summit of an address."""
    found = visit(slug, person)
    return found.registration if found is not None else None


def look(slug: str, person: str, reference: str) -> Look | None:
    """Return a participant before one profile of the same summit, if it is theirs to see; their own they may see."""
    registration = visit_of(slug, person)
    if registration is None:
        return None
    profile = open_profile(reference)
    if profile is None or profile.summit_id != registration.summit_id:
        return None
    owner = profile.registration
    if owner is not None and owner.id != registration.id and not sight_of(registration).sees(owner):
        return None
    return Look(registration, profile)


def mandate(reference: str) -> Mandate | None:
    """Return a delegation by its public id with who leads it."""
    group = delegations.by_reference(reference)
    return Mandate(group, registrations.head_of(group.id)) if group is not None else None


def delegations_of_head(registration: Registration) -> Delegation | None:
    """Return the delegation a participant leads, if they lead one."""
    if registration.delegation_id is None:
        return None
    head = registrations.head_of(registration.delegation_id)
    return registration.delegation if head is not None and head.id == registration.id else None


def delegations_by_reference(summit_id: int) -> dict[str, Delegation]:
    """Return the delegations of a summit with their cities, by public id."""
    statement = sa.select(Delegation).where(Delegation.summit_id == summit_id)
    found = db.session.scalars(statement.options(joinedload(Delegation.city)))
    return {one.public_id: one for one in found}


def city_names(codes: list[str]) -> dict[str, City]:
    """Return cities by their codes."""
    return {one.code: one for one in db.session.scalars(sa.select(City).where(City.code.in_(codes)))} if codes else {}

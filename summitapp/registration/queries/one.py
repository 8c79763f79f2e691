"""Reading one registration, or all of one person."""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.registration.models import IS_ACTIVE, Registration
from summitapp.registration.values import ACTIVE, DelegationRole, State
from summitapp.summits.models import Summit

WHOLE = (
    joinedload(Registration.person), joinedload(Registration.category), joinedload(Registration.summit),
    joinedload(Registration.delegation).joinedload(Delegation.city),
)  # fmt: skip


def by_reference(reference: str) -> Registration | None:
    """Return the registration of a public id with everything a page shows of it."""
    return db.session.scalar(sa.select(Registration).where(Registration.public_id == reference).options(*WHOLE))


def by_code(slug: str, code: str) -> Registration | None:
    """Return the registration of a human code in a summit."""
    fits = (Summit.slug == slug) & (Registration.code == code.upper())
    statement = sa.select(Registration).join(Registration.summit).where(fits)
    return db.session.scalar(statement.options(*WHOLE))


def of_person(person_id: int) -> list[Registration]:
    """Return every registration of a person, the newest first."""
    statement = sa.select(Registration).where(Registration.person_id == person_id).options(*WHOLE)
    return list(db.session.scalars(statement.order_by(Registration.id.desc())))


def with_days(person_id: int) -> list[Registration]:
    """Return every registration of a person with the days and places of its summit and nothing else, the newest first."""
    around = joinedload(Registration.summit).options(selectinload(Summit.days), selectinload(Summit.venues))
    statement = sa.select(Registration).where(Registration.person_id == person_id).options(around)
    return list(db.session.scalars(statement.order_by(Registration.id.desc())))


def of_person_at(person_id: int, summit_id: int) -> Registration | None:
    """Return a person's newest registration for one summit, an active one before others."""
    fits = (Registration.person_id == person_id) & (Registration.summit_id == summit_id)
    rows = sa.select(Registration).where(fits).options(*WHOLE).order_by(Registration.id.desc())
    found = list(db.session.scalars(rows))
    return next((one for one in found if one.state in ACTIVE), found[0] if found else None)


def elsewhere(registration: Registration) -> list[Registration]:
    """Return registrations at other summits by other people who gave the same address, the newest first."""
    email = registration.person.email
    if not email:
        return []
    fits = (
        Registration.summit_id != registration.summit_id, Registration.person_id != registration.person_id,
        Registration.person_id.in_(sa.select(Person.id).where(Person.email == email)),
    )  # fmt: skip
    return list(db.session.scalars(sa.select(Registration).where(*fits).options(*WHOLE).order_by(Registration.id.desc())))


def merged_into(registration_id: int) -> list[Registration]:
    """Return the registrations that ended because this one goes on for them."""
    fits = Registration.merged_into_id == registration_id
    return list(db.session.scalars(sa.select(Registration).where(fits).options(*WHOLE).order_by(Registration.id)))


def confirmed(summit_id: int) -> list[Registration]:
    """Return every participant of a summit with person, category and delegation."""
    fits = (Registration.summit_id == summit_id) & (Registration.state == State.CONFIRMED)
    return list(db.session.scalars(sa.select(Registration).where(fits).options(*WHOLE).order_by(Registration.id)))


def head_of(delegation_id: int) -> Registration | None:
    """Return who leads a delegation and still comes."""
    leads = (Registration.delegation_id == delegation_id) & (Registration.delegation_role == DelegationRole.HEAD)
    return db.session.scalar(sa.select(Registration).where(leads, Registration.state.in_(list(ACTIVE))))


_OF_SUMMIT = Registration.summit_id == sa.bindparam("summit")
#: Two questions, each to an index of its own: put as one with an "or" it would read the whole summit.
_CLASH: Final[sa.CompoundSelect[Any]] = sa.union_all(
    sa.select(Registration.public_id.label("same")).where(
        _OF_SUMMIT, Registration.sameness == sa.bindparam("sameness"), IS_ACTIVE
    ),
    sa.select(sa.null().label("same")).where(_OF_SUMMIT, Registration.code == sa.bindparam("code")),
)


def clash(summit_id: int, sameness: str | None, code: str) -> tuple[str | None, bool]:
    """Return the public id of the active registration of the same person, and whether ``code`` is in use."""
    given = {"summit": summit_id, "code": code, "sameness": sameness}
    found = db.session.connection().execute(_CLASH, given).scalars().all()
    return next((same for same in found if same), None), None in found


def people_with(email: str) -> list[Person]:
    """Return everybody who gave this address."""
    return list(db.session.scalars(sa.select(Person).where(Person.email == email.lower())))


def answer_of(registration: Registration, place: int | None) -> dict[str, Any]:
    """Return what the API says of a registration at ``place`` in the queue; no sensitive answer is among it."""
    person = registration.person
    return {
        "code": registration.code, "state": registration.state.value, "position": place,
        "given_name": person.given_name, "family_name": person.family_name, "email": person.email,
        "language": registration.language, "category": registration.category.code,
        "delegation": registration.delegation.code if registration.delegation else None,
        "city": registration.city_text, "organisation": registration.organisation_text,
        "function": registration.function, "spoken_languages": registration.spoken_languages,
        "interpretation": registration.interpretation or None, "proven": registration.proven,
        "submitted_at": registration.submitted_at.isoformat(),
    }  # fmt: skip

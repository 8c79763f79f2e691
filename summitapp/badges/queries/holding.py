"""Loading badges, one and many."""

from collections.abc import Sequence
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.badges import rules
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState, Issued, Listed, RevocationReason
from summitapp.core.db import db, table_of
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import Category, Summit

PAGE_SIZE: Final = 50
_COUNTED: Final = 10_000


def by_reference(reference: str) -> Badge | None:
    """Return a badge with its registration and person."""
    chain = joinedload(Badge.registration).joinedload(Registration.person)
    return db.session.scalar(sa.select(Badge).where(Badge.public_id == reference).options(chain, joinedload(Badge.summit)))


def of_summit(slug: str, reference: str) -> Badge | None:
    """Return a badge if it belongs to the summit of this address."""
    badge = by_reference(reference)
    return badge if badge is not None and badge.summit.slug == slug else None


def active_of_registration(registration_id: int) -> Badge | None:
    """Return the valid badge of a registration."""
    where = (Badge.registration_id == registration_id) & (Badge.state == BadgeState.ACTIVE)
    return db.session.scalar(sa.select(Badge).where(where))


def active_of_registrations(summit_id: int, references: Sequence[str]) -> list[str]:
    """Return the public ids of the valid badges of these registrations (public ids) of a summit."""
    own = (Badge.summit_id == summit_id) & (Badge.state == BadgeState.ACTIVE) & Registration.public_id.in_(references)
    return list(db.session.scalars(sa.select(Badge.public_id).join(Badge.registration).where(own)))


def summit_reference(summit_id: int) -> str:
    """Return the public id of a summit; no question to the database when it is loaded already."""
    summit = db.session.get(Summit, summit_id)
    return summit.public_id if summit is not None else ""


def carried(code: str, person: str) -> Badge | None:
    """Return the valid badge of a person's own registration, by the registration's code."""
    statement = (
        sa.select(Badge).join(Badge.registration).join(Registration.person)
        .where(Registration.code == code, Person.public_id == person, Badge.state == BadgeState.ACTIVE)
        .options(joinedload(Badge.registration).joinedload(Registration.person), joinedload(Badge.summit))
        .order_by(Badge.id.desc()).limit(1)
    )  # fmt: skip
    return db.session.scalar(statement)


def sealed_code(summit_id: int, registration_code: str) -> sa.Row[Any] | None:
    """Return the sealed code and look-up of a registration's valid badge."""
    badges, requests = table_of(Badge), table_of(Registration)
    statement = (
        sa.select(badges.c.sealed, badges.c.lookup)
        .join(requests, requests.c.id == badges.c.registration_id)
        .where(requests.c.summit_id == summit_id, requests.c.code == registration_code,
               badges.c.state == BadgeState.ACTIVE)
    )  # fmt: skip
    return cast("sa.Row[Any] | None", db.session.connection().execute(statement).first())


def of_person(person_id: int) -> list[Badge]:
    """Return every badge a person ever had, at all summits."""
    statement = sa.select(Badge).join(Badge.registration).where(Registration.person_id == person_id)
    chain = (joinedload(Badge.registration), joinedload(Badge.summit))
    return list(db.session.scalars(statement.options(*chain).order_by(Badge.id)))


def by_contact(contact: str) -> Badge | None:
    """Return the badge of a contact code, by what is kept of it, whether it still opens doors or not."""
    chain = joinedload(Badge.registration).joinedload(Registration.person)
    return db.session.scalar(sa.select(Badge).where(Badge.contact == contact).options(chain, joinedload(Badge.summit)))


def passed_on(registration_id: int, number: int) -> bool:
    """Whether the registration of this badge, or of one after it, went to another person: the name on it is old."""
    since = (Badge.registration_id == registration_id) & (Badge.number >= number)
    substituted = sa.select(Badge.id).where(since, Badge.revocation == RevocationReason.SUBSTITUTED)
    return db.session.scalar(substituted.limit(1)) is not None


def without_contact(most: int) -> list[sa.Row[Any]]:
    """Return badges that were issued before there were contact codes and still hold their own code."""
    badges = table_of(Badge)
    statement = (
        sa.select(badges.c.id, badges.c.sealed, badges.c.lookup)
        .where(badges.c.contact.is_(None), badges.c.lookup.not_like("erased %")).order_by(badges.c.id).limit(most)
    )  # fmt: skip
    return list(db.session.execute(statement))


def last_carried(code: str, person: str) -> Badge | None:
    """Return the last badge of a person's own registration, valid or not, by the registration's code."""
    statement = (
        sa.select(Badge).join(Badge.registration).join(Registration.person)
        .where(Registration.code == code, Person.public_id == person)
        .options(joinedload(Badge.registration).joinedload(Registration.person), joinedload(Badge.summit))
        .order_by(Badge.id.desc()).limit(1)
    )  # fmt: skip
    return db.session.scalar(statement)


_badge: Final = table_of(Badge)
_ISSUED: Final = sa.select(_badge.c.public_id, _badge.c.number, _badge.c.state).where(
    _badge.c.registration_id == sa.bindparam("registration")
)


def issued(registration_id: int) -> list[Issued]:
    """Return the badges a registration has or had; columns only, because every registration asks."""
    rows = db.session.connection().execute(_ISSUED, {"registration": registration_id})
    return [Issued(row.public_id, row.number, row.state) for row in rows]


def history(registration_id: int) -> list[Badge]:
    """Return every badge a registration ever had, the newest first."""
    statement = sa.select(Badge).where(Badge.registration_id == registration_id).order_by(Badge.number.desc())
    return list(db.session.scalars(statement))


def last_numbers(registrations: Sequence[int]) -> dict[int, int]:
    """Return registration → the number of its last badge, for those that ever had one."""
    found: dict[int, int] = {}
    latest = sa.select(Badge.registration_id, sa.func.max(Badge.number)).group_by(Badge.registration_id)
    for start in range(0, len(registrations), 500):
        part = latest.where(Badge.registration_id.in_(registrations[start:start + 500]))
        found.update({row[0]: row[1] for row in db.session.execute(part)})
    return found


# --- the organisers' list -----------------------------------------------------------------------


def _listed_where(summit_id: int, text: str, show: str) -> list[Any]:
    state = BadgeState.REVOKED if show == "revoked" else BadgeState.ACTIVE
    where: list[Any] = [Badge.summit_id == summit_id, Badge.state == state]
    if show == "new":
        where.append(Badge.printed_at.is_(None))
    return where + (registrations.matching(summit_id, text) if text else [])


def listed(summit_id: int, text: str = "", show: str = "", page: int = 1) -> tuple[list[Listed], int]:
    """Return one page of badges, the latest first, and how many there are (counted up to 10,000).

    :param show: ``""`` valid badges, ``new`` those never printed, ``revoked`` the dead ones.
    """
    where = _listed_where(summit_id, text, show)
    statement = (
        sa.select(Badge.public_id, Badge.number, Badge.state, Badge.revocation, Badge.printed_at, Registration.code,
                  Person.given_name, Person.family_name, Category.name.label("category"), Delegation.name.label("delegation"))
        .join(Registration, Registration.id == Badge.registration_id).join(Person, Person.id == Registration.person_id)
        .join(Category, Category.id == Registration.category_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id)
        .where(*where).order_by(Badge.id.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    )  # fmt: skip
    found = sa.select(Badge.id).where(*where)
    if text:
        found = found.join(Badge.registration)
    count = sa.select(sa.func.count()).select_from(found.limit(_COUNTED).subquery())
    rows = [
        Listed(row.public_id, rules.serial(row.code, row.number), f"{row.given_name} {row.family_name}".strip(),
               row.category, row.delegation or Translated(), row.state, row.revocation, row.printed_at)
        for row in db.session.execute(statement)
    ]  # fmt: skip
    return rows, db.session.scalar(count) or 0


def called(references: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (badge, serial, name) of badges, in the order in which they are asked for."""
    statement = (
        sa.select(Badge.public_id, Badge.number, Registration.code, Person.given_name, Person.family_name)
        .join(Registration, Registration.id == Badge.registration_id).join(Person, Person.id == Registration.person_id)
        .where(Badge.public_id.in_(references))
    )  # fmt: skip
    found = {
        row.public_id: (row.public_id, rules.serial(row.code, row.number), f"{row.given_name} {row.family_name}".strip())
        for row in db.session.execute(statement)
    }
    return [found[reference] for reference in references if reference in found]

"""The delegation as a list meets it, and the lists that were brought."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, undefer

from summitapp.audit.models import AuditEntry
from summitapp.core.db import db
from summitapp.core.text import LANGUAGES
from summitapp.delegations.models import Delegation, Quota
from summitapp.directory.models import Organisation, Person
from summitapp.nominations.models import ListImport
from summitapp.nominations.values.importing import Details, ImportState, Kind, Member, Setting
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE
from summitapp.summits.models import Category

_AT_ONCE: Final = 500
SHOWN: Final = 10


def delegation_at(reference: str) -> Delegation | None:
    """Return the delegation of a public id with its summit, city and body."""
    whole = (
        joinedload(Delegation.summit), joinedload(Delegation.city),
        joinedload(Delegation.organisation).joinedload(Organisation.city),
    )  # fmt: skip
    return db.session.scalar(sa.select(Delegation).where(Delegation.public_id == reference).options(*whole))


def import_at(reference: str, number: str) -> ListImport | None:
    """Return a list of a delegation with what is kept of it, both by their public ids."""
    own = (ListImport.public_id == number) & (Delegation.public_id == reference)
    statement = sa.select(ListImport).join(ListImport.delegation).where(own)
    return db.session.scalar(statement.options(
        joinedload(ListImport.delegation).joinedload(Delegation.summit), undefer(ListImport.sealed)
    ))  # fmt: skip


def newest(delegation_id: int) -> list[ListImport]:
    """Return the last lists of a delegation, the newest first, without what is kept of them."""
    own = ListImport.delegation_id == delegation_id
    return list(db.session.scalars(sa.select(ListImport).where(own).order_by(ListImport.id.desc()).limit(SHOWN)))


def due(before: datetime) -> list[int]:
    """Return the row ids of the lists of which something is kept although they were brought before ``before``."""
    kept = (sa.func.length(ListImport.sealed) > 0) | (ListImport.file_name != "")
    old = sa.func.coalesce(ListImport.applied_at, ListImport.created_at) < before
    return list(db.session.scalars(sa.select(ListImport.id).where(kept, old)))


def kept_for(delegation_ids: Collection[int]) -> list[ListImport]:
    """Return every list of these delegations of which something is kept."""
    own = ListImport.delegation_id.in_(delegation_ids) & (sa.func.length(ListImport.sealed) > 0)
    return list(db.session.scalars(sa.select(ListImport).where(own).options(undefer(ListImport.sealed))))


def previews_of(delegation_id: int, account: str) -> list[ListImport]:
    """Return the lists of a delegation that an account looked at and did not take."""
    own = (ListImport.delegation_id == delegation_id) & (ListImport.filed_by == account)
    return list(db.session.scalars(sa.select(ListImport).where(own, ListImport.state == ImportState.PREVIEW)))


# --- the delegation -------------------------------------------------------------------------------

_MEMBERS: Final = sa.select(
    Registration.public_id, Registration.code, Registration.state, Registration.holds_place,
    Registration.delegation_role, Registration.language, Registration.phone, Registration.function,
    Registration.city_text, Registration.organisation_text, Category.code.label("category"),
    Person.given_name, Person.family_name, Person.email, Person.proven_at,
).join(Person, Person.id == Registration.person_id).join(Category, Category.id == Registration.category_id)  # fmt: skip


def members(delegation_id: int) -> tuple[Member, ...]:
    """Return everybody who is or was in a delegation, in the order they came."""
    rows = db.session.execute(_MEMBERS.where(Registration.delegation_id == delegation_id).order_by(Registration.id))
    return tuple(
        Member(
            row.public_id, row.code,
            Details(row.given_name, row.family_name, not row.family_name, row.email or "", row.function,
                    row.organisation_text, row.city_text, row.phone, row.language, row.category,
                    row.delegation_role),
            proven=row.proven_at is not None, holds_place=row.holds_place, gone=row.state not in ACTIVE,
        )
        for row in rows
    )  # fmt: skip


def setting_of(delegation: Delegation, keys: Iterable[str]) -> Setting:
    """Return what judging a list needs to know.

    :param keys: those of the people of the list, see ``nominations.rules.judging.identities``.
    """
    shares = sa.select(Quota.category_id, Quota.places).where(Quota.delegation_id == delegation.id)
    places = {row.category_id: row.places for row in db.session.execute(shares)}
    own = sa.select(Category).where(Category.summit_id == delegation.summit_id)
    kinds = tuple(
        Kind(one.code, tuple(one.name[language] for language in LANGUAGES if one.name[language]), places.get(one.id))
        for one in db.session.scalars(own.order_by(Category.position, Category.id))
    )
    return Setting(country_of(delegation), kinds, members(delegation.id), delegation.quota,
                   elsewhere(delegation, keys))  # fmt: skip


def country_of(delegation: Delegation) -> str:
    """Return the country a delegation comes from, or an empty text if nobody said."""
    body = delegation.organisation
    city = delegation.city or (body.city if body is not None else None)
    return city.country if city is not None else ""


def elsewhere(delegation: Delegation, keys: Iterable[str]) -> frozenset[str]:
    """Return which of these people are signed up for the summit outside of this delegation."""
    outside = sa.or_(Registration.delegation_id.is_(None), Registration.delegation_id != delegation.id)
    found: set[str] = set()
    for part in _parts(sorted(keys)):
        fits = (Registration.summit_id == delegation.summit_id) & Registration.sameness.in_(part)
        same = sa.select(Registration.sameness).where(fits, outside, Registration.state.in_(sorted(ACTIVE)))
        found.update(key for key in db.session.scalars(same) if key)
    return frozenset(found)


def registrations(references: Iterable[str]) -> dict[str, Registration]:
    """Return registrations by public id, with person and category."""
    found: dict[str, Registration] = {}
    for part in _parts(list(references)):
        whole = (joinedload(Registration.person), joinedload(Registration.category), joinedload(Registration.delegation))
        rows = db.session.scalars(sa.select(Registration).where(Registration.public_id.in_(part)).options(*whole))
        found |= {one.public_id: one for one in rows}
    return found


def touched(references: Iterable[str], since: datetime) -> frozenset[str]:
    """Return which people or registrations the trail names after a moment, other than as nominated."""
    found: set[str] = set()
    for part in _parts(list(references)):
        later = (AuditEntry.subject.in_(part)) & (AuditEntry.at >= since)
        found.update(db.session.scalars(
            sa.select(AuditEntry.subject).where(later, AuditEntry.action != "registration.nominated").distinct()
        ))  # fmt: skip
    return frozenset(found)


def _parts(whole: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(whole), _AT_ONCE):
        yield whole[start : start + _AT_ONCE]

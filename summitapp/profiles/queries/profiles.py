"""Loading profiles, and who their owners are for others."""

from collections.abc import Collection, Iterable
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.profiles.models import Away, MatchProfile
from summitapp.profiles.values import ProfileState, Span, Who
from summitapp.registration.models import Registration
from summitapp.registration.values import State

_OF_PERSON: Final = joinedload(MatchProfile.registration).options(
    joinedload(Registration.person), joinedload(Registration.category), joinedload(Registration.position),
    joinedload(Registration.delegation).joinedload(Delegation.city),
)
_OF_DELEGATION: Final = joinedload(MatchProfile.delegation).options(
    joinedload(Delegation.city), joinedload(Delegation.organisation)
)
WHOLE: Final = (_OF_PERSON, _OF_DELEGATION, joinedload(MatchProfile.summit))


def profile_of(registration_id: int) -> MatchProfile | None:
    """Return the profile of a participant, however it stands."""
    own = MatchProfile.registration_id == registration_id
    return db.session.scalar(sa.select(MatchProfile).where(own).options(*WHOLE))


def profile_of_delegation(delegation_id: int) -> MatchProfile | None:
    """Return the profile of a delegation as a whole, however it stands."""
    own = MatchProfile.delegation_id == delegation_id
    return db.session.scalar(sa.select(MatchProfile).where(own).options(*WHOLE))


def by_reference(reference: str) -> MatchProfile | None:
    """Return a profile by its public id, however it stands."""
    return db.session.scalar(sa.select(MatchProfile).where(MatchProfile.public_id == reference).options(*WHOLE))


def open_profiles(summit_id: int) -> list[MatchProfile]:
    """Return the profiles of all who want meetings and whose place is confirmed, with everything around them loaded.

    Whoever must not be shown is not among them. One statement.
    """
    statement = (
        sa.select(MatchProfile).join(MatchProfile.registration).join(Registration.person)
        .where(MatchProfile.summit_id == summit_id, *IS_FOUND).options(*WHOLE).order_by(MatchProfile.id)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def open_delegations(summit_id: int) -> list[MatchProfile]:
    """Return the profiles of delegations as a whole that want meetings."""
    own = (MatchProfile.summit_id == summit_id) & MatchProfile.delegation_id.is_not(None)
    statement = sa.select(MatchProfile).where(own, MatchProfile.state == ProfileState.OPEN)
    return list(db.session.scalars(statement.options(*WHOLE).order_by(MatchProfile.id)))


def open_profile(reference: str) -> MatchProfile | None:
    """Return one profile that others may find, of a person or a delegation."""
    found = by_reference(reference)
    return found if found is not None and is_found(found) else None


def of_references(references: Collection[str]) -> dict[str, MatchProfile]:
    """Return the open ones among these profiles, of people, by public id; one statement."""
    if not references:
        return {}
    statement = (
        sa.select(MatchProfile).join(MatchProfile.registration).join(Registration.person)
        .where(MatchProfile.public_id.in_(list(references)), *IS_FOUND).options(*WHOLE)
    )  # fmt: skip
    return {one.public_id: one for one in db.session.scalars(statement)}


#: Others find a person's profile while it is open, the place confirmed, and the name not hidden.
IS_FOUND: Final = (
    MatchProfile.state == ProfileState.OPEN, Registration.state == State.CONFIRMED, Person.hidden_at.is_(None),
    Person.merged_into_id.is_(None),
)  # fmt: skip


def is_found(profile: MatchProfile) -> bool:
    """Whether others find a profile now."""
    if profile.state is not ProfileState.OPEN:
        return False
    owner = profile.registration
    return owner is None or (owner.state is State.CONFIRMED and owner.person.hidden_at is None)


def who(profile: MatchProfile) -> Who:
    """Return what others may read of a profile's owner."""
    owner, group = profile.registration, profile.delegation
    said = (profile.headline, profile.language)
    if owner is None:
        assert group is not None
        city = group.city.name if group.city else Translated()
        house = group.organisation.name if group.organisation else Translated()
        return Who(profile.public_id, group.name, Translated(), house, city, *said, is_delegation=True)
    if owner.person.hidden_at is not None:
        return Who(profile.public_id, Translated(), Translated(), Translated(), Translated(), hidden=True)
    return Who(profile.public_id, Translated.same(owner.person.name.with_title), _function(owner),
               Translated.same(owner.organisation_text), city_of(owner), *said)  # fmt: skip


def _function(owner: Registration) -> Translated:
    return owner.position.title if owner.position is not None else Translated.same(owner.function)


def city_of(owner: Registration) -> Translated:
    """Return the city somebody comes from: their delegation's, else what they wrote."""
    group = owner.delegation
    return group.city.name if group is not None and group.city is not None else Translated.same(owner.city_text)


def away_of(registration_ids: Iterable[int]) -> dict[int, list[Span]]:
    """Return the stretches of time that participants keep free of meetings, by registration."""
    wanted = list(registration_ids)
    found: dict[int, list[Span]] = {}
    if wanted:
        rows = sa.select(Away.registration_id, Away.starts_at, Away.ends_at).where(Away.registration_id.in_(wanted))
        for row in db.session.execute(rows.order_by(Away.starts_at)):
            found.setdefault(row.registration_id, []).append((row.starts_at, row.ends_at))
    return found


def languages_of(registration_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the languages participants speak: those of their profiles, else of their registrations."""
    wanted = list(registration_ids)
    if not wanted:
        return {}
    rows = (
        sa.select(Registration.id, Registration.spoken_languages, Registration.language, MatchProfile.languages)
        .outerjoin(MatchProfile, MatchProfile.registration_id == Registration.id).where(Registration.id.in_(wanted))
    )  # fmt: skip
    return {row.id: list(row.languages or row.spoken_languages or [row.language]) for row in db.session.execute(rows)}


def free_times(registration_id: int) -> list[Away]:
    """Return the time a participant keeps free of meetings, in order."""
    own = sa.select(Away).where(Away.registration_id == registration_id).order_by(Away.starts_at, Away.id)
    return list(db.session.scalars(own))


def free_time(reference: str) -> Away | None:
    """Return one stretch of time kept free, by its public id, with whose it is."""
    around = joinedload(Away.registration).options(joinedload(Registration.person), joinedload(Registration.summit))
    return db.session.scalar(sa.select(Away).where(Away.public_id == reference).options(around))

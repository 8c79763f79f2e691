"""Reading who stands in the lists, the order of protocol, and the versions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Organisation, Person, Position
from summitapp.lists.models import ListVersion, Placing, PrecedenceLevel
from summitapp.lists.values import Guest, ListKind, Rank
from summitapp.partnerships import queries as partnerships
from summitapp.partnerships.values import PartnershipStatus
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit

_CHUNK = 500


def guests(summit_id: int) -> list[Guest]:
    """Return everybody whose place is confirmed; one question, whatever their number."""
    statement = (
        sa.select(Registration.public_id, Registration.person_id, Registration.code, Registration.phone,
                  Registration.function, Registration.acting, Registration.delegation_role, Registration.city_text,
                  Registration.organisation_text, Person.academic_title, Person.given_name, Person.family_name,
                  Person.email, Person.hidden_at, Category.name.label("category"), Category.protocol,
                  Delegation.name.label("delegation"), Delegation.code.label("delegation_code"), Delegation.city_id,
                  City.name.label("city"), Organisation.name.label("body"), Position.title.label("office"))
        .join(Person, Person.id == Registration.person_id).join(Category, Category.id == Registration.category_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id)
        .outerjoin(City, City.id == Delegation.city_id)
        .outerjoin(Organisation, Organisation.id == Delegation.organisation_id)
        .outerjoin(Position, Position.id == Registration.position_id)
        .where(Registration.summit_id == summit_id, Registration.state == State.CONFIRMED)
        .order_by(Registration.id)
    )  # fmt: skip
    return [_guest(row) for row in db.session.execute(statement)]


def _guest(row: Any) -> Guest:
    return Guest(
        reference=row.public_id, person_id=row.person_id, code=row.code, academic_title=row.academic_title,
        given=row.given_name, family=row.family_name, email=row.email or "", phone=row.phone, function=row.function,
        office=row.office or Translated(), acting=row.acting, role=row.delegation_role, category=row.category,
        protocol=row.protocol, delegation=row.delegation or Translated(), delegation_code=row.delegation_code or "",
        city=row.city or Translated(), city_text=row.city_text,
        organisation=row.organisation_text or (row.body.best("en") if row.body else ""), city_id=row.city_id,
        hidden=row.hidden_at is not None,
    )  # fmt: skip


def who_agrees(purpose: Purpose, people: Sequence[int]) -> set[int]:
    """Return which of these people said yes last, asked in parts so that a large summit fits."""
    agreed: set[int] = set()
    for start in range(0, len(people), _CHUNK):
        agreed |= consents.who_agrees(purpose, list(people[start : start + _CHUNK]))
    return agreed


def partnership_dates() -> dict[int, str]:
    """Return city → the ISO date of its oldest tie that stands."""
    found: dict[int, str] = {}
    for tie in partnerships.all_partnerships():
        dates = [one.happened for one in tie.events]
        if tie.status is not PartnershipStatus.ACTIVE or not dates:
            continue
        for city in (tie.german_city_id, tie.izmir_city_id):
            found[city] = min(found.get(city, "9999"), *dates)
    return found


# --- the order of protocol --------------------------------------------------------------------------------------------


def levels(summit_id: int) -> list[PrecedenceLevel]:
    """Return the classes of precedence in their order."""
    own = sa.select(PrecedenceLevel).where(PrecedenceLevel.summit_id == summit_id)
    return list(db.session.scalars(own.order_by(PrecedenceLevel.position, PrecedenceLevel.id)))


def level(slug: str, reference: str) -> PrecedenceLevel | None:
    """Return one class of a summit."""
    fits = sa.select(PrecedenceLevel).join(PrecedenceLevel.summit)
    where = (Summit.slug == slug) & (PrecedenceLevel.public_id == reference)
    return db.session.scalar(fits.where(where).options(joinedload(PrecedenceLevel.summit)))


def placings(summit_id: int) -> list[Placing]:
    """Return everybody who was put somewhere by hand."""
    own = sa.select(Placing).join(Placing.registration).where(Registration.summit_id == summit_id)
    return list(db.session.scalars(own.options(joinedload(Placing.registration))))


def ranks(summit_id: int) -> dict[str, Rank]:
    """Return registration → where it was put by hand."""
    return {one.registration.public_id: Rank(one.level_id, one.place, one.reason) for one in placings(summit_id)}


def placing_of(registration_id: int) -> Placing | None:
    """Return where somebody was put by hand."""
    return db.session.scalar(sa.select(Placing).where(Placing.registration_id == registration_id))


def placed_in(level_id: int) -> int:
    """Return how many people were put into a class by hand."""
    return db.session.scalar(sa.select(sa.func.count(Placing.id)).where(Placing.level_id == level_id)) or 0


def placings_of_person(person_id: int) -> list[Placing]:
    """Return where a person was put by hand, at all summits."""
    own = sa.select(Placing).join(Placing.registration).where(Registration.person_id == person_id)
    return list(db.session.scalars(own.options(joinedload(Placing.level), joinedload(Placing.registration))))


def codes(summit_id: int) -> dict[str, str]:
    """Return registration → the code by which organisers know it, for those who are coming."""
    coming = (Registration.summit_id == summit_id) & (Registration.state == State.CONFIRMED)
    rows = db.session.execute(sa.select(Registration.public_id, Registration.code).where(coming))
    return {row.public_id: row.code for row in rows}


# --- versions -----------------------------------------------------------------------------------------------------------


def versions(summit_id: int, kind: ListKind, most: int = 50) -> list[ListVersion]:
    """Return the versions of a list, the newest first."""
    own = (ListVersion.summit_id == summit_id) & (ListVersion.kind == kind)
    return list(db.session.scalars(sa.select(ListVersion).where(own).order_by(ListVersion.number.desc()).limit(most)))


def version(summit_id: int, kind: ListKind, number: int) -> ListVersion | None:
    """Return one version."""
    own = (ListVersion.summit_id == summit_id) & (ListVersion.kind == kind) & (ListVersion.number == number)
    return db.session.scalar(sa.select(ListVersion).where(own))


def last_versions(summit_id: int) -> dict[ListKind, ListVersion]:
    """Return the newest version of each list; one question."""
    newest = sa.select(sa.func.max(ListVersion.id)).where(ListVersion.summit_id == summit_id).group_by(ListVersion.kind)
    return {one.kind: one for one in db.session.scalars(sa.select(ListVersion).where(ListVersion.id.in_(newest)))}


def versions_with(summit_ids: Sequence[int]) -> list[ListVersion]:
    """Return every version of these summits that has content."""
    own = sa.select(ListVersion).where(ListVersion.summit_id.in_(summit_ids))
    return [one for one in db.session.scalars(own) if one.content]


def references_of(person_id: int) -> tuple[list[int], frozenset[str]]:
    """Return the summits and the public ids of a person's registrations."""
    rows = db.session.execute(
        sa.select(Registration.summit_id, Registration.public_id).where(Registration.person_id == person_id)
    ).all()
    return [row.summit_id for row in rows], frozenset(row.public_id for row in rows)


def due_to_forget(before: date) -> tuple[list[int], list[int]]:
    """Return the versions with content, and the placings, of summits that ended before a day; row ids."""
    kept = sa.select(ListVersion.id).join(ListVersion.summit).where(Summit.ends_on < before, ListVersion.fingerprint != "")
    placed = sa.select(Placing.id).join(Placing.registration).join(Registration.summit).where(Summit.ends_on < before)
    return list(db.session.scalars(kept)), list(db.session.scalars(placed))


def found(summit_id: int, text: str) -> list[Registration]:
    """Return confirmed people whose name, city or code begins as ``text`` does; at most thirty."""
    fits = (Registration.summit_id == summit_id) & (Registration.state == State.CONFIRMED)
    matching = sa.select(Registration).where(fits, *registrations.matching(summit_id, text))
    return list(db.session.scalars(matching.options(joinedload(Registration.person)).order_by(Registration.id).limit(30)))

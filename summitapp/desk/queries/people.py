"""Who is inside, and who has not come."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.badges import rules as badges
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.checkin.models import Standing
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.desk.queries.places import standing_now
from summitapp.desk.values import Listed
from summitapp.directory.models import Person
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category


def _people(*more: Any) -> sa.Select[Any]:
    return (
        sa.select(Registration.code, Registration.function, Registration.phone, Person.given_name, Person.family_name,
                  Category.name.label("category"), Delegation.code.label("delegation"), *more)
        .select_from(Registration).join(Person, Person.id == Registration.person_id)
        .join(Category, Category.id == Registration.category_id)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id)
    )  # fmt: skip


def _listed(row: Any, since: datetime | None = None, phone: str = "") -> Listed:
    return Listed(row.code, row.given_name, row.family_name, row.function, row.category, row.delegation or "", since, phone)


def inside(places: Collection[int], since: Mapping[int, datetime]) -> list[Listed]:
    """Return everybody inside at one of these places, once each."""
    here = sa.select(Standing.registration_id, sa.func.max(Standing.since).label("since")).where(
        standing_now(places, since)).group_by(Standing.registration_id).subquery()  # fmt: skip
    statement = _people(here.c.since).join(here, here.c.registration_id == Registration.id)
    return [_listed(row, row.since) for row in db.session.execute(statement)]


def absent(summit_id: int, places: Collection[int]) -> list[Listed]:
    """Return who is confirmed and was never let in at one of these places."""
    came = sa.exists().where(
        Standing.registration_id == Registration.id, Standing.point_id.in_(sorted(places)), Standing.entries > 0
    )
    statement = _people().where(Registration.summit_id == summit_id, Registration.state == State.CONFIRMED, ~came)
    return [_listed(row, phone=row.phone) for row in db.session.execute(statement)]


def expected(summit_id: int) -> list[Listed]:
    """Return who is confirmed, with the serial of the badge that is valid now; empty for who has none."""
    valid = sa.and_(Badge.registration_id == Registration.id, Badge.state == BadgeState.ACTIVE)
    statement = _people(Badge.number).outerjoin(Badge, valid)
    rows = db.session.execute(statement.where(Registration.summit_id == summit_id, Registration.state == State.CONFIRMED))
    return [
        replace(_listed(row), serial=badges.serial(row.code, row.number) if row.number is not None else "") for row in rows
    ]


def names_of_delegations(summit_id: int) -> dict[str, Translated]:
    """Return code → name of the delegations of a summit."""
    rows = db.session.execute(sa.select(Delegation.code, Delegation.name).where(Delegation.summit_id == summit_id))
    return {row.code: row.name for row in rows}


def badges_by_serial(summit_id: int) -> dict[tuple[str, int], tuple[str, str]]:
    """Return (code, number) → lookup and name of the bearer, of every badge of a summit; of replaced ones as well."""
    statement = (
        sa.select(Registration.code, Badge.number, Badge.lookup, Person.given_name, Person.family_name)
        .select_from(Badge).join(Registration, Registration.id == Badge.registration_id)
        .join(Person, Person.id == Registration.person_id).where(Badge.summit_id == summit_id)
    )  # fmt: skip
    return {
        (row.code, row.number): (row.lookup, f"{row.given_name} {row.family_name}".strip())
        for row in db.session.execute(statement)
    }

"""What a roster is made of: valid badges with their people, the frame around them, and what changed since."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, cast

import sqlalchemy as sa

from summitapp.audit.models import AuditEntry
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.checkin.models import CheckInPoint
from summitapp.core.db import db, table_of
from summitapp.delegations.models import Delegation
from summitapp.devices.models import Device, Record, Roster
from summitapp.directory.models import City, Person
from summitapp.registration.models import Registration
from summitapp.summits.models import Category

_badge, _registration, _person = table_of(Badge), table_of(Registration), table_of(Person)
_category, _delegation, _city, _record = table_of(Category), table_of(Delegation), table_of(City), table_of(Record)
_entry, _device = table_of(AuditEntry), table_of(Device)
#: What is done with devices and log-ins changes nothing that a roster holds.
_UNRELATED: Final = ("device.%", "account.%", "token.%")

_PEOPLE: Final[sa.Select[Any]] = (
    sa.select(_badge.c.id, _badge.c.lookup, _badge.c.sealed, _badge.c.number, _badge.c.registration_id,
              _registration.c.code, _registration.c.state, _registration.c.function, _registration.c.city_text,
              _registration.c.organisation_text, _registration.c.spoken_languages, _registration.c.delegation_role,
              _registration.c.person_id, _person.c.given_name, _person.c.family_name,
              _category.c.code.label("category"), _delegation.c.code.label("delegation"), _delegation.c.city_id,
              _record.c.fingerprint, _record.c.gone)
    .select_from(
        _badge.join(_registration, _registration.c.id == _badge.c.registration_id)
        .join(_person, _person.c.id == _registration.c.person_id)
        .join(_category, _category.c.id == _registration.c.category_id)
        .outerjoin(_delegation, _delegation.c.id == _registration.c.delegation_id)
        .outerjoin(_record, _record.c.badge_id == _badge.c.id)
    )
    .where(_badge.c.summit_id == sa.bindparam("summit"), _badge.c.state == BadgeState.ACTIVE,
           _badge.c.id > sa.bindparam("after"))
    .order_by(_badge.c.id).limit(sa.bindparam("most"))
)  # fmt: skip


def people(summit_id: int, after: int, most: int) -> Sequence[sa.Row[Any]]:
    """Return the next valid badges with their people and the fingerprint under which they were sealed last.

    :param after: row id of the last badge of the page before.
    """
    return db.session.connection().execute(_PEOPLE, {"summit": summit_id, "after": after, "most": most}).all()


def ended_records(summit_id: int) -> list[int]:
    """Return the badges that are in the roster and valid no more."""
    rows = sa.select(_record.c.badge_id).join(_badge, _badge.c.id == _record.c.badge_id).where(
        _record.c.summit_id == summit_id, ~_record.c.gone, _badge.c.state != BadgeState.ACTIVE
    )
    return list(db.session.scalars(rows))


def still_valid(badges: Collection[int]) -> set[int]:
    """Return which of these badges are valid now."""
    rows = sa.select(_badge.c.id).where(_badge.c.id.in_(badges), _badge.c.state == BadgeState.ACTIVE)
    return set(db.session.scalars(rows))


# --- the frame ----------------------------------------------------------------------------------


def categories(summit_id: int) -> list[Category]:
    """Return the categories of a summit."""
    return list(db.session.scalars(sa.select(Category).where(Category.summit_id == summit_id).order_by(Category.id)))


def delegations(summit_id: int) -> list[Delegation]:
    """Return the delegations of a summit, those added first at the front."""
    own = sa.select(Delegation).where(Delegation.summit_id == summit_id)
    return list(db.session.scalars(own.order_by(Delegation.id)))


def cities(ids: Collection[int]) -> list[City]:
    """Return cities by row id."""
    return list(db.session.scalars(sa.select(City).where(City.id.in_(ids)).order_by(City.id))) if ids else []


def points(summit_id: int) -> list[CheckInPoint]:
    """Return the check-in points of a summit with what they refer to."""
    eager = (sa.orm.joinedload(CheckInPoint.session), sa.orm.joinedload(CheckInPoint.counts_with))
    own = sa.select(CheckInPoint).where(CheckInPoint.summit_id == summit_id).options(*eager)
    return list(db.session.scalars(own.order_by(CheckInPoint.position, CheckInPoint.id)))


# --- whether there is anything to do ---------------------------------------------------------------


def looked_at(summit_id: int) -> sa.Row[Any] | None:
    """Return when the roster of a summit was compared last, and up to which entry of the trail; none if it has no roster."""
    own = sa.select(Roster.made_at, Roster.trail).where(Roster.summit_id == summit_id)
    return cast("sa.Row[Any] | None", db.session.execute(own).first())


def trail(settled: datetime) -> tuple[int, int]:
    """Return the last entry of the audit that can concern a roster, and the last of them older than ``settled``."""
    own = sa.select(_entry.c.id).where(*(_entry.c.action.not_like(kind) for kind in _UNRELATED))
    last = own.order_by(_entry.c.id.desc()).limit(1)
    row = db.session.execute(sa.select(
        last.scalar_subquery().label("last"), last.where(_entry.c.at < settled).scalar_subquery().label("settled"),
    )).one()  # fmt: skip
    return row.last or 0, row.settled or 0


def summits_with_devices(heard_since: datetime) -> list[int]:
    """Return the summits with a device that was heard lately and is not revoked."""
    alive = sa.select(_device.c.summit_id).where(_device.c.revoked_at.is_(None), _device.c.seen_at > heard_since).distinct()
    return list(db.session.scalars(alive.order_by(_device.c.summit_id)))

"""The figures of the board."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.checkin.models import Alert, CheckInPoint, Scan, Standing
from summitapp.checkin.values import Direction, Verdict
from summitapp.core.db import db, table_of
from summitapp.delegations.models import Delegation
from summitapp.desk.values import STEP, Arrival, Flow, Head
from summitapp.devices.models import Device
from summitapp.directory.models import City, Person
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole, State

_scan, _standing, _registration, _point = map(table_of, (Scan, Standing, Registration, CheckInPoint))


def newest(summit_id: int) -> tuple[Any, ...]:
    """Return what tells whether the board would look different, in one statement: as good as nothing to ask for."""
    def one(column: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
        return sa.select(column).where(*where).scalar_subquery()

    return tuple(db.session.execute(sa.select(
        one(sa.func.max(Scan.id), Scan.summit_id == summit_id),
        one(sa.func.max(Alert.id), Alert.summit_id == summit_id),
        one(sa.func.count(Alert.id), Alert.summit_id == summit_id, Alert.seen_at.is_(None)),
        one(sa.func.max(Device.seen_at), Device.summit_id == summit_id),
        one(sa.func.count(Device.revoked_at), Device.summit_id == summit_id),
        one(sa.func.max(Device.suspected_at), Device.summit_id == summit_id),
        one(sa.func.count(Device.suspected_at), Device.summit_id == summit_id),
    )).one())  # fmt: skip


def flows(summit_id: int, ends: Sequence[datetime]) -> dict[int, Flow]:
    """Return point → how many came in there during each step.

    :param ends: the ends of the steps, the earliest first.
    """
    steps = [
        sa.func.count().filter(_scan.c.happened_at >= end - STEP, _scan.c.happened_at < end).label(f"step{number}")
        for number, end in enumerate(ends)
    ]
    statement = (
        sa.select(_scan.c.point_id, *steps).where(
            _scan.c.summit_id == summit_id, _scan.c.happened_at >= ends[0] - STEP, _scan.c.direction == Direction.IN,
            _scan.c.verdict == Verdict.ADMITTED, _scan.c.point_id.is_not(None),
        ).group_by(_scan.c.point_id)
    )  # fmt: skip
    return {row[0]: Flow(tuple(row[1:]), ends[-1]) for row in db.session.connection().execute(statement)}


def heads(summit_id: int, points: Collection[int]) -> dict[int, list[Head]]:
    """Return delegation → who leads it, with their first entry at one of these points."""
    first = (
        sa.select(sa.func.min(_scan.c.happened_at)).where(
            _scan.c.registration_id == Registration.id, _scan.c.point_id.in_(sorted(points)),
            _scan.c.direction == Direction.IN, _scan.c.verdict != Verdict.REFUSED,
        ).scalar_subquery()
    )  # fmt: skip
    statement = (
        sa.select(Registration.delegation_id, Person.given_name, Person.family_name, Registration.function, first.label("first"))
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.summit_id == summit_id, Registration.state == State.CONFIRMED,
               Registration.delegation_role == DelegationRole.HEAD, Registration.delegation_id.is_not(None))
        .order_by(Registration.id)
    )  # fmt: skip
    found: dict[int, list[Head]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row.delegation_id].append(Head(f"{row.given_name} {row.family_name}".strip(), row.function, row.first))
    return found


def arrivals(summit_id: int, places: Collection[int], points: Collection[int]) -> list[Arrival]:
    """Return each delegation with how many of it are expected and have come; two statements.

    :param places: under which the standings of the entrances are kept. :param points: the entrances.
    """
    came = sa.exists().where(
        _standing.c.registration_id == Registration.id, _standing.c.point_id.in_(sorted(places)), _standing.c.entries > 0
    )
    statement = (
        sa.select(Delegation.id, Delegation.code, Delegation.name, City.name.label("city"), sa.func.count().label("expected"),
                  sa.func.count().filter(came).label("arrived"))
        .select_from(Registration).outerjoin(Delegation, Delegation.id == Registration.delegation_id)
        .outerjoin(City, City.id == Delegation.city_id)
        .where(Registration.summit_id == summit_id, Registration.state == State.CONFIRMED)
        .group_by(Delegation.id, City.id)
    )  # fmt: skip
    lead = heads(summit_id, points)
    return [
        Arrival(row.code or "", row.name, row.city, row.expected, row.arrived, tuple(lead.get(row.id, ())))
        for row in db.session.execute(statement)
    ]

"""What a person should look at, for the board."""

import sqlalchemy as sa

from summitapp.badges import rules as badges
from summitapp.badges.models import Badge
from summitapp.checkin.models import Alert, CheckInPoint
from summitapp.checkin.values import Alerted
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.registration.models import Registration


def alerts(summit_id: int, *, seen: bool = False, most: int = 50) -> list[Alerted]:
    """Return the newest alerts of a summit: those nobody has seen, or all of them."""
    statement = (
        sa.select(Alert, CheckInPoint.name, Person.given_name, Person.family_name, Registration.code, Badge.number)
        .select_from(Alert).join(CheckInPoint, CheckInPoint.id == Alert.point_id)
        .join(Registration, Registration.id == Alert.registration_id)
        .join(Person, Person.id == Registration.person_id).join(Badge, Badge.id == Alert.badge_id)
        .where(Alert.summit_id == summit_id).order_by(Alert.id.desc()).limit(most)
    )  # fmt: skip
    if not seen:
        statement = statement.where(Alert.seen_at.is_(None))
    return [
        Alerted(alert.public_id, alert.kind, alert.reason, alert.raised_at, alert.happened_at, point,
                f"{given} {family}".strip(), badges.serial(code, number), alert.seen_by, alert.seen_at)
        for alert, point, given, family, code, number in db.session.execute(statement)
    ]  # fmt: skip


def open_alerts(summit_id: int) -> int:
    """Return how many alerts of a summit nobody has seen yet."""
    unseen = sa.select(sa.func.count()).select_from(Alert).where(Alert.summit_id == summit_id, Alert.seen_at.is_(None))
    return db.session.scalar(unseen) or 0


def alert_of(summit_id: int, reference: str) -> Alert | None:
    """Return one alert by its public id."""
    return db.session.scalar(sa.select(Alert).where(Alert.summit_id == summit_id, Alert.public_id == reference))

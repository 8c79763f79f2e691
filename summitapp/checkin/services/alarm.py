"""What a person should look at: raised while scans are taken, and seen by somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.badges.values import RevocationReason
from summitapp.checkin.models import Alert
from summitapp.checkin.queries import Place
from summitapp.checkin.services.standing import Standings
from summitapp.checkin.values import AlertKind, Judgement, Reason, ScanRequest, Verdict
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, lock, table_of
from summitapp.core.security import Actor, new_reference

_ALERTS: Final = table_of(Alert)
_IN_WRONG_HANDS: Final = frozenset({RevocationReason.LOST, RevocationReason.STOLEN})


@dataclass(frozen=True, slots=True)
class _Heard:
    scan: ScanRequest
    card: sa.Row[Any]
    point: sa.Row[Any]
    judgement: Judgement
    at: datetime


class Alarm:
    """The alerts of one batch."""

    def __init__(self, summit_id: int, moment: datetime) -> None:
        self.summit_id, self.moment = summit_id, moment
        self.heard: list[_Heard] = []
        self.last: dict[Place, _Heard] = {}
        self.late: set[Place] = set()

    def hear(self, scan: ScanRequest, card: sa.Row[Any], point: sa.Row[Any], judgement: Judgement, at: datetime) -> None:
        """Take note of a scan of a badge that is known."""
        self.heard.append(_Heard(scan, card, point, judgement, at))

    def store(self, standings: Standings) -> None:
        """Write down what somebody should look at, once everything of the batch is judged."""
        self.last = {_key(one): one for one in self.heard if one.judgement.verdict is not Verdict.REFUSED}
        self.late = {_key(one) for one in self.heard if one.scan.offline}
        rows = [self._row(one, kind) for one in self.heard for kind in self._kinds(one, standings)]
        if rows:
            db.session.connection().execute(insert_missing(_ALERTS), rows)

    def _kinds(self, one: _Heard, standings: Standings) -> list[AlertKind]:
        """Return what is wrong with a scan; what is wrong with a standing is told with the last scan there."""
        let_in = one.scan.told == Verdict.ADMITTED
        if one.judgement.verdict is Verdict.REFUSED:
            dead = one.judgement.reason is Reason.REVOKED and one.card.revocation in _IN_WRONG_HANDS
            return [AlertKind.LET_IN] * let_in + [AlertKind.DEAD_BADGE] * dead
        if one.judgement.verdict is Verdict.ALREADY_INSIDE and let_in:
            return [AlertKind.LATE_DOUBLE]
        key = _key(one)
        if self.last[key] is not one or key not in self.late or key not in standings.loaded:
            return []  # two doors at the same moment are no late news: each was told what it had to know
        if standings.new_doubles(key) - self._decided(key):
            return [AlertKind.LATE_DOUBLE]
        return [AlertKind.STANDING] * standings.changed_late(key)

    def _decided(self, key: Place) -> set[str]:
        """Return the scans of a person with which the desk let them in knowingly."""
        return {one.scan.scan_id for one in self.heard if _key(one) == key and one.judgement.overridden is not None}

    def _row(self, one: _Heard, kind: AlertKind) -> dict[str, Any]:
        return {
            "public_id": new_reference(), "summit_id": self.summit_id, "scan_id": one.scan.scan_id,
            "point_id": one.point.point_id, "registration_id": one.card.registration_id, "badge_id": one.card.id,
            "kind": kind, "reason": one.judgement.reason, "happened_at": one.at, "raised_at": self.moment,
            "seen_by": "",
        }  # fmt: skip


def _key(one: _Heard) -> Place:
    return one.card.registration_id, one.point.place_id


def see_alert(alert: Alert, actor: Actor) -> None:
    """Note that somebody has looked at an alert; the first who did stays."""
    alert = lock(Alert, alert.id)
    if alert.seen_at is None:
        alert.seen_at, alert.seen_by = now(), actor.reference


def see_all_alerts(summit_id: int, actor: Actor) -> int:
    """Note that somebody has looked at every open alert of a summit; returns how many there were."""
    statement = sa.update(_ALERTS).where(_ALERTS.c.summit_id == summit_id, _ALERTS.c.seen_at.is_(None))
    return len(db.session.execute(
        statement.values(seen_at=now(), seen_by=actor.reference).returning(_ALERTS.c.id)
    ).all())  # fmt: skip

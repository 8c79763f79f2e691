"""Taking scans: every attempt is stored once, judged by the rules, and answered the same for ever."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from summitapp.badges.rules import read_code
from summitapp.badges.services import lookup_of
from summitapp.badges.values import BadgeState
from summitapp.checkin import queries, rules
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.queries import Door
from summitapp.checkin.values import (
    Answer,
    Attempt,
    BadgeView,
    Batch,
    Direction,
    Judgement,
    Passage,
    PointView,
    Reason,
    ScanRequest,
    StandingNow,
    Unreadable,
    Verdict,
)
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.security import Actor
from summitapp.core.tz import to_local

LOOKUP: Final = "lookup:"
_MALFORMED: Final = Judgement(Verdict.REFUSED, Reason.MALFORMED)
Place = tuple[int, int]
Stood = tuple[StandingNow, datetime]


def take_scans(place: Door, batch: Batch, sender: Actor) -> list[Answer]:
    """Judge and store scans in their order; a scan whose id is known is told its first answer again.

    :param place: the summit with the points named in the batch.
    :param sender: the device, program or person that scanned.
    """
    return _Taking(place, batch, sender).answers()


def scan_by_hand(place: Door, scan_id: str, badge: str, point: str, direction: Direction, override: str,
                 sender: Actor) -> Answer:  # fmt: skip
    """Judge and store a scan that somebody wrote into the page, now; the form's id makes a second click harmless."""
    scan = ScanRequest(scan_id, badge, point, direction, now(), override=override)
    return take_scans(place, Batch((scan,)), sender)[0]


def days_begin(points: Iterable[CheckInPoint], timezone: str) -> dict[int, datetime]:
    """Return since when an entry counts, for those points that begin anew each day."""
    return {point.id: day_begins(now(), timezone) for point in points if point.daily}


class _Taking:
    """One batch: everything is loaded at once, judged one by one in memory, and written at once."""

    def __init__(self, place: Door, batch: Batch, sender: Actor) -> None:
        self.place, self.batch, self.sender = place, batch, sender
        self.received = now()
        self.lookups = {scan.badge: _lookup(scan.badge) for scan in batch.scans if isinstance(scan, ScanRequest)}
        self.rows: list[dict[str, Any]] = []
        self.stood: dict[Place, Stood] = {}
        self.late: dict[Place, list[Passage]] = {}
        self.moved: set[Place] = set()

    def answers(self) -> list[Answer]:
        """Return an answer for each scan of the batch, in its order."""
        scans = self.batch.scans
        self.cards = queries.cards(self.place.summit_id, filter(None, self.lookups.values()))
        self.stood = queries.standings(card.registration_id for card in self.cards.values())
        ids = [scan.scan_id for scan in scans if scan.scan_id is not None]
        known = queries.first_answers(self.place.summit_id, ids) if len(ids) > 1 else {}
        given = []
        for scan in scans:
            answer = known.get(scan.scan_id or "") or self._take(scan)
            if scan.scan_id is not None:
                known[scan.scan_id] = answer
            given.append(answer)
        if self.rows and not self._store():  # somebody else, or an earlier try, has stored one of them
            first = queries.first_answers(self.place.summit_id, ids)
            if len(scans) > 1:
                return _Taking(self.place, self.batch, self.sender).answers()
            return [first[ids[0]]]
        self._store_standings()
        return given

    def _take(self, scan: ScanRequest | Unreadable) -> Answer:
        if isinstance(scan, Unreadable):
            self._write(scan.scan_id, _MALFORMED, self.received)
            return Answer(scan.scan_id, _MALFORMED.verdict, _MALFORMED.reason)
        card = self.cards.get(self.lookups[scan.badge] or "")
        point = self.place.points.get(scan.point)
        at = rules.correct_time(scan.scanned_at, self.received, self.batch.sent_at)
        judgement = _MALFORMED
        if point is not None:
            attempt = Attempt(at, scan.direction, scan.override, scan.offline)
            judgement = self._judge(card, point, attempt)
        self._write(
            scan.scan_id, judgement, at, direction=scan.direction, scanned_at=scan.scanned_at, offline=scan.offline,
            override=scan.override, point_id=point.point_id if point is not None else None,
            badge_id=card.id if card is not None else None,
            registration_id=card.registration_id if card is not None else None,
        )  # fmt: skip
        person = queries.shown(card) if card is not None else None
        return Answer(scan.scan_id, judgement.verdict, judgement.reason, person)

    def _judge(self, card: sa.Row[Any] | None, point: sa.Row[Any], attempt: Attempt) -> Judgement:
        if card is None:
            return rules.judge_scan(None, PointView(), (), attempt)
        key = (card.registration_id, point.point_id)
        badge = BadgeView(card.state is BadgeState.ACTIVE, queries.admission(card.registration), card.category_code)
        counts_from = day_begins(attempt.at, self.place.timezone) if point.daily else None
        view = PointView(
            point.opens_at, point.closes_at, frozenset(point.categories), counts_from, reentry=point.reentry
        )
        judgement = rules.judge_scan(badge, view, self._history(key, attempt), attempt)
        if judgement.verdict is Verdict.ADMITTED:
            self._move(key, Passage(attempt.at, attempt.direction), counts_from)
        return judgement

    def _history(self, key: Place, attempt: Attempt) -> list[Passage]:
        """A scan made now needs to know only where somebody stands; a late one needs the whole past."""
        stood = self.stood.get(key)
        if stood is None:
            return []
        if attempt.offline:
            return self._past(key)
        standing, _ = stood
        direction = Direction.IN if standing.inside else Direction.OUT
        return [Passage(standing.since, direction)] if standing.since is not None else []

    def _past(self, key: Place) -> list[Passage]:
        if key not in self.late:
            self.late[key] = queries.passages(*key)
        return self.late[key]

    def _move(self, key: Place, passage: Passage, counts_from: datetime | None) -> None:
        before, last_at = self.stood.get(key, (StandingNow(), passage.at))
        if passage.at < last_at:
            past = self._past(key)
            past.append(passage)
            after = rules.recompute_standing(past)
        else:
            if key in self.late:
                self.late[key].append(passage)
            after = rules.pass_on(before, passage, counts_from)
        self.stood[key] = (after, max(passage.at, last_at))
        self.moved.add(key)

    def _write(self, scan_id: str | None, judgement: Judgement, at: datetime, **columns: Any) -> None:
        self.rows.append({
            "summit_id": self.place.summit_id, "scan_id": scan_id, "point_id": None, "badge_id": None,
            "registration_id": None, "direction": None, "scanned_at": None, "happened_at": at,
            "received_at": self.received, "offline": False, "override": "", "verdict": judgement.verdict,
            "reason": judgement.reason, "overridden": str(judgement.overridden or ""), "sender_kind": self.sender.kind,
            "sender": self.sender.reference, **columns,
        })  # fmt: skip

    def _store(self) -> bool:
        """Add the scans; False, and nothing kept, if one of their ids is taken."""
        with db.session.begin_nested() if len(self.rows) > 1 else _Nothing() as savepoint:
            connection = db.session.connection()
            stored = connection.execute(_add_scans(connection.dialect.name), _alone(self.rows))
            whole = len(stored.all()) == len(self.rows)
            if not whole and savepoint is not None:
                savepoint.rollback()
        return whole

    def _store_standings(self) -> None:
        rows = [
            {"registration_id": key[0], "point_id": key[1], "inside": stood.inside, "since": stood.since,
             "last_at": last_at, "entries": stood.entries, "doubles": stood.doubles}
            for key, (stood, last_at) in sorted(self.stood.items()) if key in self.moved
        ]  # fmt: skip
        if rows:
            connection = db.session.connection()
            connection.execute(_put_standings(connection.dialect.name), _alone(rows))


class _Nothing:
    """Stands for the savepoint that a single statement does not need."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


_SCANS: Final = table_of(Scan)
_STANDINGS: Final = table_of(Standing)


def _alone(rows: list[dict[str, Any]]) -> Any:
    """A list of one would be sent as if it were many, which costs PostgreSQL two round trips more."""
    return rows[0] if len(rows) == 1 else rows


def _insert(table: sa.Table, dialect: str) -> Any:
    return postgres_insert(table) if dialect == "postgresql" else sqlite_insert(table)


@cache
def _add_scans(dialect: str) -> Any:
    return _insert(_SCANS, dialect).on_conflict_do_nothing().returning(_SCANS.c.id)


@cache
def _put_standings(dialect: str) -> Any:
    statement = _insert(_STANDINGS, dialect)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["registration_id", "point_id"],
        set_={name: new[name] for name in ("inside", "since", "last_at", "entries", "doubles")},
    )


def _lookup(text: str) -> str | None:
    """Return under which name the database knows what was scanned; None when it cannot be a badge."""
    if text.startswith(LOOKUP):
        return text.removeprefix(LOOKUP)[:64]
    code = read_code(text)
    return lookup_of(code) if code is not None else None


def day_begins(moment: datetime, timezone: str) -> datetime:
    """Return the midnight before ``moment`` where the summit is."""
    local = to_local(moment, timezone)
    return local - timedelta(hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond)

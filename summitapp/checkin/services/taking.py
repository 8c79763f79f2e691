"""Taking scans: every attempt is stored once, judged by the rules, and answered the same for ever."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from summitapp.badges.rules import read_code
from summitapp.badges.services import lookup_of
from summitapp.badges.values import BadgeState, RevocationReason
from summitapp.checkin import queries, rules
from summitapp.checkin.models import CheckInPoint, Scan
from summitapp.checkin.permissions import post_of
from summitapp.checkin.queries import Door
from summitapp.checkin.services.alarm import Alarm
from summitapp.checkin.services.standing import Standings, alone, insert_into, store_both, store_standings
from summitapp.checkin.values import (
    LOOKUP,
    Admission,
    Answer,
    Attempt,
    BadgeView,
    Batch,
    Direction,
    Judgement,
    Passage,
    PointView,
    Reason,
    Rhythm,
    ScanRequest,
    Unreadable,
    Verdict,
)
from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.security import Actor

_MALFORMED: Final = Judgement(Verdict.REFUSED, Reason.MALFORMED)
_NONE: Final[frozenset[str]] = frozenset()


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
    """Return place → since when an entry counts, for those points that begin anew each day."""
    return {point.place_id: rules.day_begins(now(), timezone) for point in points if point.daily}


class _Taking:
    """One batch: everything is loaded at once, judged one by one in memory, and written at once."""

    def __init__(self, place: Door, batch: Batch, sender: Actor) -> None:
        self.place, self.batch, self.sender = place, batch, sender
        self.received, self.post = now(), post_of(sender, place.public_id)
        self.lookups = {scan.badge: _lookup(scan.badge) for scan in batch.scans if isinstance(scan, ScanRequest)}
        self.rows: list[dict[str, Any]] = []
        self.alerts = Alarm(place.summit_id, self.received)

    def answers(self) -> list[Answer]:
        """Return an answer for each scan of the batch, in its order."""
        scans = self.batch.scans
        self._load()
        ids = [scan.scan_id for scan in scans if scan.scan_id is not None]
        known = queries.first_answers(self.place.summit_id, ids) if len(ids) > 1 else {}
        self._prepare(known)
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
        self.alerts.store(self.standings)
        return given

    def _load(self) -> None:
        """Load who was scanned, locked; then, only then, where they stand."""
        points = self.place.points.values()
        self.cards = queries.cards(self.place.summit_id, filter(None, self.lookups.values()))
        people = [card.registration_id for card in self.cards.values()]
        self.opened = queries.sessions_opened_by(people) if any(point.session_id for point in points) else {}
        places = {point.place_id for point in points}
        self.standings = Standings(queries.standings(people, places))

    def _prepare(self, known: Mapping[str, Answer]) -> None:
        """Tell the standings what will come, so that all they need to know of the past is asked for at once."""
        coming = [
            ((card.registration_id, point.place_id), self._at(scan))
            for scan in self.batch.scans
            if isinstance(scan, ScanRequest) and scan.scan_id not in known
            and (card := self._card(scan)) is not None and (point := self.place.points.get(scan.point)) is not None
        ]  # fmt: skip
        self.standings.prepare(coming)

    def _card(self, scan: ScanRequest) -> sa.Row[Any] | None:
        return self.cards.get(self.lookups[scan.badge] or "")

    def _at(self, scan: ScanRequest) -> datetime:
        program = self.sender.kind in ("token", "system")
        return rules.correct_time(scan.scanned_at, self.received, self.batch.sent_at, believed=program)

    def _take(self, scan: ScanRequest | Unreadable) -> Answer:
        if isinstance(scan, Unreadable):
            self._write(scan.scan_id, _MALFORMED, self.received)
            return Answer(scan.scan_id, _MALFORMED.verdict, _MALFORMED.reason)
        card, point, at = self._card(scan), self.place.points.get(scan.point), self._at(scan)
        judgement = _MALFORMED if point is None else self._judge(scan, card, point, at)
        self._write(
            scan.scan_id, judgement, at, direction=scan.direction, scanned_at=scan.scanned_at, offline=scan.offline,
            override=scan.override, told=scan.told, point_id=point.point_id if point is not None else None,
            badge_id=card.id if card is not None else None,
            registration_id=card.registration_id if card is not None else None,
        )  # fmt: skip
        person = queries.shown(card) if card is not None else None
        return Answer(scan.scan_id, judgement.verdict, judgement.reason, person)

    def _judge(self, scan: ScanRequest, card: sa.Row[Any] | None, point: sa.Row[Any], at: datetime) -> Judgement:
        attempt = Attempt(at, scan.direction, scan.override, scan.offline, self.post)
        if card is None:
            return rules.judge_scan(None, PointView(), (), attempt)
        key = (card.registration_id, point.place_id)
        rhythm = Rhythm(point.reentry, self.place.timezone if point.daily else "")
        view = _as_point(point, rhythm, at)
        badge = _as_badge(card, at if scan.offline else self.received, self.opened.get(card.registration_id, _NONE))
        judgement = rules.judge_scan(badge, view, self.standings.history(key, attempt), attempt)
        if judgement.verdict is not Verdict.REFUSED:
            let_in = judgement.verdict is Verdict.ADMITTED or scan.told == Verdict.ADMITTED
            self.standings.move(key, Passage(at, scan.direction, scan.scan_id, let_in), rhythm)
        self.alerts.hear(scan, card, point, judgement, at)
        return judgement

    def _write(self, scan_id: str | None, judgement: Judgement, at: datetime, **columns: Any) -> None:
        self.rows.append({
            "summit_id": self.place.summit_id, "scan_id": scan_id, "point_id": None, "badge_id": None,
            "registration_id": None, "direction": None, "scanned_at": None, "happened_at": at,
            "received_at": self.received, "offline": False, "override": "", "told": "", "verdict": judgement.verdict,
            "reason": judgement.reason, "overridden": str(judgement.overridden or ""), "sender_kind": self.sender.kind,
            "sender": self.sender.reference, **columns,
        })  # fmt: skip

    def _store(self) -> bool:
        """Add the scans and where people stand then; False, and nothing kept, if an id of a scan is taken."""
        stood, connection = self.standings.rows(), db.session.connection()
        if len(self.rows) == len(stood) == 1 and connection.dialect.name == "postgresql":
            return store_both(self.rows[0], stood[0])
        with db.session.begin_nested() if len(self.rows) > 1 else _Nothing() as savepoint:
            stored = connection.execute(_add_scans(connection.dialect.name), alone(self.rows))
            whole = len(stored.all()) == len(self.rows)
            if not whole and savepoint is not None:
                savepoint.rollback()
        if whole and stood:
            store_standings(stood)
        return whole


class _Nothing:
    """Stands for the savepoint that a single statement does not need."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


_SCANS: Final = table_of(Scan)


@cache
def _add_scans(dialect: str) -> Any:
    return insert_into(_SCANS, dialect).on_conflict_do_nothing().returning(_SCANS.c.id)


def _as_point(point: sa.Row[Any], rhythm: Rhythm, at: datetime) -> PointView:
    closes = min(filter(None, (point.closes_at, point.closed_at)), default=None)
    counts_from = rules.day_begins(at, rhythm.timezone) if rhythm.timezone else None
    return PointView(
        point.opens_at, closes, frozenset(point.categories), counts_from,
        "" if point.session_id is None else point.session_code, rhythm.reentry, point.desk_decides,
    )  # fmt: skip


def _as_badge(card: sa.Row[Any], at: datetime, sessions: frozenset[str]) -> BadgeView:
    """Return a badge as it was: what was revoked or cancelled later stood in nobody's way.

    A cancelled registration takes its badge along, so that one moment tells both.
    """
    admission, active = queries.admission(card.registration), card.state is BadgeState.ACTIVE
    if not active and card.revoked_at is not None and at < card.revoked_at:
        active = True
        if card.revocation is RevocationReason.CANCELLED and admission is Admission.CANCELLED:
            admission = Admission.CONFIRMED
    return BadgeView(active, admission, card.category_code, sessions)


def _lookup(text: str) -> str | None:
    """Return under which name the database knows what was scanned; None when it cannot be a badge."""
    if text.startswith(LOOKUP):
        return text.removeprefix(LOOKUP)[:64]
    code = read_code(text)
    return lookup_of(code) if code is not None else None

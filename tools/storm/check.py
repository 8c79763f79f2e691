"""The judge of a storm. It reads the tables as they are and has a replay of its own; nothing of the application is used."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tools.storm.device import Made

#: How far a corrected time may be off: what a request may take on its way.
LATENCY = timedelta(seconds=30)

_SCANS = sa.text(
    "SELECT s.id, s.scan_id, s.registration_id, p.id AS point, p.code, p.reentry, p.daily, p.counts_with_id, s.direction,"
    " s.scanned_at, s.happened_at, s.received_at, s.offline, s.told, s.override, s.verdict, s.reason"
    " FROM checkin_scan s JOIN summits_summit t ON t.id = s.summit_id LEFT JOIN checkin_point p ON p.id = s.point_id"
    " WHERE t.slug = :slug ORDER BY s.id"
)
_STANDINGS = sa.text(
    "SELECT d.registration_id, d.point_id, d.inside, d.since, d.entered_at, d.last_at, d.entries, d.doubles"
    " FROM checkin_standing d JOIN checkin_point p ON p.id = d.point_id JOIN summits_summit t ON t.id = p.summit_id"
    " WHERE t.slug = :slug"
)


@dataclass
class Report:
    """What was found."""

    scans: int = 0
    standings: int = 0
    doubles: int = 0
    turned: int = 0
    faults: list[str] = field(default_factory=list)

    def claim(self, true: bool, fault: str) -> None:
        """Write down what is not as it should be."""
        if not true and len(self.faults) < 50:
            self.faults.append(fault)


def _instant(value: Any) -> datetime | None:
    """SQLite keeps instants as texts in UTC."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@dataclass(frozen=True)
class Line:
    """One scan as the ledger has it."""

    row: int
    scan_id: str
    place: tuple[int, int]
    comes: bool
    at: datetime
    offline: bool
    let_in: bool
    override: bool
    verdict: str
    once: bool
    daily: bool


def check(database_url: str, slug: str, timezone: str, made: dict[str, Made]) -> Report:
    """Compare what devices made with what is stored, and what is stored with a replay."""
    report = Report()
    engine = sa.create_engine(database_url)
    with engine.connect() as connection:
        rows = connection.execute(_SCANS, {"slug": slug}).mappings().all()
        stood = connection.execute(_STANDINGS, {"slug": slug}).mappings().all()
    engine.dispose()
    report.scans, report.standings = len(rows), len(stood)
    _stored_once(report, rows, made)
    by_place: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for row in rows:
        if row["registration_id"] is not None and row["verdict"] != "refused":
            line = _line(row)
            by_place[line.place].append(line)
    zone = ZoneInfo(timezone)
    for lines in by_place.values():
        _verdicts(report, lines, zone)
    _standings(report, by_place, stood, zone)
    return report


def _line(row: Any) -> Line:
    at = _instant(row["happened_at"])
    assert at is not None
    return Line(
        row["id"], row["scan_id"], (row["registration_id"], row["counts_with_id"] or row["point"]), row["direction"] == "in",
        at, bool(row["offline"]), row["verdict"] == "admitted" or row["told"] == "admitted", bool(row["override"]),
        row["verdict"], not row["reentry"], bool(row["daily"]),
    )  # fmt: skip


def _stored_once(report: Report, rows: Any, made: dict[str, Made]) -> None:
    ids = [row["scan_id"] for row in rows]
    report.claim(len(ids) == len(set(ids)), "a scan is stored twice")
    report.claim(set(ids) == set(made), f"{len(set(made) - set(ids))} scans are missing, {len(set(ids) - set(made))} are strange")
    for row in rows:
        one = made.get(row["scan_id"])
        if one is None:
            continue
        body, name = one.body, row["scan_id"]
        kept = (row["code"], row["direction"], _instant(row["scanned_at"]), bool(row["offline"]), row["told"], row["override"])
        sent = (body["point"], body["direction"], _instant(body["scanned_at"]), body["offline"], body.get("told", ""),
                body.get("override", ""))  # fmt: skip
        report.claim(kept == sent, f"{name}: stored {kept}, sent {sent}")
        report.claim(one.answer is not None, f"{name}: never answered")
        report.claim(not one.changed_answers, f"{name}: its answer changed")
        told = one.answer or {}
        same = (told.get("verdict"), told.get("reason")) == (row["verdict"], row["reason"])
        report.claim(same, f"{name}: told {told}, stored {row}")
        _time(report, row, one)


def _time(report: Report, row: Any, one: Made) -> None:
    received, happened, scanned = (_instant(row[name]) for name in ("received_at", "happened_at", "scanned_at"))
    assert received is not None and happened is not None and scanned is not None
    ways = {min(scanned + (received - sent), received) for sent in one.sent}
    report.claim(happened in ways, f"{row['scan_id']}: happened at {happened}, should be one of {ways}")
    off = abs(happened - one.true_at)
    report.claim(off < LATENCY, f"{row['scan_id']}: {off} off the true time")


def _blocked(before: list[Line], one: Line, zone: ZoneInfo) -> bool:
    """Whether somebody with this past cannot come in, told from the past as a whole."""
    today = [line for line in before if not one.daily or line.at.astimezone(zone).date() >= one.at.astimezone(zone).date()]
    if one.once:
        return any(line.comes for line in today)
    return bool(today) and max(today, key=lambda line: (line.at, line.scan_id)).comes


def _verdicts(report: Report, lines: list[Line], zone: ZoneInfo) -> None:
    """Every verdict is what the rule says of what was known when it was given."""
    known: list[Line] = []
    for one in sorted(lines, key=lambda line: line.row):
        if one.comes:
            past = [line for line in known if line.at <= one.at] if one.offline else known
            expected = "already_inside" if _blocked(past, one, zone) and not one.override else "admitted"
            report.claim(one.verdict == expected, f"{one.scan_id}: was told {one.verdict}, should be {expected}")
        else:
            report.claim(one.verdict == "admitted", f"{one.scan_id}: was not let out")
        known.append(one)


def _standings(report: Report, by_place: dict[tuple[int, int], list[Line]], stood: Any, zone: ZoneInfo) -> None:
    found = {
        (row["registration_id"], row["point_id"]): (
            bool(row["inside"]), _instant(row["since"]), _instant(row["entered_at"]), row["entries"], row["doubles"],
            _instant(row["last_at"]),
        ) for row in stood
    }  # fmt: skip
    report.claim(set(found) == set(by_place), "there are standings of people who were not there, or none of some who were")
    for place, lines in by_place.items():
        expected, turned = _replay(sorted(lines, key=lambda line: (line.at, line.scan_id)), zone)
        report.claim(found.get(place) == expected, f"{place}: stands {found.get(place)}, replayed {expected}")
        report.doubles += expected[4]
        report.turned += turned


def _replay(lines: list[Line], zone: ZoneInfo) -> tuple[Any, int]:
    """Return where somebody stands, and how many who were turned away then count as an entry now."""
    inside, since, entered = False, None, None
    entries = doubles = turned = 0
    for number, one in enumerate(lines):
        if not one.comes:
            inside, since = False, one.at
        elif not _blocked(lines[:number], one, zone):
            inside, since, entered, entries = True, one.at, one.at, entries + 1
            turned += not one.let_in
        elif one.let_in:
            doubles += 1
            inside, since = True, since if inside else one.at
    return (inside, since, entered, entries, doubles, lines[-1].at), turned

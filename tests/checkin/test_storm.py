"""A small storm at the real server, and whether its judge would see what is wrong. In full: ``python -m tools.storm``."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.factories import doors
from tests.rig.site import environment_of
from tools.storm.check import check
from tools.storm.device import Made
from tools.storm.ground import Ground, add_doors
from tools.storm.play import TIMEZONE, Size, play

SMALL = Size(devices=4, scans=100, kills=1)


@dataclass
class Here:
    """The database of the test, for processes of their own."""

    app: Flask

    @property
    def folder(self) -> Path:
        return Path(self.app.extensions["config"].instance)

    @property
    def database_url(self) -> str:
        return str(self.app.extensions["config"].database_url)

    def environment(self, port: int = 8000) -> dict[str, str]:
        return environment_of(self.app.extensions["config"], port) | {"TOKEN_CALLS_PER_SECOND": "1000000"}


@pytest.mark.slow
def test_after_a_storm_every_scan_is_stored_once_and_everybody_stands_where_they_should(
    app: Flask, uow: Callable[..., Any]
) -> None:
    with uow():
        world = doors.build(people=30)
        add_doors(world.slug)
    outcome = play(Ground(Here(app), world.slug, world.tokens, world.api_token), SMALL)
    assert outcome.report.faults == []
    assert outcome.report.scans == SMALL.devices * SMALL.scans and outcome.kills == SMALL.kills
    assert outcome.report.standings and outcome.report.doubles, outcome


# --- the judge itself -----------------------------------------------------------------------------

NOON = datetime(2027, 10, 14, 9, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what the judge says of a ledger with three scans of one person, after something was done to it."""
    names = [str(uuid.UUID(int=number)) for number in range(3)]

    def judged(*tampering: str) -> list[str]:
        url = f"sqlite:///{tmp_path / f'{uuid.uuid4()}.db'}"
        engine = sa.create_engine(url)
        made = {}
        with engine.begin() as connection:
            for table, columns in TABLES.items():
                connection.exec_driver_sql(f"CREATE TABLE {table} ({columns})")
            connection.exec_driver_sql("INSERT INTO summits_summit VALUES (1, 'storm')")
            connection.exec_driver_sql("INSERT INTO checkin_point VALUES (1, 1, 'entrance', 1, 0, NULL)")
            for number, (name, way) in enumerate(zip(names, ("in", "in", "out"), strict=True)):
                at = NOON + timedelta(minutes=number)
                verdict, reason = (("admitted", "admitted"), ("already_inside", "already_inside"), ("admitted", "left"))[number]
                text = at.replace(tzinfo=None).isoformat(sep=" ")
                connection.exec_driver_sql(
                    "INSERT INTO checkin_scan VALUES (?, 1, ?, 7, 1, ?, ?, ?, ?, 0, '', '', ?, ?)",
                    (number + 1, name, way, text, text, text, verdict, reason),
                )
                body = {"point": "entrance", "direction": way, "scanned_at": at.isoformat(), "offline": False}
                made[name] = Made(body, at, [at], {"verdict": verdict, "reason": reason})
            start, end = (text.replace("T", " ")[:19] for text in (NOON.isoformat(), (NOON + timedelta(minutes=2)).isoformat()))
            connection.exec_driver_sql("INSERT INTO checkin_standing VALUES (7, 1, 0, ?, ?, ?, 1, 0)", (end, start, end))
            for statement in tampering:
                connection.exec_driver_sql(statement)
        engine.dispose()
        return check(url, "storm", TIMEZONE, made).faults

    return judged


TABLES: dict[str, Any] = {
    "summits_summit": "id, slug", "checkin_point": "id, summit_id, code, reentry, daily, counts_with_id",
    "checkin_scan": "id, summit_id, scan_id, registration_id, point_id, direction, scanned_at, happened_at, received_at,"
                    " offline, told, override, verdict, reason",
    "checkin_standing": "registration_id, point_id, inside, since, entered_at, last_at, entries, doubles",
}  # fmt: skip


def test_the_judge_has_nothing_to_say_of_an_honest_ledger(ledger: Callable[..., list[str]]) -> None:
    assert ledger() == []


@pytest.mark.parametrize("tampering", [
    "DELETE FROM checkin_scan WHERE id = 3",
    "INSERT INTO checkin_scan SELECT 9, summit_id, scan_id, registration_id, point_id, direction, scanned_at, happened_at,"
    " received_at, offline, told, override, verdict, reason FROM checkin_scan WHERE id = 1",
    "UPDATE checkin_scan SET scan_id = 'strange' WHERE id = 1",
    "UPDATE checkin_scan SET direction = 'out' WHERE id = 1",
    "UPDATE checkin_scan SET verdict = 'admitted', reason = 'admitted' WHERE id = 2",
    "UPDATE checkin_scan SET happened_at = '2027-10-14 08:00:00' WHERE id = 2",
    "UPDATE checkin_standing SET inside = 1", "UPDATE checkin_standing SET entries = 2",
    "UPDATE checkin_standing SET doubles = 1", "UPDATE checkin_standing SET since = '2027-10-14 09:00:00'",
    "UPDATE checkin_standing SET last_at = '2027-10-14 09:01:00'", "UPDATE checkin_standing SET entered_at = NULL",
    "DELETE FROM checkin_standing", "INSERT INTO checkin_standing SELECT 8, point_id, inside, since, entered_at, last_at,"
    " entries, doubles FROM checkin_standing",
])  # fmt: skip
def test_the_judge_sees_whatever_is_wrong(ledger: Callable[..., list[str]], tampering: str) -> None:
    assert ledger(tampering)

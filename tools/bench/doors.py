"""What scans cost at the door of a session, and five hundred at once from a device that was alone."""

import csv
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tools.bench import load, machine
from tools.bench.scenarios import SLUG, Row, measure
from tools.bench.stage import Server, Stage

PROMISE = 3.0
SESSION_DOOR = "bench-session"
AT_ONCE, BATCHES = 500, 6


def prepare(slug: str) -> None:
    """Add the door of a session in which half of the participants have a place; runs with the settings of the stage."""
    import sqlalchemy as sa

    from config import Config
    from summitapp.agenda.services import add_session
    from summitapp.agenda.values import Attendance, SessionDetails, SessionText
    from summitapp.checkin.services import add_point
    from summitapp.checkin.values import PointKind
    from summitapp.core.db import db, table_of, unit_of_work
    from summitapp.core.security import acting_as, new_reference, system_actor
    from summitapp.core.text import Translated
    from summitapp.enrolment.models import Enrolment
    from summitapp.registration.models import Registration
    from summitapp.summits import queries as summits
    from summitapp.app import create_app  # isort: skip

    app = create_app(Config.from_env())
    with app.app_context(), acting_as(system_actor("bench")), unit_of_work():
        summit = summits.by_slug(slug)
        assert summit is not None
        words = Translated.same("Workshop")
        session = add_session(summit, SessionDetails(SessionText(words, attendance=Attendance.ENROL)))
        add_point(summit, SESSION_DOOR, words, kind=PointKind.SESSION, session=session, enrolled_only=True)
        db.session.flush()
        now = datetime.now(UTC)
        people = db.session.scalars(sa.select(Registration.id).where(Registration.summit_id == summit.id))
        seats = [
            {"public_id": new_reference(), "session_id": session.id, "registration_id": one, "state": "enrolled",
             "created_at": now, "changed_at": now} for one in people if one % 2
        ]  # fmt: skip
        for start in range(0, len(seats), 2000):
            db.session.connection().execute(sa.insert(table_of(Enrolment)), seats[start : start + 2000])


def tokens(stage: Stage, slug: str) -> list[str]:
    """Return the code of every badge."""
    badges = stage.folder / "badges.csv"
    stage.flask("badges", "export", "--summit", slug, "--output", str(badges))
    with badges.open(encoding="utf-8-sig", newline="") as file:
        return [row["token"] for row in csv.DictReader(file)]


def rows(stage: Stage, server: Server, seconds: float, slug: str = SLUG) -> list[Row]:
    """Measure both; the scan at a plain door stands beside them as :func:`scenarios.scans`."""
    command = [sys.executable, "-c", f"from tools.bench import doors; doors.prepare({slug!r})"]
    made = subprocess.run(command, env=stage.environment(), capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"a session door: {made.stderr[-2000:]}")
    badges, token = tokens(stage, slug), stage.token(slug, "checkin")
    for _ in range(20):
        load.once(server.url, _one(server, slug, token, badges[-1], SESSION_DOOR))

    def asked(client: int) -> Iterator[bytes]:
        for badge in badges[client::9]:
            yield _one(server, slug, token, badge, SESSION_DOOR)

    door = measure("one scan, door of a session", stage, server, asked, expect={200}, promise=PROMISE, seconds=seconds)
    return [door, _batches(stage, server, slug, token, badges)]


def _one(server: Server, slug: str, token: str, badge: str, point: str) -> bytes:
    now = datetime.now(UTC).isoformat()
    return _post(server, slug, token, {**_scan(badge, point, now), "sent_at": now})


def _scan(badge: str, point: str, at: str, *, offline: bool = False) -> dict[str, object]:
    return {"scan_id": str(uuid.uuid4()), "badge": badge, "point": point, "direction": "in", "scanned_at": at,
            "offline": offline}  # fmt: skip


def _post(server: Server, slug: str, token: str, body: dict[str, object]) -> bytes:
    return load.request(
        "POST", f"{server.url}/api/v1/summits/{slug}/scans", json.dumps(body).encode(), Content_Type="application/json",
        Authorization=f"Bearer {token}",
    )  # fmt: skip


def _batches(stage: Stage, server: Server, slug: str, token: str, badges: list[str]) -> Row:
    """Send batches whose scans all came late: before what is known of the same people."""
    before, times = machine.cpu_ms(server.pid) + stage.database_cpu_ms(), []
    for number in range(BATCHES):
        now = datetime.now(UTC)
        scans = [
            _scan(badge, "entrance", (now - timedelta(hours=1 + number, seconds=place)).isoformat(), offline=True)
            for place, badge in enumerate(badges[:AT_ONCE])
        ]
        begin = time.perf_counter()
        status = load.once(server.url, _post(server, slug, token, {"sent_at": now.isoformat(), "scans": scans}))[0]
        times.append(time.perf_counter() - begin)
        if status != 200:
            raise RuntimeError(f"a batch was answered with {status}")
    cost = (machine.cpu_ms(server.pid) + stage.database_cpu_ms() - before) / BATCHES
    note = f"the slowest took {max(times):.2f} s of 1 s"
    return Row("500 late scans at once", 1 / (sum(times) / BATCHES), cost, 0.0, None, note)

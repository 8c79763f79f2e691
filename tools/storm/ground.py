"""Where the storm happens: a summit with doors of every rhythm, and a server that can be killed and started again."""

import csv
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.rig.places import ROOT, free_port
from tools.bench.stage import Stage

SLUG = "storm"
POINTS = ("entrance", "storm-side", "storm-hall", "storm-lunch", "storm-bus")
REVOKED = 5


def prepare() -> None:
    """Add the doors and revoke some badges; runs in a process with the settings of the stage."""
    from config import Config
    from summitapp.app import create_app
    from summitapp.core.db import unit_of_work
    from summitapp.core.security import acting_as, system_actor

    app = create_app(Config.from_env())
    with app.app_context(), acting_as(system_actor("storm")), unit_of_work():
        add_doors(SLUG)


def add_doors(slug: str) -> None:
    """Add doors of every rhythm beside the entrance, and revoke the first badges, inside an open unit of work."""
    from summitapp.badges import queries as badges
    from summitapp.badges import services as badge_services
    from summitapp.badges.values import RevocationReason
    from summitapp.checkin import queries
    from summitapp.checkin.services import add_point
    from summitapp.core.db import db
    from summitapp.core.text import Translated
    from summitapp.registration.models import Registration
    from summitapp.summits import queries as summits

    summit = summits.by_slug(slug)
    assert summit is not None
    entrance = queries.point_by_code(summit.id, "entrance")
    add_point(summit, "storm-side", Translated.same("Side door"), counts_with=entrance)
    add_point(summit, "storm-hall", Translated.same("Hall"), daily=True)
    add_point(summit, "storm-lunch", Translated.same("Lunch"), reentry=False, daily=True)
    add_point(summit, "storm-bus", Translated.same("Bus"), reentry=False)
    found = db.session.query(Registration).filter_by(summit_id=summit.id).order_by(Registration.id).limit(REVOKED)
    for registration in found:
        badge = badges.active_of_registration(registration.id)
        assert badge is not None
        badge_services.revoke_badge(badge, RevocationReason.LOST)


class Place(Protocol):
    """What a server needs to know of the database it stands before."""

    folder: Path
    database_url: str

    def environment(self, port: int = 8000) -> dict[str, str]:
        """Return the settings of every process."""
        ...


@dataclass
class Ground:
    """A server that can be killed, before a summit that has its doors."""

    place: Place
    slug: str
    badges: list[str]
    token: str
    workers: int = 2
    port: int = field(default_factory=free_port)
    kills: int = 0

    @classmethod
    def on_stage(cls, stage: Stage, people: int, workers: int) -> "Ground":
        """Make a summit of this size on a stage."""
        stage.flask("db", "upgrade")
        stage.flask("demo", "load", "--slug", SLUG, "--delegates", str(people + REVOKED))
        badges = stage.folder / "badges.csv"
        stage.flask("badges", "export", "--summit", SLUG, "--output", str(badges))
        with badges.open(encoding="utf-8-sig", newline="") as file:
            tokens = [row["token"] for row in csv.DictReader(file)]
        made = subprocess.run(
            [sys.executable, "-c", "from tools.storm import ground; ground.prepare()"], cwd=ROOT,
            env=stage.environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(made.stderr[-3000:])
        return cls(stage, SLUG, tokens, stage.token(SLUG, "checkin"), workers)

    @property
    def url(self) -> str:
        """Return where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the real server and wait until it answers."""
        command = [
            sys.executable, str(ROOT / "server.py"), "--interface", "wsgi", "--host", "127.0.0.1", "--port",
            str(self.port), "--workers", str(self.workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
            "wsgi:app",
        ]  # fmt: skip
        with (self.place.folder / "server.log").open("a") as log:
            self.server = subprocess.Popen(
                command, cwd=ROOT, env=self.place.environment(self.port), stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(900):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """End the server and its workers at once, in the middle of whatever they do."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.kills += 1

    @contextmanager
    def serving(self) -> Iterator["Ground"]:
        """Serve until the block ends."""
        self.start()
        try:
            yield self
        finally:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()

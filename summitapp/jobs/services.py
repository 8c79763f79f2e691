"""Waking tasks after the commit, and running them: in a thread, in processes of their own, or at once."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from huey import Huey, PostgresHuey, SqliteHuey, crontab

from config import Config
from summitapp.core import i18n
from summitapp.core.context import extension
from summitapp.core.db import after_commit, db
from summitapp.core.security import acting_as, system_actor

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)
GATHER_SECONDS: Final = 0.05
Task = Callable[[str], None]
Sweep = Callable[[], None]


class Jobs:
    """The jobs of one application.

    :param tasks: name → function of a reference.
    :param sweeps: name → function that finds forgotten work; run each minute and at the start.
    """

    def __init__(self, app: "Flask", config: Config, tasks: Mapping[str, Task], sweeps: Mapping[str, Sweep]) -> None:
        self.app, self.tasks, self.sweeps = app, dict(tasks), dict(sweeps)
        self.eager = config.jobs == "eager"
        self.huey = _huey(config)
        self._enqueue = self.huey.task(name="run", retries=0)(self.run_all)
        self._waiting: dict[tuple[str, str], None] = {}
        self._lock = threading.Lock()
        self._sweep_task = self.huey.periodic_task(crontab(minute="*"), name="sweep")(self.sweep)

    def wake(self, name: str, reference: str) -> None:
        """Ask for a task by name; runs soon, or at once when jobs are eager.

        What is asked for within a moment goes to the queue together: writing to the queue costs as much as
        a small request. What a dying process had not passed on yet is found by the sweeps.
        """
        if self.eager:
            self.run(name, reference)
            return
        with self._lock:
            first = not self._waiting
            self._waiting[(name, reference)] = None
        if first:
            timer = threading.Timer(GATHER_SECONDS, self._pass_on)
            timer.daemon = True
            timer.start()

    def _pass_on(self) -> None:
        with self._lock:
            asked, self._waiting = list(self._waiting), {}
        self._enqueue(asked)

    def run_all(self, asked: Iterable[tuple[str, str]]) -> None:
        """Run each task that was asked for; one that fails does not keep the others from running."""
        for name, reference in asked:
            try:
                self.run(name, reference)
            except Exception:
                log.exception("the task %s failed for %s", name, reference)

    def run(self, name: str, reference: str) -> None:
        """Run one task as the system actor of its name."""
        task = self.tasks[name]
        self._in_context(name, lambda: task(reference))

    def sweep(self) -> None:
        """Run every sweep; one that fails does not keep the others from running."""
        for name, sweep in self.sweeps.items():
            try:
                self._in_context(name, sweep)
            except Exception:
                log.exception("the sweep %s failed", name)

    def _in_context(self, name: str, work: Callable[[], None]) -> None:
        with self.app.app_context(), acting_as(system_actor(name)), i18n.speaking("en"):
            try:
                work()
            finally:
                db.session.remove()

    def start_thread(self) -> None:
        """Run the jobs in a thread beside the only web worker of ``make run``."""
        consumer = self.huey.create_consumer(workers=1, worker_type="thread", check_worker_health=False, max_delay=0.5)
        consumer._set_signal_handlers = lambda: None  # signals belong to the web server
        consumer.start()
        threading.Thread(target=self.sweep, daemon=True, name="first sweep").start()

    def work(self) -> None:
        """Run the jobs in this process until it is told to stop."""
        self.sweep()
        self.huey.create_consumer(workers=2, worker_type="thread", max_delay=1).run()


def _huey(config: Config) -> Huey:
    options: dict[str, Any] = {"results": False, "store_none": False, "utc": True}
    if config.database_url.startswith("sqlite"):
        config.instance.mkdir(parents=True, exist_ok=True)
        return SqliteHuey("summitapp", filename=str(config.instance / "jobs.db"), **options)
    dsn = config.database_url.replace("postgresql+psycopg://", "postgresql://")
    return PostgresHuey("summitapp", dsn=dsn, **options)


def connect(app: "Flask", config: Config, tasks: Mapping[str, Task], sweeps: Mapping[str, Sweep]) -> Jobs:
    """Give ``app`` its jobs; called once, by ``summitapp.app``."""
    jobs = Jobs(app, config, tasks, sweeps)
    app.extensions["jobs"] = jobs
    return jobs


def wake(name: str, reference: str) -> None:
    """Wake a task once the present unit of work stands; several wakes of the same thing are one."""
    jobs: Jobs = extension("jobs")
    after_commit(lambda: jobs.wake(name, reference), key=(name, reference))

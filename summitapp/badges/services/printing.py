"""From badges to paper: print runs in the background, and the file of a run."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from summitapp.badges import documents, queries
from summitapp.badges.models import Badge, PrintRun
from summitapp.badges.services.faces import choose, fingerprint, sheet_of
from summitapp.badges.values import (
    CHUNK,
    UNFINISHED,
    Layout,
    NothingToPrint,
    PrintingFailed,
    PrintSelection,
    PrintState,
    RunFinished,
    Sheet,
)
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, end_read, lock, table_of, unit_of_work
from summitapp.core.security import acting
from summitapp.jobs.services import wake
from summitapp.summits.models import Summit

log = logging.getLogger(__name__)
TASK: Final = "badges.print"
#: A run says each few seconds how far it is; one that has been silent for so long lost its worker.
FORGOTTEN: Final = timedelta(minutes=3)
KEPT: Final = timedelta(hours=24)
Printed = list[tuple[str, str]]


class _Stopped(Exception):
    """Somebody stopped the run, or another worker has taken it over."""


def badge_pdf(badge: Badge) -> bytes:
    """Return one badge as PDF, for the person who carries it or the desk.

    :raises PrintingFailed: when it could not be laid out.
    """
    summit = badge.summit
    (entry,) = choose(summit, PrintSelection.CHOSEN, [badge.public_id])
    sheet = sheet_of(summit, [entry[2]])
    db.session.rollback()  # laying out takes a moment; nothing is read while it lasts
    return documents.lay_out(sheet)


def mark_printed(printed: Printed) -> None:
    """Write down that these badges (public id, fingerprint) were printed as they look now."""
    badges = table_of(Badge)
    statement = (
        sa.update(badges).where(badges.c.public_id == sa.bindparam("badge"))
        .values(printed_at=now(), fingerprint=sa.bindparam("face"))
    )  # fmt: skip
    if printed:
        db.session.connection().execute(statement, [{"badge": badge, "face": face} for badge, face in printed])


def sheets(summit: Summit, badges: Sequence[str], layout: Layout, printed: Printed) -> Iterator[Sheet]:
    """Load badges 500 at a time and return a document for each part; ``printed`` is told what stands in them.

    Badges that were revoked in the meantime are left out.
    """
    for start in range(0, len(badges), CHUNK):
        entries = choose(summit, PrintSelection.CHOSEN, badges[start:start + CHUNK])
        sheet = sheet_of(summit, [face for _, _, face in entries], layout)
        printed += [(badge, fingerprint(face)) for badge, _, face in entries]
        if entries:
            yield sheet


# --- print runs ---------------------------------------------------------------------------------


def ask_for_print(
    summit: Summit, selection: PrintSelection, references: Sequence[str] = (), layout: Layout = Layout.DESIGNED
) -> PrintRun:
    """Write a print run down; it is laid out in the background.

    :raises NothingToPrint: if no badge is in the choice.
    """
    entries = choose(summit, selection, references)
    if not entries:
        raise NothingToPrint
    run = PrintRun(
        summit_id=summit.id, selection=selection, layout=layout, badges=[badge for badge, _, _ in entries],
        total=len(entries), asked_by=acting().reference, asked_at=now(),
    )  # fmt: skip
    db.session.add(run)
    db.session.flush()
    wake(TASK, run.public_id)
    return run


def print_again(run: PrintRun) -> PrintRun:
    """Ask for the badges of an earlier run anew, as they look today; those that were revoked since are left out.

    :raises NothingToPrint: if none of them is valid any more.
    """
    return ask_for_print(run.summit, PrintSelection.CHOSEN, run.badges, run.layout)


def cancel_run(run: PrintRun) -> None:
    """Stop a print run; what was laid out of it is thrown away, and no badge counts as printed.

    :raises RunFinished: if it is finished.
    """
    run = lock(PrintRun, run.id)
    if run.state not in UNFINISHED:
        raise RunFinished
    run.state, run.finished_at = PrintState.CANCELLED, now()


def log_print(summit: Summit, selection: PrintSelection, printed: Printed) -> None:
    """Write down a run that was laid out outside of the background jobs, and mark its badges as printed."""
    moment = now()
    db.session.add(PrintRun(
        summit_id=summit.id, selection=selection, badges=[badge for badge, _ in printed], total=len(printed),
        done=len(printed), state=PrintState.DONE, asked_by=acting().reference, asked_at=moment, finished_at=moment,
    ))  # fmt: skip
    mark_printed(printed)


def _folder() -> Path:
    return settings().instance / "prints"


def file_of(run: PrintRun) -> Path | None:
    """Return where the file of a run lies while it is kept."""
    path = _folder() / Path(run.file_name).name if run.file_name else None
    return path if path is not None and path.is_file() else None


def run_print(reference: str) -> None:
    """Lay out one print run; safe to run twice. Claiming, laying out and finishing are steps of their own."""
    with unit_of_work():
        run = queries.run_by_reference(reference)
        claim = _claim(lock(PrintRun, run.id)) if run is not None else None
        if run is None or claim is None:
            return
        job = _Job(run.id, claim, run.summit_id, list(run.badges), run.layout, f"{run.summit.slug}-badges-{run.public_id[:6]}")
    try:
        job.lay_out()
    except _Stopped:
        log.info("print run %s was stopped", reference)
    except (PrintingFailed, OSError) as error:
        log.error("print run %s failed: %s", reference, error.__cause__ or error)
        job.fail()


def _claim(run: PrintRun) -> datetime | None:
    """Take a run that waits, or whose worker has been silent for too long; returns the moment, which is the claim's name."""
    stale = run.claimed_at is not None and run.claimed_at < now() - FORGOTTEN
    if run.state is not PrintState.WAITING and not (run.state is PrintState.RUNNING and stale):
        return None
    run.state, run.claimed_at, run.done = PrintState.RUNNING, now(), 0
    return run.claimed_at


@dataclass
class _Job:
    """A run while it is laid out: part after part, from disk to disk; memory holds no more than two parts."""

    run_id: int
    claim: datetime
    summit_id: int
    badges: list[str]
    layout: Layout
    stem: str

    def lay_out(self) -> None:
        """Write the file of the run.

        :raises PrintingFailed: when a part could not be laid out.
        """
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        printed: Printed = []
        with tempfile.TemporaryDirectory(prefix=f"{self.stem}-", dir=_folder()) as folder:
            files: list[Path] = []
            done = 0
            for path, number in documents.lay_out_many(self._sheets(printed), Path(folder)):
                files.append(path)
                done += number
                self._tell(done)
            name = _store(files, self.stem)
        with unit_of_work():
            run = self._own()
            mark_printed(printed)
            run.state, run.finished_at, run.file_name, run.done = PrintState.DONE, now(), name, min(len(printed), run.total)

    def _sheets(self, printed: Printed) -> Iterator[Sheet]:
        for start in range(0, len(self.badges), CHUNK):
            summit = db.session.get_one(Summit, self.summit_id)
            part = list(sheets(summit, self.badges[start:start + CHUNK], self.layout, printed))
            end_read()  # laying out takes its time; nothing is read while it lasts
            yield from part

    def _own(self) -> PrintRun:
        run = lock(PrintRun, self.run_id)
        if run.state is not PrintState.RUNNING or run.claimed_at != self.claim:
            raise _Stopped
        return run

    def _tell(self, done: int) -> None:
        with unit_of_work():
            run = self._own()
            run.done, run.claimed_at = min(done, run.total), now()
            self.claim = run.claimed_at

    def fail(self) -> None:
        """Write down that it did not work; no badge counts as printed."""
        try:
            with unit_of_work():
                run = self._own()
                run.state, run.finished_at = PrintState.FAILED, now()
        except _Stopped:
            return


def _store(files: Sequence[Path], stem: str) -> str:
    """Keep the file where only this application reads it: whoever holds a code opens a door."""
    if not files:
        raise PrintingFailed
    single = len(files) == 1
    path = _folder() / f"{stem}.{'pdf' if single else 'zip'}"
    if single:
        files[0].replace(path)
        return path.name
    half = path.with_suffix(".part")
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    documents.archive(files, half, stem)
    half.replace(path)
    return path.name


def _clear(kept: set[str]) -> None:
    """Remove what a killed worker left behind."""
    oldest = (now() - KEPT).timestamp()
    for path in _folder().glob("*"):
        if path.name not in kept and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def sweep() -> None:
    """Lay out forgotten print runs, and remove files that are older than a day."""
    with unit_of_work():
        waiting = [run.public_id for run in queries.open_runs()]
        for run in queries.runs_with_files():
            if run.finished_at is not None and run.finished_at < now() - KEPT:
                (_folder() / Path(run.file_name).name).unlink(missing_ok=True)
                run.file_name = ""
    _clear({run.file_name for run in queries.runs_with_files()})
    end_read()
    for reference in waiting:
        run_print(reference)

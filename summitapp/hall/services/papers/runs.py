"""Every pocket schedule of a summit: laid out behind the page, some people at a time, in one archive for the printer."""

import logging
import os
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import unit_of_work
from summitapp.core.paper import LayingOutFailed
from summitapp.core.tz import midnight
from summitapp.hall import documents, queries
from summitapp.hall.services.papers.people import pockets_of
from summitapp.jobs.services import wake
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

log = logging.getLogger(__name__)
PRINT: Final = "hall.pockets"
#: So many people are laid out at once; a larger plan takes longer, and no more memory.
AT_ONCE: Final = 40
KEPT: Final = 3
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class PocketRun:
    """An archive with every pocket schedule; not ``done`` while it is being made."""

    name: str
    made_at: datetime
    done: bool
    size: int


def ask_for_pockets(summit: Summit) -> None:
    """Let the pocket schedules of everybody with a meeting be laid out."""
    record("paper.pockets_asked", summit, summit=summit.public_id)
    wake(PRINT, summit.public_id)


def make_pockets(reference: str) -> None:
    """Lay out everybody's schedule and keep the archive; the oldest beyond three go. Safe to run twice."""
    with unit_of_work():
        summit = summits.by_reference(reference)
        people = queries.seated_in(summit.id) if summit is not None else []
    if summit is None or not people:
        return
    folder = _folder(reference)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"{now().strftime(_STAMP)}.part"
    try:
        target = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        with target, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # a PDF is compressed already
            _fill(archive, reference, people)
        part.rename(part.with_suffix(".zip"))
    except (LayingOutFailed, OSError) as error:
        part.unlink(missing_ok=True)
        log.error("pocket schedules of %s failed: %s", reference, error)
    for old in _names(folder)[KEPT:]:
        (folder / f"{old}.zip").unlink(missing_ok=True)


def _fill(archive: zipfile.ZipFile, reference: str, people: list[int]) -> None:
    with tempfile.TemporaryDirectory() as place:
        for number, start in enumerate(range(0, len(people), AT_ONCE), start=1):
            paper = Path(place) / "part.pdf"
            with unit_of_work():
                summit = summits.by_reference(reference)
                if summit is None:
                    return
                data = {"people": pockets_of(summit, queries.registrations_of(people[start : start + AT_ONCE]))}
            documents.lay_out_to(paper, documents.POCKET, data)
            archive.write(paper, f"pocket-schedules-{number:02}.pdf")


def _folder(reference: str) -> Path:
    return settings().instance / "paper" / reference / "pockets"


def _names(folder: Path) -> list[str]:
    found = [path.stem for path in folder.glob("*.zip") if _NAME.fullmatch(path.stem)] if folder.is_dir() else []
    return sorted(found, reverse=True)


def pocket_runs(summit: Summit) -> list[PocketRun]:
    """Return the archives of a summit, the newest first, and what is being made."""
    folder = _folder(summit.public_id)
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.stem)] if folder.is_dir() else []
    return [
        PocketRun(path.stem, datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC), path.suffix == ".zip",
                  path.stat().st_size)
        for path in sorted(found, reverse=True)
    ]  # fmt: skip


def pocket_file(summit: Summit, name: str) -> Path | None:
    """Return where an archive lies while it is kept."""
    folder = _folder(summit.public_id)
    return folder / f"{name}.zip" if name in _names(folder) else None


def sweep_runs() -> None:
    """Remove the archives of summits that are over, and what a worker that died left half made."""
    for summit in summits.all_summits():
        folder = _folder(summit.public_id)
        if not folder.is_dir():
            continue
        if now() >= midnight(summit.ends_on + timedelta(days=1), summit.timezone):
            shutil.rmtree(folder, ignore_errors=True)
        for part in folder.glob("*.part"):
            if datetime.fromtimestamp(part.stat().st_mtime, UTC) < now() - timedelta(hours=1):
                part.unlink(missing_ok=True)

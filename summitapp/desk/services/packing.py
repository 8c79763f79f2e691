"""The lists for the doors on paper: made each hour, kept in a private folder, and gone after the summit."""

import logging
import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from summitapp.audit.services import record
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import unit_of_work
from summitapp.core.i18n import gettext as _
from summitapp.core.paper import LayingOutFailed
from summitapp.core.text import N_, as_language
from summitapp.core.tz import midnight, to_local
from summitapp.desk import documents, queries, rules
from summitapp.desk.values import PACKS_KEPT, Pack, PackSheet, SummitOver
from summitapp.jobs.services import wake
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

log = logging.getLogger(__name__)
TASK: Final = "desk.pack"
#: The headings by which a list that comes back is read.
SERIAL: Final = N_("Badge")
TIME: Final = N_("Time")
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"\d{8}T\d{6}Z")
_ENDINGS: Final = ("pdf", "xlsx")


def is_over(summit: Summit) -> bool:
    """Whether the last day of a summit has gone by."""
    return now() >= midnight(summit.ends_on + timedelta(days=1), summit.timezone)


def ask_for_pack(summit: Summit) -> None:
    """Let the lists be made now.

    :raises SummitOver: after the last day.
    """
    if is_over(summit):
        raise SummitOver
    record("paper.asked", summit, summit=summit.public_id)
    wake(TASK, summit.public_id)


def make_pack(reference: str) -> None:
    """Lay out the lists of a summit and keep them; the oldest beyond three go. Safe to run twice."""
    with unit_of_work():
        summit = summits.by_reference(reference)
        if summit is None or is_over(summit):
            return
        sheet, folder = _sheet(summit), _folder(reference)
    try:
        files = documents.pack_pdf(sheet), documents.pack_xlsx(sheet)
        _store(folder, now().strftime(_STAMP), files)
    except (LayingOutFailed, OSError) as error:
        log.error("paper lists of %s failed: %s", reference, error)


def _sheet(summit: Summit) -> PackSheet:
    language = as_language(summit.default_language)
    groups = rules.in_groups(queries.expected(summit.id), queries.names_of_delegations(summit.id), language)
    with i18n.speaking(language):
        here = to_local(now(), summit.timezone)
        as_of = _("As of %(day)s, %(time)s", day=i18n.show_date(here.date()), time=i18n.show_time(here))
        words = {
            "serial": _(SERIAL), "name": _("Name"), "delegation": _("Delegation"), "category": _("Category"),
            "time": _(TIME), "tick": "✓", "page": _("Page {page} of {pages}"),
            "note": _("When nothing else works: tick who comes in and write the time. It is typed in afterwards."),
            "hint": _("Write the time as 9:05 and upload this file on the page of the paper lists. Change nothing else."),
        }  # fmt: skip
        return PackSheet(
            summit.name.best(language), _("Lists for the door"), as_of, language, words, _("On their own"), groups
        )


def _folder(reference: str) -> Path:
    return settings().instance / "paper" / reference


def _store(folder: Path, name: str, files: tuple[bytes, bytes]) -> None:
    """Keep the files where only this application reads them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for ending, content in zip(_ENDINGS, files, strict=True):
        part = folder / f"{name}.{ending}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            target.write(content)
        part.rename(folder / f"{name}.{ending}")
    for old in _names(folder)[PACKS_KEPT:]:
        for ending in _ENDINGS:
            (folder / f"{old}.{ending}").unlink(missing_ok=True)


def _names(folder: Path) -> list[str]:
    """Return the packs of a folder that are whole, the newest first."""
    found = {path.stem for path in folder.glob("*.xlsx") if _NAME.fullmatch(path.stem)} if folder.is_dir() else set()
    return sorted((name for name in found if (folder / f"{name}.pdf").is_file()), reverse=True)


def packs(summit: Summit) -> list[Pack]:
    """Return the packs of a summit that are kept, the newest first."""
    return [
        Pack(name, datetime.strptime(name, _STAMP).replace(tzinfo=UTC)) for name in _names(_folder(summit.public_id))
    ]


def pack_file(summit: Summit, name: str, ending: str) -> Path | None:
    """Return where a file of a pack lies while it is kept."""
    folder = _folder(summit.public_id)
    return folder / f"{name}.{ending}" if ending in _ENDINGS and name in _names(folder) else None


def sweep() -> None:
    """Make the lists that are due, and remove those of summits that are over."""
    due = []
    with unit_of_work():
        for summit in summits.all_summits():
            folder = _folder(summit.public_id)
            begins = midnight(summit.starts_on, summit.timezone)
            ends = midnight(summit.ends_on + timedelta(days=1), summit.timezone)
            if now() >= ends:
                shutil.rmtree(folder, ignore_errors=True)
            elif rules.pack_is_due(now(), begins, ends, next((pack.made_at for pack in packs(summit)), None)):
                due.append(summit.public_id)
    for reference in due:
        make_pack(reference)

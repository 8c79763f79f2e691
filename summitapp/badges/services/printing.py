"""From badges to paper: what stands on them, print runs in the background, and the file of a run."""

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from summitapp.badges import documents, queries, rules
from summitapp.badges.models import Badge, PrintRun
from summitapp.badges.services.issuing import open_code
from summitapp.badges.values import (
    BackFace,
    BadgeFace,
    CategoryFace,
    Layout,
    Line,
    NothingToPrint,
    PrintingFailed,
    PrintSelection,
    PrintState,
    Sheet,
)
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, lock, table_of, unit_of_work
from summitapp.core.security import acting
from summitapp.core.text import LANGUAGES, N_, Language, Translated, as_language
from summitapp.directory.values import PersonName
from summitapp.jobs.services import wake
from summitapp.summits.models import Summit
from summitapp.summits.values import COLOURS, ColourName, ShapeName

log = logging.getLogger(__name__)
TASK: Final = "badges.print"
FORGOTTEN: Final = timedelta(minutes=10)
KEPT: Final = timedelta(hours=24)
_NOTES: Final = (
    N_("Emergency: call 112"),
    N_("Found? Please bring this badge to the registration desk."),
    N_("Lost? Tell the desk: your badge is blocked at once and you get a new one."),
    N_("The code on the front holds no personal details."),
)
_NO_PHOTOS: Final = N_("No photos, please")
_PROGRAMME: Final = N_("The programme, always up to date")


# --- what stands on a badge ---------------------------------------------------------------------


def _order(first: Language) -> tuple[Language, ...]:
    return (first, *(lang for lang in LANGUAGES if lang != first))


def _in_all(message: str, first: Language) -> tuple[Line, ...]:
    lines = []
    for lang in _order(first):
        with i18n.speaking(lang):
            lines.append(Line(i18n.gettext(message), lang))
    return tuple(lines)


def _words(value: Translated, first: Language) -> tuple[Line, ...]:
    """Return a text in every language it has, each wording once."""
    found = {value[lang]: lang for lang in reversed(_order(first)) if value[lang]}
    return tuple(Line(text, lang) for text, lang in reversed(found.items()))


def _desk_order(row: Any, language: Language) -> tuple[Any, ...]:
    """Badges lie on the desk by delegation, and in it by family name as a reader of the language looks it up."""
    name = PersonName(row.given_name, row.family_name)
    return (row.delegation or "", name.sort_key(language), row.code)


def _photo_marks(people: Sequence[int], language: Language) -> dict[int, Line]:
    """Return the mark of each person who has not agreed to be photographed; silence is no."""
    agreed: set[int] = set()
    for start in range(0, len(people), 500):
        agreed |= consents.who_agrees(Purpose.PHOTO, list(people[start:start + 500]))
    with i18n.speaking(language):
        mark = Line(i18n.gettext(_NO_PHOTOS), language)
    return {person: mark for person in people if person not in agreed}


def _face(row: Any, language: Language, photo_mark: Line | None) -> BadgeFace:
    words = _words(row.category, language)
    colour = COLOURS[ColourName(row.colour)].light
    city = row.city.best(row.language) if row.city else row.city_text
    return BadgeFace(
        token=open_code(row.sealed, row.lookup), serial=rules.serial(row.code, row.number),
        given_name=row.given_name, family_name=row.family_name,
        category=CategoryFace(words[0] if words else Line(""), words[1:], colour, ShapeName(row.shape)),
        function=Line(row.function, row.language) if row.function else None,
        city=city, organisation=row.organisation_text,
        languages=tuple(lang for lang in LANGUAGES if lang in row.spoken_languages), photo_mark=photo_mark,
    )  # fmt: skip


def fingerprint(face: BadgeFace) -> str:
    """Return what tells whether a badge would look different today."""
    data = {name: value for name, value in asdict(face).items() if name != "token"}
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def sheet_of(summit: Summit, faces: Sequence[BadgeFace], layout: Layout = Layout.A6) -> Sheet:
    """Return the document that holds these badges, with the words of the summit and the back."""
    language = as_language(summit.default_language)
    notes = [_in_all(message, language) for message in _NOTES]
    with i18n.speaking(language):
        dates = i18n.show_dates(summit.starts_on, summit.ends_on)
        if summit.contact_email:
            notes.append((Line(summit.contact_email),))
    back = BackFace(
        notes=tuple((lines[0], lines[1:]) for lines in notes),
        programme_url=f"{settings().base_url}/{language}/summits/{summit.slug}/agenda/",
        programme_words=_in_all(_PROGRAMME, language),
    )
    place = summit.city.name.best(language) if summit.city else ""
    return Sheet(summit.name, dates, place, language, tuple(faces), back, layout)


def choose(
    summit: Summit, selection: PrintSelection, references: Sequence[str] = (), delegation: str = ""
) -> list[tuple[str, str, BadgeFace]]:
    """Return (badge, registration code, face) of the badges of a choice, in print order.

    New are those never printed and those that would look different from what was printed.
    """
    chosen = references if selection is PrintSelection.CHOSEN else None
    language = as_language(summit.default_language)
    rows = queries.printable(summit.id, references=chosen, delegation=delegation)
    rows.sort(key=lambda row: _desk_order(row, language))
    marks = _photo_marks([row.person_id for row in rows], language)
    faces = [(row, _face(row, language, marks.get(row.person_id))) for row in rows]
    return [
        (row.public_id, row.code, face) for row, face in faces
        if selection is not PrintSelection.NEW or row.printed_at is None or row.fingerprint != fingerprint(face)
    ]  # fmt: skip


def badge_pdf(badge: Badge) -> bytes:
    """Return one badge as PDF, for the person who carries it or the desk.

    :raises PrintingFailed: when it could not be laid out.
    """
    summit = badge.summit
    (entry,) = choose(summit, PrintSelection.CHOSEN, [badge.public_id])
    sheet = sheet_of(summit, [entry[2]])
    db.session.rollback()  # laying out takes a moment; nothing is read while it lasts
    return documents.lay_out(sheet)[0]


def mark_printed(entries: Sequence[tuple[str, str, BadgeFace]]) -> None:
    """Write down that these badges were printed as they look now."""
    badges = table_of(Badge)
    moment = now()
    statement = (
        sa.update(badges).where(badges.c.public_id == sa.bindparam("badge"))
        .values(printed_at=moment, fingerprint=sa.bindparam("face"))
    )  # fmt: skip
    db.session.connection().execute(statement, [{"badge": badge, "face": fingerprint(face)} for badge, _, face in entries])


# --- print runs ---------------------------------------------------------------------------------


def ask_for_print(
    summit: Summit, selection: PrintSelection, references: Sequence[str] = (), layout: Layout = Layout.A6
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


def log_print(
    summit: Summit, selection: PrintSelection, entries: Sequence[tuple[str, str, BadgeFace]]
) -> None:
    """Write down a run that was laid out outside of the background jobs, and mark its badges as printed."""
    moment = now()
    db.session.add(PrintRun(
        summit_id=summit.id, selection=selection, badges=[badge for badge, _, _ in entries], total=len(entries),
        done=len(entries), state=PrintState.DONE, asked_by=acting().reference, asked_at=moment, finished_at=moment,
    ))  # fmt: skip
    mark_printed(entries)


def _folder() -> Path:
    return settings().instance / "prints"


def file_of(run: PrintRun) -> Path | None:
    """Return where the file of a run lies while it is kept."""
    path = _folder() / Path(run.file_name).name if run.file_name else None
    return path if path is not None and path.is_file() else None


def run_print(reference: str) -> None:
    """Lay out one print run; safe to run twice. Claiming, laying out and finishing are three steps."""
    with unit_of_work():
        run = queries.run_by_reference(reference)
        if run is None or not _claim(lock(PrintRun, run.id)):
            return
        summit = run.summit
        entries = choose(summit, PrintSelection.CHOSEN, run.badges)
        sheet = sheet_of(summit, [face for _, _, face in entries], run.layout)
        stem = f"{summit.slug}-badges-{run.public_id[:6]}"
        run_id = run.id
    try:
        files = documents.lay_out(sheet, progress=lambda done: _note_progress(run_id, done))
        name = _store(files, stem)
    except (PrintingFailed, OSError) as error:
        log.error("print run %s failed: %s", reference, error.__cause__ or error)
        with unit_of_work():
            _finish(run_id, PrintState.FAILED, "")
        return
    with unit_of_work():
        mark_printed(entries)
        _finish(run_id, PrintState.DONE, name)


def _claim(run: PrintRun) -> bool:
    stale = run.claimed_at is not None and run.claimed_at < now() - FORGOTTEN
    if run.state is not PrintState.WAITING and not (run.state is PrintState.RUNNING and stale):
        return False
    run.state, run.claimed_at, run.done = PrintState.RUNNING, now(), 0
    return True


def _note_progress(run_id: int, done: int) -> None:
    with unit_of_work():
        run = lock(PrintRun, run_id)
        run.done = min(done, run.total)


def _finish(run_id: int, state: PrintState, file_name: str) -> None:
    run = lock(PrintRun, run_id)
    run.state, run.finished_at, run.file_name = state, now(), file_name


def _store(files: Sequence[bytes], stem: str) -> str:
    """Keep the file where only this application reads it: whoever holds a code opens a door."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    single = len(files) == 1
    path = folder / f"{stem}.{'pdf' if single else 'zip'}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(files[0] if single else documents.archive(files, stem))
    return path.name


def sweep() -> None:
    """Lay out forgotten print runs, and remove files that are older than a day."""
    with unit_of_work():
        waiting = [run.public_id for run in queries.open_runs()]
        for run in queries.runs_with_files():
            if run.finished_at is not None and run.finished_at < now() - KEPT:
                (_folder() / Path(run.file_name).name).unlink(missing_ok=True)
                run.file_name = ""
    for reference in waiting:
        run_print(reference)

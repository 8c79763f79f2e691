"""Many badges as PDF.

Each file is laid out in a child process (:mod:`summitapp.core.paper`), which needs 200 MB for 500 badges. A run longer than
that becomes several files, which printers like as well. Equal badges give equal bytes: there is no date inside.
"""

import csv
import io
import shutil
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from summitapp.badges.documents.leaves import index_colours, leaves
from summitapp.badges.values import BadgeFace, PrintingFailed, Sheet
from summitapp.core.paper import LayingOutFailed, picture, press, press_to

_TEMPLATE: Final = "badges/badge.typ"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_CSV_HEADINGS: Final = ("code", "token", "given_name", "family_name", "function", "city", "category")


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Return what the template reads: pages with everything at its place."""
    pages = list(leaves(sheet))
    return {
        "summit": sheet.summit.best(sheet.language), "language": sheet.language, "colours": index_colours(pages), "leaves": pages,
    }  # fmt: skip


def lay_out(sheet: Sheet) -> bytes:
    """Return the badges as one PDF.

    :raises PrintingFailed: when it could not be laid out.
    """
    try:
        return press(_TEMPLATE, sheet_data(sheet))
    except LayingOutFailed as fault:
        raise PrintingFailed() from fault


def preview(sheet: Sheet, page: int = 1) -> bytes:
    """Return one page as PNG.

    :raises PrintingFailed: when it could not be laid out.
    """
    try:
        return picture(_TEMPLATE, sheet_data(sheet), page)
    except LayingOutFailed as fault:
        raise PrintingFailed() from fault


def lay_out_to(sheet: Sheet, target: Path) -> int:
    """Write the badges as one PDF to a file only its owner reads; returns how many badges it has.

    :raises PrintingFailed: when it could not be laid out.
    """
    try:
        press_to(target, _TEMPLATE, sheet_data(sheet))
    except LayingOutFailed as fault:
        raise PrintingFailed() from fault
    return len(sheet.badges)


def lay_out_many(sheets: Iterable[Sheet], folder: Path, *, parallel: int = 2) -> Iterator[tuple[Path, int]]:
    """Write one PDF for each document into a folder, ``01.pdf`` and so on; yields each with the number of its badges.

    A document is asked for when there is a process free to lay it out, so that thousands of badges never are in memory at once.

    :raises PrintingFailed: when one could not be laid out.
    """
    waiting: deque[tuple[Path, Future[int]]] = deque()
    with ThreadPoolExecutor(max_workers=parallel) as pool:
        for number, sheet in enumerate(sheets, start=1):
            if len(waiting) >= parallel:
                path, done = waiting.popleft()
                yield path, done.result()
            target = folder / f"{number:02}.pdf"
            waiting.append((target, pool.submit(lay_out_to, sheet, target)))
        for path, done in waiting:
            yield path, done.result()


def archive(files: Sequence[Path], target: Path, stem: str) -> None:
    """Put several PDFs into one ZIP, ``stem-01.pdf`` and so on; from disk to disk, with equal bytes for equal files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        for number, file in enumerate(files, start=1):
            entry = zipfile.ZipInfo(f"{stem}-{number:02}.pdf", _STAMP)
            with file.open("rb") as source, pack.open(entry, "w") as part:
                shutil.copyfileobj(source, part, 1 << 20)


def _plain_cell(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def badge_csv(faces: Iterable[tuple[str, BadgeFace]]) -> str:
    """Return one row per badge for an outside printer: registration code, token, what is printed.

    A text that a spreadsheet would run as a formula is disarmed by an apostrophe.
    """
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\r\n")
    rows.writerow(_CSV_HEADINGS)
    for code, face in faces:
        words = (face.given_name, face.family_name, face.function.text if face.function else "",
                 face.city, face.category.word.text)
        rows.writerow([code, face.token, *(_plain_cell(word) for word in words)])
    return target.getvalue()

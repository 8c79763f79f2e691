"""Many badges as PDF.

Each file is laid out in a child process (:mod:`summitapp.core.paper`): 500 badges cost 200 MB. A run longer than
500 badges becomes several files, which printers like as well. Equal badges give equal bytes: there is no date inside.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Any, Final

from summitapp.badges.documents.qr import qr_svg
from summitapp.badges.rules import grouped
from summitapp.badges.values import CHUNK, BadgeFace, PrintingFailed, Sheet
from summitapp.core.paper import LayingOutFailed, press

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_CSV_HEADINGS: Final = ("code", "token", "given_name", "family_name", "function", "city", "category")


def _light(colour: str) -> float:
    parts = (int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG, from 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Return white or our ink, whichever stands out more on ``colour``."""
    return max(("#ffffff", "#16232c"), key=lambda ink: contrast(ink, colour))


def _badge_data(face: BadgeFace) -> dict[str, Any]:
    data = asdict(face)
    del data["token"]
    data["qr"] = qr_svg(face.token, badge=True)
    data["code"] = grouped(face.token)
    data["category"]["ink"] = ink_on(face.category.colour)
    return data


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Return what the template reads; codes are pictures by then."""
    return {
        "summit": sheet.summit.best(sheet.language), "dates": sheet.dates, "place": sheet.place,
        "language": sheet.language, "layout": sheet.layout.value,
        "badges": [_badge_data(face) for face in sheet.badges],
        "back": {**asdict(sheet.back), "qr": qr_svg(sheet.back.programme_url) if sheet.back.programme_url else ""},
    }


def _press(sheet: Sheet) -> bytes:
    """Lay out one file; raises :class:`PrintingFailed`."""
    try:
        return press("badges/badge.typ", sheet_data(sheet))
    except LayingOutFailed as fault:
        raise PrintingFailed() from fault


def lay_out(
    sheet: Sheet, *, parallel: int = 2, progress: Callable[[int], None] | None = None
) -> list[bytes]:
    """Return the badges as PDF files of at most 500 each, in order.

    :param progress: told how many badges are laid out so far, in the caller's thread.
    :raises PrintingFailed: when a file could not be laid out.
    """
    parts = [sheet.badges[start:start + CHUNK] for start in range(0, len(sheet.badges), CHUNK)]
    files: list[bytes] = []
    with ThreadPoolExecutor(max_workers=max(1, min(parallel, len(parts)))) as pool:
        for part, pdf in zip(parts, pool.map(lambda part: _press(replace(sheet, badges=part)), parts), strict=True):
            files.append(pdf)
            if progress:
                progress(sum(len(done) for done in parts[:len(files)]) if part else 0)
    return files


def archive(files: Sequence[bytes], stem: str) -> bytes:
    """Return several PDFs as one ZIP, ``stem-01.pdf`` and so on, with equal bytes for equal files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        for number, data in enumerate(files, start=1):
            pack.writestr(zipfile.ZipInfo(f"{stem}-{number:02}.pdf", _STAMP), data)
    return target.getvalue()


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

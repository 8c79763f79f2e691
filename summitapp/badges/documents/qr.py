"""QR symbols as one SVG path.

Trying all eight masks takes thirteen times as long as drawing one, and every decoder reads any
of them, so the mask is fixed. Level Q costs a badge code nothing: 25 symbols fit version 2 at M
and at Q alike.
"""

import re
from typing import Final

from summitapp.badges.documents.symbols import LEVEL_M, LEVEL_Q, MASK, modules, smallest

QUIET = 4
_BADGE_VERSION = 2
_DARK: Final = re.compile("1+")


def _stroke(byte: int) -> str:
    """Return how a pen goes over eight modules: ``h`` draws, ``m`` lifts it."""
    runs = re.findall("1+|0+", f"{byte:08b}")
    return "".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs)


_STROKES: Final = tuple(map(_stroke, range(256)))


def _large(text: str) -> list[str]:
    from qrcode import QRCode, constants  # brings Pillow along, 6 MiB in each web worker: only where it is drawn

    code = QRCode(error_correction=constants.ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if cell else "0" for cell in row) for row in code.get_matrix()]


def _rows(text: str, badge: bool) -> list[str]:
    if badge and (rows := modules(text, _BADGE_VERSION, LEVEL_Q)) is not None:
        return rows
    return smallest(text, LEVEL_M) or _large(text)


def qr_path(text: str, *, badge: bool = False) -> tuple[int, str]:
    """Return the side of the symbol with its quiet zone, and the SVG path of its dark modules.

    :param badge: the text is a badge code, so size and level are known beforehand.
    """
    rows = _rows(text, badge)
    path = "".join(
        f"M{run.start() + QUIET} {line + QUIET}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for line, row in enumerate(rows)
        for run in _DARK.finditer(row)
    )
    return len(rows) + 2 * QUIET, path


def qr_lines(text: str, *, badge: bool = False) -> tuple[int, str]:
    """Return the side of the symbol with its quiet zone, and its rows as a path to be drawn one module thick.

    A third of the size of :func:`qr_path`, which matters in a file of a thousand symbols.
    """
    rows = _rows(text, badge)
    spare = -len(rows) % 8
    path = []
    for line, row in enumerate(rows):
        strokes = "".join([_STROKES[byte] for byte in (int(row, 2) << spare).to_bytes((len(rows) + spare) // 8, "big")])
        path.append(f"M{QUIET} {line + QUIET}.5{strokes}")
    return len(rows) + 2 * QUIET, "".join(path)


def qr_svg(text: str, *, badge: bool = False) -> str:
    """Return ``text`` as a whole SVG, dark on white in light and dark mode alike."""
    size, path = qr_path(text, badge=badge)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )

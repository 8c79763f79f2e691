"""QR symbols as one SVG path.

Trying all eight masks takes thirteen times as long as drawing one, and every decoder reads any
of them, so the mask is fixed. Level Q costs a badge code nothing: 25 symbols fit version 2 at M
and at Q alike.
"""

from collections.abc import Iterator, Sequence

QUIET = 4
_BADGE_VERSION = 2
_MASK = 3


def _matrix(text: str, version: int | None) -> list[list[bool]]:
    from qrcode import QRCode, constants  # brings Pillow along, 6 MiB in each web worker: only where it is drawn

    level = constants.ERROR_CORRECT_M if version is None else constants.ERROR_CORRECT_Q
    code = QRCode(version=version, error_correction=level, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=version is None)
    return code.get_matrix()  # type: ignore[no-any-return]


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, dark in enumerate([*row, False]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None


def qr_path(text: str, *, badge: bool = False) -> tuple[int, str]:
    """Return the side of the symbol with its quiet zone, and the SVG path of its dark modules.

    :param badge: the text is a badge code, so size and level are known beforehand.
    """
    matrix = _matrix(text, _BADGE_VERSION if badge else None)
    path = "".join(
        f"M{start + QUIET} {line + QUIET}h{length}v1h-{length}z"
        for line, row in enumerate(matrix)
        for start, length in _runs(row)
    )
    return len(matrix) + 2 * QUIET, path


def qr_svg(text: str, *, badge: bool = False) -> str:
    """Return ``text`` as a whole SVG, dark on white in light and dark mode alike."""
    size, path = qr_path(text, badge=badge)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )

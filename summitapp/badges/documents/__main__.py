"""The child process that lays out badges: JSON in, PDF out, and then its memory is gone."""

import sys
from typing import Any, cast

import typst

from summitapp.badges.documents.sheet import FONTS, PAPER, ROOT

_WEIGHTS = (
    "fraunces/400Regular", "fraunces/600SemiBold", "instrument-sans/400Regular",
    "instrument-sans/600SemiBold", "noto-sans/400Regular", "noto-sans/700Bold",
)


def _compile(data: str, standards: list[str]) -> bytes:
    folder = ROOT / "templates" / "badges"
    compiled = cast(Any, typst).compile(  # its stubs want the standards as literals
        str(folder / "badge.typ"), root=str(folder), format="pdf", pdf_standards=standards,
        font_paths=[str(PAPER)] if PAPER.is_dir() else [str(FONTS / weight) for weight in _WEIGHTS],
        ignore_system_fonts=True, sys_inputs={"sheet": data},
    )  # fmt: skip
    return cast(bytes, compiled)


def main() -> None:
    """Read the data of a sheet from standard input and write its PDF to standard output.

    A script that none of the fonts knows cannot be PDF/UA; it is still tagged and printed, so
    that one name never holds up the other 499.
    """
    data = sys.stdin.buffer.read().decode()
    try:
        pdf = _compile(data, ["ua-1"])
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
        pdf = _compile(data, [])
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()

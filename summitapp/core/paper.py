"""Paper: a typst template and data become a PDF, or the picture of a page, in a child process.

typst keeps what it has used, and neither a web worker nor the job thread should carry it for the rest of its life.
Texts travel as JSON data, never as markup, so that whatever stands in a name stays text. Equal data give equal bytes.
"""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

ROOT: Final = Path(__file__).resolve().parents[2]
TEMPLATES: Final = ROOT / "templates"
FONTS: Final = ROOT / "node_modules" / "@expo-google-fonts"
PAPER: Final = ROOT / "static" / "dist" / "paper"  # the same fonts, copied by the build
ACCESSIBLE: Final = ("ua-1",)
#: To be read in ten years too, by everybody (ISO 19005-2 level A, ISO 14289-1).
ARCHIVED: Final = ("a-2a", "ua-1")
_WEIGHTS: Final = (
    "fraunces/400Regular", "fraunces/600SemiBold", "instrument-sans/400Regular",
    "instrument-sans/600SemiBold", "noto-sans/400Regular", "noto-sans/700Bold",
)  # fmt: skip
_TIMEOUT: Final = 300
_PPI: Final = 110


class LayingOutFailed(RuntimeError):
    """A document could not be laid out; the text is what the compiler said."""


def press(template: str, data: Mapping[str, Any], *, standards: Sequence[str] = ACCESSIBLE) -> bytes:
    """Return the PDF of a template such as ``badges/badge.typ``; it reads ``data`` as ``sys.inputs.sheet``.

    :raises LayingOutFailed: if the compiler refused it.
    """
    return _ask_child({"template": template, "standards": list(standards)}, data)


def picture(template: str, data: Mapping[str, Any], page: int = 1) -> bytes:
    """Return one page as a PNG; a page that does not exist is the last one.

    :raises LayingOutFailed: if the compiler refused it.
    """
    return _ask_child({"template": template, "page": page}, data)


def press_to(target: Path, template: str, data: Mapping[str, Any], *, standards: Sequence[str] = ACCESSIBLE) -> None:
    """Write the PDF of a template to a file, which the child does: a large one never passes through this process.

    :raises LayingOutFailed: if the compiler refused it.
    """
    _ask_child({"template": template, "standards": list(standards), "target": str(target)}, data)


def _ask_child(order: Mapping[str, Any], data: Mapping[str, Any]) -> bytes:
    sent = json.dumps(order, ensure_ascii=False).encode() + b"\n" + json.dumps(data, ensure_ascii=False).encode()
    done = subprocess.run(
        [sys.executable, "-m", "summitapp.core.paper"], cwd=ROOT, timeout=_TIMEOUT, check=False, input=sent,
        capture_output=True,
    )  # fmt: skip
    if done.returncode or not ("target" in order or done.stdout.startswith((b"%PDF", b"\x89PNG"))):
        raise LayingOutFailed(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


# --- letters --------------------------------------------------------------------------------------------------------------


class Face(IntEnum):
    """The faces a badge is set in; the template has them in this order."""

    DISPLAY_BOLD = 0
    DISPLAY = 1
    PLAIN_BOLD = 2
    PLAIN = 3


#: Each face and the font that helps out where it lacks a letter, as the compiler chooses it.
_CHAINS: Final = {
    Face.DISPLAY_BOLD: ("fraunces-600", "noto-700"), Face.DISPLAY: ("fraunces-400", "noto-400"),
    Face.PLAIN_BOLD: ("instrument-600", "noto-700"), Face.PLAIN: ("instrument-400", "noto-400"),
}  # fmt: skip
_UNKNOWN: Final = 1000
_UNSEEN: Final = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD}


@lru_cache(maxsize=1)
def _measures() -> dict[Face, dict[int, int]]:
    rows = json.loads((PAPER / "measures.json").read_text())
    fonts = {
        name: {first + place: wide for first, row in font for place, wide in enumerate(row)} for name, font in rows.items()
    }
    return {face: {**fonts[fallback], **fonts[own]} for face, (own, fallback) in _CHAINS.items()}


def width(text: str, face: Face) -> float:
    """Return how wide a text is in a face, in sizes of its letters; kerning is not counted."""
    known = _measures()[face]
    return sum([known.get(code, _UNKNOWN) for code in map(ord, text)]) / 1000


def missing(text: str, face: Face = Face.DISPLAY_BOLD) -> list[str]:
    """Return the letters of a text that the fonts of paper lack, each once, in order."""
    known = _measures()[face]
    composed = unicodedata.normalize("NFC", text)
    return list(dict.fromkeys(
        char for char in composed if ord(char) not in known and ord(char) not in _UNSEEN and not char.isspace()
    ))  # fmt: skip


# --- the child ------------------------------------------------------------------------------------------------------------


def _compile(template: str, sheet: str, **options: Any) -> bytes | list[bytes]:
    import typst

    return cast("bytes | list[bytes]", cast(Any, typst).compile(  # its stubs want the standards as literals
        str(TEMPLATES / template), root=str(TEMPLATES), sys_inputs={"sheet": sheet}, ignore_system_fonts=True,
        font_paths=[str(PAPER)] if PAPER.is_dir() else [str(FONTS / weight) for weight in _WEIGHTS], **options,
    ))  # fmt: skip


def _pdf(template: str, sheet: str, standards: Sequence[str]) -> bytes:
    """A script that none of the fonts knows cannot be PDF/UA; it is still tagged and printed, so that one name
    never holds up the other 499.
    """
    import typst

    try:
        made = _compile(template, sheet, format="pdf", pdf_standards=list(standards))
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
        made = _compile(template, sheet, format="pdf", pdf_standards=[])
    return cast(bytes, made)


def main() -> None:
    """Read an order from standard input and write what was laid out to standard output, or to its target."""
    os.umask(0o077)  # what is printed opens doors, or is about people
    order = json.loads(sys.stdin.buffer.readline())
    sheet = sys.stdin.buffer.read().decode()
    if "page" in order:
        made = _compile(order["template"], sheet, format="png", ppi=order.get("ppi", _PPI))
        sides = made if isinstance(made, list) else [made]
        sys.stdout.buffer.write(sides[min(max(order["page"], 1), len(sides)) - 1])
        return
    paper = _pdf(order["template"], sheet, order["standards"])
    if "target" in order:
        Path(order["target"]).write_bytes(paper)
    else:
        sys.stdout.buffer.write(paper)


if __name__ == "__main__":
    main()

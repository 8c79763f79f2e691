"""Paper: a typst template and data become a PDF, or the picture of a page, in a child process.

typst keeps what it has used, and neither a web worker nor the job thread should carry it for the rest of its life.
Texts travel as JSON data, never as markup, so that whatever stands in a name stays text. Equal data give equal bytes.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
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


def _ask_child(order: Mapping[str, Any], data: Mapping[str, Any]) -> bytes:
    sent = json.dumps({**order, "sheet": json.dumps(data, ensure_ascii=False)}, ensure_ascii=False).encode()
    done = subprocess.run(
        [sys.executable, "-m", "summitapp.core.paper"], cwd=ROOT, timeout=_TIMEOUT, check=False, input=sent,
        capture_output=True,
    )  # fmt: skip
    if done.returncode or not done.stdout.startswith((b"%PDF", b"\x89PNG")):
        raise LayingOutFailed(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


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
    """Read an order from standard input and write what was laid out to standard output."""
    order = json.loads(sys.stdin.buffer.read())
    if "page" in order:
        made = _compile(order["template"], order["sheet"], format="png", ppi=_PPI)
        sides = made if isinstance(made, list) else [made]
        sys.stdout.buffer.write(sides[min(max(order["page"], 1), len(sides)) - 1])
    else:
        sys.stdout.buffer.write(_pdf(order["template"], order["sheet"], order["standards"]))


if __name__ == "__main__":
    main()

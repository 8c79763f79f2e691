"""Cut the fonts to the letters German, Turkish and English need, one small file for each weight used, and measure the paper's.

Called by ``build.mjs``: ``python tools/fonts.py NODE_MODULES OUTPUT``. The fonts come with npm and are never
kept in the repository. The cut keeps Latin-1, Latin Extended-A, the comma-below letters, ẞ and the signs we set.

The fonts of paper stay whole. How wide each of their letters is stands in ``measures.json``: what is printed is fitted, and
letters that no font has are found, without reading a font (:mod:`summitapp.core.paper`).
"""

import hashlib
import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

MEASURED = {
    "fraunces-400": "fraunces/400Regular/Fraunces_400Regular.ttf",
    "fraunces-600": "fraunces/600SemiBold/Fraunces_600SemiBold.ttf",
    "instrument-400": "instrument-sans/400Regular/InstrumentSans_400Regular.ttf",
    "instrument-600": "instrument-sans/600SemiBold/InstrumentSans_600SemiBold.ttf",
    "noto-400": "noto-sans/400Regular/NotoSans_400Regular.ttf",
    "noto-700": "noto-sans/700Bold/NotoSans_700Bold.ttf",
}
FONTS = {
    "fraunces-600": "fraunces/600SemiBold/Fraunces_600SemiBold.ttf",
    "instrument-400": "instrument-sans/400Regular/InstrumentSans_400Regular.ttf",
    "instrument-600": "instrument-sans/600SemiBold/InstrumentSans_600SemiBold.ttf",
}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x1E9E, 0x1E9E), (0x2010, 0x2015), (0x2018, 0x201F),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC),
    (0x20BA, 0x20BA), (0x2190, 0x2195), (0x21C4, 0x21C4), (0x2212, 0x2212),
)  # fmt: skip
NEEDED = "AaÄäÖöÜüßẞÇçĞğİıŞş–„“”’€"
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]


def cut(source: Path, target: Path) -> Path:
    """Write the cut of ``source`` as woff2, its name ending in a hash of its bytes.

    :raises SystemExit: if a letter of the three languages is missing from the font.
    """
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    font = subset.load_font(str(source), options)
    missing = [letter for letter in NEEDED if ord(letter) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"{source.name} has no {' '.join(missing)}")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    named = target.with_name(f"{target.stem}-{hashlib.sha256(target.read_bytes()).hexdigest()[:10]}.woff2")
    return target.rename(named)


def measure(source: Path) -> list[list[int | list[int]]]:
    """Return the widths of all letters of a font in thousandths of its size, as rows of neighbours: [first, widths]."""
    font = TTFont(source, lazy=True)
    letters, widths, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    rows: list[list[int | list[int]]] = []
    row: list[int] = []
    before = -2
    for code, name in sorted(letters.items()):
        if code != before + 1:
            row = []
            rows.append([code, row])
        row.append(-(-widths[name][0] * 1000 // unit))
        before = code
    return rows


def main(modules: Path, output: Path) -> None:
    """Cut every font unless it was cut before, and say what the files are called."""
    packages = modules / "@expo-google-fonts"
    key = hashlib.sha256(Path(__file__).read_bytes() + (modules.parent / "package-lock.json").read_bytes()).hexdigest()
    index = output / "index.json"
    if index.is_file():
        known = json.loads(index.read_text())
        made = [*known["files"].values(), "measures.json"]
        if known["key"] == key and all((output / name).is_file() for name in made):
            return
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*.woff2"):
        old.unlink()
    files = {name: cut(packages / path, output / f"{name}.woff2").name for name, path in FONTS.items()}
    measures = {name: measure(packages / path) for name, path in MEASURED.items()}
    (output / "measures.json").write_text(json.dumps(measures, separators=(",", ":")))
    index.write_text(json.dumps({"key": key, "files": files}, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))

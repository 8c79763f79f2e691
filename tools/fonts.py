"""Cut the fonts to the letters German, Turkish and English need, one small file for each weight used.

Called by ``build.mjs``: ``python tools/fonts.py NODE_MODULES OUTPUT``. The fonts come with npm and are never
kept in the repository. The cut keeps Latin-1, Latin Extended-A, the comma-below letters, ẞ and the signs we set.
"""

import hashlib
import json
import sys
from pathlib import Path

from fontTools import subset

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


def main(modules: Path, output: Path) -> None:
    """Cut every font unless it was cut before, and say what the files are called."""
    packages = modules / "@expo-google-fonts"
    key = hashlib.sha256(Path(__file__).read_bytes() + (modules.parent / "package-lock.json").read_bytes()).hexdigest()
    index = output / "index.json"
    if index.is_file():
        known = json.loads(index.read_text())
        if known["key"] == key and all((output / name).is_file() for name in known["files"].values()):
            return
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*.woff2"):
        old.unlink()
    files = {name: cut(packages / path, output / f"{name}.woff2").name for name, path in FONTS.items()}
    index.write_text(json.dumps({"key": key, "files": files}, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))

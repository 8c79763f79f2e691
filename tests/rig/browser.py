"""A Chromium for the tests: the machine's, else the one that comes with npm. Without one they fail."""

import os
import shutil
import tarfile
from io import BytesIO
from pathlib import Path

import brotli

from tests.rig.places import MODULES, alone

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NPM = MODULES / "@sparticuz" / "chromium" / "bin"
CACHE = MODULES / ".cache" / "chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-domain-reliability", "--disable-breakpad", "--metrics-recording-only",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
CAMERA_FLAGS = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


def chromium() -> tuple[str, dict[str, str]]:
    """Return the path of a Chromium and the environment it needs.

    :raises RuntimeError: if there is none.
    """
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path, {}
    if not (NPM / "chromium.br").exists():
        raise RuntimeError("No Chromium for the tests: install one, or run npm ci for the packaged one")
    with alone("chromium"):
        if not (CACHE / "chromium").exists():
            _unpack()
    return str(CACHE / "chromium"), {"LD_LIBRARY_PATH": str(CACHE / "lib"), "FONTCONFIG_PATH": str(CACHE)}


def _unpack() -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("al2023", "swiftshader", "fonts"):
        with tarfile.open(fileobj=BytesIO(brotli.decompress((NPM / f"{name}.tar.br").read_bytes()))) as archive:
            archive.extractall(CACHE, filter="data")
    (CACHE / "fonts.conf").write_text(
        f"<fontconfig><dir>{CACHE}/fonts</dir><cachedir>{CACHE}/fonts-cache</cachedir></fontconfig>\n"
    )
    fresh = CACHE / "chromium.part"
    fresh.write_bytes(brotli.decompress((NPM / "chromium.br").read_bytes()))
    fresh.chmod(0o755)
    fresh.rename(CACHE / "chromium")


def axe_script() -> str:
    """Return the source of axe-core; evaluate it, the page's policy forbids adding it as a script."""
    return (Path(MODULES) / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

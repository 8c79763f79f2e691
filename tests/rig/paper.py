"""Reading printed pages as a person and a scanner would: text by PDFium, QR codes by zbar.

zbar shares no code with the decoder of the scanner page, so the two check each other.
"""

import json
import subprocess
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from tests.rig.places import ROOT, program


def pages(pdf: bytes, dpi: int = 300) -> list[Image.Image]:
    """Render each page in shades of grey."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page; the hyphen that PDFium marks at line ends is taken out."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded().replace("\ufffe", "").replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def codes(images: list[Image.Image]) -> list[list[str]]:
    """Return what zbar reads on each image, from top to bottom."""
    node = program("node")
    assert node, "node is missing; make test installs it"
    with tempfile.TemporaryDirectory() as folder:
        wanted = []
        for number, image in enumerate(images):
            path = Path(folder) / f"{number}.gray"
            path.write_bytes(image.convert("L").tobytes())
            wanted.append({"path": str(path), "width": image.width, "height": image.height})
        ran = subprocess.run(
            [node, str(ROOT / "tests" / "js" / "decode_qr.mjs")], input=json.dumps(wanted), capture_output=True,
            text=True, check=False, timeout=120,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found: list[list[str]] = json.loads(ran.stdout)
    return found


def page_codes(pdf: bytes, dpi: int = 300) -> list[list[str]]:
    """Return the texts of the QR codes of each page of a PDF."""
    return codes(pages(pdf, dpi))

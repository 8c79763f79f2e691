"""A camera film of badges: what Chromium's pretended camera shows to the scanner page."""

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import qrcode
from PIL import Image

SIZE = (1280, 720)


def blank_frame() -> Image.Image:
    """Return a frame with nobody before the camera."""
    return Image.new("L", SIZE, 150)


def badge_frame(text: str, *, width: int = 240, rotate: float = 0.0, noise: float = 0.0) -> Image.Image:
    """Return a frame with the code of a badge in the middle; ``width`` in pixels without the quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    cells = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    side = round(width * cells.shape[0] / (cells.shape[0] - 8))
    symbol = Image.fromarray(cells).resize((side, side), Image.Resampling.NEAREST)
    if rotate:
        symbol = symbol.rotate(rotate, expand=True, fillcolor=150, resample=Image.Resampling.BICUBIC)
    frame = blank_frame()
    frame.paste(symbol, ((SIZE[0] - symbol.width) // 2, (SIZE[1] - symbol.height) // 2))
    if noise:
        grain = np.random.default_rng(1).normal(0, noise, (SIZE[1], SIZE[0]))
        frame = Image.fromarray(np.clip(np.asarray(frame, dtype=float) + grain, 0, 255).astype(np.uint8))
    return frame


def write_film(path: Path, frames: Iterable[Image.Image], hold: int = 15) -> Path:
    """Write an .mjpeg that shows each frame ``hold`` times; Chromium plays it round and round at 30 a second."""
    assert path.suffix == ".mjpeg"
    with path.open("wb") as film:
        for frame in frames:
            buffer = io.BytesIO()
            frame.convert("RGB").save(buffer, "JPEG", quality=90)
            film.write(buffer.getvalue() * hold)
    return path


def film_of(path: Path, *codes: str, hold: int = 15) -> Path:
    """Write a film of badges, with an empty room between two of them."""
    return write_film(path, [frame for code in codes for frame in (badge_frame(code), blank_frame())], hold)

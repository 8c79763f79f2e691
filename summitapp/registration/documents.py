"""Files people send with their answers: looked into, cleaned, and never taken at their word."""

import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summitapp.core.text import N_

if TYPE_CHECKING:  # Pillow costs each web worker 6 MiB: it is loaded when the first picture comes
    from PIL.Image import Image

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
_SIDES: Final = (4000, 2600, 1800)
_NAME: Final = 100
_TYPES: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf"}

TOO_LARGE: Final = N_("This file is larger than five megabytes.")
EMPTY: Final = N_("This file is empty.")
WRONG_TYPE: Final = N_("Please choose a PDF, JPEG, PNG or WebP file.")
NO_PICTURE: Final = N_("Please choose a picture: JPEG, PNG or WebP.")
UNREADABLE: Final = N_("This picture cannot be read. Please save it anew, or choose another one.")
TOO_MANY_PIXELS: Final = N_("This picture is too large. Forty million points are the most we can take.")


class FileRefused(Exception):
    """A file cannot be taken; the only argument is a catalogue key."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file as it is kept: a picture is written anew, without whatever else was in it."""

    name: str
    media_type: str
    content: bytes

    @property
    def picture(self) -> bool:
        """Return whether it is a picture."""
        return self.media_type in _TYPES.values()


def clean_file(name: str, content: bytes) -> CleanFile:
    """Return a file as it may be kept.

    What it is, is told by its first bytes and not by its name or by what the browser says. Of a picture only
    the points are kept: no place, time or camera, and nothing hidden behind them.

    :raises FileRefused: if it is too large, of another type, or no picture although it begins like one.
    """
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > MOST_BYTES:
        raise FileRefused(TOO_LARGE)
    if content.startswith(b"%PDF-"):
        media_type = "application/pdf"
    elif (form := _picture_form(content)) is not None:
        content, media_type = _redrawn(content, form), _TYPES[form]
    else:
        raise FileRefused(WRONG_TYPE)
    return CleanFile(_clean_name(name, media_type), media_type, content)


def _picture_form(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _redrawn(content: bytes, form: str) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    # Pillow looks at this while it reads the head, before a single point is decoded.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise FileRefused(TOO_MANY_PIXELS)
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if _see_through(upright) and form != "JPEG" else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise FileRefused(UNREADABLE) from None
    return _small_enough(picture, form)


def _see_through(picture: "Image") -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _small_enough(picture: "Image", form: str) -> bytes:
    from PIL.Image import frombytes

    for side in _SIDES:
        picture.thumbnail((side, side))
        written = io.BytesIO()
        bare = frombytes(picture.mode, picture.size, picture.tobytes())  # nothing but the points
        bare.save(written, form, **({} if form == "PNG" else {"quality": 88}))
        if written.tell() <= MOST_BYTES:
            return written.getvalue()
    raise FileRefused(TOO_LARGE)


def _clean_name(name: str, media_type: str) -> str:
    """Return a name that is safe in a header and on a disk, with the ending of what the file really is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(sign for sign in last.rsplit(".", 1)[0] if sign.isalnum() or sign in " -_().,").strip(" .")
    return f"{stem[:_NAME] or 'file'}{_ENDINGS[media_type]}"

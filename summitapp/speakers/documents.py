"""Photos and slides: looked into, cleaned, and never taken at their word."""

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from summitapp.core.text import N_

MOST_PHOTO_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
LEAST_SIDE: Final = 200
LARGE: Final = (720, 900)
SMALL: Final = 160
PHOTO_TYPE: Final = "image/jpeg"
MOST_FILE_BYTES: Final = 20 * 1024 * 1024
_MOST_PARTS: Final = 20_000
_NAME: Final = 100
_FORMS: Final = ("JPEG", "PNG", "WEBP")

EMPTY: Final = N_("This file is empty.")
PHOTO_TOO_HEAVY: Final = N_("This photo is larger than ten megabytes. Please choose a smaller one.")
NO_PHOTO: Final = N_("Please choose a photo: JPEG, PNG or WebP.")
PHOTO_UNREADABLE: Final = N_("This photo cannot be read. Please save it anew, or choose another one.")
PHOTO_TOO_WIDE: Final = N_("This photo is too large. Forty million points are the most we can take.")
PHOTO_TOO_SMALL: Final = N_("This photo is too small. It should be 200 points wide and high at least.")
FILE_TOO_HEAVY: Final = N_("This file is larger than twenty megabytes. Please make it smaller, or split it.")
WRONG_FILE: Final = N_("Please choose a PDF, a presentation (PPTX, ODP, KEY), a text (DOCX, ODT) or a picture.")
WITH_MACROS: Final = N_("This file holds macros, which we cannot pass on. Please save it without them, or as a PDF.")
FILE_BROKEN: Final = N_("This file cannot be opened. Please save it anew, and try again.")

# Pillow looks at this while it reads the head, before a single point is decoded.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class FileRefused(Exception):
    """A file cannot be taken; the only argument is a catalogue key."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A portrait as it is kept: written anew in two sizes, without whatever else was in it.

    :param mark: changes with the picture, for addresses and ETags.
    """

    large: bytes
    small: bytes

    @property
    def mark(self) -> str:
        """Return what tells this picture from every other one."""
        return hashlib.sha256(self.large).hexdigest()[:16]


def clean_photo(content: bytes) -> Photo:
    """Return a photo in both sizes; of what was sent only the points are kept, no place, time or camera.

    :raises FileRefused: if it is no picture, cannot be read, or is too large or too small.
    """
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > MOST_PHOTO_BYTES:
        raise FileRefused(PHOTO_TOO_HEAVY)
    picture = _opened(content)
    if min(picture.size) < LEAST_SIDE:
        raise FileRefused(PHOTO_TOO_SMALL)
    large = picture.copy()
    large.thumbnail(LARGE, Image.Resampling.LANCZOS)
    # A face is rather in the upper part of a portrait than in its middle.
    small = ImageOps.fit(picture, (SMALL, SMALL), Image.Resampling.LANCZOS, centering=(0.5, 0.3))
    return Photo(_written(large), _written(small))


def _opened(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise FileRefused(PHOTO_TOO_WIDE)
            upright = ImageOps.exif_transpose(opened)
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                paper = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(paper, upright.convert("RGBA"))
            return upright.convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(PHOTO_TOO_WIDE) from None
    except UnidentifiedImageError:
        raise FileRefused(NO_PHOTO) from None
    except (OSError, SyntaxError, ValueError):
        raise FileRefused(PHOTO_UNREADABLE) from None


def _written(picture: Image.Image) -> bytes:
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())  # nothing but the points
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue()


# --- slides and other files -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file as it is kept, with the media type that its own bytes tell."""

    name: str
    media_type: str
    content: bytes


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."
_ENDINGS: Final = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png",
    _OFFICE + "presentationml.presentation": ".pptx", _OFFICE + "wordprocessingml.document": ".docx",
    _OPEN + "presentation": ".odp", _OPEN + "text": ".odt", "application/vnd.apple.keynote": ".key",
}  # fmt: skip


def clean_file(name: str, content: bytes) -> CleanFile:
    """Return a file as it may be kept: what it is, is told by its bytes and not by its name.

    :raises FileRefused: if it is empty, too large, of a kind we do not take, broken, or holds macros.
    """
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > MOST_FILE_BYTES:
        raise FileRefused(FILE_TOO_HEAVY)
    media_type = _kind_of(content)
    return CleanFile(_clean_name(name, _ENDINGS[media_type]), media_type, content)


def _kind_of(content: bytes) -> str:
    for start, media_type in ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"),
                              (b"\x89PNG\r\n\x1a\n", "image/png")):  # fmt: skip
        if content.startswith(start):
            return media_type
    if not content.startswith(b"PK\x03\x04"):
        raise FileRefused(WRONG_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind_of_archive(archive)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, UnicodeError):
        raise FileRefused(FILE_BROKEN) from None


def _kind_of_archive(archive: zipfile.ZipFile) -> str:
    """Look at the list of its parts and at the few bytes in which an OpenDocument says what it is; unpack no more."""
    parts = set(archive.namelist())
    if len(parts) > _MOST_PARTS:
        raise FileRefused(WRONG_FILE)
    if any(part.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for part in parts):
        raise FileRefused(WITH_MACROS)
    if "[Content_Types].xml" in parts:
        if "ppt/presentation.xml" in parts:
            return _OFFICE + "presentationml.presentation"
        if "word/document.xml" in parts:
            return _OFFICE + "wordprocessingml.document"
    if "Index/Document.iwa" in parts or "index.apxl" in parts or "Index.zip" in parts:
        return "application/vnd.apple.keynote"
    if "mimetype" in parts and archive.getinfo("mimetype").file_size < 100:
        said = archive.read("mimetype").decode("ascii", "replace").strip()
        if said in (_OPEN + "presentation", _OPEN + "text"):
            return said
    raise FileRefused(WRONG_FILE)


def _clean_name(name: str, ending: str) -> str:
    """Return a name that is safe in a header and on a disk, with the ending of what the file really is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(sign for sign in last.rsplit(".", 1)[0] if sign.isalnum() or sign in " -_().,").strip(" .")
    return f"{stem[:_NAME] or 'file'}{ending}"

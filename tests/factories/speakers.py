"""Photos and slides as people send them, and a speaker with a link."""

import io
import zipfile
from datetime import timedelta
from typing import Any

from PIL import Image

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.core.db import db
from summitapp.speakers import services as speakers
from tests.factories.agenda import World

GPS = 0x8825


def photo(width: int = 900, height: int = 1200, form: str = "JPEG", *, exif: bool = True, colour: str = "teal") -> bytes:
    """A picture as a telephone makes it: with place and camera, lying on its side."""
    picture = Image.new("RGB", (width, height), colour)
    out = io.BytesIO()
    about = Image.Exif()
    if exif:
        about[0x010F], about[0x0112] = "Kamera AG", 6
        about.get_ifd(GPS)[2] = (38.0, 25.0, 7.0)
    picture.save(out, form, exif=about)
    return out.getvalue()


def slides(*parts: str) -> bytes:
    """A presentation as far as its list of parts goes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in ("[Content_Types].xml", "ppt/presentation.xml", *parts):
            archive.writestr(zipfile.ZipInfo(part), "<x/>")  # no clock: the same file each time
    return out.getvalue()


def open_document(kind: str) -> bytes:
    """An OpenDocument file as far as it says what it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return out.getvalue()


def link_of(world: World, person: Any = None) -> str:
    """Return the secret of a link for somebody who appears, Ayşe unless another is named."""
    profile = speakers.ensure_profile(world.summit, person or world.ayse)
    db.session.flush()
    return accounts.mint_link(Purpose.SPEAKER, profile.public_id, timedelta(days=9), single_use=False)

"""Which letters of a badge the fonts of paper lack: found before printing, since a box on a badge is somebody's name."""

from collections.abc import Iterable

from summitapp.core.paper import Face, missing

_FACES = {"given_name": Face.DISPLAY_BOLD, "family_name": Face.DISPLAY, "function": Face.PLAIN_BOLD}


def lacking(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return field → letters that cannot be printed, of (field, text); fields without any are left out."""
    found = {field: missing(text, _FACES.get(field, Face.PLAIN)) for field, text in texts if text and not text.isascii()}
    return {field: letters for field, letters in found.items() if letters}

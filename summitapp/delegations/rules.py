"""What a delegation is called by lists and programs."""

from typing import Final

from summitapp.core.text import slugify

CODE_LENGTH: Final = 40


def code_from(name: str) -> str:
    """Return the code of a delegation from a city's name: ASCII capitals, ``Karşıyaka`` → ``KARSIYAKA``."""
    return slugify(name).replace("-", "_").upper()[:CODE_LENGTH].strip("_")


def normalise_code(code: str) -> str:
    """Return a code as it is kept, whatever case and alphabet somebody typed it in."""
    return code_from(code)

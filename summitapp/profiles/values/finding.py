"""Looking for people: what is asked, and one page of who fits."""

from dataclasses import dataclass
from typing import Final

from summitapp.core.text import fold

PAGE: Final = 20
QUERY_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of people; what is empty asks nothing.

    :param city: code of a city. :param language: ISO 639-1. :param tag: key of a topic they offer, seek or are interested in.
    """

    text: str = ""
    tag: str = ""
    sdg: int = 0
    city: str = ""
    language: str = ""
    kind: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the folded words of the text; each must be found."""
        return tuple(fold(self.text).split())

    @property
    def asks(self) -> bool:
        """Whether anything is asked."""
        return bool(self.words or self.tag or self.sdg or self.city or self.language or self.kind)


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be asked for at this summit: only what somebody says is offered to choose from."""

    tags: frozenset[str] = frozenset()
    sdgs: frozenset[int] = frozenset()
    cities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

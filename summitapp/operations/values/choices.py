"""Which sessions of the demo programme have places, how many people want one, and what some of them marked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: Session → how many participants want a place. Two of them have more than fit, so that somebody waits.
WANTED: Final[Mapping[str, int]] = MappingProxyType({
    "first-timers": 41, "one-apprenticeship": 27, "kordon-walk": 22, "safe-way-home": 33, "first-72-hours": 51,
    "visit-bay": 29, "visit-quake-centre": 21, "visit-kemeralti": 36, "old-walls": 18,
})  # fmt: skip
WITH_PLACES: Final = frozenset(WANTED)
#: At one time people are in one place: who wants the one of these does not want the others.
AT_ONE_TIME: Final = ("visit-bay", "visit-quake-centre", "visit-kemeralti")
#: Stars, by turns.
MARKED: Final = (
    ("ground-beneath-us", "cool-city", "two-choirs"), ("ports-that-talk", "gala"),
    ("welcome-reception", "three-demands", "school-plate", "suitcases-of-memory"), (), ("youth-forum", "two-choirs"),
)  # fmt: skip

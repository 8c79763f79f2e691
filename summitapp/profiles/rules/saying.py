"""What a profile may say, what it needs to be found by, and by what the people of one house are known."""

from collections.abc import Collection

from summitapp.core.text import N_, fold
from summitapp.directory.values import SDGS, TOPICS
from summitapp.profiles.values import HEADLINE_LENGTH, MOST_MEETINGS, MOST_TAGS, SPOKEN, TEXT_LENGTH, Said

_TOO_LONG = N_("This is a little long; please shorten it.")
_TOO_MANY = N_("Please choose fewer, those that matter most: suggestions get better by it.")
_UNKNOWN = N_("One of these is not among the choices.")
_NUMBER = N_("Please give a number from 0 to 100.")


def find_faults(said: Said) -> dict[str, str]:
    """Return what is wrong, field → catalogue key."""
    faults: dict[str, str] = {}
    if len(said.headline) > HEADLINE_LENGTH:
        faults["headline"] = _TOO_LONG
    if len(said.text) > TEXT_LENGTH:
        faults["text"] = _TOO_LONG
    for name in ("offers", "seeks", "topics"):
        faults |= _choice(name, getattr(said, name), TOPICS, MOST_TAGS)
    faults |= _choice("sdgs", said.sdgs, SDGS, len(SDGS))
    faults |= _choice("languages", said.languages, SPOKEN, len(SPOKEN))
    for name in ("min_meetings", "max_meetings", "max_per_day"):
        number = getattr(said, name)
        if number is not None and not 0 <= number <= MOST_MEETINGS:
            faults[name] = _NUMBER
    if said.min_meetings is not None and said.max_meetings is not None and said.min_meetings > said.max_meetings:
        faults["min_meetings"] = N_("You would like more meetings than you want at most.")
    return faults


def _choice(name: str, chosen: Collection[object], known: Collection[object], most: int) -> dict[str, str]:
    if any(one not in known for one in chosen):
        return {name: _UNKNOWN}
    return {name: _TOO_MANY} if len(chosen) > most else {}


def says_enough(said: Said) -> bool:
    """Whether there is anything by which somebody could be found."""
    return bool(said.offers or said.seeks or said.topics or said.sdgs or said.headline or said.text)


def house_key(organisation: str, city: str) -> str:
    """Return by what those of one house are known, whatever the case and the marks; empty for somebody of no house."""
    return fold(f"{organisation} {city}") if organisation.strip() else ""

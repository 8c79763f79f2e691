"""Whether a profile makes sense, and how long its link works."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from summitapp.core.text import N_
from summitapp.speakers.values import LINK_AFTER_DAYS, MOST_BIOGRAPHY, ProfileDetails


def find_profile_faults(details: ProfileDetails) -> dict[str, str]:
    """Return what is wrong, by field; the words are catalogue keys."""
    faults = {}
    if any(len(text) > MOST_BIOGRAPHY for _, text in details.biography):
        faults["biography"] = N_("This biography is too long.")
    if details.link and not is_web_address(details.link):
        faults["link"] = N_("Please give an address that begins with https://.")
    return faults


def is_web_address(text: str) -> bool:
    """Whether this is an address a reader's browser can safely open."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and text.isprintable() and " " not in text


def link_lasts(ends_on: date, minted_on: date) -> timedelta:
    """Return how long a link that is minted now works: until some weeks after the summit, and a day at least."""
    return max(ends_on - minted_on + timedelta(days=LINK_AFTER_DAYS), timedelta(days=1))

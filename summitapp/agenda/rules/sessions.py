"""What makes a session sensible by itself, and how a programme is told by day and language."""

from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from summitapp.agenda.values import Placement, Programme, SessionText
from summitapp.core.text import LANGUAGES, N_
from summitapp.core.tz import to_local

LONGEST_SESSION: Final = timedelta(hours=16)


def find_time_faults(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    """Return what is wrong with the times of one session: field → catalogue key."""
    if ends_at <= starts_at:
        return {"ends_at": N_("The session ends before it begins.")}
    if ends_at - starts_at > LONGEST_SESSION:
        return {"ends_at": N_("A session lasts sixteen hours at most. Please check the date.")}
    return {}


def find_session_faults(text: SessionText, tracks: frozenset[str]) -> dict[str, str]:
    """Return what is wrong with what is said of a session: field → catalogue key.

    :param tracks: codes of the summit's tracks.
    """
    faults: dict[str, str] = {}
    if not text.title:
        faults["title"] = N_("Please give the session a title in at least one language.")
    if text.track and text.track not in tracks:
        faults["track"] = N_("Please choose a track from the list.")
    if any(goal not in range(1, 18) for goal in text.sdgs):
        faults["sdgs"] = N_("The goals are numbered 1 to 17.")
    if text.capacity is not None and text.capacity < 1:
        faults["capacity"] = N_("Please give at least one place, or leave this empty.")
    if not set(text.languages) | set(text.interpretation) <= set(LANGUAGES):
        faults["languages"] = N_("Please choose languages from the list.")
    faults |= _find_channel_faults(text)
    if text.livestream and not _is_safe_address(text.livestream):
        faults["livestream"] = N_("Please give an address that begins with https://.")
    return faults


def _find_channel_faults(text: SessionText) -> dict[str, str]:
    numbers = [number for _language, number in text.channels]
    heard = {*text.languages, *text.interpretation}
    for language, number in text.channels:
        if not 0 <= number <= 99:
            return {f"channel_{language}": N_("Channels are numbered 0 to 99.")}
        if language not in heard:
            return {f"channel_{language}": N_("The session is neither held in this language nor interpreted into it.")}
        if numbers.count(number) > 1:
            return {f"channel_{language}": N_("Each language has a channel of its own.")}
    return {}


def _is_safe_address(address: str) -> bool:
    """Whether people can be sent there: by an encrypted connection, to a host, without a name and password."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return False
    return plain and len(address) <= 300 and not any(sign.isspace() or sign in "<>\"" for sign in address)


def days_of(programme: Programme) -> tuple[tuple[date, tuple[Placement, ...]], ...]:
    """Return the placements by day at the venue; the summit's own days come even when nothing is on them."""
    by_day: dict[date, list[Placement]] = {day: [] for day in programme.days}
    for placement in programme.placements:
        by_day.setdefault(to_local(placement.starts_at, programme.zone).date(), []).append(placement)
    return tuple((day, tuple(by_day[day])) for day in sorted(by_day))


def takes_place_in(placement: Placement, language: str) -> bool:
    """Whether somebody who speaks ``language`` can follow: on the floor or in their headphones."""
    return language in placement.text.languages or language in placement.text.interpretation

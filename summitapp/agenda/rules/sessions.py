"""What makes a session sensible by itself, and how a programme is told by day and language."""

from datetime import date, datetime, timedelta
from typing import Final

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
    return faults


def days_of(programme: Programme) -> tuple[tuple[date, tuple[Placement, ...]], ...]:
    """Return the placements by day at the venue; the summit's own days come even when nothing is on them."""
    by_day: dict[date, list[Placement]] = {day: [] for day in programme.days}
    for placement in programme.placements:
        by_day.setdefault(to_local(placement.starts_at, programme.zone).date(), []).append(placement)
    return tuple((day, tuple(by_day[day])) for day in sorted(by_day))


def takes_place_in(placement: Placement, language: str) -> bool:
    """Whether somebody who speaks ``language`` can follow: on the floor or in their headphones."""
    return language in placement.text.languages or language in placement.text.interpretation

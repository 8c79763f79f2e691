"""Pure decisions of the public pages."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from summitapp.agenda.values import Placement, SessionKind
from summitapp.pages.values import Door, SummitCard

COMMON: Final = frozenset({SessionKind.PLENARY, SessionKind.CEREMONY, SessionKind.RECEPTION})
MOST_HIGHLIGHTS: Final = 6


def choose_highlights(placements: Iterable[Placement]) -> list[Placement]:
    """Return the first sessions that everybody attends, in the order of time."""
    common = [one for one in placements if one.text.kind in COMMON and not one.cancelled and not one.text.is_break]
    return sorted(common, key=lambda one: (one.starts_at, one.code))[:MOST_HIGHLIGHTS]


def decide_door(window: str, full: bool, over: bool) -> Door:
    """Return what the register button says.

    :param window: ``not_yet``, ``open`` or ``closed``, as the summit's dates say.
    """
    if over:
        return Door.OVER
    if window != "open":
        return Door(window)
    return Door.WAITING if full else Door.OPEN


def choose_next(cards: Sequence[SummitCard], today: date) -> SummitCard | None:
    """Return the summit the first page leads to: the next one, else the most recent."""
    coming = [card for card in cards if card.ends_on >= today]
    if coming:
        return min(coming, key=lambda card: card.starts_on)
    return max(cards, key=lambda card: card.starts_on, default=None)

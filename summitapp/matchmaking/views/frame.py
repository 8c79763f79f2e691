"""What the organisers' pages of meetings share."""

from typing import Any

from summitapp.core.web import lang_blueprint, render
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import MeetingRound

bp = lang_blueprint("matchmaking", __name__)
PATH = "/organise/<slug>/meetings"


def round_at(slug: str) -> MeetingRound | None:
    """Return the round of the summit of an address."""
    return queries.round_of(slug)


def page(template: str, one: MeetingRound, **context: Any) -> str:
    """Render one of the organisers' pages of a round."""
    summit = one.summit
    return render(f"matchmaking/{template}.html", summit=summit, demo=summit.is_demo, round=one, zone=summit.timezone, **context)

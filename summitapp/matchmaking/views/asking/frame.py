"""What the pages of asking share: who comes, one's desk, and the words of a time."""

from collections.abc import Iterable
from typing import Any

from flask import abort
from werkzeug.wrappers import Response

from summitapp.core.i18n import show_date, show_time
from summitapp.core.tz import to_local
from summitapp.core.web import current_actor, lang_blueprint, redirect_to, render
from summitapp.matchmaking.models import MeetingSlot
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries.asking import Place, Visit
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import STATE_LABELS, WISH_LABELS, Desk

bp = lang_blueprint("meetings", __name__)
Page = str | tuple[str, int] | Response
PATH = "/my/summits/<slug>/meetings"


def mine(slug: str) -> Visit | None:
    """Return whoever asks as a participant of a summit with meetings; a stranger is told how a participant comes in."""
    if not current_actor().signed_in:
        abort(redirect_to("my.home"))
    return queries.visit(slug, current_actor().person)


def held(slug: str, reference: str) -> Place | None:
    """Return a request at whose table whoever asks sits or sat; for everybody else there is none."""
    if not current_actor().signed_in:
        abort(redirect_to("my.home"))
    return queries.place(slug, current_actor().person, reference)


def page(template: str, visit: Visit | Place, **context: Any) -> str:
    """Render one of a delegate's pages of meetings."""
    summit, desk = visit.round.summit, context.pop("desk", None)
    waiting = len(desk.waiting) if isinstance(desk, Desk) else 0
    return render(f"matchmaking/{template}.html", summit=summit, demo=summit.is_demo, zone=summit.timezone, round=visit.round,
                  registration=visit.registration, permits=asking.permits_of(visit.round), waiting=waiting, desk=desk,
                  state_labels=STATE_LABELS, wish_labels=WISH_LABELS, **context)  # fmt: skip


def times(slots: Iterable[MeetingSlot], zone: str) -> list[tuple[str, str]]:
    """Return slots as choices: row id and the wall time of the venue."""
    return [(str(one.id), wall_time(one, zone)) for one in slots]


def wall_time(slot: MeetingSlot, zone: str) -> str:
    """Return when a slot is, as the clocks at the venue have it."""
    starts, ends = to_local(slot.starts_at, zone), to_local(slot.ends_at, zone)
    return f"{show_date(starts.date(), 'short')}, {show_time(starts)}–{show_time(ends)}"

"""Agreed requests that have no time, and how an organiser gives them one."""

from typing import Any

from werkzeug.wrappers import Response

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import show_date, show_time
from summitapp.core.tz import to_local
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, requires
from summitapp.matchmaking import services
from summitapp.matchmaking.forms.asking import PlaceForm
from summitapp.matchmaking.models import MeetingRequest, MeetingRound
from summitapp.matchmaking.queries import asking as requests
from summitapp.matchmaking.queries import mending as queries
from summitapp.matchmaking.values import REASONS, Reply
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at


def _at(slug: str, reference: str) -> MeetingRequest | None:
    return requests.request(slug, reference)


def _people(one: MeetingRequest) -> str:
    return ", ".join(each.registration.person.name.full for each in one.attendees if each.reply is not Reply.NO)


@bp.get(f"{PATH}/plan/waiting/")
@requires("matchmaking:see", on=round_at)
def waiting(one: MeetingRound) -> str:
    """Show which agreed requests have no time."""
    return page("waiting", one, requests=queries.without_meeting(one.id), people=_people, tab="matchmaking.plan",
                open_now=services.may_place(one, by_hand=True))  # fmt: skip


@bp.get(f"{PATH}/plan/waiting/<reference>/")
@requires("matchmaking:see", on=_at)
def openings(one: MeetingRequest) -> Any:
    """Show the next times at which one of them could be held."""
    try:
        found = services.openings_for(one, by_hand=True)
    except DomainError as error:
        flash_warning(explain(error))
        return redirect_to("matchmaking.waiting", slug=one.round.summit.slug)
    zone, slots = one.round.summit.timezone, []
    for slot in found.slots:
        starts = to_local(slot.starts_at, zone)
        slots.append((slot.public_id, f"{show_date(starts.date(), 'short')}, {show_time(starts)}"))
    return page("openings", one.round, request_=one, people=_people, slots=slots, reason=found.reason, reasons=REASONS,
                tab="matchmaking.plan", open_now=services.may_place(one.round, by_hand=True))  # fmt: skip


@bp.post(f"{PATH}/plan/waiting/<reference>/place")
@requires("matchmaking:manage", on=_at)
def place_now(one: MeetingRequest) -> Response:
    """Give it the first free time, or one of the next."""
    form = PlaceForm()
    slug = one.round.summit.slug
    if not form.validate_on_submit():
        return redirect_to("matchmaking.openings", slug=slug, reference=one.public_id)
    try:
        services.place_now(one, form.slot.data or "", by_hand=True)
    except DomainError as error:
        flash_warning(explain(error))
        return redirect_to("matchmaking.openings", slug=slug, reference=one.public_id)
    flash_done(_("The meeting has its time and table. Those at the table are told."))
    return redirect_to("matchmaking.waiting", slug=slug)

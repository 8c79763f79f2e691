"""The plan: tables and times, one meeting, changes by hand, and what changed from version to version."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from flask import request

from summitapp.agenda import queries as agenda
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import show_date, show_time
from summitapp.core.text import fold
from summitapp.core.tz import to_local
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, requires
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.forms import MoveForm, SwapForm
from summitapp.matchmaking.models import Meeting, MeetingRound
from summitapp.matchmaking.values import CAUSES, CHANGE_LABELS, MEETING_LABELS, MeetingState, RulesBroken
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at


@bp.get(f"{PATH}/plan/")
@requires("matchmaking:see", on=round_at)
def plan(one: MeetingRound) -> str:
    """Show tables and times of a day, all or those of a city or a person."""
    slots, tables, zone = queries.slots_of(one.id), queries.tables_of(one.id), one.summit.timezone
    days = sorted({to_local(slot.starts_at, zone).date() for slot in slots})
    chosen = _chosen_day(days)
    shown = [slot for slot in slots if to_local(slot.starts_at, zone).date() == chosen]
    everything = queries.meetings_in(one.id)
    words = request.args.get("q", "").strip()
    meetings = [meeting for meeting in everything if _fits(meeting, words)]
    grid = {(meeting.table_id, meeting.slot_id): meeting for meeting in meetings}
    used = {meeting.table_id for meeting in meetings if meeting.slot_id in {slot.id for slot in shown}}
    return page(
        "plan", one, days=days, chosen=chosen, slots=shown, tables=[t for t in tables if t.id in used or not (t.closed or words)],
        grid=grid, used=used, number=len(everything), found=len(meetings), q=words, labels=MEETING_LABELS, causes=CAUSES,
        by_day=Counter(to_local(meeting.slot.starts_at, zone).date() for meeting in meetings),
        questions=_questions(one, everything), people_at=people_at,
    )  # fmt: skip


def _questions(one: MeetingRound, meetings: list[Meeting]) -> list[tuple[Meeting, str]]:
    """Return the meetings that somebody has to decide on, each with the code of the reason."""
    known = {meeting.public_id: meeting for meeting in meetings}
    return [(known[found.meeting], found.code) for found in services.questions_of(one) if found.meeting in known]


def _chosen_day(days: list[date]) -> date | None:
    asked = request.args.get("day", "")
    return next((day for day in days if day.isoformat() == asked), days[0] if days else None)


def _fits(meeting: Meeting, words: str) -> bool:
    """Whether somebody at the table, or their city, begins with each of the words."""
    if not words:
        return True
    people = [seat.registration for seat in meeting.seats]
    known = " ".join(
        f"{who.person.name.full} {who.city_text} {who.organisation_text} {_city_words(who)}" for who in people
    )
    parts = fold(known).split()
    return all(any(part.startswith(word) for part in parts) for word in fold(words).split())


def _city_words(who: Any) -> str:
    group = who.delegation
    if group is None:
        return ""
    names = [group.name, *([group.city.name] if group.city else [])]
    return " ".join(text for name in names for _language, text in name)


# --- one meeting -----------------------------------------------------------------------------------


def _at(slug: str, reference: str, how: str = "") -> Meeting | None:
    return queries.meeting(slug, reference)


@bp.get(f"{PATH}/plan/<reference>/")
@requires("matchmaking:see", on=_at)
def meeting(one: Meeting) -> str:
    """Show one meeting, its history, and how it can be changed by hand."""
    return _meeting_page(one)


def _meeting_page(one: Meeting, against: RulesBroken | None = None, move: MoveForm | None = None,
                  swap: SwapForm | None = None) -> str:  # fmt: skip
    move = move or MoveForm(formdata=None, data={
        "slot": one.slot.public_id, "table": one.table.public_id,
        "interpreter": one.interpreter.public_id if one.interpreter else "",
    })  # fmt: skip
    swap = swap or SwapForm(formdata=None)
    _offer(one, move)
    swap.offer(_others(one))
    return page(
        "meeting", one.round, meeting=one, tab="matchmaking.plan", move=move, swap=swap, against=against, causes=CAUSES,
        labels=MEETING_LABELS, kinds=CHANGE_LABELS, history=queries.history_of(one.id), places=_places(one.round),
        sitters=queries.sitters_of(one), stands=one.state is not MeetingState.CANCELLED,
    )  # fmt: skip


def _offer(one: Meeting, form: MoveForm) -> None:
    places = _places(one.round)
    tables = [table for table in queries.tables_of(one.round_id) if not table.closed or table.id == one.table_id]
    pool = [(who.public_id, who.person.name.full) for who in agenda.interpreters_of(one.round.summit_id)]
    form.offer([(slot.public_id, places[slot.public_id]) for slot in queries.slots_of(one.round_id)],
               [(table.public_id, table.code) for table in tables], [("", _("Nobody")), *pool])  # fmt: skip


def _others(one: Meeting) -> list[tuple[str, str]]:
    places = _places(one.round)
    return [
        (other.public_id, f"{places[other.slot.public_id]} · {other.table.code} · {people_at(other)}")
        for other in queries.meetings_in(one.round_id) if other.id != one.id
    ]  # fmt: skip


def people_at(one: Meeting) -> str:
    """Return the names of those who sit at a meeting."""
    return ", ".join(seat.registration.person.name.full for seat in sorted(one.seats, key=lambda seat: seat.id))


def _places(one: MeetingRound) -> dict[str, str]:
    """Return public id → words, of slots as their time and of tables as their code."""
    found = {table.public_id: table.code for table in queries.tables_of(one.id)}
    for slot in queries.slots_of(one.id):
        here = to_local(slot.starts_at, one.summit.timezone)
        found[slot.public_id] = f"{show_date(here.date(), 'short')}, {show_time(here)}"
    return found


@bp.post(f"{PATH}/plan/<reference>/move")
@requires("matchmaking:manage", on=_at)
def move_meeting(one: Meeting) -> Any:
    """Hold it at another time or table."""
    form = MoveForm()
    _offer(one, form)
    if not form.validate_on_submit():
        return _meeting_page(one, move=form), 422
    try:
        services.move_meeting(one, form.slot.data, form.table.data, form.interpreter.data or "", anyway=bool(form.anyway.data))
    except RulesBroken as against:
        return _meeting_page(one, against, move=form), against.status
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("The meeting is moved."))
    return redirect_to("matchmaking.meeting", slug=one.round.summit.slug, reference=one.public_id)


@bp.post(f"{PATH}/plan/<reference>/swap")
@requires("matchmaking:manage", on=_at)
def swap_meetings(one: Meeting) -> Any:
    """Exchange time and table with another."""
    form, slug = SwapForm(), one.round.summit.slug
    form.offer(_others(one))
    other = queries.meeting(slug, form.other.data or "") if form.validate_on_submit() else None
    if other is None:
        return _meeting_page(one, swap=form), 422
    try:
        services.swap_meetings(one, other, anyway=bool(form.anyway.data))
    except RulesBroken as against:
        return _meeting_page(one, against, swap=form), against.status
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("The two meetings have changed places."))
    return redirect_to("matchmaking.meeting", slug=slug, reference=one.public_id)


@bp.post(f"{PATH}/plan/<reference>/<any(pin, release):how>")
@requires("matchmaking:manage", on=_at)
def pin_meeting(one: Meeting) -> Any:
    """Let it stay where it is, or let it go."""
    pinned = request.path.endswith("/pin")
    services.pin_meeting(one, pinned)
    flash_done(_("The planner leaves it where it is.") if pinned else _("The planner may move it again."))
    return redirect_to("matchmaking.meeting", slug=one.round.summit.slug, reference=one.public_id)


@bp.post(f"{PATH}/plan/<reference>/cancel")
@requires("matchmaking:manage", on=_at)
def cancel_meeting(one: Meeting) -> Any:
    """Cancel it."""
    slug = one.round.summit.slug
    try:
        services.cancel_meeting(one)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("The meeting is cancelled; the request stays agreed."))
    return redirect_to("matchmaking.plan", slug=slug)


# --- versions --------------------------------------------------------------------------------------


@bp.get(f"{PATH}/plan/versions/")
@requires("matchmaking:see", on=round_at)
def versions(one: MeetingRound) -> str:
    """Show what changed since people know their meetings, and why."""
    by_version = defaultdict(list)
    for change in queries.changes_of(one.id):
        by_version[change.version].append(change)
    return page("versions", one, versions=dict(by_version), kinds=CHANGE_LABELS, causes=CAUSES, places=_places(one),
                people_at=people_asked, tab="matchmaking.plan")  # fmt: skip


def people_asked(one: Meeting) -> str:
    """Return the names of those whom a meeting is, or was, about."""
    return ", ".join(each.person.name.full for each in queries.sitters_of(one))

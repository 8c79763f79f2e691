"""One request: its words and history, the answer, another time, guests, and taking it back."""

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import explain, flash_done, flash_warning, limited, redirect_to, requires
from summitapp.matchmaking import services
from summitapp.matchmaking.forms.asking import ActForm, AnswerForm, GuestForm, PlaceForm, TimeForm, WishForm
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries.asking import Place
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import REASONS, AttendeeRole, Reply, RequestKind, RequestLine, RequestState, Wish
from summitapp.matchmaking.views.asking.frame import PATH, Page, bp, held, page, times, wall_time
from summitapp.profiles import queries as profiles

_ONE = f"{PATH}/requests/<reference>"


@bp.get(f"{_ONE}/")
@requires("matchmaking:use", on=held)
def request(place: Place) -> Page:
    """Show a request as it stands for one of those at its table."""
    return _page(place, AnswerForm(None, home=_home(place)))


def _page(place: Place, answer: AnswerForm, status: int = 200) -> Page:
    line = asking.line_of(place.request, place.registration)
    if line is None:
        raise NotFound
    placed = queries.is_placed(place.request.id)
    slots = [] if placed or not line.stands else _slots(place)
    return page("request", place, line=line, answer=answer, placed=placed, times=TimeForm(None, slots=slots) if slots else None,
                guests=_guests(place, line, placed), desk=asking.desk_of(place.registration), reasons=REASONS,
                openings=_openings(place, line, placed), place_form=PlaceForm(None)), status  # fmt: skip


def _openings(place: Place, line: RequestLine, placed: bool) -> dict[str, Any] | None:
    """Return the next times for an agreed request without one, or why there is none; nothing while a plan is made."""
    if placed or not line.stands or line.state is not RequestState.ACCEPTED or not services.may_place(place.round):
        return None
    found, zone = services.openings_for(place.request), place.round.summit.timezone
    return {"slots": [(one.public_id, wall_time(one, zone)) for one in found.slots], "reason": found.reason}


def _slots(place: Place) -> list[tuple[str, str]]:
    """Return the times at which all who want to come are free, and whoever looks; others have shown nothing of their day."""
    table = asking.shown_to(place.request, place.registration)
    return times(asking.free_slots(place.round, table), place.round.summit.timezone)


def _home(place: Place) -> list[tuple[str, str]]:
    """Return those of the delegation who could come, for whoever answers for it."""
    own = next(one for one in place.request.attendees if one.registration_id == place.registration.id)
    if place.request.kind is not RequestKind.DELEGATION or own.role is not AttendeeRole.ASKED:
        return []
    every = profiles.open_profiles(place.round.summit_id)
    return [(one.registration.public_id, one.registration.person.name.full) for one in every
            if one.registration is not None and one.registration.delegation_id == place.request.delegation_id]  # fmt: skip


def _guests(place: Place, line: RequestLine, placed: bool) -> list[tuple[str, str]]:
    """Return whom the host could ask to come as well: those they have agreed to meet, or asked, already."""
    if not line.mine or not line.stands or placed:
        return []
    there = {one.registration_id for one in place.request.attendees}
    desk = asking.desk_of(place.registration)
    near = {one.party.reference: one.party for one in (*desk.agreed, *desk.sent, *desk.answered) if one.party.reference}
    known = queries.parties_of(one.registration for one in place.request.attendees)
    seated = {known[number].reference for number in there}
    return [(reference, said(who.name)) for reference, who in near.items()
            if reference not in seated and not who.is_delegation]  # fmt: skip


def _act(place: Place, do: Callable[[], object], words: str) -> Response:
    """Do something by one button; what happened in the meantime is shown as it stands now."""
    try:
        do()
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(words)
    return redirect_to("meetings.request", slug=place.round.summit.slug, reference=place.request.public_id)


@bp.post(f"{_ONE}/reply")
@limited("120 per minute")
@requires("matchmaking:use", on=held)
def reply(place: Place) -> Any:
    """Say yes or no."""
    form = AnswerForm(home=_home(place))
    if not form.validate_on_submit():
        return _page(place, form, 422)
    answer = form.answer
    yes, no = _("You have agreed. They are told by mail."), _("You have declined. They are told kindly.")
    words = yes if answer.reply is Reply.YES else no
    return _act(place, lambda: asking.reply(place.request, place.registration, answer), words)


@bp.post(f"{_ONE}/withdraw")
@limited("120 per minute")
@requires("matchmaking:use", on=held)
def withdraw(place: Place) -> Any:
    """Take a request back, or do not come after all."""
    if not ActForm().validate_on_submit():
        return _page(place, AnswerForm(None, home=_home(place)), 422)
    return _act(place, lambda: asking.withdraw(place.request, place.registration), _("Taken back. The others are told by mail."))


@bp.post(f"{_ONE}/time")
@limited("120 per minute")
@requires("matchmaking:use", on=held)
def propose_time(place: Place) -> Any:
    """Propose another time."""
    form = TimeForm(slots=_slots(place))
    if not form.validate_on_submit():
        return _page(place, AnswerForm(None, home=_home(place)), 422)
    return _act(place, lambda: asking.propose_time(place.request, place.registration, form.slot.data or ""),
                _("The other time is proposed. They are told by mail."))  # fmt: skip


@bp.post(f"{_ONE}/place")
@limited("60 per minute")
@requires("matchmaking:use", on=held)
def place_now(place: Place) -> Any:
    """Take the first time that is free for all, or one of the next."""
    form = PlaceForm()
    if not form.validate_on_submit():
        return _page(place, AnswerForm(None, home=_home(place)), 422)
    return _act(place, lambda: services.place_now(place.request, form.slot.data or ""),
                _("Your meeting has its time and table. All of you are told by mail."))  # fmt: skip


@bp.post(f"{_ONE}/wish")
@limited("120 per minute")
@requires("matchmaking:use", on=held)
def change_wish(place: Place) -> Any:
    """Want it more, or less."""
    form = WishForm()
    if not form.validate_on_submit():
        return _page(place, AnswerForm(None, home=_home(place)), 422)
    words = _("Marked as a must.") if form.chosen is Wish.MUST else _("No longer a must.")
    return _act(place, lambda: asking.change_wish(place.request, place.registration, form.chosen), words)


@bp.post(f"{_ONE}/guest")
@limited("60 per minute")
@requires("matchmaking:use", on=held)
def add_guest(place: Place) -> Any:
    """Ask somebody else to come as well."""
    form = GuestForm()
    if not form.validate_on_submit():
        return _page(place, AnswerForm(None, home=_home(place)), 422)
    return _act(place, lambda: asking.add_guest(place.request, place.registration, form.profile.data or ""),
                _("They are asked as well, and answer for themselves."))  # fmt: skip

"""The organisers' list of requests: figures, arranging, pinning, and a sheet of it."""

from typing import Any, Final

from flask import request
from werkzeug.wrappers import Response

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said, show_datetime
from summitapp.core.sheets import CSV, XLSX, Cell, Sheet, write_csv, write_xlsx
from summitapp.core.tz import to_local
from summitapp.core.web import (
    attachment,
    explain,
    flash_done,
    flash_warning,
    limited,
    page_asked,
    redirect_to,
    render,
    requires,
)
from summitapp.matchmaking.forms.asking import ActForm, ArrangeForm, SearchForm
from summitapp.matchmaking.models import MeetingRequest, MeetingRound
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    KIND_LABELS,
    STATE_LABELS,
    AskedBefore,
    CannotBeAsked,
    RequestRow,
    RequestSearch,
    Sought,
    Wish,
    Wording,
)
from summitapp.matchmaking.views.asking.frame import Page, bp
from summitapp.matchmaking.views.frame import round_at
from summitapp.profiles import queries as profiles
from summitapp.registration import queries as registrations

_PATH: Final = "/organise/<slug>/meetings/requests"
PAGE: Final = 50


def _search() -> tuple[SearchForm, RequestSearch]:
    form = SearchForm(request.args)
    states = {"": _("All"), "open": _("Not answered yet"), "agreed": _("Agreed"), "over": _("Over")}
    form.state.choices = list(states.items())
    form.kind.choices = [("", _("All")), *((kind.value, _(label)) for kind, label in KIND_LABELS.items())]
    text = (form.q.data or "").strip()[:80]
    return form, RequestSearch(form.state.data or "", form.kind.data or "", text, bool(form.pinned.data))


@bp.get(f"{_PATH}/")
@requires("matchmaking:see", on=round_at)
def organise(round_: MeetingRound) -> Page:
    """Show the requests of a round: ``?q=``, ``?state=``, ``?kind=``, ``?pinned=1``."""
    return _page(round_, ArrangeForm(None))


def _page(round_: MeetingRound, arrange_form: ArrangeForm, status: int = 200) -> Page:
    form, search = _search()
    summit, number = round_.summit, queries.count(round_.id, round_.summit.id, search)
    page, pages = page_asked(number, PAGE)
    rows = queries.listed(round_.id, summit.id, search, (page - 1) * PAGE, PAGE)
    return render("matchmaking/listed.html", summit=summit, demo=summit.is_demo, zone=summit.timezone, round=round_, rows=rows,
                  number=number, page=page, pages=pages, form=form, search=search, arrange=arrange_form,
                  figures=queries.figures_of(round_.id), state_labels=STATE_LABELS, kind_labels=KIND_LABELS), status  # fmt: skip


@bp.post(f"{_PATH}/")
@limited("120 per minute")
@requires("matchmaking:manage", on=round_at)
def arrange(round_: MeetingRound) -> Any:
    """Bring participants together, or ask on behalf of one of them."""
    form = ArrangeForm()
    if not form.validate_on_submit():
        return _page(round_, form, 422)
    try:
        flash_done(_do(round_, form))
    except DomainError as error:
        form.people.errors = [explain(error)]
        return _page(round_, form, error.status)
    return redirect_to("meetings.organise", slug=round_.summit.slug)


def _do(round_: MeetingRound, form: ArrangeForm) -> str:
    codes = (form.people.data or "").replace(",", " ").split()
    found = [one for code in codes if (one := registrations.by_code(round_.summit.slug, code)) is not None]
    wish = Wish.MUST if form.must.data else Wish.MEET
    if form.way.data == "ask" and len(found) == 2:
        theirs = profiles.profile_of(found[1].id)
        sought = Sought(profile=theirs.public_id if theirs else "")
        try:
            asking.ask(found[0], sought, Wording(wish, form.message.data or ""))
        except AskedBefore:  # that they said no is theirs alone
            raise CannotBeAsked from None
        return _("The request is on its way, in the name of the first participant.")
    asking.arrange(round_, found if len(found) == len(codes) else [], form.message.data or "", wish=wish,
                   pinned=bool(form.hold.data))  # fmt: skip
    return _("The meeting is arranged. Everybody concerned is told by mail.")


def _request(slug: str, reference: str) -> MeetingRequest | None:
    return queries.request(slug, reference)


@bp.post(f"{_PATH}/<reference>/pin")
@limited("120 per minute")
@requires("matchmaking:manage", on=_request)
def pin(found: MeetingRequest) -> Any:
    """Hold a meeting in every plan, or let it go."""
    if ActForm().validate_on_submit():
        pinned = request.form.get("on") == "1"
        try:
            asking.pin(found, pinned)
        except DomainError as error:
            flash_warning(explain(error))
        else:
            flash_done(_("Pinned: every plan holds this meeting.") if pinned else _("No longer pinned."))
    return redirect_to("meetings.organise", slug=found.round.summit.slug)


@bp.post(f"{_PATH}/requests.<any(xlsx, csv):kind>")
@limited("30 per minute")
@requires("matchmaking:see", on=lambda slug, kind: round_at(slug))
def sheet(round_: MeetingRound) -> Response:
    """Hand over what the list shows as a sheet, without anybody's words; that it left the house is written down."""
    if not ActForm().validate_on_submit():
        return redirect_to("meetings.organise", slug=round_.summit.slug)
    summit, (_form, search) = round_.summit, _search()
    heads = [_("Asks"), _("Organisation"), _("City"), _("Is asked"), _("Organisation"), _("City"), _("Kind"), _("State"),
             _("Pinned"), _("Must"), _("People"), _("Asked on")]  # fmt: skip
    rows = [_cells(row, summit.timezone) for row in queries.listed(round_.id, summit.id, search)]
    asking.note_export(round_, len(rows))
    if request.path.endswith(".csv"):
        return attachment(write_csv(heads, rows), CSV, f"{summit.slug}-requests.csv")
    return attachment(write_xlsx([Sheet(_("Requests"), heads, rows)]), XLSX, f"{summit.slug}-requests.xlsx")


def _cells(row: RequestRow, zone: str) -> list[Cell]:
    state = _("Agreed") if row.agreed else _("Not answered yet") if row.stands else _("Over")
    return [
        said(row.asker.name), said(row.asker.organisation), said(row.asker.city), said(row.asked.name),
        said(row.asked.organisation), said(row.asked.city), _(KIND_LABELS[row.kind]), state,
        _("yes") if row.pinned else "", _("yes") if row.must else "", row.people, show_datetime(to_local(row.asked_at, zone)),
    ]  # fmt: skip

"""A participant's meeting, and what they say came of it."""

from flask import request

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.hall import queries, services
from summitapp.hall.forms import NoteForm
from summitapp.hall.models import Outcome
from summitapp.hall.values import Held, Tap
from summitapp.hall.views.frame import Page, Visit, around, bp, mine
from summitapp.matchmaking import queries as plans
from summitapp.matchmaking import services as matchmaking
from summitapp.matchmaking.services import Offer


def _page(visit: Visit, form: NoteForm) -> str:
    summit, own = visit.summit, visit.meeting
    outcome = queries.outcome_of(own.meeting.id, own.mine.registration_id)
    return render(
        "hall/meeting.html", registration=visit.registration, own=own, outcome=outcome, form=form, held=Held,
        asks=own.mine.seated and services.can_say(summit, own.meeting), offers=_offers(visit, outcome), **around(summit),
        objects=services.can_object(visit.registration, own),
    )  # fmt: skip


def _offers(visit: Visit, outcome: Outcome | None) -> list[Offer]:
    """Return whom they could meet at once instead of somebody who did not come."""
    found = plans.meeting(visit.summit.slug, visit.meeting.meeting.reference)
    if found is None or outcome is None or outcome.held is not Held.NO_SHOW:
        return []
    return matchmaking.offers_for(found, visit.registration)


@bp.post("/my/summits/<slug>/meetings/<meeting>/instead")
@limited("20 per minute")
@requires("hall:use", on=mine)
def instead(visit: Visit) -> Page:
    """Meet somebody else at the same table, now."""
    slug, reference = visit.summit.slug, visit.meeting.meeting.reference
    found = plans.meeting(slug, reference)
    try:
        if found is not None:
            reference = matchmaking.fill_table(found, visit.registration, request.form.get("request", ""))
            flash_done(_("They are told at once, and are on their way to your table."))
    except DomainError as error:
        flash_warning(explain(error))
    return redirect_to("hall.meeting", slug=slug, meeting=reference)


@bp.get("/my/summits/<slug>/meetings/<meeting>/")
@requires("hall:use", on=mine)
def meeting(visit: Visit) -> str:
    """Show one meeting: when, where, with whom, in which language, and what came of it."""
    outcome = queries.outcome_of(visit.meeting.meeting.id, visit.meeting.mine.registration_id)
    return _page(visit, NoteForm(None, data={"note": outcome.note if outcome is not None else ""}))


@bp.post("/my/summits/<slug>/meetings/<meeting>/outcome")
@limited("60 per minute")
@requires("hall:use", on=mine)
def tap(visit: Visit) -> Page:
    """Take one tap."""
    said = request.form.get("said", "")
    if said in list(Tap):
        services.tap(visit.summit, visit.meeting, Tap(said))
        flash_done(_("Thank you. You can change it here at any time."))
    if request.form.get("next") == "outcomes":
        return redirect_to("hall.outcomes", slug=visit.summit.slug, _anchor=f"m-{visit.meeting.meeting.reference}")
    return redirect_to("hall.meeting", slug=visit.summit.slug, meeting=visit.meeting.meeting.reference)


@bp.post("/my/summits/<slug>/meetings/<meeting>/note")
@limited("60 per minute")
@requires("hall:use", on=mine)
def note(visit: Visit) -> Page:
    """Keep a note of one's own."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(visit, form), 422
    services.write_note(visit.summit, visit.meeting, form.note.data or "")
    flash_done(_("Your note is kept. Only you read it."))
    return redirect_to("hall.meeting", slug=visit.summit.slug, meeting=visit.meeting.meeting.reference)


@bp.get("/my/summits/<slug>/meetings/outcomes/")
@requires("hall:use", on=mine)
def outcomes(visit: Visit) -> str:
    """Ask how one's meetings were, all on one page: the link of the mail in the evening leads here."""
    return render(
        "hall/outcomes.html", registration=visit.registration, meetings=services.begun_meetings(visit.registration),
        said=queries.outcomes_of(visit.registration.id), held=Held, **around(visit.summit),
    )  # fmt: skip

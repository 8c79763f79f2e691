"""A participant's meeting, and what they say came of it."""

from flask import request

from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, limited, redirect_to, render, requires
from summitapp.hall import queries, services
from summitapp.hall.forms import NoteForm
from summitapp.hall.values import Held, Tap
from summitapp.hall.views.frame import Page, Visit, around, bp, mine


def _page(visit: Visit, form: NoteForm) -> str:
    summit, own = visit.summit, visit.meeting
    outcome = queries.outcome_of(own.meeting.id, own.mine.registration_id)
    return render(
        "hall/meeting.html", registration=visit.registration, own=own, outcome=outcome, form=form, held=Held,
        asks=own.mine.seated and services.can_say(summit, own.meeting), **around(summit),
        objects=services.can_object(visit.registration, own),
    )  # fmt: skip


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

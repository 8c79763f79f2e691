"""The organisers' editor: everything by form, so that it works on any device and without a script."""

from dataclasses import replace
from typing import Any

from flask import request
from wtforms.fields.choices import SelectChoice

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import CopyForm, PublishForm
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import AgendaConflicts, AgendaNotices
from summitapp.agenda.views.frame import bp, shown, told
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import explain, flash_done, may, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def summit_of(slug: str) -> Summit | None:
    """Return the summit of an organiser's page."""
    return summits.by_slug(slug)


def board(summit: Summit) -> dict[str, Any]:
    """Return the draft with everything the organisers should know of it."""
    programme = queries.programme_of(summit, queries.draft_of(summit))
    released = queries.last_release(summit)
    before = queries.placements_of(released) if released is not None else ()
    conflicts = services.judge_draft(summit, programme.placements)
    last = tuple(placement for placement in before if not placement.cancelled)
    return {
        **shown(programme), "conflicts": told(conflicts, programme.placements), "mark": rules.notices_mark(conflicts),
        "clashing": {code for conflict in conflicts if conflict.blocking for code in conflict.sessions},
        "changes": rules.compare_versions(last, rules.releasable(programme.placements)),
        "released": released,
        "next_number": (released.number or 0) + 1 if released is not None else 1,
    }  # fmt: skip


@bp.get("/organise/<slug>/agenda/")
@requires("agenda:see", on=summit_of)
def editor(summit: Summit) -> str:
    """The draft day by day, its clashes, and what has no time yet."""
    facts = board(summit)
    days = [day for day, _placements in facts["days"]]
    chosen = next((day for day in days if day.isoformat() == request.args.get("day")), days[0] if days else None)
    return render("agenda/editor.html", summit=summit, demo=summit.is_demo, chosen=chosen,
                  unplaced=queries.unplaced(summit), others=_others(summit), **facts)  # fmt: skip


def _others(summit: Summit) -> list[Summit]:
    """Return the summits whose agenda this actor may copy."""
    return [one for one in summits.all_summits() if one.id != summit.id and may("agenda:edit", one)]


@bp.get("/organise/<slug>/agenda/preview/")
@requires("agenda:see", on=summit_of)
def preview(summit: Summit) -> str:
    """The draft as the public would see it."""
    programme = queries.programme_of(summit, queries.draft_of(summit)).only(lambda placement: placement.public)
    return render("agenda/programme.html", summit=summit, demo=summit.is_demo, here="agenda", preview=True,
                  whole=replace(programme, number=None), wanted={}, filtered=False, **shown(programme))  # fmt: skip


@bp.route("/organise/<slug>/agenda/publish/", methods=["GET", "POST"])
@requires("agenda:publish", on=summit_of)
def publish(summit: Summit) -> Any:
    """What would change, what is still wrong, and the one button."""
    form = PublishForm()
    if form.validate_on_submit():
        try:
            version = services.publish_agenda(
                summit, form.note.data, form.mark.data if form.acknowledged.data else ""
            )
        except (AgendaConflicts, AgendaNotices) as error:
            return _publish_page(summit, form, error), error.status
        except DomainError as error:
            form.form_errors.append(explain(error))
            return _publish_page(summit, form, None), error.status
        flash_done(_("Version %(number)s is published. Pages and calendars show it now.", number=version.number))
        return redirect_to("agenda.editor", slug=summit.slug)
    return _publish_page(summit, form, None), 422 if form.is_submitted() else 200


def _publish_page(summit: Summit, form: PublishForm, error: DomainError | None) -> str:
    facts = board(summit)
    form.mark.data = facts["mark"]
    if error is not None:
        form.acknowledged.errors = [explain(error)]
    return render("agenda/publish.html", summit=summit, demo=summit.is_demo, form=form,
                  unplaced=queries.unplaced(summit), **facts)  # fmt: skip


@bp.route("/organise/<slug>/agenda/copy/", methods=["GET", "POST"])
@requires("agenda:edit", on=summit_of)
def copy(summit: Summit) -> Any:
    """Begin with the agenda of another summit."""
    form = CopyForm()
    form.source.choices = [SelectChoice(one.slug, said(one.name)) for one in _others(summit)]
    if form.validate_on_submit():
        source = summits.by_slug(form.source.data)
        assert source is not None
        count = services.copy_agenda(source, summit, people=form.people.data)
        flash_done(_("%(count)s sessions were copied into the draft.", count=count))
        return redirect_to("agenda.editor", slug=summit.slug)
    return render("agenda/copy.html", summit=summit, demo=summit.is_demo, form=form), 422 if form.errors else 200


@bp.post("/organise/<slug>/agenda/sessions/<code>/cancel")
@requires("agenda:edit", on=queries.session_of)
def cancel(session: AgendaSession) -> Any:
    """Take a session off the agenda for good."""
    services.cancel_session(session, _revision())
    flash_done(_("“%(title)s” is cancelled. The next version tells everybody.", title=said(session.title)))
    return redirect_to("agenda.editor", slug=session.summit.slug)


@bp.post("/organise/<slug>/agenda/sessions/<code>/reinstate")
@requires("agenda:edit", on=queries.session_of)
def reinstate(session: AgendaSession) -> Any:
    """Let a cancelled session take place after all."""
    services.reinstate_session(session, _revision())
    flash_done(_("“%(title)s” is back. Please give it a time.", title=said(session.title)))
    return redirect_to("agenda.session_edit", slug=session.summit.slug, code=session.code)


@bp.post("/organise/<slug>/agenda/sessions/<code>/unplace")
@requires("agenda:edit", on=queries.session_of)
def unplace(session: AgendaSession) -> Any:
    """Take a session's time and room away."""
    services.unplace_session(session, _revision())
    flash_done(_("“%(title)s” has no time any more.", title=said(session.title)))
    return redirect_to("agenda.editor", slug=session.summit.slug)


def _revision() -> int:
    given = request.form.get("revision", "")
    return int(given) if given.isdigit() else 0


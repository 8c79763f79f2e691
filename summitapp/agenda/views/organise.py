"""The organisers' editor: everything by form, so that it works on any device and without a script."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from flask import request
from wtforms.fields.choices import SelectChoice

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import CopyForm
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Wanted
from summitapp.agenda.views.blocks import board_of
from summitapp.agenda.views.board import expected_revision, moved, stamp_of, tells_the_board, wants_data
from summitapp.agenda.views.frame import bp, shown, told
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext, said
from summitapp.core.web import flash_done, flash_warning, may, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

STEPS: Final = (5, 10, 15, 30)  # minutes by which the board moves a session


def summit_of(slug: str) -> Summit | None:
    """Return the summit of an organiser's page."""
    return summits.by_slug(slug)


def board(summit: Summit) -> dict[str, Any]:
    """Return the draft with everything the organisers should know of it."""
    programme = queries.programme_of(summit, queries.draft_of(summit))
    released = queries.last_release(summit)
    before = queries.placements_of(released) if released is not None else ()
    frame = services.frame_now(summit)
    conflicts = rules.find_conflicts(programme.placements, frame)
    last = tuple(placement for placement in before if not placement.cancelled)
    changes = rules.compare_versions(last, rules.releasable(programme.placements))
    correction = released is not None and rules.is_correction(changes)
    return {
        **shown(programme), "frame": frame, "conflicts": told(conflicts, programme.placements),
        "mark": rules.notices_mark(conflicts),
        "clashing": {code for conflict in conflicts if conflict.blocking for code in conflict.sessions},
        "changes": changes, "released": released, "before": before, "found": conflicts,
        "next_name": rules.propose_name(queries.release_names(summit), correction=correction),
    }  # fmt: skip


@bp.get("/organise/<slug>/agenda/")
@requires("agenda:see", on=summit_of)
def editor(summit: Summit) -> str:
    """The draft day by day, its clashes, and what has no time yet."""
    facts = board(summit)
    days = [day for day, _placements in facts["days"]]
    chosen = next((day for day in days if day.isoformat() == request.args.get("day")), days[0] if days else None)
    drawn = board_of(summit, facts["programme"], facts["frame"], facts["conflicts"])
    return render("agenda/editor.html", summit=summit, demo=summit.is_demo, chosen=chosen, drawn=drawn,
                  stamp=stamp_of(summit), unplaced=queries.unplaced(summit), others=_others(summit),
                  came=_moment(request.args.get("came", "")), from_file="file" in request.args, steps=STEPS, **facts)  # fmt: skip


def _moment(text: str) -> datetime | None:
    """Return the moment of an address, if it is one."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else None
    return None


def _others(summit: Summit) -> list[Summit]:
    """Return the summits whose agenda this actor may copy."""
    return [one for one in summits.all_summits() if one.id != summit.id and may("agenda:edit", one)]


@bp.get("/organise/<slug>/agenda/preview/")
@requires("agenda:see", on=summit_of)
def preview(summit: Summit) -> str:
    """The draft as the public would see it."""
    programme = queries.programme_of(summit, queries.draft_of(summit))
    programme = replace(programme, placements=rules.releasable(programme.placements)).only(lambda one: one.public)
    return render("agenda/programme.html", summit=summit, demo=summit.is_demo, here="agenda", preview=True,
                  whole=replace(programme, number=None), wanted=Wanted(), filtered=False, rooms=False, machines="",
                  moves={}, offers={}, **shown(programme))  # fmt: skip


@bp.route("/organise/<slug>/agenda/copy/", methods=["GET", "POST"])
@requires("agenda:edit", on=summit_of)
def copy(summit: Summit) -> Any:
    """Begin with the agenda of another summit."""
    form = CopyForm()
    form.source.choices = [SelectChoice(one.slug, said(one.name)) for one in _others(summit)]
    if form.validate_on_submit():
        source = summits.by_slug(form.source.data)
        assert source is not None
        days = (form.first_day.data - source.starts_on).days if form.first_day.data else None
        if "look" in request.form:
            return _copy_page(summit, form, queries.preview_of_copy(source, summit, days)), 200
        count, came = services.copy_agenda(source, summit, days, people=form.people.data)
        flash_done(ngettext("%(num)s session was copied into the draft.", "%(num)s sessions were copied into the draft.", count))
        return redirect_to("agenda.editor", slug=summit.slug, **({"came": came.isoformat()} if count else {}))
    return _copy_page(summit, form), 422 if form.errors else 200


def _copy_page(summit: Summit, form: CopyForm, coming: Any = None) -> str:
    return render("agenda/copy.html", summit=summit, demo=summit.is_demo, form=form, coming=coming, zone=summit.timezone)


@bp.post("/organise/<slug>/agenda/copy/back")
@requires("agenda:edit", on=summit_of)
def take_back_copy(summit: Summit) -> Any:
    """Remove what a copy brought, as long as nobody has worked on it."""
    moment = _moment(request.form.get("came", ""))
    gone, kept = services.take_back_copy(summit, moment) if moment else (0, 0)
    flash_done(ngettext("%(num)s copied session is gone again.", "%(num)s copied sessions are gone again.", gone))
    if kept:
        flash_warning(ngettext("%(num)s session stays: somebody has worked on it since.",
                               "%(num)s sessions stay: somebody has worked on them since.", kept))  # fmt: skip
    return redirect_to("agenda.editor", slug=summit.slug)


@bp.post("/organise/<slug>/agenda/sessions/<code>/cancel")
@requires("agenda:edit", on=queries.session_of)
@tells_the_board
def cancel(session: AgendaSession) -> Any:
    """Take a session off the agenda for good."""
    services.cancel_session(session, expected_revision())
    if wants_data():
        return moved(session, ())
    flash_done(_("“%(title)s” is cancelled. The next version tells everybody.", title=said(session.title)))
    return redirect_to("agenda.editor", slug=session.summit.slug)


@bp.post("/organise/<slug>/agenda/sessions/<code>/reinstate")
@requires("agenda:edit", on=queries.session_of)
@tells_the_board
def reinstate(session: AgendaSession) -> Any:
    """Let a cancelled session take place after all."""
    services.reinstate_session(session, expected_revision())
    if wants_data():
        return moved(session, ())
    flash_done(_("“%(title)s” is back. Please give it a time.", title=said(session.title)))
    return redirect_to("agenda.session_edit", slug=session.summit.slug, code=session.code)


@bp.post("/organise/<slug>/agenda/sessions/<code>/unplace")
@requires("agenda:edit", on=queries.session_of)
@tells_the_board
def unplace(session: AgendaSession) -> Any:
    """Take a session's time and room away."""
    services.unplace_session(session, expected_revision())
    if wants_data():
        return moved(session, ())
    flash_done(_("“%(title)s” has no time any more.", title=said(session.title)))
    return redirect_to("agenda.editor", slug=session.summit.slug)

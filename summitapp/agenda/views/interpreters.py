"""The organisers' interpreters: the pool, the team of a session, and the roster of each day. Never published."""

from typing import Any

from flask import Response, request
from wtforms.fields.choices import SelectChoice

from summitapp.agenda import queries, rules, services
from summitapp.agenda.documents import roster_sheets
from summitapp.agenda.forms import InterpreterForm, NewInterpreterForm, TeamForm
from summitapp.agenda.models import AgendaSession, Interpreter
from summitapp.agenda.values import ConflictKind, RosterDay
from summitapp.agenda.views.frame import bp, told
from summitapp.agenda.views.sessions import session_page, start_form
from summitapp.core import sheets
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import blame, flash_done, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_OURS = frozenset({
    ConflictKind.INTERPRETER_TWICE, ConflictKind.INTERPRETER_RUSH, ConflictKind.INTERPRETER_AWAY,
    ConflictKind.NO_INTERPRETER, ConflictKind.TEAM_TOO_SMALL, ConflictKind.NO_BOOTH, ConflictKind.NOT_INTERPRETED,
})  # fmt: skip


def _summit(slug: str) -> Summit | None:
    return summits.by_slug(slug)


@bp.route("/organise/<slug>/interpreters/", methods=["GET", "POST"])
@requires("agenda:edit", on=_summit)
def interpreters(summit: Summit) -> Any:
    """The pool, what does not fit, and somebody more."""
    form = NewInterpreterForm()
    found = _offer_people(form)
    if not form.is_submitted() or "search" in request.form or not form.validate():
        return _pool_page(summit, form, found), 422 if form.errors else 200
    title, given, family = ((field.data or "").strip() for field in (form.new_title, form.new_given, form.new_family))
    person = (form.person.data or "").removeprefix("person:")
    try:
        one = services.add_interpreter(summit, person, form.languages.data or (), form.note.data or "",
                                       (title, given, family))  # fmt: skip
    except DomainError as error:
        blame(form, error)
        return _pool_page(summit, form, found), error.status
    flash_done(_("Now among the interpreters: %(name)s", name=one.person.name.with_title))
    return redirect_to("agenda.interpreters", slug=summit.slug)


def _offer_people(form: NewInterpreterForm) -> bool:
    """Put the people the search finds into the list to choose from; an office does not interpret."""
    found = queries.find_people(form.find.data) if form.find.data else []
    people = [one for one in found if one.key.startswith("person:")]
    form.person.choices = [SelectChoice(one.key, one.name) for one in people]
    return bool(people)


def _pool_page(summit: Summit, form: NewInterpreterForm, found: bool) -> str:
    placements = queries.draft_placements(summit)
    conflicts = [one for one in services.judge_draft(summit, placements) if one.kind in _OURS]
    return render(
        "agenda/interpreters.html", summit=summit, demo=summit.is_demo, form=form, found=found,
        pool=queries.interpreters_of(summit.id), sessions=queries.sessions_interpreted(summit.id),
        conflicts=told(conflicts, placements),
    )  # fmt: skip


@bp.route("/organise/<slug>/interpreters/<reference>/", methods=["GET", "POST"])
@requires("agenda:edit", on=queries.interpreter_of)
def interpreter(one: Interpreter) -> Any:
    """One of the pool: languages, note, and the sessions they work in."""
    form = InterpreterForm(obj=one)
    if form.validate_on_submit():
        try:
            services.change_interpreter(one, form.languages.data or (), form.note.data or "")
        except DomainError as error:
            blame(form, error)
            return _interpreter_page(one, form), error.status
        flash_done(_("Saved: %(name)s", name=one.person.name.with_title))
        return redirect_to("agenda.interpreters", slug=one.summit.slug)
    return _interpreter_page(one, form), 422 if form.errors else 200


def _interpreter_page(one: Interpreter, form: InterpreterForm) -> str:
    who = queries.appearing_interpreter(one)
    days = [day for day in _days(one.summit) if day.who.key == who.key]
    return render("agenda/interpreter.html", summit=one.summit, demo=one.summit.is_demo, one=one, form=form,
                  name=one.person.name.with_title, days=days, **_shown(one.summit))  # fmt: skip


@bp.post("/organise/<slug>/interpreters/<reference>/remove/")
@requires("agenda:edit", on=queries.interpreter_of)
def remove_interpreter(one: Interpreter) -> Any:
    """Take somebody out of the pool and of every team."""
    slug, name = one.summit.slug, one.person.name.with_title
    services.remove_interpreter(one)
    flash_done(_("No longer among the interpreters: %(name)s", name=name))
    return redirect_to("agenda.interpreters", slug=slug)


@bp.get("/organise/<slug>/interpreters/roster/")
@requires("agenda:edit", on=_summit)
def roster(summit: Summit) -> str:
    """Who interprets when, with the rest in between; a page to print."""
    days = _days(summit)
    dates = sorted({day.day for day in days})
    asked = request.args.get("day", "")
    chosen = next((day for day in dates if day.isoformat() == asked), None)
    return render("agenda/roster.html", summit=summit, demo=summit.is_demo, dates=dates, chosen=chosen,
                  days=[day for day in days if chosen in (None, day.day)], **_shown(summit))  # fmt: skip


@bp.get("/organise/<slug>/interpreters/roster.xlsx")
@requires("agenda:edit", on=_summit)
def roster_table(summit: Summit) -> Response:
    """The same as a workbook, one sheet a day."""
    body = sheets.write_xlsx(roster_sheets(_days(summit), queries.programme_of(summit, None), said, _heads()))
    named = {"Content-Disposition": f'attachment; filename="{summit.slug}-interpreters.xlsx"'}
    return Response(body, content_type=sheets.XLSX, headers=named)


def _heads() -> tuple[str, ...]:
    return (_("Interpreter"), _("Languages"), _("Begins"), _("Ends"), _("Room"), _("Session"),
            _("Languages of the session"), _("Minutes of rest before"))  # fmt: skip


def _days(summit: Summit) -> tuple[RosterDay, ...]:
    return rules.roster_of(queries.draft_placements(summit), queries.frame_of(summit))


def _shown(summit: Summit) -> dict[str, Any]:
    programme = queries.programme_of(summit, None)
    return {"programme": programme, "zone": summit.timezone}


@bp.post("/organise/<slug>/agenda/sessions/<code>/team")
@requires("agenda:edit", on=queries.session_of)
def team(session: AgendaSession) -> Any:
    """Say who interprets in a session."""
    form = TeamForm()
    form.offer((one.public_id, one.person.name.with_title) for one in queries.interpreters_of(session.summit_id))
    error: DomainError | None = None
    if form.validate():
        try:
            services.assign_team(session, form.team.data or (), form.expected_revision)
        except DomainError as refused:
            error = refused
            blame(form, refused)
        else:
            flash_done(_("The interpreters of “%(title)s” are saved.", title=said(session.title)))
            return redirect_to("agenda.session_edit", slug=session.summit.slug, code=session.code, _anchor="team")
    form.revision.data, form.revision.raw_data = str(session.revision), None
    return session_page(session, start_form(session), team=form), error.status if error else 422

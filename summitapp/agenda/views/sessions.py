"""Writing a session and giving it its place."""

from typing import Any

from flask import request
from wtforms.fields.choices import SelectChoice

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import MinutesForm, SessionForm, TeamForm, place_form, text_data
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Appearing, Placement, SessionKind, SessionText
from summitapp.agenda.views.board import faults_of, moved, refusal, wants_data
from summitapp.agenda.views.frame import bp, shown, told
from summitapp.core.errors import DomainError, Invalid, Stale
from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import blame, explain, flash_done, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.route("/organise/<slug>/agenda/sessions/new/", methods=["GET", "POST"])
@requires("agenda:edit", on=lambda slug: summits.by_slug(slug))
def session_new(summit: Summit) -> Any:
    """Write a new session."""
    form = SessionForm(data={"kind": request.args.get("kind", SessionKind.PANEL.value)})
    form.offer(queries.programme_of(summit, None))
    if not _saving(form):
        return _new_page(summit, form), 422 if form.errors else 200
    try:
        session = services.add_session(summit, form.details(), *_new_person(form))
    except DomainError as error:
        blame(form, error)
        return _new_page(summit, form), error.status
    flash_done(_("“%(title)s” is written. Please give it a time.", title=said(session.title)))
    return redirect_to("agenda.session_edit", slug=summit.slug, code=session.code)


def _new_page(summit: Summit, form: SessionForm) -> str:
    found = offer_people(form)
    return render("agenda/session_form.html", summit=summit, demo=summit.is_demo, form=form, session=None,
                  found=found, names=_names(form, (), found))  # fmt: skip


@bp.route("/organise/<slug>/agenda/sessions/<code>/", methods=["GET", "POST"])
@requires("agenda:edit", on=queries.session_of)
def session_edit(session: AgendaSession) -> Any:
    """Change what is said of a session."""
    form = SessionForm(data=None if request.method == "POST" else _start(session))
    form.offer(queries.programme_of(session.summit, None))
    if not _saving(form):
        return session_page(session, form), 422 if form.errors else 200
    try:
        services.edit_session(session, form.details(), form.expected_revision, *_new_person(form))
    except Stale as error:
        form.revision.data, form.revision.raw_data = str(session.revision), None
        form.form_errors.append(explain(error))
        return session_page(session, form, present=session.text), error.status
    except DomainError as error:
        blame(form, error)
        return session_page(session, form), error.status
    flash_done(_("“%(title)s” is saved.", title=said(session.title)))
    return redirect_to("agenda.session_edit", slug=session.summit.slug, code=session.code)


@bp.post("/organise/<slug>/agenda/sessions/<code>/place")
@requires("agenda:edit", on=queries.session_of)
def place(session: AgendaSession) -> Any:
    """Give a session its time and room, or move it."""
    form = place_form(session.summit.timezone)()
    form.offer(queries.programme_of(session.summit, None))
    error: DomainError | None = None
    if form.validate():
        frame = services.frame_now(session.summit)
        starts_at, ends_at = form.times
        try:
            conflicts = services.place_session(
                session, form.room.data, starts_at, ends_at, form.expected_revision, form.also_in.data or (), frame=frame
            )
        except DomainError as refused:
            error = refused
        else:
            return moved(session, conflicts, frame) if wants_data() else _placed(session)
    if wants_data():
        return refusal(session, error or Invalid({"place": faults_of(form)}))
    return _place_again(session, form, error)


def _placed(session: AgendaSession) -> Any:
    # What clashes now stands on the page that follows.
    flash_done(_("“%(title)s” has its place.", title=said(session.title)))
    return redirect_to("agenda.session_edit", slug=session.summit.slug, code=session.code)


def _place_again(session: AgendaSession, form: Form, error: DomainError | None) -> tuple[str, int]:
    if error is not None:
        blame(form, error)
    form.revision.data, form.revision.raw_data = str(session.revision), None
    return session_page(session, start_form(session), place=form), error.status if error else 422


def start_form(session: AgendaSession) -> SessionForm:
    """Return the form of what is said of a session, as it stands; for pages on which another form came back."""
    form = SessionForm(formdata=None, data=_start(session))
    form.offer(queries.programme_of(session.summit, None))
    return form


def session_page(session: AgendaSession, form: SessionForm, *, place: Form | None = None,
                 present: SessionText | None = None, team: TeamForm | None = None,
                 after: MinutesForm | None = None) -> str:  # fmt: skip
    """Show the page of one session: its words, its place, its clashes, where it would fit."""
    summit = session.summit
    programme = queries.programme_of(summit, queries.draft_of(summit))
    placement = next((one for one in programme.placements if one.code == session.code), None)
    if place is None:
        place = place_form(summit.timezone)(formdata=None, data=_place_data(session, placement))
        place.offer(programme)
    frame = services.frame_now(summit)
    mine = rules.find_conflicts_of(session.code, programme.placements, frame) if placement else ()
    clashing = placement is not None and any(conflict.blocking for conflict in mine)
    found = offer_people(form)
    return render(
        "agenda/session_form.html", summit=summit, demo=summit.is_demo, form=form, session=session,
        place=place, placement=placement, conflicts=told(mine, programme.placements), present=present, found=found,
        published=bool(queries.published_codes(summit, [session.code])),
        free=rules.suggest_places(placement, programme.placements, frame) if clashing and placement else (),
        names=_names(form, queries.cast_of(session), found), **shown(programme),
        **_further(session, placement, team, after),
    )  # fmt: skip


def _further(session: AgendaSession, placement: Placement | None, team: TeamForm | None,
             after: MinutesForm | None) -> dict[str, Any]:  # fmt: skip
    """Return what the page needs for the interpreters of a session and for what it left behind."""
    pool = queries.interpreters_of(session.summit_id)
    if team is None:
        chosen = [row.interpreter.public_id for row in queries.teamwork_of(session)]
        team = TeamForm(formdata=None, data={"team": chosen, "revision": str(session.revision)})
    team.offer((one.public_id, f"{one.person.name.with_title} ({', '.join(map(str.upper, one.languages))})") for one in pool)
    if after is None:
        after = MinutesForm(formdata=None, data={
            "minutes": session.minutes, "outcome": session.outcome, "readers": session.minutes_for.value,
            "revision": str(session.revision),
        })  # fmt: skip
        after.offer()
    working = len({*session.spoken_languages, *session.interpretation}) if session.interpretation else 0
    least = rules.least_team(working, placement.length) if placement is not None else 0
    return {"team": team, "after": after, "pool": pool, "least": least}


def _place_data(session: AgendaSession, placement: Placement | None) -> dict[str, Any]:
    data: dict[str, Any] = {"revision": str(session.revision)}
    if placement is not None:
        data |= {"room": placement.room, "also_in": list(placement.also_in),
                 "starts_at": placement.starts_at, "ends_at": placement.ends_at}  # fmt: skip
    return data


def _start(session: AgendaSession) -> dict[str, Any]:
    cast = [
        {"key": one.key, "role": one.role.value, "function": one.written, "place": place}
        for place, one in enumerate(queries.cast_of(session), start=1)
    ]
    return {**text_data(session.text), "cast": cast, "revision": str(session.revision)}


def _saving(form: SessionForm) -> bool:
    """Whether the form is to be saved; the button beside the search only looks for people."""
    return form.is_submitted() and "search" not in request.form and form.validate()


def offer_people(form: SessionForm) -> list[Appearing]:
    """Put what the search finds into the list to choose from."""
    found = queries.find_people(form.find.data) if form.find.data else []
    form.add.choices = [SelectChoice(one.key, described(one)) for one in found]
    return found


def described(one: Appearing) -> str:
    """Return a person or an office in one line."""
    return one.name or ", ".join(part for part in (said(one.function), said(one.body)) if part)


def _names(form: SessionForm, cast: Any, found: list[Appearing]) -> dict[str, str]:
    known = {one.key: described(one) for one in (*cast, *found)}
    missing = [entry.form.key.data for entry in form.cast if entry.form.key.data not in known]
    return {**known, **{one.key: described(one) for one in queries.appearing_by_key(missing)}}


def _new_person(form: SessionForm) -> tuple[tuple[str, str, str], ...]:
    title, given, family = ((field.data or "").strip() for field in (form.new_title, form.new_given, form.new_family))
    return ((title, given, family),) if given or family else ()

"""One change at once: whom it concerns is shown first, then it is published and told."""

from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import urgent_form
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import CONCERN_LABELS, Attendance, Concern, Placement, ReleaseOrigin, UrgentChange
from summitapp.agenda.views.frame import bp, shown, told
from summitapp.core.errors import DomainError, Stale
from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, redirect_to, render, requires

_ADDRESS = "/organise/<slug>/agenda/sessions/<code>/urgent/"


@bp.get(_ADDRESS)
@requires("agenda:tell", on=queries.session_of)
def urgent(session: AgendaSession) -> Any:
    """Ask what is to change; once the address says it, show whom that concerns and offer to do it."""
    old = _announced(session)
    if old is None:
        return _page(session, None, None, None)
    asked = "starts_at" in request.args
    form = _form(session, old, request.args if asked else None)
    change = form.change(old) if asked and form.validate() else None
    return _page(session, old, form, change), 422 if form.errors else 200


@bp.post(_ADDRESS)
@requires("agenda:tell", on=queries.session_of)
def change_urgently(session: AgendaSession) -> Any:
    """Publish the change and write to everybody it concerns."""
    old = _announced(session)
    if old is None:
        return _done_already(session)
    form = _form(session, old, request.form)
    if not form.validate():
        return _page(session, old, form, None), 422
    change = form.change(old)
    try:
        version = services.change_urgently(
            session, change, form.expected_revision, form.note.data, everybody=bool(form.everybody.data)
        )
    except Stale:
        return _done_already(session)
    except DomainError as error:
        blame(form, error)
        return _page(session, old, form, change), error.status
    return _done(session, version.number)


def _announced(session: AgendaSession) -> Placement | None:
    last = queries.last_release(session.summit)
    return rules.find_announced(session.code, queries.placements_of(last)) if last is not None else None


def _form(session: AgendaSession, old: Placement, given: MultiDict[str, str] | None) -> Any:
    """Return the form as it was filled, or as the session stands; an address that only asks needs no token."""
    form = urgent_form(session.summit.timezone)(
        given, room=old.room, starts_at=old.starts_at, ends_at=old.ends_at, meta={"csrf": request.method == "POST"},
    )  # fmt: skip
    form.offer(queries.programme_of(session.summit, None))
    if given is None:
        form.revision.data = str(session.revision)
        form.everybody.data = old.text.attendance is Attendance.COMPULSORY
    return form


def _done_already(session: AgendaSession) -> Any:
    """Lead whoever pressed twice to the result: the browser shows the second answer and throws the first away.

    :raises Stale: if it was something else that changed the session.
    """
    last = queries.last_release(session.summit)
    if last is None or (last.origin, last.origin_of) != (ReleaseOrigin.URGENT, session.code):
        raise Stale
    return _done(session, last.number)


def _done(session: AgendaSession, number: int | None) -> Any:
    flash_done(_("Done: pages, screens and calendars show it now, and the mails are on their way."))
    return redirect_to("agenda.told", slug=session.summit.slug, number=number)


def _page(session: AgendaSession, old: Placement | None, form: Form | None, change: UrgentChange | None) -> str:
    summit = session.summit
    facts: dict[str, Any] = {"old": old, "form": form, "change": None, "conflicts": [], "concerned": {}, "looked": False}
    if old is not None and change is not None:
        facts |= _outlook(session, old, change)
    facts["comers"] = queries.comer_count(summit) if old is not None else 0
    return render("agenda/urgent.html", summit=summit, demo=summit.is_demo, session=session,
                  concern_labels=CONCERN_LABELS, **facts,
                  **shown(queries.programme_of(summit, None)))  # fmt: skip


def _outlook(session: AgendaSession, old: Placement, change: UrgentChange) -> dict[str, Any]:
    """Return what would differ, what would clash, and how many people it concerns for which reason."""
    summit = session.summit
    new = rules.apply_change(old, change)
    changes = rules.compare_versions([old], [new])
    released = queries.placements_of(queries.last_release(summit)) if changes else ()  # type: ignore[arg-type]
    found = rules.find_change_conflicts(new, released, services.frame_now(summit)) if changes else ()
    listeners = queries.listeners_of(summit, [old.reference])
    people = queries.people_of_keys([one.key for one in old.people], summit.starts_on)
    concerned = {concern: len(listeners[concern][old.reference]) for concern in Concern if listeners.get(concern)}
    concerned[Concern.APPEARS] = len({row for rows in people.values() for row in rows})
    return {"change": changes[0] if changes else None, "conflicts": told(found, [*released, new]),
            "concerned": {concern: concerned[concern] for concern in Concern if concerned.get(concern)},
            "looked": True}  # fmt: skip

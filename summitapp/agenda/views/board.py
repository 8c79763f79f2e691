"""The door of the organisers' board: the draft as data, and moves that are answered with what now clashes."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, jsonify, make_response, request

from summitapp.agenda import queries, rules, services
from summitapp.agenda.forms import hold_form
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Conflict, Frame, SessionKind
from summitapp.agenda.views.blocks import board_of, lines_of, session_block
from summitapp.agenda.views.frame import bp, told
from summitapp.core.db import db
from summitapp.core.errors import DomainError, Invalid, Stale
from summitapp.core.fields import Form
from summitapp.core.i18n import current_language, said
from summitapp.core.i18n import gettext as _
from summitapp.core.text import N_
from summitapp.core.web import explain, flash_done, redirect_to, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def wants_data() -> bool:
    """Whether the board's script asks, and not a form."""
    return request.accept_mimetypes.best == "application/json"


@bp.get("/organise/<slug>/agenda/board.json")
@requires("agenda:see", on=lambda slug: summits.by_slug(slug))
def board_data(summit: Summit) -> Any:
    """The draft as data; who has it already is told so by one small question to the database."""
    answer = make_response()
    answer.set_etag(stamp_of(summit))
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.if_none_match.contains(answer.get_etag()[0] or ""):
        answer.status_code = 304
        return answer
    programme, frame = queries.programme_of(summit, queries.draft_of(summit)), services.frame_now(summit)
    conflicts = told(rules.find_conflicts(programme.placements, frame), programme.placements)
    answer.data = json.dumps(board_of(summit, programme, frame, conflicts), ensure_ascii=False)
    answer.content_type = "application/json"
    return answer


def stamp_of(summit: Summit) -> str:
    """Return the mark of the draft as this reader sees it."""
    parts = (*queries.draft_stamp(summit), current_language())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def tells_the_board(view: Callable[[AgendaSession], Any]) -> Callable[[AgendaSession], Any]:
    """Let a refusal reach the board's script as data: why, and where the session stands now."""

    @wraps(view)
    def answered(session: AgendaSession) -> Any:
        try:
            return view(session)
        except DomainError as error:
            if not wants_data():
                raise
            return refusal(session, error)

    return answered


def moved(
    session: AgendaSession, conflicts: tuple[Conflict, ...] | None = None, frame: Frame | None = None
) -> Response:
    """Answer a move: the session as it stands now, and everything it clashes with.

    :param frame: within which it was judged, for whoever has asked already: no move changes it.
    """
    db.session.flush()
    summit = session.summit
    frame = frame or services.frame_now(summit)
    if conflicts is None:
        conflicts = services.judge_session(session, frame)
    named = {session.code, *(code for conflict in conflicts for code in conflict.sessions)}
    placements = queries.draft_placements(summit, named)
    return jsonify(session=session_block(session, placements, frame), conflicts=lines_of(told(conflicts, placements), summit))


def refusal(session: AgendaSession, error: DomainError) -> tuple[Response, int]:
    """Answer a move that cannot be: why, and where the session stands, so that nobody has to guess."""
    db.session.rollback()
    db.session.refresh(session)
    summit = session.summit
    message, faults = explain(error), error.faults if isinstance(error, Invalid) else {}
    if isinstance(error, Stale):
        who = queries.last_editor(session)
        title = said(session.title)
        named = N_("%(who)s has changed “%(title)s” meanwhile. Nothing was overwritten; it stands as they left it.")
        unnamed = N_("“%(title)s” was changed meanwhile. Nothing was overwritten; it stands as it was left.")
        message = _(named if who else unnamed, who=who, title=title)
    elif faults:
        message = " ".join(_(text) for text in faults.values())
    present = session_block(session, queries.draft_placements(summit, [session.code]), services.frame_now(summit))
    return jsonify(code=error.code, message=message, session=present), error.status


@bp.post("/organise/<slug>/agenda/hold")
@requires("agenda:edit", on=lambda slug: summits.by_slug(slug))
def hold(summit: Summit) -> Any:
    """Set a break or a blocker into the grid."""
    form = hold_form(summit.timezone)()
    form.offer(queries.programme_of(summit, None))
    if not form.validate():
        return jsonify(code="invalid", message=faults_of(form)), 422
    starts_at, ends_at = form.times
    try:
        session = services.hold_time(
            summit, SessionKind(form.kind.data), form.room.data, starts_at, ends_at, form.also_in.data or ()
        )
    except DomainError as error:
        return jsonify(code=error.code, message=explain(error)), error.status
    return moved(session)


def faults_of(form: Form) -> str:
    """Return what is wrong with a form in one line, for whoever does not see its fields."""
    lines = [*form.form_errors, *(fault for field in form for fault in field.errors)]
    return " ".join(dict.fromkeys(str(line) for line in lines))


@bp.post("/organise/<slug>/agenda/sessions/<code>/duplicate")
@requires("agenda:edit", on=queries.session_of)
def duplicate(session: AgendaSession) -> Any:
    """Write a session a second time."""
    copy = services.duplicate_session(session)
    if wants_data():
        return moved(copy, ())
    flash_done(_("“%(title)s” is there twice now. This is the copy; please give it a time.", title=said(copy.title)))
    return redirect_to("agenda.session_edit", slug=copy.summit.slug, code=copy.code)


@bp.post("/organise/<slug>/agenda/sessions/<code>/remove")
@requires("agenda:edit", on=queries.session_of)
@tells_the_board
def remove(session: AgendaSession) -> Any:
    """Delete a session that was never published."""
    summit, title = session.summit, said(session.title)
    services.remove_session(session, expected_revision())
    if wants_data():
        return jsonify(removed=session.code)
    flash_done(_("“%(title)s” is removed.", title=title))
    return redirect_to("agenda.editor", slug=summit.slug)


def expected_revision() -> int:
    """Return the revision the sender has seen."""
    given = request.form.get("revision", "")
    return int(given) if given.isdigit() else 0

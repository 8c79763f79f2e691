"""The organisers' page for files with sessions: download the draft, bring a file, look at what it would do, take it."""

import base64
import binascii
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

from flask import Response, request

from summitapp.core import sheets
from summitapp.core.errors import DomainError, Stale
from summitapp.core.i18n import current_language, ngettext
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    attachment,
    explain,
    flash_done,
    flash_warning,
    limited,
    redirect_to,
    render,
    requires,
    takes_files,
)
from summitapp.exchange import rules, services
from summitapp.exchange.forms import SessionsForm
from summitapp.exchange.values import (
    COLUMN_NAMES,
    MOST_BYTES,
    Judged,
    Meant,
    Outcome,
    ScheduleTooLarge,
    UnreadableSchedule,
)
from summitapp.exchange.views.frame import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_PATH: Final = "/organise/<slug>/agenda/import/"
#: A preview carries its file along, so that nothing is kept of it here: packed, and three bytes as four letters.
_MOST_CARRIED: Final = MOST_BYTES // 3 * 4 + 64 * 1024
#: Before the token of a name in the form that says whose it is.
_WHO: Final = "who-"
#: What somebody has to look at comes first.
_ORDER: Final = (Outcome.FAULTY, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED)


@bp.get(_PATH)
@requires("agenda:edit", on=summits.by_slug)
def import_sessions(summit: Summit) -> str:
    """Ask for a file."""
    return _page(summit, SessionsForm())


@bp.post(_PATH)
@limited("30 per minute")
@requires("agenda:edit", on=summits.by_slug)
def look_at_sessions(summit: Summit) -> Any:
    """Show what a file would do; nothing is written, and nothing of the file is kept."""
    form = SessionsForm()
    if not form.validate():
        return _page(summit, form), 422
    body = form.file.data.read(MOST_BYTES + 1)
    try:
        judged = services.judge_file(summit, body, current_language())
    except DomainError as error:
        form.file.errors = [explain(error)]
        return _page(summit, form), 422
    return _page(summit, form, judged, _carry(body))


@bp.post(_PATH + "take")
@takes_files(_MOST_CARRIED + 512 * 1024, in_a_field=_MOST_CARRIED)
@limited("30 per minute")
@requires("agenda:edit", on=summits.by_slug)
def take_sessions(summit: Summit) -> Any:
    """Take the rows that can be taken, as they were shown."""
    language = current_language()
    try:
        body = _carried(request.form.get("carried", ""))
        choices = {name.removeprefix(_WHO): value for name, value in request.form.items() if name.startswith(_WHO)}
        judged, moment = services.take_file(summit, body, language, request.form.get("seen", ""), choices)
    except Stale as error:
        judged = services.judge_file(summit, body, language)
        flash_warning(explain(error))
        return _page(summit, SessionsForm(), judged, _carry(body)), 409
    new, changed = (sum(one.outcome is kind for one in judged) for kind in (Outcome.NEW, Outcome.CHANGED))
    flash_done(_("Taken into the draft: %(new)s, %(changed)s.",
                 new=ngettext("%(num)s new session", "%(num)s new sessions", new),
                 changed=ngettext("%(num)s changed session", "%(num)s changed sessions", changed)))  # fmt: skip
    return redirect_to("agenda.editor", slug=summit.slug, **({"came": moment.isoformat(), "file": "1"} if new else {}))


@bp.post(_PATH + "back")
@requires("agenda:edit", on=summits.by_slug)
def take_back_sessions(summit: Summit) -> Any:
    """Remove the new sessions of a file, as long as nobody has worked on them."""
    gone, kept = 0, 0
    with suppress(ValueError):  # whoever made the field up takes nothing back
        gone, kept = services.take_back(summit, datetime.fromisoformat(request.form.get("came", "")).astimezone(UTC))
    flash_done(ngettext("%(num)s new session is gone again.", "%(num)s new sessions are gone again.", gone))
    if kept:
        flash_warning(ngettext("%(num)s session stays: somebody has worked on it since.",
                               "%(num)s sessions stay: somebody has worked on them since.", kept))  # fmt: skip
    return redirect_to("agenda.editor", slug=summit.slug)


@bp.get("/organise/<slug>/agenda/sessions.xlsx")
@requires("agenda:see", on=summits.by_slug)
def export_workbook(summit: Summit) -> Response:
    """The draft as a workbook whose headings an import knows again."""
    return attachment(services.write_draft(summit, current_language()), sheets.XLSX, f"{summit.slug}-sessions.xlsx")


@bp.get("/organise/<slug>/agenda/sessions.csv")
@requires("agenda:see", on=summits.by_slug)
def export_table(summit: Summit) -> Response:
    """The same for programs that know tables of text only."""
    return attachment(services.write_draft(summit, current_language(), "csv"), sheets.CSV, f"{summit.slug}-sessions.csv")


def _page(summit: Summit, form: SessionsForm, judged: tuple[Judged, ...] | None = None, carried: str = "") -> str:
    shown = sorted(judged or (), key=lambda one: (_ORDER.index(one.outcome), one.number))
    counts = {kind.value: sum(one.outcome is kind for one in shown) for kind in Outcome}
    return render(
        "exchange/import.html", summit=summit, demo=summit.is_demo, form=form, judged=None if judged is None else shown,
        carried=carried, counts=counts, seen=services.mark_of(judged) if judged is not None else "",
        names={column: name.best(current_language()) for column, name in COLUMN_NAMES.items()},
        unclear=rules.unclear(judged or ()), people={kind.value: rules.count_people(judged or (), kind) for kind in Meant},
    )  # fmt: skip


def _carry(body: bytes) -> str:
    """Return a file as a form field takes it; what fits an upload fits there."""
    return base64.b64encode(zlib.compress(body, 6)).decode()


def _carried(text: str) -> bytes:
    """Return the file that a form carried; whoever made the field up gets no more memory than a file may have."""
    try:
        engine = zlib.decompressobj()
        body = engine.decompress(base64.b64decode(text, validate=True), MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise UnreadableSchedule from error
    if len(body) > MOST_BYTES or not body:
        raise ScheduleTooLarge
    return body

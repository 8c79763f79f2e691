"""Paper of the hall: for the team, and for each participant their own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Response as FlaskResponse
from flask import send_file
from werkzeug.wrappers import Response

from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import XLSX
from summitapp.core.web import attachment, flash_done, limited, redirect_to, render, requires
from summitapp.hall import queries
from summitapp.hall.services import papers
from summitapp.hall.views.frame import Page, Visit, bp, mine
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_PDF: Final = "application/pdf"
_PAPERS: Final[dict[str, tuple[Callable[[Summit], bytes], str]]] = {
    "tables.pdf": (papers.table_plan, _PDF), "signs.pdf": (papers.table_signs, _PDF), "roster.pdf": (papers.roster, _PDF),
    "briefings.pdf": (papers.briefing, _PDF), "plan.xlsx": (papers.plan_sheet, XLSX),
}  # fmt: skip


@bp.get("/organise/<slug>/meetings/paper/")
@requires("hall:work", on=summits.by_slug)
def paper(summit: Summit) -> str:
    """Show what can be printed."""
    seated = len(queries.seated_in(summit.id))
    return render("hall/paper.html", summit=summit, seated=seated, runs=papers.pocket_runs(summit))


@bp.get("/organise/<slug>/meetings/paper/<any('tables.pdf', 'signs.pdf', 'roster.pdf', 'briefings.pdf', 'plan.xlsx'):name>")
@limited("60 per hour")
@requires("hall:work", on=lambda slug, name: _wanted(slug, name))
def paper_file(wanted: "Wanted") -> Response:
    """Lay one of them out, in the language of whoever asks."""
    make, media_type = _PAPERS[wanted.name]
    return attachment(make(wanted.summit), media_type, f"{wanted.summit.slug}-{wanted.name}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper of a summit, as the permissions ask for it."""

    summit: Summit
    name: str


def _wanted(slug: str, name: str) -> Wanted | None:
    summit = summits.by_slug(slug)
    return Wanted(summit, name) if summit is not None else None


@bp.post("/organise/<slug>/meetings/paper/pockets")
@limited("20 per hour")
@requires("hall:work", on=summits.by_slug)
def make_pockets(summit: Summit) -> Page:
    """Have every pocket schedule laid out behind the page."""
    papers.ask_for_pockets(summit)
    flash_done(_("The schedules are being laid out. They stand here in a while; please reload the page."))
    return redirect_to("hall.paper", slug=summit.slug)


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive, as the permissions ask for it."""

    summit: Summit
    path: Path


def _kept(slug: str, name: str) -> Kept | None:
    summit = summits.by_slug(slug)
    path = papers.pocket_file(summit, name) if summit is not None else None
    return Kept(summit, path) if summit is not None and path is not None else None


@bp.get("/organise/<slug>/meetings/paper/pockets/<name>.zip")
@requires("hall:work", on=_kept)
def pockets(kept: Kept) -> FlaskResponse:
    """Hand an archive over, without ever holding it."""
    return send_file(kept.path.resolve(), "application/zip", as_attachment=True,
                     download_name=f"{kept.summit.slug}-pocket-schedules.zip", max_age=0)  # fmt: skip


# --- one's own ----------------------------------------------------------------------------------------------------------


@bp.get("/my/summits/<slug>/meetings/schedule.pdf")
@limited("30 per hour")
@requires("hall:use", on=mine)
def pocket(visit: Visit) -> Response:
    """Lay out one's own schedule, to be folded."""
    return attachment(papers.pocket(visit.registration), _PDF, f"{visit.summit.slug}-meetings.pdf")


@bp.get("/my/summits/<slug>/meetings/<meeting>/briefing.pdf")
@limited("60 per hour")
@requires("hall:use", on=mine)
def own_briefing(visit: Visit) -> Response:
    """Lay out the briefing sheet of one's meeting."""
    reference = visit.meeting.meeting.reference
    return attachment(papers.briefing(visit.summit, [reference]), _PDF, f"{visit.summit.slug}-briefing.pdf")

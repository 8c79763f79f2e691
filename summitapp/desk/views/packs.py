"""The lists on paper: to take along, and to make at once."""

from dataclasses import dataclass
from pathlib import Path

from werkzeug.wrappers import Response

from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import XLSX
from summitapp.core.web import attachment, flash_done, limited, redirect_to, render, requires
from summitapp.desk import services
from summitapp.desk.views.frame import Page, bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_TYPES = {".pdf": "application/pdf", ".xlsx": XLSX}


@bp.get("/organise/<slug>/door/paper/")
@requires("desk:work", on=summits.by_slug)
def paper(summit: Summit) -> Page:
    """Show the lists that are kept."""
    return render("desk/paper.html", summit=summit, packs=services.packs(summit), over=services.is_over(summit))


@bp.post("/organise/<slug>/door/paper/make")
@limited("20 per hour")
@requires("desk:work", on=summits.by_slug)
def make_paper(summit: Summit) -> Page:
    """Make the lists now."""
    services.ask_for_pack(summit)
    flash_done(_("The lists are being made. They stand here in a moment; please reload the page."))
    return redirect_to("desk.paper", slug=summit.slug)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a pack, as the permissions ask for it."""

    summit: Summit
    path: Path


def _kept(slug: str, name: str, ending: str) -> Kept | None:
    summit = summits.by_slug(slug)
    path = services.pack_file(summit, name, ending) if summit is not None else None
    return Kept(summit, path) if summit is not None and path is not None else None


@bp.get("/organise/<slug>/door/paper/<name>.<any(pdf, xlsx):ending>")
@requires("desk:work", on=_kept)
def paper_file(kept: Kept) -> Response:
    """Hand one of them over."""
    return attachment(kept.path.read_bytes(), _TYPES[kept.path.suffix], f"{kept.summit.slug}-{kept.path.name}")

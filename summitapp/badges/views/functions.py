"""What functions are called in the other language: entered or confirmed by an organiser, then printed."""

from flask import request

from summitapp.badges import queries, services
from summitapp.badges.forms import WordingForm
from summitapp.badges.models import Wording
from summitapp.badges.views.frame import Page, bp
from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, page_asked, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

PAGE_SIZE = 25


def _page(summit: Summit, form: WordingForm, status: int = 200) -> tuple[str, int]:
    text, show = request.args.get("q", "").strip()[:100], request.args.get("show", "")
    lines = queries.function_lines(summit, text, show)
    page, pages = page_asked(len(lines), PAGE_SIZE)
    return render(
        "badges/functions.html", summit=summit, form=form, lines=lines[(page - 1) * PAGE_SIZE:page * PAGE_SIZE], q=text,
        show=show, page=page, pages=pages, found=len(lines),
    ), status  # fmt: skip


@bp.get("/organise/<slug>/badges/functions/")
@requires("badges:see", on=summits.by_slug)
def functions(summit: Summit) -> Page:
    """Show the functions of those who take part, and what they are called in the other language."""
    return _page(summit, WordingForm())


@bp.post("/organise/<slug>/badges/functions/")
@requires("badges:design", on=summits.by_slug)
def approve_function(summit: Summit) -> Page:
    """Approve what a function is called."""
    form = WordingForm()
    if not form.validate():
        return _page(summit, form, 422)
    services.approve_wording(summit, form.source.data, form.language.data, form.text.data)
    flash_done(_("Approved: “%(source)s” is printed as “%(text)s”, too.", source=form.source.data, text=form.text.data))
    return redirect_to("badges.functions", slug=summit.slug, **request.args)


@bp.post("/organise/<slug>/badges/functions/<reference>/withdraw")
@requires("badges:design", on=queries.wording_of_summit)
def withdraw_function(wording: Wording) -> Page:
    """Take an approved translation back."""
    slug, source = wording.summit.slug, wording.source
    services.withdraw_wording(wording)
    flash_done(_("The translation is not printed any more: “%(source)s”", source=source))
    return redirect_to("badges.functions", slug=slug)

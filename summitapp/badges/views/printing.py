"""The list of badges, print runs and their log."""

from collections.abc import Sequence

from flask import request, send_file
from werkzeug.wrappers import Response

from summitapp.accounts import queries as accounts
from summitapp.badges import queries, services, values
from summitapp.badges.forms import PrintForm
from summitapp.badges.models import PrintRun
from summitapp.badges.values import Layout, PrintSelection
from summitapp.badges.views.frame import Page, bp
from summitapp.core.errors import NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

MOST_CHOSEN = 500
MOST_SHOWN = 200
MOST_PAGES = 10_000


@bp.get("/organise/<slug>/badges/")
@requires("badges:see", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show the badges of a summit."""
    return _list_page(summit, PrintForm())


def _page_asked() -> int:
    """Return which page is wished; a database counts rows no further than it can."""
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)


def _list_page(summit: Summit, form: PrintForm, status: int = 200) -> tuple[str, int]:
    text, show = request.args.get("q", "").strip()[:100], request.args.get("show", "")
    page = _page_asked()
    rows, found = queries.listed(summit.id, text, show, page)
    return render(
        "badges/organise.html", summit=summit, form=form, rows=rows, found=found, q=text, show=show, page=page,
        pages=-(-found // queries.PAGE_SIZE), open_functions=queries.count_open_functions(summit), words=values,
    ), status  # fmt: skip


# --- beginning a run ------------------------------------------------------------------------------


@bp.post("/organise/<slug>/badges/print")
@requires("badges:print", on=summits.by_slug)
def print_badges(summit: Summit) -> Page:
    """Begin a print run, once the letters that cannot be printed are known."""
    form = PrintForm()
    if not form.validate():
        return _list_page(summit, form, 422)
    return _begin(summit, form.selection.data, form.badges.data or (), form.layout.data)


@bp.post("/organise/<slug>/badges/print-chosen")
@requires("badges:print", on=summits.by_slug)
def print_chosen(summit: Summit) -> Page:
    """Begin a print run for the people who were ticked in a table (``chosen``: public ids of registrations)."""
    badges = queries.active_of_registrations(summit.id, request.form.getlist("chosen")[:MOST_CHOSEN])
    return _begin(summit, PrintSelection.CHOSEN, badges, Layout.DESIGNED)


def _begin(summit: Summit, selection: PrintSelection, badges: Sequence[str], layout: Layout) -> Page:
    if "anyway" not in request.form:
        lacks = _lacks(summit, selection, badges)
        if lacks:
            return render("badges/letters.html", summit=summit, lacks=lacks[:MOST_SHOWN], more=max(0, len(lacks) - MOST_SHOWN),
                          selection=selection, badges=badges, layout=layout, words=values), 422  # fmt: skip
    run = services.ask_for_print(summit, selection, badges, layout)
    return redirect_to("badges.show_run", slug=summit.slug, reference=run.public_id)


def _lacks(summit: Summit, selection: PrintSelection, badges: Sequence[str]) -> list[values.Lack]:
    if selection is PrintSelection.NEW:
        badges = [badge for badge, _code, _face in services.choose(summit, selection)]
    return services.lacking(summit, None if selection is PrintSelection.ALL else list(badges))


# --- runs -----------------------------------------------------------------------------------------


@bp.get("/organise/<slug>/badges/runs/")
@requires("badges:see", on=summits.by_slug)
def runs(summit: Summit) -> Page:
    """Show the print log: who printed what and when."""
    page, found = _page_asked(), queries.count_runs(summit.id)
    rows = queries.print_runs(summit.id, page=page)
    return render(
        "badges/runs.html", summit=summit, runs=rows, names=accounts.names({run.asked_by for run in rows}), page=page,
        pages=-(-found // queries.LOG_PAGE), files={run.public_id for run in rows if services.file_of(run)}, words=values,
    )  # fmt: skip


@bp.get("/organise/<slug>/badges/runs/<reference>/")
@requires("badges:print", on=queries.run_of_summit)
def show_run(run: PrintRun) -> Page:
    """Tell how far a print run is; the page comes again by itself until it is done."""
    return render(
        "badges/run.html", summit=run.summit, run=run, unfinished=run.state in values.UNFINISHED, words=values,
        file=services.file_of(run), names=accounts.names({run.asked_by}),
        badges=queries.called(run.badges[:MOST_SHOWN]), more=max(0, run.total - MOST_SHOWN),
    )  # fmt: skip


@bp.post("/organise/<slug>/badges/runs/<reference>/stop")
@requires("badges:print", on=queries.run_of_summit)
def stop_run(run: PrintRun) -> Page:
    """Stop a print run that is not finished."""
    services.cancel_run(run)
    flash_done(_("The print run was stopped. No badge of it counts as printed."))
    return redirect_to("badges.show_run", slug=run.summit.slug, reference=run.public_id)


@bp.post("/organise/<slug>/badges/runs/<reference>/again")
@requires("badges:print", on=queries.run_of_summit)
def print_again(run: PrintRun) -> Page:
    """Print the badges of an earlier run anew, as they look today."""
    again = services.print_again(run)
    return redirect_to("badges.show_run", slug=run.summit.slug, reference=again.public_id)


@bp.get("/organise/<slug>/badges/runs/<reference>/file")
@requires("badges:print", on=queries.run_of_summit)
def run_file(run: PrintRun) -> Response:
    """Hand over the file of a run while it is kept."""
    path = services.file_of(run)
    if path is None:
        raise NotFound
    response = send_file(path, as_attachment=True, download_name=path.name)
    response.headers["Cache-Control"] = "no-store"
    return response

"""What the meetings came to, for organisers and for those who read everything."""

from flask import request
from werkzeug.wrappers import Response

from summitapp.core.errors import NotFound
from summitapp.core.sheets import XLSX
from summitapp.core.web import attachment, limited, render, requires
from summitapp.hall import rules, services
from summitapp.hall.values import FEWEST
from summitapp.hall.values.report import EACH, TARGETS, By
from summitapp.hall.views.frame import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/meetings/report/")
@requires("hall:report", on=summits.by_slug)
def report(summit: Summit) -> str:
    """Show figures beside what others reach, as a picture and as a table; ``?by=`` says by what they are split."""
    asked = request.args.get("by", "")
    by = By(asked) if asked in list(By) else By.CITY
    return render(
        "hall/report.html", summit=summit, report=services.report_of(summit), by=by, all_by=By, targets=TARGETS, each=EACH,
        fewest=FEWEST, shares_of=rules.shares_of, told=rules.told, share=rules.share, name_of=services.name_of,
    )  # fmt: skip


@bp.get("/organise/<slug>/meetings/report.xlsx")
@limited("60 per hour")
@requires("hall:report", on=summits.by_slug)
def report_sheet(summit: Summit) -> Response:
    """Hand the figures over as a workbook."""
    found = services.report_of(summit)
    if found is None:
        raise NotFound
    return attachment(services.report_sheet(summit, found), XLSX, f"{summit.slug}-meetings-report.xlsx")

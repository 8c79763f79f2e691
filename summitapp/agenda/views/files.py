"""What the public pages fetch beside themselves: places left, the words a search looks in, paper, a chosen calendar."""

from threading import Lock
from typing import Any, Final

from flask import Response, redirect, request, url_for

from summitapp.agenda import queries, services
from summitapp.agenda.documents import write_places, write_search
from summitapp.agenda.values import NotOnAgenda
from summitapp.agenda.views.frame import open_bp, public_summit, stamp
from summitapp.calendars.documents import MEDIA_TYPE
from summitapp.core import front
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said, speaking
from summitapp.core.text import LANGUAGES, Language, Translated, as_language
from summitapp.core.web import limited, public
from summitapp.summits.models import Summit

MOST_CODES: Final = 300
_one_at_a_time = Lock()


def _language(summit: Summit) -> Language:
    return as_language(request.args.get("lang"), as_language(summit.default_language))


@open_bp.get("/summits/<slug>/places.json")
@public
def places(slug: str) -> Response:
    """Places left in public sessions for which people enrol; looked at once a second, whoever asks."""
    summit = public_summit(slug)
    found = queries.public_places(summit)

    def build() -> Response:
        shown = {one.code for one in queries.public_programme(summit).placements}
        response = Response(write_places({code: one for code, one in found.items() if code in shown}))
        response.headers.update({"Content-Type": "application/json", "Cache-Control": "public, max-age=5"})
        return response

    return front.serve((*stamp(summit), tuple(found.items())), build)


@open_bp.get("/summits/<slug>/search.json")
@public
def search(slug: str) -> Response:
    """The words of each public session, folded, for the search on the device."""
    summit = public_summit(slug)
    return front.serve(
        stamp(summit),
        lambda: Response(write_search(queries.public_programme(summit), _language(summit)), content_type="application/json"),
    )


@open_bp.get("/summits/<slug>/programme.pdf")
@limited("60 per minute")
@public
def paper(slug: str) -> Any:
    """The public agenda on A4; laid out once a release and language, one at a time."""
    summit = public_summit(slug)
    if request.args.get("lang") not in LANGUAGES or len(request.args) != 1:
        return redirect(url_for("agenda_feeds.paper", slug=slug, lang=_language(summit)))
    with _one_at_a_time:
        return front.serve(stamp(summit), lambda: _paper(summit))


def _paper(summit: Summit) -> Response:
    language = _language(summit)
    response = Response(services.export_pdf(summit, language), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{summit.slug}-{language}.pdf"'
    return response


@open_bp.get("/summits/<slug>/selection.ics")
@limited("60 per minute")
@public
def selection(slug: str) -> Response:
    """The public sessions of ``?codes=A,B`` as a file for a calendar; what not everybody may see is not among them."""
    summit = public_summit(slug)
    codes = set(request.args.get("codes", "").split(",")[:MOST_CODES])
    programme = queries.public_programme(summit).only(lambda one: one.code in codes)
    if not programme.placements:
        raise NotOnAgenda
    language = _language(summit)
    with speaking(language):
        title = Translated.same(_("My choice: %(summit)s", summit=said(summit.name)))
    body = services.export_calendar(summit, language, programme=programme, title=title, path=request.path)
    response = Response(body, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-selection.ics"'
    return response

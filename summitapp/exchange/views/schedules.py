"""``schedule.xml`` and ``schedule.json``: the public agenda for the programs of others."""

from flask import Response, request

from summitapp.agenda import queries as agenda
from summitapp.agenda.values import NotOnAgenda
from summitapp.core import front
from summitapp.core.text import as_language
from summitapp.core.web import public
from summitapp.exchange import services
from summitapp.exchange.documents import JSON, XML
from summitapp.exchange.views.frame import open_bp


@open_bp.get("/summits/<slug>/schedule.xml")
@public
def schedule_xml(slug: str) -> Response:
    """The agenda as frab's XML; ``?lang=`` chooses the language of its texts."""
    return _schedule(slug, "frab-xml", XML)


@open_bp.get("/summits/<slug>/schedule.json")
@public
def schedule_json(slug: str) -> Response:
    """The agenda as frab's JSON."""
    return _schedule(slug, "frab-json", JSON)


def _schedule(slug: str, form: str, kind: str) -> Response:
    summit = agenda.visible_summit(slug)
    if summit is None:
        raise NotOnAgenda
    language = as_language(request.args.get("lang"), as_language(summit.default_language))
    stamp = ("schedule", summit.public_id, summit.revision, summit.redactions)
    return front.serve(stamp, lambda: Response(services.write_schedule(summit, language, form), content_type=kind))

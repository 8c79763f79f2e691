"""The pages of badges: designs, functions in two languages, the print log."""

from summitapp.badges import services
from summitapp.badges.values import BadgePart, Layout
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "desk": {"badges.runs": (_SUMMIT,)},
    "organiser": {
        "badges.designs": (_SUMMIT,),
        "badges.new_design": (_SUMMIT,),
        "badges.edit_design": ({**_SUMMIT, "reference": "{design}"},),
        "badges.functions": (_SUMMIT, {**_SUMMIT, "show": "open"}, {**_SUMMIT, "q": "nobody at all"}),
    },
}
NO_PAGE = {"badges.preview": "a picture"}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Give one category a design of its own, and one function a translation."""
    details = services.DesignDetails("Plastikkarte", Layout.CR80, True, tuple(BadgePart), Translated(de="Notruf 112"))
    design = services.add_design(summit, details, summit.categories[:1])
    services.approve_wording(summit, "Leiterin Stadtgrün", "de", "Yeşil Alanlar Müdürü")
    db.session.flush()
    return {"design": design.public_id}, {}

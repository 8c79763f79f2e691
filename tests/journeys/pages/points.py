"""The pages of check-in points: the list with one of every kind, a session's door, and what the agenda proposes."""

from summitapp.agenda.models import AgendaSession
from summitapp.checkin import services
from summitapp.checkin.values import PointKind
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits.models import Summit

PAGES = {
    "organiser": {
        "checkin.points": ({"slug": "izmir-2027"},),
        "checkin.proposed_points": ({"slug": "izmir-2027"},),
    }
}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Add a door of a session, a meal that is closed, and a bus."""
    session = db.session.query(AgendaSession).filter_by(summit_id=summit.id).order_by(AgendaSession.id).first()
    services.add_point(summit, "walk-door", Translated("Tür des Saals", "Salon kapısı", "Door of the hall"),
                       kind=PointKind.SESSION, session=session, enrolled_only=True)  # fmt: skip
    lunch = services.add_point(summit, "walk-lunch", Translated("Mittagessen", "Öğle yemeği", "Lunch"), kind=PointKind.MEAL,
                               reentry=False, daily=True, exits=False, categories=["delegate"])  # fmt: skip
    services.add_point(summit, "walk-bus", Translated.same("Bus"), kind=PointKind.BUS, reentry=False)
    db.session.flush()
    services.close_point(lunch)
    return {}, {}

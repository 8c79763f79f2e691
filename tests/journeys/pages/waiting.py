"""Agreed requests without a time, one whom nothing hinders and one whose people are never free together."""

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.matchmaking import queries
from summitapp.profiles.models import Away
from summitapp.summits.models import Summit
from tests.factories.meetings import agreed, make_hall, meet

_SLUG = "waiting-2029"
_HALL = {"slug": _SLUG}
PAGES = {
    "organiser": {
        "matchmaking.plan": (_HALL,),
        "matchmaking.waiting": (_HALL,),
        "matchmaking.openings": ({**_HALL, "reference": "{request_free}"}, {**_HALL, "reference": "{request_hindered}"}),
    },
}


def prepare(_summit: Summit, _values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let a meeting clash with a session, and two requests wait."""
    hall = make_hall(6, slug=_SLUG)
    meet(hall, 1, 2)
    people = hall.registrations
    free, hindered = agreed(hall.round, people[2], people[3]), agreed(hall.round, people[4], people[0])
    for slot in queries.slots_of(hall.round.id):
        db.session.add(Away(registration=people[0], starts_at=slot.starts_at, ends_at=slot.ends_at))
    record("profile.away", hall.round)
    db.session.flush()
    return {"request_free": free.public_id, "request_hindered": hindered.public_id}, {}

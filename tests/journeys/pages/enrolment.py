"""The pages of enrolment: a delegate's own agenda with a place, a turn, stars and a session that is over."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, Slot
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.enrolment import queries, services
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
_FULL, _OVER, _RATED = "VISIT-KEMERALTI", "GROUND-BENEATH-US", "CAMPUS-AND-QUAY"
PAGES = {
    "delegate": {
        "enrolment.own": (_SUMMIT,),
        "enrolment.choose": (_SUMMIT, {**_SUMMIT, "day": "2027-10-14", "places": "1"}, {**_SUMMIT, "day": "2027-10-15"}),
        "enrolment.session": ({**_SUMMIT, "code": _FULL}, {**_SUMMIT, "code": _OVER}, {**_SUMMIT, "code": "OPENING"}),
    },
    "organiser": {
        "enrolment.overview": (_SUMMIT,),
        "enrolment.listed": ({**_SUMMIT, "code": _FULL}, {**_SUMMIT, "code": _FULL, "q": "a"}, {**_SUMMIT, "code": "OPENING"}),
        "enrolment.report": ({**_SUMMIT, "code": _OVER}, {**_SUMMIT, "code": _RATED}, {**_SUMMIT, "code": "OPENING"}),
    },
}
NO_PAGE = {"enrolment.door": "paper and a sheet"}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let the delegate have one of each, two sessions be over, and people say how they were."""
    going = registrations.by_reference(values["registration"])
    assert going is not None
    services.set_favourite(going, "HANDOVER", True)
    for hours, code in enumerate((_OVER, _RATED), start=2):
        row = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit.id, AgendaSession.code == code)
        over = now() - timedelta(hours=hours)
        db.session.execute(
            sa.update(Slot).where(Slot.session_id.in_(row)).values(starts_at=over, ends_at=over + timedelta(hours=1))
        )
    db.session.expire_all()
    crowd = [one for one in registrations.confirmed(summit.id) if one.id != going.id]
    for number, one in enumerate(crowd[:8]):
        services.rate(one, _RATED, 3 + number % 3, "Çok iyiydi, teşekkürler." if number % 2 else "")
    services.rate(crowd[0], _OVER, 5, "Kısa ve öz.")
    assert queries.choices_of(going).favourites
    return {}, {}

"""The pages of the hall: somebody's meetings, one of them over and one ahead, the team's screens, paper and report."""

from datetime import timedelta

from summitapp.accounts import services as accounts
from summitapp.accounts.queries import link_by_digest
from summitapp.accounts.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import digest
from summitapp.hall.models import Outcome
from summitapp.hall.values import Held
from summitapp.summits.models import Summit
from tests.factories.meetings import interpreter, make_hall, meet

_SLUG = "hall-2028"
_HALL = {"slug": _SLUG}
PAGES = {
    "somebody in the hall": {
        "hall.meeting": ({**_HALL, "meeting": "{meeting_over}"}, {**_HALL, "meeting": "{meeting_ahead}"}),
        "hall.outcomes": (_HALL,),
    },
    "organiser": {
        "hall.paper": (_HALL, {"slug": "izmir-2027"}),
        "hall.screens": (_HALL, {"slug": "izmir-2027"}),
        "hall.screen": (_HALL,),
        "hall.report": (_HALL, {**_HALL, "by": "sdg"}, {"slug": "izmir-2027"}),
    },
}
NO_PAGE = {
    "hall.paper_file": "paper and a sheet", "hall.pockets": "an archive", "hall.pocket": "paper",
    "hall.own_briefing": "paper", "hall.report_sheet": "a sheet",
}  # fmt: skip


def prepare(_summit: Summit, _values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let twelve people meet at a summit of today, and some say how it was."""
    start = (now() - timedelta(minutes=40)).replace(second=0, microsecond=0)
    hall = make_hall(12, slug=_SLUG, slots=6, tables=6, starts_at=start)
    hall.summit.starts_on, hall.summit.ends_on = start.date(), start.date() + timedelta(days=1)
    voice = interpreter(hall.summit)
    found = [
        meet(hall, one, one + 6, slot=slot, table=one - 1 if slot < 2 else 6 - one, interpreter=voice if one == 1 else None)
        for slot, people in enumerate(((1, 3, 4), (2, 5, 6))) for one in people
    ]  # fmt: skip
    ahead = meet(hall, 1, 2, slot=4)
    for number, meeting in enumerate(found[:3]):
        held = Held.TOOK_PLACE if number else Held.NO_SHOW
        mine = meeting.request.asker_id
        db.session.add(Outcome(meeting_id=meeting.id, registration_id=mine, held=held, at=now()))
    secret = accounts.mint_link(Purpose.MANAGE, hall.people[0], timedelta(days=9), single_use=False)
    link = link_by_digest(Purpose.MANAGE, digest(secret))
    assert link is not None
    values = {"meeting_over": found[0].public_id, "meeting_ahead": ahead.public_id}
    return values, {"somebody in the hall": {"_user_id": f"link:{link.public_id}"}}

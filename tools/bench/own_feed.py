"""The calendar of one participant who appears, has places, waits and marked sessions: asked for anew, not kept."""

import subprocess
import sys
from collections.abc import Collection

import sqlalchemy as sa

from tools.bench import load
from tools.bench.scenarios import BROWSER, SLUG, Row, measure, same
from tools.bench.stage import Server, Stage

PROMISE = 4.0
_STARS, _TALKS, _SEATS = 8, 2, 4


def row(stage: Stage, server: Server, seconds: float) -> Row:
    """Measure the feed as calendar programs fetch it, without an ETag."""
    command = [sys.executable, "-c", f"from tools.bench import own_feed; own_feed.prepare({SLUG!r})"]
    made = subprocess.run(command, env=stage.environment(), capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"a person with a calendar: {made.stderr[-2000:]}")
    url = f"{server.url}{made.stdout.strip().splitlines()[-1]}"
    asked = same(load.request("GET", url, **BROWSER))
    measure("warm up", stage, server, asked, expect={200}, seconds=1.0)
    found = measure("a person's calendar", stage, server, asked, expect={200}, promise=PROMISE, seconds=seconds)
    text = load.once(server.url, load.request("GET", url, Accept_Encoding="identity"))[2]
    found.note = f"{text.count(b'BEGIN:VEVENT')} entries"
    return found


def prepare(slug: str) -> None:
    """Give the first participant talks, seats and stars in the last release, and print the path of their feed."""
    from summitapp.core.security import acting_as, system_actor
    from wsgi import app

    with app.app_context(), acting_as(system_actor("bench")):
        from summitapp.core.db import unit_of_work

        with unit_of_work():
            print(_fill(slug))


def _fill(slug: str) -> str:
    from summitapp.agenda import queries as agenda
    from summitapp.agenda.models import ReleasedAppearance
    from summitapp.calendars.services import token_of
    from summitapp.core.db import db
    from summitapp.enrolment import services as enrolment
    from summitapp.portal.services import start_calendar
    from summitapp.registration import queries as registrations
    from summitapp.summits.queries import by_slug

    summit = by_slug(slug)
    assert summit is not None
    one = registrations.confirmed(summit.id)[0]
    found = agenda.released_for(summit, one.person_id)
    enrolment.merge_favourites(one, [released.placement.code for released in found[:_STARS]])
    sessions = {session.code: session for session in agenda.sessions_of(summit)}
    for released in found[_STARS : _STARS + _SEATS]:
        enrolment.enrol_many(sessions[released.placement.code], [one])
    talks = [released.session_id for released in found[-_TALKS:]]
    db.session.add_all(ReleasedAppearance(slot_id=slot, person_id=one.person_id) for slot in _slots(talks))
    feed = start_calendar(one.person)
    assert feed is not None
    return f"/calendars/{token_of(feed)}.ics?lang=tr"


def _slots(sessions: Collection[int]) -> list[int]:
    from summitapp.agenda.models import AgendaVersion, Slot
    from summitapp.core.db import db

    rows = sa.select(sa.func.max(Slot.id)).join(AgendaVersion, AgendaVersion.id == Slot.version_id)
    return list(db.session.scalars(rows.where(Slot.session_id.in_(sessions), AgendaVersion.number.is_not(None))
                                   .group_by(Slot.session_id)))  # fmt: skip

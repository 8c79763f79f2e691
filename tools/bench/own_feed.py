"""The calendar of one participant who appears, has places and marked sessions; and those of many, each for the first time."""

import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa

from tools.bench import load
from tools.bench.scenarios import BROWSER, SLUG, Row, measure, same
from tools.bench.stage import Server, Stage

PROMISE = 4.0
OTHERS = 300
_STARS, _TALKS, _SEATS = 8, 2, 4


def rows(stage: Stage, server: Server, seconds: float) -> list[Row]:
    """Measure the feed as calendar programs fetch it: without an ETag, with it, and as nobody has asked for it yet."""
    command = [sys.executable, "-c", f"from tools.bench import own_feed; own_feed.prepare({SLUG!r})"]
    made = subprocess.run(command, env=stage.environment(), capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"people with calendars: {made.stderr[-2000:]}")
    own, *others = (f"{server.url}{line}?lang=" for line in made.stdout.split())
    url = f"{own}tr"
    asked = same(load.request("GET", url, **BROWSER))
    measure("warm up", stage, server, asked, expect={200}, seconds=1.0)
    found = measure("a person's calendar", stage, server, asked, expect={200}, promise=PROMISE, seconds=seconds)
    _status, head, text = load.once(server.url, load.request("GET", url, Accept_Encoding="identity"))
    etag = re.search(rb'(?im)^etag: *("[^"]+")', head)
    if etag is None:
        raise RuntimeError("the calendar has no ETag")
    found.note = f"{text.count(b'BEGIN:VEVENT')} entries"
    again = same(load.request("GET", url, If_None_Match=etag[1].decode(), **BROWSER))
    unchanged = measure("  unchanged (304)", stage, server, again, expect={304}, promise=PROMISE, seconds=seconds)
    first = measure("  for the first time", stage, server, _once_each(others), expect={200}, seconds=seconds)
    return [found, unchanged, first]


def _once_each(addresses: list[str]) -> Callable[[int], Iterator[bytes]]:
    """Ask for each calendar in each language once."""

    def requests(client: int) -> Iterator[bytes]:
        for language in ("de", "en", "tr"):
            for address in addresses[client::8]:
                yield load.request("GET", address + language, **BROWSER)

    return requests


def prepare(slug: str) -> None:
    """Give the first participant talks, seats and stars in the last release and others stars; print the paths of their feeds."""
    from summitapp.core.security import acting_as, system_actor
    from wsgi import app

    with app.app_context(), acting_as(system_actor("bench")):
        from summitapp.core.db import unit_of_work

        with unit_of_work():
            print("\n".join(_fill(slug)))


def _fill(slug: str) -> list[str]:
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
    one, *others = registrations.confirmed(summit.id)[: OTHERS + 1]
    found = agenda.released_for(summit, one.person_id)
    enrolment.merge_favourites(one, [released.placement.code for released in found[:_STARS]])
    sessions = {session.code: session for session in agenda.sessions_of(summit)}
    for released in found[_STARS : _STARS + _SEATS]:
        enrolment.enrol_many(sessions[released.placement.code], [one])
    talks = [released.session_id for released in found[-_TALKS:]]
    db.session.add_all(ReleasedAppearance(slot_id=slot, person_id=one.person_id) for slot in _slots(talks))
    for number, other in enumerate(others):
        enrolment.merge_favourites(other, [released.placement.code for released in found[number % 60 :][: 2 * _STARS]])
    feeds = [start_calendar(participant.person) for participant in (one, *others)]
    return [f"/calendars/{token_of(feed)}.ics" for feed in feeds if feed is not None]


def _slots(sessions: Collection[int]) -> list[int]:
    from summitapp.agenda.models import AgendaVersion, Slot
    from summitapp.core.db import db

    rows = sa.select(sa.func.max(Slot.id)).join(AgendaVersion, AgendaVersion.id == Slot.version_id)
    return list(db.session.scalars(rows.where(Slot.session_id.in_(sessions), AgendaVersion.number.is_not(None))
                                   .group_by(Slot.session_id)))  # fmt: skip

"""In the evening everybody who met somebody is asked, in one mail, how it was."""

from datetime import date, timedelta
from typing import Final

from summitapp.core.clock import now
from summitapp.core.db import lock, unit_of_work
from summitapp.core.tz import midnight, to_local
from summitapp.hall import mails, queries
from summitapp.hall.values import TableMeeting
from summitapp.matchmaking.models import MeetingRound
from summitapp.registration.models import Registration
from summitapp.registration.values import State

#: So long after the last meeting of a day the mail goes out; and later than that much it comes too late for that day.
AFTER: Final = timedelta(minutes=30)
AT_LATEST: Final = timedelta(hours=6)


def unsaid(registration: Registration, day: date) -> list[TableMeeting]:
    """Return somebody's meetings of a day of which they have not said yet what came of them."""
    begins = midnight(day, registration.summit.timezone)
    ends = midnight(day + timedelta(days=1), registration.summit.timezone)
    said = queries.outcomes_of(registration.id)
    return [
        one for one in queries.of_people([registration.id], day).get(registration.id, [])
        if one.told and begins <= one.starts_at < ends and one.starts_at <= now() and one.id not in said
        and (mine := one.of(registration.id)) is not None and mine.seated
    ]  # fmt: skip


def ask_all() -> int:
    """Write the mails of this evening that are due; safe to run twice. Returns how many were written."""
    return sum(_ask(round_id) for round_id in queries.rounds_on(now()))


def _ask(round_id: int) -> int:
    with unit_of_work():
        found = lock(MeetingRound, round_id)
        summit = found.summit
        day = to_local(now(), summit.timezone).date()
        begins, ends = (midnight(one, summit.timezone) for one in (day, day + timedelta(days=1)))
        today = [one for one in queries.in_round(round_id) if one.told and begins <= one.starts_at < ends]
        last = max((one.ends_at for one in today), default=None)
        if last is None or not last + AFTER <= now() < last + AT_LATEST:
            return 0
        said, asked = queries.held_in(round_id), queries.mailed_on(summit.public_id, mails.batch_of(day))
        wanted = {
            one.registration_id for meeting in today for one in meeting.seated
            if one.registration_id not in said.get(meeting.id, {})
        }  # fmt: skip
        people = [
            one for one in queries.registrations_of(wanted)
            if one.state is State.CONFIRMED and one.person.public_id not in asked
        ]
        return mails.ask_in_the_evening(summit, day, people)

"""The mails that tell people their meetings, and what became of an objection."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import Meeting, MeetingRound, Objection
from summitapp.matchmaking.values import TOLD, ObjectionState, RoundPhase
from summitapp.outbox.services import Context, Mail, enqueue, enqueue_batch
from summitapp.outbox.values import Addressed
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State

PROVISIONAL: Final = "matchmaking/provisional"
PUBLISHED: Final = "matchmaking/published"
SETTLED: Final = "matchmaking/objection"
_LASTS: Final = timedelta(days=60)


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def tell_plan(one: MeetingRound, readers: Sequence[Registration]) -> None:
    """Write to everybody with a meeting that they can be looked at, provisional or for good."""
    name = PROVISIONAL if one.phase is RoundPhase.PROVISIONAL else PUBLISHED
    letters = [
        Addressed(who.person.email or "", who.person.language, who.person.public_id,
                  {"registration": who.public_id, "person": who.person.public_id, "round": one.public_id})
        for who in readers
    ]  # fmt: skip
    enqueue_batch(name, letters, batch=f"{one.public_id}"[:20], summit=one.summit.public_id)


def tell_settled(objection: Objection) -> None:
    """Write to somebody what became of their objection."""
    who = objection.registration
    if who.person.email:
        enqueue(SETTLED, to=who.person.email, language=who.person.language, person=who.person.public_id,
                summit=who.summit.public_id, references={"objection": objection.public_id})  # fmt: skip


def planning_contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template. :param mint: makes the secret of a link while the mail is composed."""

    def plan(references: Mapping[str, Any]) -> Mail | None:
        """Meetings as they stand when the mail leaves; none to somebody who has none any more."""
        one = queries.round_by_reference(str(references["round"]))
        who = registrations.by_reference(str(references["registration"]))
        if one is None or who is None or who.state is not State.CONFIRMED or one.phase not in TOLD:
            return None
        meetings = queries.meetings_of(who.id)
        if not meetings or who.person.public_id != references["person"]:
            return None
        return Mail({**values_for(who, mint), "round": one, "meetings": [lines_of(meeting, who) for meeting in meetings]})

    def settled(references: Mapping[str, Any]) -> Mail | None:
        objection = queries.objection_by_reference(str(references["objection"]))
        if objection is None or objection.state is ObjectionState.OPEN:
            return None
        values = values_for(objection.registration, mint)
        meeting = lines_of(objection.meeting, objection.registration)
        accepted = objection.state is ObjectionState.HEARD
        return Mail({**values, "objection": objection, "meeting": meeting, "accepted": accepted})

    return {PROVISIONAL: plan, PUBLISHED: plan, SETTLED: settled}


def sample_of(one: MeetingRound, phase: RoundPhase, who: Registration) -> tuple[str, Mail]:
    """Return the mail with which a phase would begin for somebody, for a preview: its template, and it without a secret."""
    name = PROVISIONAL if phase is RoundPhase.PROVISIONAL else PUBLISHED
    meetings = [lines_of(meeting, who) for meeting in queries.meetings_of(who.id)]
    return name, Mail({"person": who.person, "summit": who.summit, "zone": who.summit.timezone, "link": "‹link›",
                       "round": one, "meetings": meetings})  # fmt: skip


def lines_of(meeting: Meeting, who: Registration) -> dict[str, Any]:
    """Return what somebody reads of one of their meetings: when, where, and with whom."""
    return {
        "starts_at": meeting.slot.starts_at, "ends_at": meeting.slot.ends_at, "table": meeting.table,
        "others": [one for one in queries.sitters_of(meeting) if one.id != who.id], "interpreter": meeting.interpreter,
    }  # fmt: skip


def values_for(who: Registration, mint: Mint) -> dict[str, Any]:
    """Return what every mail about meetings needs, with a fresh link to somebody's own page."""
    summit, person, language = who.summit, who.person, i18n.current_language()
    secret = mint(Purpose.MANAGE, person.public_id, _LASTS, single_use=False)
    page = f"/{language}/my/summits/{summit.slug}/meetings/"
    link = f"{settings().base_url}/{language}/my/link/{secret}/?next={page}"
    return {"person": person, "summit": summit, "zone": summit.timezone, "link": link}

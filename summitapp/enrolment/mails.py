"""The mails of enrolment: moved up from the waiting list, put on a list, taken off it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Released
from summitapp.calendars import queries as calendars
from summitapp.calendars.documents import MEDIA_TYPE, write_calendar
from summitapp.calendars.values import CalendarHead
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.core.text import as_language
from summitapp.enrolment import queries
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import EnrolmentState
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.outbox.values import Attachment
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration

_AFTER_SUMMIT: Final = timedelta(days=60)


def tell(enrolment: Enrolment, name: str) -> bool:
    """Write to somebody about their place in a session; returns whether there is an address to write to."""
    return _write(enrolment.registration, name, {"enrolment": enrolment.public_id, "state": enrolment.state.value})


def tell_removed(registration: Registration, session: AgendaSession) -> bool:
    """Write to somebody whose place or turn the organisers took back."""
    return _write(registration, "removed", {"registration": registration.public_id, "session": session.code})


def _write(registration: Registration, name: str, references: Mapping[str, str]) -> bool:
    person = registration.person
    if not person.email:
        return False
    enqueue(f"enrolment/{name}", to=person.email, language=registration.language, person=person.public_id,
            summit=registration.summit.public_id, references=references)  # fmt: skip
    return True


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def told(references: Mapping[str, Any]) -> Mail | None:
        """A mail that is sent only while the enrolment stands as it did when the mail was written down."""
        enrolment = queries.by_reference(str(references["enrolment"]))
        if enrolment is None or enrolment.state != references["state"]:
            return None
        found = queries.one_for(enrolment.registration, enrolment.session.code)
        if found is None or found.placement.cancelled:
            return None
        chosen = queries.choices_of(enrolment.registration).enrolled.get(enrolment.session_id)
        seated = enrolment.state is EnrolmentState.ENROLLED
        kept = calendars.follows_by_itself(enrolment.registration.person.public_id)
        attached = _calendar(enrolment.registration, found) if seated and not kept else ()
        if chosen is None or (seated and not kept and not attached):
            return None  # they left while this was being gathered
        values = {"position": chosen.position, "calendar_kept": kept}
        return Mail(_values(enrolment.registration, found, mint) | values, attached)

    def removed(references: Mapping[str, Any]) -> Mail | None:
        registration = registrations.by_reference(str(references["registration"]))
        found = queries.one_for(registration, str(references["session"])) if registration is not None else None
        if registration is None or found is None or queries.of_pair(found.session_id, registration.id) is not None:
            return None  # undone before the mail went out
        return Mail(_values(registration, found, mint))

    return {
        "enrolment/moved_up": told, "enrolment/added": told, "enrolment/removed": removed,
    }


def _values(registration: Registration, found: Released, mint: Mint) -> dict[str, Any]:
    summit, person = registration.summit, registration.person
    until_the_end = max(summit.ends_on - registration.submitted_at.date(), timedelta(0))
    secret = mint(Purpose.MANAGE, person.public_id, until_the_end + _AFTER_SUMMIT, single_use=False)
    room = agenda.programme_around(summit, [found.placement]).rooms.get(found.placement.room)
    return {
        "person": person, "summit": summit, "placement": found.placement, "room": room,
        "manage_url": f"{settings().base_url}/{i18n.current_language()}/my/link/{secret}/",
    }  # fmt: skip


def _calendar(registration: Registration, found: Released) -> tuple[Attachment, ...]:
    """Return the session for the person's calendar, under the UID and with the number every calendar knows."""
    summit, language = registration.summit, as_language(registration.language)
    mine = queries.events_of(registration, language, (found.code,))
    if not mine:
        return ()
    head = CalendarHead(mine[0].entry.uid, found.placement.text.title, summit.timezone, refresh=None)
    return (Attachment(f"{found.code}.ics", MEDIA_TYPE, write_calendar(head, mine, language)),)

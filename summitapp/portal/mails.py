"""The mails of My summit: an entry of somebody's calendar, as an invitation that mail programs understand."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import parseaddr
from typing import Any, Final

from summitapp.calendars import queries as calendars
from summitapp.calendars.documents import MEDIA_TYPE, write_calendar
from summitapp.calendars.models import SentInvitation
from summitapp.calendars.values import CalendarHead, CalendarItem, Method, Step
from summitapp.core.context import settings
from summitapp.core.i18n import current_language
from summitapp.core.tz import to_local
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.outbox.values import Attachment
from summitapp.portal.values import CALENDAR_NAME

INVITATION: Final = "portal/invitation"


def invite(person: Person, steps: Sequence[Step]) -> None:
    """Write one mail for each entry that changed for somebody."""
    for step in steps:
        references = {"person": person.public_id, "subject": step.subject, "sequence": step.sequence, "again": step.again}
        enqueue(INVITATION, to=person.email or "", language=person.language, person=person.public_id,
                references=references)  # fmt: skip


def contexts() -> dict[str, Context]:
    """Return the context function of each template."""
    return {INVITATION: _invitation}


def _invitation(references: Mapping[str, Any]) -> Mail | None:
    """Compose what was last decided about an entry; a mail that a newer one has overtaken is not sent any more."""
    person = directory.person_by_reference(str(references["person"]))
    sent = calendars.invitation_of(str(references["person"]), str(references["subject"]))
    if person is None or sent is None or sent.sequence != references["sequence"]:
        return None
    item = CalendarItem.of(sent.item)
    zone = item.zone
    values = {
        "person": person, "item": item, "cancelled": sent.method is Method.CANCEL, "again": bool(references["again"]),
        "starts_at": to_local(item.starts_at, zone), "ends_at": to_local(item.ends_at, zone), "zone": zone,
        "calendar_url": f"{settings().base_url}/{current_language()}/my/calendar/",
    }  # fmt: skip
    return Mail(values, (_calendar(person, sent, item, zone),), kept=True)


def _calendar(person: Person, sent: SentInvitation, item: CalendarItem, zone: str) -> Attachment:
    """Return the iTIP message (RFC 5546): nobody but the recipient is named in it, and no answer is asked for."""
    choice = calendars.choice_of(person.public_id)
    alarm = choice.alarm if choice is not None else None
    head = CalendarHead(
        item.entry.uid, CALENDAR_NAME, zone, refresh=None, method=sent.method,
        organiser=parseaddr(settings().mail_sender)[1], attendee=person.email or "",
        alarm=timedelta(minutes=alarm) if alarm else None,
    )  # fmt: skip
    written = write_calendar(head, [as_sent(item, sent)], current_language())
    return Attachment("invite.ics", MEDIA_TYPE, written, sent.method.value)


def as_sent(item: CalendarItem, sent: SentInvitation) -> CalendarItem:
    """Return an entry with the number and status that its last mail gave it."""
    return item.numbered(sent.sequence, cancelled=sent.method is Method.CANCEL, at=sent.sent_at)

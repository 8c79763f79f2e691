"""What the overview and My summit show, and the sentences of the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated


class Part(StrEnum):
    """A part of the day, for a greeting."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


GREETINGS: Final[Mapping[Part, str]] = MappingProxyType({
    Part.MORNING: N_("Good morning."), Part.DAY: N_("Good afternoon."), Part.EVENING: N_("Good evening."),
})


class Task(StrEnum):
    """What can be waiting for the organisers; each has a sentence and a place where it is done."""

    DECIDE = "decide"
    SUMMIT_INCOMPLETE = "summit_incomplete"
    SUMMIT_DRAFT = "summit_draft"
    CONFLICTS = "conflicts"
    UNPLACED = "unplaced"
    UNPUBLISHED = "unpublished"
    WAITING = "waiting"
    BADGES = "badges"
    LETTERS = "letters"
    MANY_LETTERS = "many_letters"
    MAILS_FAILED = "mails_failed"
    DATA_REQUESTS = "data_requests"
    SECOND_STEP = "second_step"


@dataclass(frozen=True, slots=True)
class Todo:
    """One row of the to-do list: what it is, how much of it, and where it is done."""

    task: Task
    number: int = 0
    detail: Translated | str = ""
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody at a door, as the overview shows it."""

    at: datetime
    point: Translated
    name: str
    admitted: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a summit at this moment."""

    part: Part
    days_left: int
    confirmed: int
    capacity: int | None
    to_decide: int
    german_cities: int
    izmir_cities: int
    other_cities: int
    sessions: int
    placed: int
    release: int | None
    inside: int
    todos: tuple[Todo, ...]
    passages: tuple[Passage, ...]
    opens: datetime | None


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a one-time code goes: the person of a link, or the user who is signed in.

    ``subject`` is the public id under which the code is kept, ``person`` that of the person, if there is one.
    ``goes_on`` is the public id of the person as whom somebody goes on who was written down twice.
    """

    subject: str
    email: str
    language: str
    person: str = ""
    goes_on: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something in a person's calendar."""

    title: Translated
    place: Translated
    starts_at: datetime
    ends_at: datetime
    zone: str
    url: str
    cancelled: bool


CALENDAR_NAME: Final = Translated("Mein Gipfel in İzmir", "İzmir zirvem", "My summit in İzmir")

#: Small numbers as words, for headings. One in German and Turkish agrees with what is counted.
NUMBER_WORDS: Final[Mapping[int, Translated]] = MappingProxyType({
    1: Translated("Eine", "Bir", "One"),
    2: Translated("Zwei", "İki", "Two"),
    3: Translated("Drei", "Üç", "Three"),
    4: Translated("Vier", "Dört", "Four"),
    5: Translated("Fünf", "Beş", "Five"),
    6: Translated("Sechs", "Altı", "Six"),
    7: Translated("Sieben", "Yedi", "Seven"),
    8: Translated("Acht", "Sekiz", "Eight"),
    9: Translated("Neun", "Dokuz", "Nine"),
    10: Translated("Zehn", "On", "Ten"),
    11: Translated("Elf", "On bir", "Eleven"),
    12: Translated("Zwölf", "On iki", "Twelve"),
    13: Translated("Dreizehn", "On üç", "Thirteen"),
    14: Translated("Vierzehn", "On dört", "Fourteen"),
    15: Translated("Fünfzehn", "On beş", "Fifteen"),
    16: Translated("Sechzehn", "On altı", "Sixteen"),
    17: Translated("Siebzehn", "On yedi", "Seventeen"),
    18: Translated("Achtzehn", "On sekiz", "Eighteen"),
    19: Translated("Neunzehn", "On dokuz", "Nineteen"),
    20: Translated("Zwanzig", "Yirmi", "Twenty"),
})

MAIL_STATES: Final[Mapping[str, str]] = MappingProxyType({
    "pending": N_("Waits to be sent"), "held": N_("Held back"), "sent": N_("Sent"), "failed": N_("Not delivered"),
    "dropped": N_("Not sent any more"), "told": N_("Told in another way"),
})

class FaultKind(StrEnum):
    """Why a mail server did not take a mail, as far as its answer tells."""

    ADDRESS = "address"
    FULL = "full"
    UNWANTED = "unwanted"
    LATER = "later"
    OTHER = "other"


FAULT_WORDS: Final[Mapping[FaultKind, str]] = MappingProxyType({
    FaultKind.ADDRESS: N_("There is no such mailbox. Please ask the person for the right address."),
    FaultKind.FULL: N_("The mailbox is full. It may work again later."),
    FaultKind.UNWANTED: N_("The other mail server does not accept our mail. Its keepers have to be asked."),
    FaultKind.LATER: N_("The other mail server asked us to come back later, and never took it."),
    FaultKind.OTHER: N_("It could not be handed over."),
})


@dataclass(frozen=True, slots=True)
class MailSearch:
    """What the list of mails is narrowed to; empty parts do not narrow."""

    state: str = ""
    batch: str = ""
    text: str = ""


class MailOfNobody(DomainError):
    """The mail did not go to somebody who takes part: their address is kept elsewhere."""

    code = "mail_of_nobody"
    message = N_("This address belongs to an account or an invitation. Please correct it there.")


TEMPLATES: Final[Mapping[str, str]] = MappingProxyType({
    "accounts/invitation": N_("Invitation to the team"),
    "accounts/log_in": N_("Log-in link"),
    "mailings/letter": N_("Mailing"),
    "mailings/trial": N_("Trial of a mailing"),
    "accounts/code": N_("One-time code"),
    "privacy/address": N_("Link to a new address"),
    "privacy/moved": N_("The address was changed"),
    "privacy/erased": N_("Proof of an erasure"),
    "delegations/invitation": N_("Invitation to coordinate a delegation"),
    "delegations/deadline": N_("Reminder of a delegation's deadline"),
    "delegations/ended": N_("Coordination of a delegation ended"),
    "letters/asked": N_("Letter asked for"),
    "letters/ready": N_("Letter ready"),
    "letters/refused": N_("Letter refused"),
    "letters/revoked": N_("Letter revoked"),
    "registration/received": N_("Registration received"),
    "registration/confirmed": N_("Participation confirmed"),
    "registration/waiting": N_("On the waiting list"),
    "registration/offered": N_("A place is offered"),
    "registration/nominated": N_("Nominated by a delegation"),
    "registration/substituted_in": N_("Taking over for somebody"),
    "registration/substituted_out": N_("Somebody else takes over"),
    "registration/declined": N_("Registration declined"),
    "registration/cancelled": N_("Registration cancelled"),
    "registration/withdrawn": N_("Registration withdrawn"),
    "registration/taken_off": N_("Taken off the list of a delegation"),
    "registration/reopened": N_("Registration opened again"),
    "registration/review": N_("Change is looked at"),
    "registration/reminder": N_("Link to My summit"),
    "registration/merged": N_("Two registrations were put together"),
    "registration/address_replaced": N_("Another address was written down"),
    "nominations/removed": N_("Taken off the list of a delegation"),
})

#: What the audit trail says; an action that is missing here is shown by its code.
ACTIONS: Final[Mapping[str, str]] = MappingProxyType({
    "account.created": N_("An account was made."),
    "account.signed_in": N_("Signed in."),
    "summit.created": N_("The summit was made."),
    "summit.copied": N_("The summit was made as a copy of the last one."),
    "summit.texts_changed": N_("The texts of the summit were changed."),
    "summit.dates_changed": N_("The dates of the summit were changed."),
    "summit.entry_changed": N_("The rules of registration were changed."),
    "summit.public": N_("The summit was published."),
    "summit.draft": N_("The summit was taken back and is a draft again."),
    "summit.archived": N_("The summit was put into the archive."),
    "venue.added": N_("A venue was added."),
    "venue.changed": N_("A venue was changed."),
    "venue.removed": N_("A venue was removed."),
    "venue.moved": N_("The order of the venues was changed."),
    "room.added": N_("A room was added."),
    "room.changed": N_("A room was changed."),
    "room.removed": N_("A room was removed."),
    "room.moved": N_("The order of the rooms was changed."),
    "day.changed": N_("A day was changed."),
    "track.added": N_("A track was added."),
    "track.changed": N_("A track was changed."),
    "track.removed": N_("A track was removed."),
    "track.moved": N_("The order of the tracks was changed."),
    "category.added": N_("A category was added."),
    "category.changed": N_("A category was changed."),
    "category.removed": N_("A category was removed."),
    "category.moved": N_("The order of the categories was changed."),
    "team.added": N_("Somebody was taken into the team."),
    "team.changed": N_("A role in the team was changed."),
    "team.removed": N_("Somebody was taken out of the team."),
    "token.created": N_("An API token was made."),
    "token.revoked": N_("An API token was ended."),
    "registration.received": N_("A registration came in."),
    "registration.review_asked": N_("A registration was changed and needs to be approved again."),
    "registration.moved_up": N_("A place is held for somebody on the waiting list until the decision."),
    "registration.requeued": N_("Somebody was moved on the waiting list."),
    "registration.nominated": N_("A delegation nominated somebody."),
    "registration.nomination_confirmed": N_("A delegation confirmed a nomination."),
    "registration.substituted": N_("Another person took over a registration."),
    "registration.role_set": N_("A role in a delegation was changed."),
    "registration.taken_off": N_("A delegation took somebody off its list."),
    "registration.proven": N_("An address was confirmed."),
    "registration.linked": N_("A registration was linked to a person who is known already."),
    "registration.approved": N_("A registration was approved."),
    "registration.confirmed": N_("A participation was confirmed."),
    "registration.declined": N_("A registration was declined."),
    "registration.cancelled": N_("A registration was cancelled."),
    "registration.withdrawn": N_("Somebody withdrew their registration."),
    "registration.lapsed": N_("A registration lapsed without an answer."),
    "registration.reopened": N_("A registration was opened again."),
    "registration.offered": N_("A place was offered to somebody on the waiting list."),
    "registration.promoted": N_("Somebody moved up from the waiting list."),
    "registration.waiting": N_("A registration was put on the waiting list."),
    "registration.changed": N_("The details of a registration were changed."),
    "registration.repeated": N_("Somebody registered again and was sent a reminder."),
    "registration.entered": N_("An organiser entered a registration by hand."),
    "registration.assigned": N_("Somebody was given another category or delegation."),
    "registration.office_set": N_("The office in which somebody comes was set."),
    "registration.address_corrected": N_("An organiser wrote down another address for somebody."),
    "registration.merged": N_("A registration ended since the person had two."),
    "registration.absorbed": N_("A registration took over another one of the same person."),
    "registration_pair.distinct": N_("Two registrations were told apart: they are two people’s."),
    "registration_pair.reopened": N_("Two registrations are looked at once more."),
    "person.merged": N_("Two entries of the same person were merged."),
    "registration.erased": N_("The personal details of a registration were erased."),
    "coordinator.invited": N_("Somebody was asked to coordinate a delegation."),
    "coordinator.accepted": N_("Somebody agreed to coordinate a delegation."),
    "coordinator.added": N_("Somebody received the right to coordinate a delegation."),
    "coordinator.removed": N_("The right to coordinate a delegation was taken back."),
    "coordinator.ended": N_("The coordination of a delegation was ended."),
    "coordinator.erased": N_("The details of a coordinator were erased."),
    "delegation.added": N_("A delegation was added."),
    "delegation.changed": N_("A delegation was changed."),
    "delegation.removed": N_("A delegation was removed."),
    "position.added": N_("An office was added."),
    "position.changed": N_("The title of an office was changed."),
    "tenure.begun": N_("Somebody took up an office."),
    "tenure.ended": N_("Somebody laid down an office."),
    "session.added": N_("A session was added to the draft of the agenda."),
    "session.edited": N_("A session was changed."),
    "session.cancelled": N_("A session was cancelled."),
    "session.reinstated": N_("A cancelled session takes place after all."),
    "session.placed": N_("A session was given a time and a room in the draft."),
    "session.unplaced": N_("A session lost its time in the draft."),
    "agenda.published": N_("The agenda was published."),
    "badge.issued": N_("A badge was issued."),
    "badge.revoked": N_("A badge was blocked."),
    "point.added": N_("A check-in point was added."),
    "point.changed": N_("A check-in point was changed."),
    "account.changed": N_("Someone changed the details of their account."),
    "account.link_asked": N_("A log-in link was asked for."),
    "account.password_set": N_("A password was set."),
    "account.second_factor_enabled": N_("The second step was turned on."),
    "account.second_factor_disabled": N_("The second step was turned off."),
    "agenda.begun": N_("The draft of the agenda was begun."),
    "agenda.copied": N_("The agenda was copied from another summit."),
    "agenda.planned": N_("The programme was entered."),
    "badge.issued_many": N_("Badges were issued for a list."),
    "consent.given": N_("A consent was given."),
    "consent.withdrawn": N_("A consent was withdrawn."),
    "delegation.category_quota_set": N_("The places of a category were limited for a delegation."),
    "delegation.quota_set": N_("The quota of a delegation was set."),
    "registrations.exported": N_("A list of registrations was downloaded."),
    "registration_view.saved": N_("A view of the registrations was saved."),
    "registration_view.changed": N_("A view of the registrations was changed."),
    "registration_view.deleted": N_("A view of the registrations was deleted."),
    "registration_view.restored": N_("A view of the registrations was brought back."),
    "registration.bulk_received": N_("A list of participants was entered."),
    "summit.added": N_("The summit was made."),
    "person.exported": N_("Everything that is kept of somebody was handed over as a file."),
    "person.erased": N_("A name and an address were erased."),
    "person.erased_everywhere": N_("Somebody was erased in every part of the system."),
    "person.erased_from_agenda": N_("A name was taken out of every programme."),
    "person.hidden": N_("A name was hidden everywhere."),
    "person.shown": N_("A hidden name is shown again."),
    "person.address_asked": N_("Somebody asked to be written to at another address."),
    "person.address_changed": N_("Somebody is written to at another address."),
    "request.entered": N_("A request about data was written down."),
    "request.person_named": N_("It was said whose data a request is about."),
    "request.closed": N_("A request about data was answered."),
    "request.forgotten": N_("The names in an old request about data were deleted."),
    "retention.deleted": N_("What was kept long enough was deleted in the night."),
    "badge.erased": N_("The code of a badge was erased."),
    "invitation.erased": N_("An invitation to coordinate a delegation was erased."),
    "account.erased": N_("An account was erased."),
    "account.code_asked": N_("A one-time code was asked for."),
    "passkey.added": N_("A passkey was added."),
    "passkey.used": N_("Somebody signed in with a passkey."),
    "passkey.removed": N_("A passkey was removed."),
    "passkey.ended": N_("A passkey ended together with the links by mail."),
    "passkey.handed_over": N_("A passkey was linked to a person who is known already."),
    "account.code_used": N_("A one-time code was typed in."),
    "section.added": N_("A section was added to the questions."),
    "section.changed": N_("A section of the questions was changed."),
    "section.removed": N_("A section of the questions was removed."),
    "section.moved": N_("The order of the sections was changed."),
    "question.added": N_("A question was added."),
    "question.changed": N_("A question was changed."),
    "question.moved": N_("The order of the questions was changed."),
    "question.retired": N_("A question is asked no more."),
    "question.restored": N_("A question is asked again."),
    "questions.copied": N_("The questions of another summit were copied."),
    "answers.changed": N_("Somebody changed their answers."),
    "answers.sealed": N_("Somebody changed their sealed answers."),
    "answers.opened": N_("Sealed answers of somebody were opened."),
    "answers.erased": N_("Answers of somebody were deleted."),
    "answers.deleted_when_due": N_("Answers whose time was over were deleted."),
    "consent_text.published": N_("A new wording of a consent was published."),
    "nominations.looked_at": N_("A list was brought to be looked at."),
    "nominations.mended": N_("A list was corrected before it was taken."),
    "nominations.discarded": N_("A list was deleted without taking it."),
    "nominations.imported": N_("A list was taken into a delegation."),
    "nominations.undone": N_("A list was taken back."),
    "nominations.forgotten": N_("What was kept of a list was deleted."),
    "nominations.exported": N_("The people of a delegation were downloaded as a list."),
    "nominations.erased": N_("Somebody's details were erased from lists."),
    "registration.removed": N_("A nomination was removed because its list was taken back."),
    "letter.asked": N_("A letter was asked for."),
    "letter.changed": N_("The request for a letter was changed."),
    "letter.refreshed": N_("A letter took over the present details of the registration."),
    "letter.withdrawn": N_("The request for a letter was taken back."),
    "letter.approved": N_("A letter was approved."),
    "letter.issued": N_("A letter was issued."),
    "letter.refused": N_("A letter was refused."),
    "letter.revoked": N_("A letter was revoked."),
    "letter.superseded": N_("A letter was replaced by a newer one."),
    "letter.handed_over": N_("A letter was linked to a person who is known already."),
    "letter.erased": N_("The personal details of a letter were erased."),
    "list.version_made": N_("A list got a new version."),
    "list.exported": N_("A list was taken along."),
    "list.order_begun": N_("The order of protocol was begun with a usual set of classes."),
    "list.class_added": N_("A class of precedence was added."),
    "list.class_changed": N_("A class of precedence was changed."),
    "list.class_removed": N_("A class of precedence was removed."),
    "list.guest_placed": N_("Somebody was put into the order of protocol by hand."),
    "list.guest_released": N_("Somebody’s place in the order of protocol by hand was taken back."),
    "mail.retried": N_("Mails that had failed were sent again."),
    "mail.corrected": N_("The address of a mail that had failed was corrected."),
    "mail.told": N_("Somebody was told in another way what a mail could not tell."),
    "mailing.begun": N_("A mailing was begun."),
    "mailing.changed": N_("The draft of a mailing was changed."),
    "mailing.discarded": N_("The draft of a mailing was thrown away."),
    "mailing.released": N_("A mailing was released."),
    "mailing.planned": N_("A mailing was planned."),
    "mailing.unplanned": N_("A planned mailing was made a draft again."),
    "mailing.continued": N_("A mailing was sent to those who were added since."),
    "mailing.paused": N_("A mailing was paused."),
    "mailing.resumed": N_("A paused mailing went on."),
    "mailing.stopped": N_("A mailing was stopped."),
    "mailing.sent": N_("All mails of a mailing were written."),
    "mailing_text.saved": N_("A text was kept for later mailings."),
    "mailing_text.changed": N_("A saved text was changed."),
    "mailing_text.removed": N_("A saved text was removed."),
    "reminder.added": N_("A reminder was added."),
    "reminder.changed": N_("A reminder was changed."),
    "reminder.switched": N_("A reminder was switched on or off."),
    "reminder.removed": N_("A reminder was removed."),
    "reminder.ran": N_("A reminder was due."),
    "reminders.refused": N_("Somebody wants no reminders."),
    "reminders.wanted": N_("Somebody wants reminders again."),
})

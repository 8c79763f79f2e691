"""The list of mails: what each is, where it stands, and why it was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_

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
    "matchmaking/provisional": N_("Provisional plan of meetings"),
    "matchmaking/published": N_("Plan of meetings"),
    "matchmaking/changed": N_("Changes of meetings"),
    "matchmaking/objection": N_("Answer to an objection"),
    "accounts/code": N_("One-time code"),
    "privacy/address": N_("Link to a new address"),
    "privacy/moved": N_("The address was changed"),
    "privacy/erased": N_("Proof of an erasure"),
    "profiles/invitation": N_("Asked to write a profile for meetings"),
    "delegations/invitation": N_("Invitation to coordinate a delegation"),
    "delegations/deadline": N_("Reminder of a delegation's deadline"),
    "delegations/ended": N_("Coordination of a delegation ended"),
    "enrolment/moved_up": N_("Moved up in a session"),
    "enrolment/added": N_("Put on the list of a session"),
    "enrolment/removed": N_("Taken off the list of a session"),
    "hall/evening": N_("How were your meetings?"),
    "letters/asked": N_("Letter asked for"),
    "letters/ready": N_("Letter ready"),
    "letters/refused": N_("Letter refused"),
    "letters/revoked": N_("Letter revoked"),
    "matchmaking/asked": N_("Asked to meet"),
    "matchmaking/nudge": N_("Reminder of requests to meet"),
    "matchmaking/agreed": N_("Meeting agreed"),
    "matchmaking/declined": N_("Request to meet declined"),
    "matchmaking/withdrawn": N_("Request to meet taken back"),
    "matchmaking/left": N_("Somebody does not come to a meeting"),
    "matchmaking/time": N_("Another time proposed for a meeting"),
    "matchmaking/expired": N_("Request to meet not answered"),
    "matchmaking/arranged": N_("Meeting arranged"),
    "matchmaking/taken_over": N_("Meetings taken over"),
    "contacts/asked": N_("Asked to exchange contacts"),
    "contacts/accepted": N_("Exchange of contacts accepted"),
    "contacts/ended": N_("Exchange of contacts ended"),
    "speakers/invitation": N_("Invitation to a speaker"),
    "speakers/reminder": N_("Reminder to a speaker"),
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
    "agenda/news": N_("Changes of the agenda"),
    "portal/invitation": N_("Invitation for the calendar"),
    "nominations/removed": N_("Taken off the list of a delegation"),
})

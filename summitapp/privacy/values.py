"""The words of the record of processing, the kinds of requests, and what may not be erased."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated

KIND_WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "name": N_("Name"),
    "contact": N_("Address and contact"),
    "professional": N_("Work and delegation"),
    "choice": N_("Choices and consents"),
    "technical": N_("Technical traces"),
    "special": N_("Needs under special protection"),
})

#: Both laws beside each other: the General Data Protection Regulation and the Turkish Law No. 6698.
BASIS_WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "contract": N_("Your participation (GDPR Art. 6(1)(b); KVKK Art. 5/2-c)"),
    "interest": N_("Legitimate interest (GDPR Art. 6(1)(f); KVKK Art. 5/2-f)"),
    "consent": N_("Your consent (GDPR Art. 6(1)(a); KVKK Art. 5/1)"),
    "explicit": N_("Your explicit consent (GDPR Art. 9(2)(a); KVKK Art. 6/3-a)"),
    "duty": N_("A duty by law (GDPR Art. 6(1)(c); KVKK Art. 5/2-ç)"),
})

RECIPIENT_WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "team": N_("the organising team (Türkiye and Germany)"),
    "coordinator": N_("the coordinator of your own delegation (your country)"),
    "door": N_("the registration desk and the doors (Türkiye)"),
    "mail": N_("the processor that carries our mail"),
    "hosting": N_("the processor that hosts the system"),
    "public": N_("everybody who reads the programme"),
    "chosen": N_("the people you agreed to exchange contacts with"),
    "open": N_("participants who are open for meetings"),
})

SUBJECT_WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "participants": N_("Participants"),
    "team": N_("Team of a summit"),
    "coordinators": N_("Coordinators of delegations"),
    "applicants": N_("People who ask about their data"),
})

KIND_ORDER: Final = tuple(KIND_WORDS)


@dataclass(frozen=True, slots=True)
class Tagged:
    """One column that holds personal data, as its model says; or one question that was asked."""

    column: str
    kind: str
    purpose: str
    keep: str
    basis: str
    recipients: tuple[str, ...]
    subjects: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the record of processing (GDPR Art. 30): everything that is kept for one purpose in one way."""

    purpose: str
    kinds: tuple[str, ...]
    basis: str
    recipients: tuple[str, ...]
    subjects: str
    keep: str
    columns: tuple[str, ...] = ()


class RequestKind(StrEnum):
    """What somebody may ask for (GDPR Arts. 15 to 21, KVKK Art. 11)."""

    ACCESS = "access"
    ERASURE = "erasure"
    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


REQUEST_KIND_WORDS: Final[Mapping[RequestKind, str]] = MappingProxyType({
    RequestKind.ACCESS: N_("To see or receive everything (access)"),
    RequestKind.ERASURE: N_("To be erased"),
    RequestKind.RECTIFICATION: N_("To have something corrected"),
    RequestKind.RESTRICTION: N_("To have the use restricted"),
    RequestKind.OBJECTION: N_("To object to the use"),
})


class Channel(StrEnum):
    """How a request came."""

    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"
    PERSON = "person"
    SELF = "self"


CHANNEL_WORDS: Final[Mapping[Channel, str]] = MappingProxyType({
    Channel.LETTER: N_("By letter"),
    Channel.MAIL: N_("By e-mail"),
    Channel.PHONE: N_("By telephone"),
    Channel.PERSON: N_("In person"),
    Channel.SELF: N_("On their own page"),
})


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


REQUEST_STATE_WORDS: Final[Mapping[RequestState, str]] = MappingProxyType({
    RequestState.OPEN: N_("Open"),
    RequestState.DONE: N_("Answered"),
    RequestState.REFUSED: N_("Refused with reasons"),
})


class Exempt(StrEnum):
    """What stays when somebody is erased, and why (GDPR Art. 17(3), KVKK Art. 7 and 28)."""

    COUNTS = "counts"
    TRAIL = "trail"
    ACCOUNT = "account"


EXEMPT_WORDS: Final[Mapping[Exempt, str]] = MappingProxyType({
    Exempt.COUNTS: N_("How many people took part, from which city and in which category. Nobody can be recognised in it."),
    Exempt.TRAIL: N_("That something was done, by an opaque number and without your name: the trail must stay whole."),
    Exempt.ACCOUNT: N_("Your account in the team, as long as you have a role there. An owner of the summit can end it."),
})


#: What stands beside a value in the page for people; a key without words stands as it is.
EXPORT_WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "academic_title": N_("Academic title"), "given_name": N_("Given name"), "family_name": N_("Family name"),
    "email": N_("E-mail address"), "language": N_("Language"), "created_at": N_("Written down on"),
    "proven_at": N_("Address proven on"), "hidden_at": N_("Hidden since"), "offices": N_("Offices"),
    "title": N_("Title"), "since": N_("Since"), "until": N_("Until"), "acting": N_("Acting"),
    "mail": N_("Mail"), "subject": N_("Subject"), "recipient": N_("To"), "state": N_("State"), "sent_at": N_("Sent on"),
    "links": N_("Links"), "codes": N_("One-time codes"), "account": N_("Account"), "purpose": N_("Purpose"),
    "expires_at": N_("Good until"), "used_at": N_("Used on"), "name": N_("Name"), "last_seen_at": N_("Last seen"),
    "roles": N_("Roles"), "at": N_("On"), "action": N_("What happened"), "note": N_("Note"), "kind": N_("Kind"),
    "channel": N_("How it came"), "contact": N_("Contact"), "answer": N_("Answer"), "received_on": N_("Received on"),
    "due_on": N_("Due on"), "closed_at": N_("Answered on"), "new_address": N_("New address"), "asked_at": N_("Asked on"),
    "delegation": N_("Delegation"), "invited_at": N_("Invited on"), "accepted_at": N_("Accepted on"),
    "ended_at": N_("Ended on"), "revoked_at": N_("Ended on"), "last_fetched_at": N_("Last fetched"),
    "version": N_("Version"), "given": N_("Given"), "occasion": N_("Occasion"), "summit": N_("Summit"),
    "decided_at": N_("Decided on"), "phone": N_("Telephone"), "reason": N_("Reason"),
    "delegation_role": N_("Role in the delegation"), "position": N_("Office"), "code": N_("Code"),
    "category": N_("Category"), "city": N_("City"), "organisation": N_("Organisation"), "function": N_("Function"),
    "spoken_languages": N_("Languages spoken"), "interpretation": N_("Interpreting into"), "proven": N_("Address proven"),
    "submitted_at": N_("Registered on"), "point": N_("Door"), "direction": N_("Direction"), "verdict": N_("Answer of the door"),
    "badge": N_("Badge"), "issued_at": N_("Issued on"), "printed_at": N_("Printed on"),
    "text": N_("Text"), "fault": N_("Fault"), "questions": N_("Questions"), "question": N_("Question"), "file": N_("File"),
    "withheld": N_("Sealed: only you can open it, on your page"),
    "number": N_("No."), "requested_at": N_("Asked on"), "issued_on": N_("Issued on"), "valid_until": N_("Good until"),
    "request": N_("What was asked"), "facts": N_("What the letter says"), "mailing": N_("Mail to many"),
    "no_reminders_for": N_("No reminders for"), "brought": N_("Brought on"), "rows": N_("Rows"),
    "class": N_("Class"), "place": N_("Place"), "list": N_("List"), "line": N_("Line"),
    "places": N_("Places"), "favourites": N_("Favourites"), "feedback": N_("Feedback"), "stars": N_("Stars"),
    "appearances": N_("Sessions"), "session": N_("Session"), "role": N_("Role"),
    "choice": N_("Your choice"), "way": N_("How it came"), "alarm": N_("Reminder, minutes before"),
    "chosen_at": N_("Chosen on"), "feeds": N_("Calendars subscribed to"), "invitations": N_("Invitations by mail"),
    "uid": N_("Entry"), "method": N_("Kind"), "sequence": N_("Revision"),
    "biography": N_("Biography"), "link": N_("Link"), "pronunciation": N_("How your name is said"),
    "equipment": N_("What you need on stage"), "photo": N_("Photo"), "released_at": N_("May be shown since"),
    "seen_at": N_("Last seen"), "available": N_("When you are there"), "from": N_("From"),
    "interprets": N_("Interpreter"), "languages": N_("Languages"), "answered_at": N_("Answered on"),
    "documents": N_("Files"), "size": N_("Bytes"), "shown_to": N_("Who may have it"), "word": N_("A word to the organisers"),
    "told": N_("Told"), "sessions": N_("Sessions"), "news": N_("What changed"),
})


FILE_NAME: Final = Translated("meine-daten", "verilerim", "my-data")


@dataclass(frozen=True, slots=True)
class Portion:
    """What one feature keeps of a person, for the file they receive."""

    key: str
    label: str
    data: Any


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that is kept of a person; ``files`` are what they sent themselves, by name."""

    reference: str
    made_at: datetime
    portions: tuple[Portion, ...]
    files: tuple[tuple[str, bytes], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it for machines (GDPR Art. 20)."""
        data = {portion.key: portion.data for portion in self.portions}
        return {"person": self.reference, "made_at": self.made_at.isoformat(), **data}


@dataclass(frozen=True, slots=True)
class Ended:
    """A summit that is over, as retention sees it."""

    id: int
    public_id: str
    ends_on: date
    name: Translated


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the next night deletes of one kind of data in a summit."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Night:
    """What one night deleted in a summit: when, and how many of which kind."""

    day: date
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody the organisers look for because of their data."""

    reference: str
    name: str
    city: str
    code: str
    hidden: bool


class RequestClosed(DomainError):
    """The request was answered already."""

    code = "request_closed"
    message = N_("This request has been answered already.")


class PersonMissing(DomainError):
    """The request names nobody we know."""

    code = "person_missing"
    message = N_("Please say first whose data this is about.")


class AnswerMissing(DomainError):
    """A refusal needs its reasons."""

    code = "answer_missing"
    message = N_("Please write the reasons: the person has a right to them.")


class AddressInUse(DomainError):
    """Somebody of the same name is registered with that address."""

    code = "address_in_use"
    message = N_("With this address somebody of your name is registered already. Please write to the organisers.")


class SameAddress(DomainError):
    """The new address is the old one."""

    code = "same_address"
    message = N_("This is the address we have already.")

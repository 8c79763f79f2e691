"""The words of registration: states and the moves between them, policies, refusals, announcements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_
from summitapp.summits.values import SummitDates

Row = TypeVar("Row")


class State(StrEnum):
    """Where a registration stands; the one table of moves is :data:`TRANSITIONS`."""

    DRAFT = "draft"
    NOMINATED = "nominated"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    OFFERED = "offered"
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """By which way a registration came; all but the form vouch for the request."""

    FORM = "form"
    API = "api"
    LIST = "list"
    ORGANISER = "organiser"


class DelegationRole(StrEnum):
    """What somebody is in their delegation; each has at most one head who is still coming."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


ROLE_NAMES: Final[Mapping[DelegationRole, str]] = MappingProxyType({
    DelegationRole.HEAD: N_("Head of delegation"),
    DelegationRole.DEPUTY: N_("Deputy head"),
    DelegationRole.MEMBER: N_("Member"),
})


class PairState(StrEnum):
    """What became of two registrations that look alike."""

    OPEN = "open"
    DISTINCT = "distinct"
    MERGED = "merged"


class Reason(StrEnum):
    """Why the application itself, not a person, ended a registration."""

    UNPROVEN = "unproven"
    OFFER_LAPSED = "offer_lapsed"
    MERGED = "merged"
    BY_DELEGATION = "by_delegation"


_LEAVING: Final = frozenset({State.CANCELLED, State.WITHDRAWN})

TRANSITIONS: Final[Mapping[State, frozenset[State]]] = MappingProxyType({
    State.DRAFT: frozenset({State.SUBMITTED, State.WAITING, State.CONFIRMED, State.WITHDRAWN}),
    State.NOMINATED: frozenset({State.SUBMITTED, State.WAITING, State.APPROVED, State.CONFIRMED, State.DECLINED}) | _LEAVING,
    State.SUBMITTED: frozenset({State.WAITING, State.APPROVED, State.CONFIRMED, State.DECLINED}) | _LEAVING,
    State.WAITING: frozenset({State.SUBMITTED, State.OFFERED, State.CONFIRMED, State.DECLINED}) | _LEAVING,
    State.OFFERED: frozenset({State.CONFIRMED}) | _LEAVING,
    State.APPROVED: frozenset({State.CONFIRMED}) | _LEAVING,
    State.CONFIRMED: frozenset({State.SUBMITTED}) | _LEAVING,
    State.DECLINED: frozenset({State.SUBMITTED}),
    State.CANCELLED: frozenset({State.SUBMITTED}),
    State.WITHDRAWN: frozenset(),
})

#: What an organiser can take back.
ENDED_BY_ORGANISER: Final = frozenset({State.DECLINED, State.CANCELLED})

#: These states hold a place; a policy may let the two below hold one as well.
SEATED: Final = frozenset({State.OFFERED, State.APPROVED, State.CONFIRMED})
MAY_HOLD_A_PLACE: Final = frozenset({State.NOMINATED, State.SUBMITTED})

#: In these states a person is still coming or hopes to; one such registration per person and summit.
ACTIVE: Final = frozenset(State) - {State.DECLINED, State.CANCELLED, State.WITHDRAWN}

STATE_NAMES: Final[Mapping[State, str]] = MappingProxyType({
    State.DRAFT: N_("Draft"),
    State.NOMINATED: N_("Nominated"),
    State.SUBMITTED: N_("Waits for a decision"),
    State.WAITING: N_("On the waiting list"),
    State.OFFERED: N_("Place offered"),
    State.APPROVED: N_("Approved, reply awaited"),
    State.CONFIRMED: N_("Confirmed"),
    State.DECLINED: N_("Declined"),
    State.CANCELLED: N_("Cancelled by the organiser"),
    State.WITHDRAWN: N_("Withdrawn"),
})

#: What the history of a registration calls each step.
STEP_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "registration.received": N_("Registration received"),
    "registration.nominated": N_("Nominated by the delegation"),
    "registration.nomination_confirmed": N_("Confirmed by the delegation"),
    "registration.substituted": N_("Another person took over"),
    "registration.role_set": N_("Role in the delegation changed"),
    "registration.taken_off": N_("Taken off the list by the delegation"),
    "registration.review_asked": N_("Changed, and needs to be approved again"),
    "registration.moved_up": N_("A place is held; waits for a decision"),
    "registration.requeued": N_("Moved on the waiting list"),
    "registration.repeated": N_("Registered once more"),
    "registration.proven": N_("Address confirmed"),
    "registration.linked": N_("Recognised as a known person"),
    "registration.approved": N_("Approved"),
    "registration.confirmed": N_("Place confirmed by the person"),
    "registration.promoted": N_("Moved up from the waiting list"),
    "registration.offered": N_("A place was offered"),
    "registration.declined": N_("Declined"),
    "registration.cancelled": N_("Cancelled by the organiser"),
    "registration.withdrawn": N_("Withdrawn by the person"),
    "registration.lapsed": N_("Ended because nobody answered in time"),
    "registration.reopened": N_("Opened again"),
    "registration.changed": N_("Details changed"),
    "registration.erased": N_("Personal details erased"),
    "registration.entered": N_("Entered by hand"),
    "registration.assigned": N_("Category or delegation changed"),
    "registration.office_set": N_("Office set"),
    "registration.address_corrected": N_("Address corrected by an organiser"),
    "registration.waiting": N_("Put on the waiting list"),
    "registration.removed": N_("Removed because its list was taken back"),
    "registration.merged": N_("Merged with another registration"),
    "registration.absorbed": N_("Took over another registration of the same person"),
    "person.address_changed": N_("Address changed"),
    "person.changed": N_("Name or language changed"),
    "person.address_proven": N_("Address confirmed"),
    "person.merged": N_("Merged with another entry of the same person"),
    "consent.given": N_("Consent given"),
    "consent.withdrawn": N_("Consent withdrawn"),
    "answers.changed": N_("Answers changed"),
    "answers.sealed": N_("Sealed answers changed"),
    "answers.opened": N_("Sealed answers opened"),
    "answers.erased": N_("Answers deleted"),
    "person.hidden": N_("Name hidden everywhere"),
    "person.shown": N_("Name shown again"),
    "person.erased": N_("Personal details erased"),
    "person.erased_everywhere": N_("Erased in every part of the system"),
    "person.exported": N_("Everything kept of the person was handed over"),
    "person.address_asked": N_("Another address was given, and is to be confirmed"),
    "person.erased_from_agenda": N_("Name taken out of every programme"),
    "person.replaced_in_agenda": N_("Another person took over in the programme"),
    "list.guest_placed": N_("Placed by hand in the order of protocol"),
    "list.guest_released": N_("Back in the order of protocol that the class gives"),
})

#: Reasons the application itself gives, in words.
REASON_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    Reason.UNPROVEN: N_("The address was not confirmed in time."),
    Reason.OFFER_LAPSED: N_("The offered place was not taken in time."),
    Reason.BY_DELEGATION: N_("The delegation took them off its list."),
    Reason.MERGED: N_("It was one person’s second registration."),
})

#: Who took a step, by the kind of actor.
ACTOR_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "user": N_("Organiser"),
    "person": N_("The person"),
    "token": N_("A program"),
    "system": N_("Automatically"),
    "anonymous": N_("Through the form"),
})

PROOF_WITHIN: Final = timedelta(hours=24)
#: Whoever is approved has so long to confirm their address; how long an offer stands is the summit's to say.
ANSWER_WITHIN: Final = timedelta(hours=72)
REASON_LENGTH: Final = 500
NAME_LENGTH: Final = 200
TEXT_LENGTH: Final = 200
NOTE_LENGTH: Final = 1000
WORD_LENGTH: Final = 40
MOST_TERMS: Final = 5
SORT_LENGTH: Final = 120
#: Stands before a word of a city or an organisation in the index; nobody can type it into a search.
PLACE_SIGN: Final = "~"
VIEW_NAME_LENGTH: Final = 60

#: The human code of a registration: no letter that is read as another one or as a digit.
CODE_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 6


@dataclass(frozen=True, slots=True)
class EntryPolicy:
    """How a category lets people in.

    :param automatic: a place is given at once, without a decision by the organiser.
    :param waiting_list: when all places are taken, people may wait for one.
    :param holds_place: a submitted registration already holds its place.
    """

    automatic: bool
    waiting_list: bool = True
    holds_place: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """A number of places and how many are taken; without ``capacity`` there is no limit."""

    capacity: int | None
    taken: int

    @property
    def left(self) -> int | None:
        """Return how many are free, or None when there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def full(self) -> bool:
        """Return whether nobody else fits."""
        return self.left == 0

    def fits(self, number: int) -> bool:
        """Return whether so many could ever come, if all places were free."""
        return self.capacity is None or number <= self.capacity


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What registering for one category of one summit means, read at one moment.

    :param queue: somebody waits for a place, who may come before a newcomer.
    """

    summit_id: int
    summit_reference: str
    public: bool
    dates: SummitDates
    zone: str
    policy: EntryPolicy
    summit: Places
    category_id: int
    category_code: str
    category_open: bool
    category: Places
    queue: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a request for a place became; ``position`` counts from 1 on the waiting list."""

    registration_id: int
    public_id: str
    code: str
    state: State
    position: int | None = None


class Order(StrEnum):
    """In which order the organiser's table stands."""

    NEWEST = "newest"
    NAME = "name"
    STATE = "state"
    DELEGATION = "delegation"
    CODE = "code"


ORDER_NAMES: Final[Mapping[Order, str]] = MappingProxyType({
    Order.NEWEST: N_("Newest first"),
    Order.NAME: N_("By name"),
    Order.STATE: N_("By state"),
    Order.DELEGATION: N_("By delegation"),
    Order.CODE: N_("By code"),
})


class Column(StrEnum):
    """What the organiser's table can show of a registration beside the name; nothing sensitive is among it."""

    CODE = "code"
    STATE = "state"
    CATEGORY = "category"
    DELEGATION = "delegation"
    ROLE = "role"
    CITY = "city"
    ORGANISATION = "organisation"
    FUNCTION = "function"
    ACTING = "acting"
    EMAIL = "email"
    PHONE = "phone"
    LANGUAGE = "language"
    SPOKEN = "spoken"
    INTERPRETING = "interpreting"
    SOURCE = "source"
    PROVEN = "proven"
    REGISTERED = "registered"
    DECIDED = "decided"
    NOTE = "note"


COLUMN_NAMES: Final[Mapping[Column, str]] = MappingProxyType({
    Column.CODE: N_("Code"),
    Column.STATE: N_("State"),
    Column.CATEGORY: N_("Category"),
    Column.DELEGATION: N_("Delegation"),
    Column.ROLE: N_("Role in the delegation"),
    Column.CITY: N_("City"),
    Column.ORGANISATION: N_("Organisation"),
    Column.FUNCTION: N_("Function"),
    Column.ACTING: N_("Stands in"),
    Column.EMAIL: N_("E-mail address"),
    Column.PHONE: N_("Telephone"),
    Column.LANGUAGE: N_("Language of mails"),
    Column.SPOKEN: N_("Languages"),
    Column.INTERPRETING: N_("Interpreting"),
    Column.SOURCE: N_("Came by"),
    Column.PROVEN: N_("Address confirmed"),
    Column.REGISTERED: N_("Registered"),
    Column.DECIDED: N_("Decided"),
    Column.NOTE: N_("Note"),
})
FIRST_COLUMNS: Final = (Column.STATE, Column.CATEGORY, Column.DELEGATION, Column.ORGANISATION, Column.REGISTERED)

SOURCE_NAMES: Final[Mapping[Source, str]] = MappingProxyType({
    Source.FORM: N_("The public form"),
    Source.API: N_("A program"),
    Source.LIST: N_("A delegation’s list"),
    Source.ORGANISER: N_("The organisers"),
})
#: What a saved view and a link to the table may hold, beside the columns.
FILTER_FIELDS: Final = (
    "q", "place", "state", "category", "delegation", "role", "source", "proven", "language", "address",
    "interpreting", "since", "until", "sort",
)  # fmt: skip
#: The delegation of those who come without one.
NO_DELEGATION: Final = 0


class MergeField(StrEnum):
    """What two registrations of one person can differ in, and one value of which is kept."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CATEGORY = "category"
    DELEGATION = "delegation"
    FUNCTION = "function"
    ORGANISATION = "organisation"
    CITY = "city"
    LANGUAGE = "language"
    SPOKEN = "spoken"
    INTERPRETING = "interpreting"
    NOTE = "note"


MERGE_NAMES: Final[Mapping[MergeField, str]] = MappingProxyType({
    MergeField.NAME: N_("Name"),
    MergeField.EMAIL: N_("E-mail address"),
    MergeField.PHONE: N_("Telephone"),
    MergeField.CATEGORY: N_("Category"),
    MergeField.DELEGATION: N_("Delegation and role"),
    MergeField.FUNCTION: N_("Function"),
    MergeField.ORGANISATION: N_("Organisation"),
    MergeField.CITY: N_("City"),
    MergeField.LANGUAGE: N_("Language of mails"),
    MergeField.SPOKEN: N_("Languages"),
    MergeField.INTERPRETING: N_("Interpreting"),
    MergeField.NOTE: N_("Note"),
})


class Bulk(StrEnum):
    """What can be done with many registrations at once."""

    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"
    DELEGATION = "delegation"
    CATEGORY = "category"
    WRITE = "write"
    BADGES = "badges"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the organiser's table is narrowed to; empty fields do not narrow.

    :param delegation_id: :data:`NO_DELEGATION` for those who belong to none.
    :param since: registered at this instant or later; ``until``: before this instant.
    :param place: words of the city, the delegation or the organisation.
    """

    states: frozenset[State] = frozenset()
    category_id: int | None = None
    delegation_id: int | None = None
    role: DelegationRole | None = None
    source: Source | None = None
    proven: bool | None = None
    language: str = ""
    address: bool | None = None
    interpreting: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    place: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is wanted: the rows after the row ``mark``, or with ``back`` those before it."""

    mark: int | None = None
    back: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """One page of a list, with the rows at which the pages before and after it begin."""

    rows: list[Row]
    previous: int | None
    next: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of a request for a place; a waiting one has its position, from 1."""

    state: State
    takes_place: bool
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person on the waiting list, as the rule that chooses the next one sees them.

    :param party: the same, within a delegation, for those who come together or not at all.
    :param protocol: the category's places are given by hand only.
    :param passed_over: how many places went to people behind them that were too few for their party.
    """

    registration_id: int
    rank: int
    category_id: int
    delegation_id: int | None = None
    party: str | None = None
    protocol: bool = False
    passed_over: int = 0


#: One place: the row ids of its category and of the delegation it counts for, if any.
Seat = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Room:
    """Every limit of a summit at one moment; a category or delegation that is not named has none of its own.

    :param shares: limits of a category for a delegation, by the ids of delegation and category.
    """

    summit: Places
    categories: Mapping[int, Places] = field(default_factory=dict)
    delegations: Mapping[int, Places] = field(default_factory=dict)
    shares: Mapping[tuple[int, int], Places] = field(default_factory=dict)


class Hold(StrEnum):
    """Why somebody on the waiting list is not given a place now."""

    PROTOCOL = "protocol"
    SUMMIT = "summit"
    CATEGORY = "category"
    DELEGATION = "delegation"
    SHARE = "share"
    PARTY = "party"
    SAVED = "saved"


HOLD_NAMES: Final[Mapping[Hold, str]] = MappingProxyType({
    Hold.PROTOCOL: N_("Places in this category are given by hand."),
    Hold.SUMMIT: N_("All places of the summit are taken."),
    Hold.CATEGORY: N_("All places of the category are taken."),
    Hold.DELEGATION: N_("The delegation has filled all of its places."),
    Hold.SHARE: N_("The delegation has filled its places in this category."),
    Hold.PARTY: N_("The group comes together, and too few places are free for it."),
    Hold.SAVED: N_("The free places are kept for a group that has been passed over too often."),
})


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of a party, or of somebody alone, when the waiting list is gone through.

    :param hold: why they are not given their places now; None when they are.
    :param free: how many places are free where it is tightest for them.
    :param passed_over: as in :class:`Waiting`, after this round.
    """

    members: tuple[Waiting, ...]
    hold: Hold | None
    free: int | None = None
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class Applicant:
    """The person who asks for a place, as they wrote it themselves."""

    given_name: str
    family_name: str
    email: str | None
    language: str
    single_name: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """The plain answers of the form. Sensitive ones are asked later and kept elsewhere."""

    function: str = ""
    city: str = ""
    organisation: str = ""
    spoken_languages: tuple[str, ...] = ()
    interpretation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationConfirmed:
    """Announced when somebody has become a participant; ``fresh`` when the registration was made just now."""

    registration_id: int
    public_id: str
    summit_id: int
    person_id: int
    category_id: int
    delegation_id: int | None = None
    summit_reference: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class ListConfirmed:
    """Announced once for a whole list of new participants, instead of once for each."""

    summit_id: int
    confirmed: tuple[RegistrationConfirmed, ...]


@dataclass(frozen=True, slots=True)
class RegistrationCancelled:
    """Announced when somebody who was confirmed no longer comes, by whose wish ever.

    ``state`` is where they are now: submitted means that a change of theirs has to be approved, and the place is kept.
    """

    registration_id: int
    public_id: str
    summit_id: int
    person_id: int
    state: State


@dataclass(frozen=True, slots=True)
class AddressLeft:
    """Another address stands in place of somebody's: what was asked for from the old one counts no more."""

    person_id: int


@dataclass(frozen=True, slots=True)
class DelegateSubstituted:
    """Announced when another person has taken over a registration: its place, function and programme.

    Whatever belongs to the old person alone (contacts, notes, answers on diet and access, links, devices) stays behind.
    """

    registration_id: int
    public_id: str
    summit_id: int
    summit_reference: str
    delegation_id: int | None
    old_person_id: int
    old_person: str
    new_person_id: int
    new_person: str


class RegistrationClosed(DomainError):
    """The last day of registration has passed, or the summit is not public."""

    code = "registration_closed"
    message = N_("Registration for this summit is closed.")


class ByInvitation(DomainError):
    """No category of the summit is open to everybody."""

    code = "by_invitation"
    message = N_("Participation in this summit is by invitation.")


class RegistrationNotYetOpen(DomainError):
    """Registration begins later."""

    code = "registration_not_yet_open"
    message = N_("Registration for this summit has not opened yet.")


class CategoryFull(DomainError):
    """No place is left and nobody may wait for one."""

    code = "category_full"
    message = N_("All places in this category are taken.")


class CategoryUnknown(Invalid):
    """The summit has no such category, or people cannot choose it themselves."""

    code = "category_unknown"
    message = N_("This summit has no such category.")


class PartyTooLarge(DomainError):
    """Fewer places are free than those who come together need."""

    code = "party_too_large"
    message = N_("Too few places are free for this group, which comes together.")


class DelegationFull(DomainError):
    """A delegation has filled its quota, or its share of a category."""

    code = "delegation_full"
    message = N_("This delegation has filled all of its places.")


class DelegationUnknown(Invalid):
    """The summit has no delegation of this code."""

    code = "delegation_unknown"
    message = N_("This summit has no such delegation.")


class AlreadyRegistered(DomainError):
    """The same name and address are already registered for this summit."""

    code = "already_registered"
    message = N_("This person is already registered for this summit.")


class CategoryKept(Invalid):
    """Whoever was confirmed by their delegation keeps the category: places were counted for it."""

    code = "category_kept"
    message = N_("The category can be changed only as long as somebody is nominated; please ask the organisers.")


class AddressKept(Invalid):
    """Only the person themselves may replace an address: whoever has it reads their answers."""

    code = "address_kept"
    message = N_("They have confirmed another address, and only they themselves can change it.")


class HeadTaken(DomainError):
    """The delegation is led by somebody else, who still comes."""

    code = "head_taken"
    message = N_("This delegation already has a head. Make somebody else the head there first, or choose another role.")


class DeadlinePassed(DomainError):
    """The delegation's time to do this itself is over; the organisers still can."""

    code = "deadline_passed"
    message = N_("The deadline is over. Please write to the organisers: they can still do this for you.")


class TransitionRefused(DomainError):
    """A registration cannot move from where it stands to where it should go."""

    code = "transition_refused"
    message = N_("This registration has moved on in the meantime: it can no longer be changed in this way.")


class ChangesClosed(DomainError):
    """The date up to which people change their details themselves is past."""

    code = "changes_closed"
    message = N_("The lists are being prepared, so details can no longer be changed here. Please write to the organisers.")


class ReasonMissing(Invalid):
    """A refusal needs a reason the person can read."""

    code = "reason_missing"
    message = N_("Please give a reason: the person reads it in the mail.")


class OfferLapsed(DomainError):
    """The time to take an offered place, or to confirm an address, is over."""

    code = "offer_lapsed"
    status = 410
    message = N_("The time to confirm this place is over. You are welcome to register again.")


class IdempotencyConflict(DomainError):
    """The same Idempotency-Key came with a different body."""

    code = "idempotency_conflict"
    status = 422
    message = N_("This Idempotency-Key was already used with other content.")


class ViewExists(Invalid):
    """Somebody has a view of this name already."""

    code = "view_exists"
    message = N_("You have a view of this name already.")

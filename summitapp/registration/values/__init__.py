"""The words of registration, by what they speak of.

``states`` and the moves between them, ``people`` and who they are in their delegation, ``pairs`` that look alike,
``entering`` and the ``places`` that are given, the ``queue`` of those who wait for one, the organiser's ``table``,
the words of the ``history``, the ``limits`` of what is accepted, ``announcements`` to other features and ``refusals``.
"""

from summitapp.registration.values.announcements import (
    AddressLeft,
    DelegateSubstituted,
    ListConfirmed,
    RegistrationCancelled,
    RegistrationConfirmed,
    RegistrationLinked,
    RegistrationMerged,
)
from summitapp.registration.values.entering import Entry, EntryForm, EntryPolicy, Receipt
from summitapp.registration.values.history import ACTOR_NAMES, STEP_NAMES
from summitapp.registration.values.limits import (
    ANSWER_WITHIN,
    CODE_LENGTH,
    CODE_SIGNS,
    MOST_TERMS,
    NAME_LENGTH,
    NOTE_LENGTH,
    PLACE_SIGN,
    PROOF_WITHIN,
    REASON_LENGTH,
    SORT_LENGTH,
    TEXT_LENGTH,
    VIEW_NAME_LENGTH,
    WORD_LENGTH,
)
from summitapp.registration.values.pairs import MERGE_NAMES, MergeField, PairState
from summitapp.registration.values.people import ROLE_NAMES, SOURCE_NAMES, Answers, Applicant, DelegationRole, Source
from summitapp.registration.values.places import Places, Room, Seat
from summitapp.registration.values.queue import HOLD_NAMES, Hold, Turn, Waiting
from summitapp.registration.values.refusals import (
    AddressKept,
    AlreadyRegistered,
    ByInvitation,
    CategoryFull,
    CategoryKept,
    CategoryUnknown,
    ChangesClosed,
    DeadlinePassed,
    DelegationFull,
    DelegationUnknown,
    HeadTaken,
    IdempotencyConflict,
    OfferLapsed,
    PartyTooLarge,
    ReasonMissing,
    RegistrationClosed,
    RegistrationNotYetOpen,
    TransitionRefused,
    ViewExists,
)
from summitapp.registration.values.states import (
    ACTIVE,
    ENDED_BY_ORGANISER,
    MAY_HOLD_A_PLACE,
    REASON_NAMES,
    SEATED,
    STATE_NAMES,
    TRANSITIONS,
    Reason,
    State,
)
from summitapp.registration.values.table import (
    COLUMN_NAMES,
    FILTER_FIELDS,
    FIRST_COLUMNS,
    NO_DELEGATION,
    ORDER_NAMES,
    Bulk,
    Column,
    Filter,
    Leaf,
    Order,
    Row,
    Slice,
)

__all__ = [
    "State", "Reason", "TRANSITIONS", "ENDED_BY_ORGANISER", "SEATED", "MAY_HOLD_A_PLACE", "ACTIVE",
    "STATE_NAMES", "REASON_NAMES",
    "Source", "DelegationRole", "ROLE_NAMES", "SOURCE_NAMES", "Applicant", "Answers",
    "PairState", "MergeField", "MERGE_NAMES",
    "Places", "Seat", "Room",
    "EntryPolicy", "EntryForm", "Receipt", "Entry",
    "Waiting", "Hold", "HOLD_NAMES", "Turn",
    "Row", "Order", "ORDER_NAMES", "Column", "COLUMN_NAMES", "FIRST_COLUMNS", "FILTER_FIELDS",
    "NO_DELEGATION", "Bulk", "Filter", "Slice", "Leaf",
    "STEP_NAMES", "ACTOR_NAMES",
    "PROOF_WITHIN", "ANSWER_WITHIN", "REASON_LENGTH", "NAME_LENGTH", "TEXT_LENGTH", "NOTE_LENGTH",
    "WORD_LENGTH", "MOST_TERMS", "SORT_LENGTH", "PLACE_SIGN", "VIEW_NAME_LENGTH", "CODE_SIGNS", "CODE_LENGTH",
    "RegistrationConfirmed", "RegistrationLinked", "ListConfirmed",
    "RegistrationCancelled", "RegistrationMerged", "AddressLeft", "DelegateSubstituted",
    "RegistrationClosed", "ByInvitation", "RegistrationNotYetOpen", "CategoryFull", "CategoryUnknown",
    "PartyTooLarge", "DelegationFull", "DelegationUnknown", "AlreadyRegistered", "CategoryKept",
    "AddressKept", "HeadTaken", "DeadlinePassed", "TransitionRefused", "ChangesClosed", "ReasonMissing",
    "OfferLapsed", "IdempotencyConflict", "ViewExists",
]  # fmt: skip

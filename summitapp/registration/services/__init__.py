"""The verbs of registration, and the only place that writes registrations.

``entering`` and ``listing`` ask for places, ``repeating`` knows repeated requests, ``deciding`` answers,
``nominating`` is what a delegation does, ``filing`` the same for a whole list, ``substituting`` lets somebody take over,
``reviewing`` looks at changes again, ``leaving`` gives a place back, ``waiting`` moves people up, ``proving`` links an
address, ``details`` changes and erases what a person wrote, ``forgetting`` does so in time. ``places`` counts.
``answering`` keeps the answers to the summit's own questions, ``sealing`` the sensitive ones, ``uploading`` their files.
"""

from summitapp.core.db import constraint_error
from summitapp.core.errors import Stale
from summitapp.registration.services.answering import (
    answer,
    changes_open,
    delete_due_answers,
    forget_answers,
    phases_of,
)
from summitapp.registration.services.belonging import change_belonging, take_off
from summitapp.registration.services.deciding import approve, cancel, decline, reopen
from summitapp.registration.services.details import (
    change_details,
    change_own_details,
    erase_personal,
    export_personal,
)
from summitapp.registration.services.entering import refusal_now, register, register_again, register_openly
from summitapp.registration.services.filing import correct, nominate_many, remove_nominations
from summitapp.registration.services.forgetting import change_address, forget_details, forget_phones
from summitapp.registration.services.leaving import withdraw
from summitapp.registration.services.listing import Newcomer, bulk_register
from summitapp.registration.services.nominating import (
    confirm_nominations,
    inform_nominated,
    nominate,
    set_delegation_role,
)
from summitapp.registration.services.places import count_share
from summitapp.registration.services.proving import accept_offer, prove
from summitapp.registration.services.repeating import answer_once, remember_answer
from summitapp.registration.services.sealing import (
    agreed_to,
    answer_sealed,
    delete_without_consent,
    diet_counts,
    open_emergency_notes,
    open_sensitive,
    reveal,
    sensitive_questions,
)
from summitapp.registration.services.substituting import substitute
from summitapp.registration.services.uploading import forget_uploads, keep_upload, ticket_of, upload_of
from summitapp.registration.services.waiting import lapse_due, move_in_queue, offer, promote_waiting
from summitapp.registration.values import AlreadyRegistered, CategoryFull, DelegationFull, HeadTaken

constraint_error({
    "uq_registration_registration_active": AlreadyRegistered,
    "uq_registration_registration_summit_id_code": Stale,
    "uq_registration_registration_head": HeadTaken,
    "ck_delegations_delegation_places": DelegationFull,
    "ck_delegations_quota_places": DelegationFull,
    "ck_summits_summit_capacity": CategoryFull,
    "ck_summits_category_capacity": CategoryFull,
})

__all__ = [
    "accept_offer",
    "agreed_to",
    "answer",
    "answer_once",
    "answer_sealed",
    "approve",
    "bulk_register",
    "cancel",
    "change_address",
    "change_belonging",
    "change_details",
    "change_own_details",
    "changes_open",
    "confirm_nominations",
    "correct",
    "count_share",
    "decline",
    "delete_due_answers",
    "delete_without_consent",
    "diet_counts",
    "erase_personal",
    "export_personal",
    "forget_details",
    "forget_phones",
    "inform_nominated",
    "forget_answers",
    "forget_uploads",
    "keep_upload",
    "lapse_due",
    "Newcomer",
    "nominate",
    "nominate_many",
    "open_emergency_notes",
    "open_sensitive",
    "phases_of",
    "move_in_queue",
    "offer",
    "promote_waiting",
    "prove",
    "refusal_now",
    "register",
    "register_again",
    "register_openly",
    "remember_answer",
    "remove_nominations",
    "reopen",
    "reveal",
    "sensitive_questions",
    "set_delegation_role",
    "substitute",
    "take_off",
    "ticket_of",
    "upload_of",
    "withdraw",
]

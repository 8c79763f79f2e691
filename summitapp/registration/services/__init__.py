"""The verbs of registration, and the only place that writes registrations.

``entering`` and ``listing`` ask for places, ``repeating`` knows repeated requests, ``deciding`` answers,
``nominating`` is what a delegation does, ``filing`` the same for a whole list, ``substituting`` lets somebody take over,
``reviewing`` looks at changes again, ``leaving`` gives a place back, ``waiting`` moves people up, ``proving`` links an
address, ``details`` changes and erases what a person wrote, ``forgetting`` does so in time. ``places`` counts.
``answering`` keeps the answers to the summit's own questions, ``sealing`` the sensitive ones, ``uploading`` their files.
``viewing`` keeps how a team looks at the table; ``assigning`` and ``correcting`` put right, ``bulk`` does with many,
``comparing`` and ``merging`` see to those who are there twice.
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
from summitapp.registration.services.assigning import change_category, change_delegation
from summitapp.registration.services.belonging import change_belonging, take_off
from summitapp.registration.services.bulk import Deed, Outcome, each
from summitapp.registration.services.comparing import compare_new, compare_waiting, reopen_pair, tell_apart
from summitapp.registration.services.correcting import Belonging, correct_address, put_right
from summitapp.registration.services.deciding import approve, cancel, decline, reopen
from summitapp.registration.services.details import (
    change_details,
    change_own_details,
    erase_personal,
    export_personal,
)
from summitapp.registration.services.entering import (
    enter_by_hand,
    refusal_now,
    register,
    register_again,
    register_openly,
)
from summitapp.registration.services.filing import correct, correct_many, nominate_many, remove_nominations
from summitapp.registration.services.forgetting import forget_details, forget_phones
from summitapp.registration.services.leaving import withdraw
from summitapp.registration.services.listing import Newcomer, bulk_register
from summitapp.registration.services.merging import join_people, merge
from summitapp.registration.services.nominating import (
    confirm_nominations,
    inform_nominated,
    nominate,
    set_delegation_role,
)
from summitapp.registration.services.places import count_share
from summitapp.registration.services.proving import accept_offer, prove
from summitapp.registration.services.reaching import change_address, replace_address
from summitapp.registration.services.repeating import answer_once, remember_answer
from summitapp.registration.services.sealing import (
    agreed_to,
    answer_sealed,
    delete_without_consent,
    diet_counts,
    emergency_contacts,
    note_contacts_sealed,
    open_emergency_notes,
    open_sensitive,
    reveal,
    sensitive_questions,
)
from summitapp.registration.services.substituting import substitute
from summitapp.registration.services.uploading import forget_uploads, keep_upload, ticket_of, upload_of
from summitapp.registration.services.viewing import (
    change_view,
    delete_view,
    keep_layout,
    restore_view,
    save_view,
    set_first_view,
)
from summitapp.registration.services.waiting import lapse_due, move_in_queue, offer, promote_waiting
from summitapp.registration.values import AlreadyRegistered, CategoryFull, DelegationFull, HeadTaken, ViewExists

constraint_error({
    "uq_registration_registration_active": AlreadyRegistered,
    "uq_registration_registration_summit_id_code": Stale,
    "uq_registration_registration_head": HeadTaken,
    "ck_delegations_delegation_places": DelegationFull,
    "ck_delegations_quota_places": DelegationFull,
    "ck_summits_summit_capacity": CategoryFull,
    "ck_summits_category_capacity": CategoryFull,
    "uq_registration_view_name": ViewExists,
})

__all__ = [
    "accept_offer",
    "agreed_to",
    "answer",
    "answer_once",
    "answer_sealed",
    "approve",
    "Belonging",
    "bulk_register",
    "cancel",
    "change_address",
    "change_belonging",
    "change_category",
    "change_delegation",
    "change_details",
    "change_own_details",
    "change_view",
    "changes_open",
    "compare_new",
    "compare_waiting",
    "confirm_nominations",
    "correct",
    "correct_address",
    "correct_many",
    "count_share",
    "decline",
    "Deed",
    "delete_due_answers",
    "delete_view",
    "delete_without_consent",
    "diet_counts",
    "emergency_contacts",
    "each",
    "enter_by_hand",
    "erase_personal",
    "export_personal",
    "forget_answers",
    "forget_details",
    "forget_phones",
    "forget_uploads",
    "inform_nominated",
    "join_people",
    "keep_layout",
    "keep_upload",
    "lapse_due",
    "merge",
    "move_in_queue",
    "Newcomer",
    "nominate",
    "nominate_many",
    "note_contacts_sealed",
    "offer",
    "open_emergency_notes",
    "open_sensitive",
    "Outcome",
    "phases_of",
    "promote_waiting",
    "prove",
    "put_right",
    "refusal_now",
    "register",
    "register_again",
    "register_openly",
    "remember_answer",
    "remove_nominations",
    "reopen",
    "reopen_pair",
    "replace_address",
    "restore_view",
    "reveal",
    "save_view",
    "sensitive_questions",
    "set_delegation_role",
    "set_first_view",
    "substitute",
    "take_off",
    "tell_apart",
    "ticket_of",
    "upload_of",
    "withdraw",
]

"""The verbs of registration, and the only place that writes registrations.

``entering`` and ``listing`` ask for places, ``repeating`` knows repeated requests, ``deciding`` answers,
``leaving`` gives a place back, ``waiting`` moves people up, ``proving`` links an address, ``details``
changes what a person wrote, ``forgetting`` erases it. ``places`` counts.
"""

from summitapp.core.db import constraint_error
from summitapp.core.errors import Stale
from summitapp.registration.services.deciding import approve, cancel, decline, reopen
from summitapp.registration.services.details import change_details, change_own_details, may_change
from summitapp.registration.services.entering import refusal_now, register, register_again, register_openly
from summitapp.registration.services.forgetting import (
    change_address,
    erase_personal,
    export_personal,
    forget_details,
    forget_phones,
)
from summitapp.registration.services.leaving import withdraw
from summitapp.registration.services.listing import Newcomer, bulk_register
from summitapp.registration.services.proving import accept_offer, prove
from summitapp.registration.services.repeating import answer_once, remember_answer
from summitapp.registration.services.waiting import lapse_due, promote_waiting
from summitapp.registration.values import AlreadyRegistered, CategoryFull

constraint_error({
    "uq_registration_registration_active": AlreadyRegistered,
    "uq_registration_registration_summit_id_code": Stale,
    "ck_summits_summit_capacity": CategoryFull,
    "ck_summits_category_capacity": CategoryFull,
})

__all__ = [
    "Newcomer",
    "accept_offer",
    "answer_once",
    "approve",
    "bulk_register",
    "cancel",
    "change_address",
    "change_details",
    "change_own_details",
    "decline",
    "erase_personal",
    "export_personal",
    "forget_details",
    "forget_phones",
    "may_change",
    "lapse_due",
    "promote_waiting",
    "prove",
    "refusal_now",
    "register",
    "register_again",
    "register_openly",
    "remember_answer",
    "reopen",
    "withdraw",
]

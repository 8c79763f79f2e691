"""The words in which the history of a registration is told."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_

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
    "person.removed": N_("Somebody who came with a file was removed again."),
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

#: Who took a step, by the kind of actor.
ACTOR_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "user": N_("Organiser"),
    "person": N_("The person"),
    "token": N_("A program"),
    "system": N_("Automatically"),
    "anonymous": N_("Through the form"),
})

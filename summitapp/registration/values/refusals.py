"""What registration refuses, with the sentence people read."""

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_


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

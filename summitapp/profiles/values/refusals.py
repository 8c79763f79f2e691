"""What can be refused about profiles."""

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_


class NoProfile(NotFound):
    """There is no such profile, or it is none of the reader's business that there is."""

    code = "no_profile"
    message = N_("This profile is not open for meetings at present.")


class ConsentMissing(DomainError):
    """A profile is to be opened without its owner's consent."""

    code = "consent_missing"
    status = 422
    message = N_("Please agree first that others may see your profile.")


class NothingSaid(DomainError):
    """A profile is to be opened that says nothing by which anybody could be brought together with anybody."""

    code = "nothing_said"
    status = 422
    message = N_("Please choose first what you offer or seek, or what you are interested in, so that others find you.")


class NotTakingPart(DomainError):
    """Only somebody whose place is confirmed is found for meetings."""

    code = "place_not_confirmed"
    status = 403
    message = N_("As soon as your place at the summit is confirmed, you can open your profile.")


class TooMuchAway(DomainError):
    """So many stretches of time are kept free that something is wrong."""

    code = "too_much_away"
    message = N_("That is a long list already. Please remove some times, or keep whole days free.")

"""What the directory refuses, with the sentence people read."""

from summitapp.core.errors import DomainError
from summitapp.core.text import N_


class AlreadyMerged(DomainError):
    """One of two entries has been merged with another one in the meantime."""

    code = "already_merged"
    message = N_("One of the two has been merged with another entry in the meantime.")


class TenureEnded(DomainError):
    """Somebody who no longer holds an office cannot lay it down again."""

    code = "tenure_ended"
    message = N_("This person does not hold the office any more.")


class TenureUpsideDown(DomainError):
    """An office would be laid down before it was taken up."""

    code = "tenure_upside_down"
    message = N_("The last day in office lies before the first.")

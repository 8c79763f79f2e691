"""What is refused when people ask for meetings. None of it tells who blocked, declined or passed over whom."""

from summitapp.core.errors import DomainError
from summitapp.core.text import N_


class AskingClosed(DomainError):
    """No requests are taken in this phase."""

    code = "asking_closed"
    message = N_("Requests are not taken at present.")


class AnsweringClosed(DomainError):
    """No answers are taken in this phase."""

    code = "answering_closed"
    message = N_("Requests cannot be answered at present.")


class ProfileNeeded(DomainError):
    """Whoever asks cannot be found themselves: those who are asked must be able to see who asks."""

    code = "profile_needed"
    message = N_("Please open your own profile first, so that those you ask can see who you are.")


class CannotBeAsked(DomainError):
    """The rules, a block, a closed profile: which of them is not said."""

    code = "cannot_be_asked"
    message = N_("A meeting cannot be asked for here at present.")


class AskedAlready(DomainError):
    """The same two sides have a request that stands."""

    code = "asked_already"
    message = N_("You have asked already. Here is how it stands.")


class AskedBefore(DomainError):
    """The other side said no to the same wish."""

    code = "asked_before"
    message = N_("Your request was declined. If they change their mind, they can ask you.")


class QuotaUsed(DomainError):
    """As many requests as somebody may have stand already."""

    code = "quota_used"
    message = N_("You have used all %(most)s of your requests. Take one back, or wait until one is answered.")


class MustsUsed(DomainError):
    """As many musts as somebody may have are given already."""

    code = "musts_used"
    message = N_("You can mark %(most)s meetings as a must, and have done so. "
                 "Choose “I would like to meet” here, or change another one.")  # fmt: skip


class RequestOver(DomainError):
    """The request stands differently by now."""

    code = "request_over"
    message = N_("This request has been answered, taken back or run out in the meantime. Here is how it stands now.")


class TimeTaken(DomainError):
    """One of those at the table has something else at that time, or it is over."""

    code = "time_taken"
    status = 422
    message = N_("This time is not free for everybody any more. Please choose another one.")


class MeetingPlaced(DomainError):
    """The meeting has a time and a table, which are changed with the meeting."""

    code = "meeting_placed"
    message = N_("This meeting has its time and table already. What you want to change is changed there.")


class TableFull(DomainError):
    """More people than sit at one table."""

    code = "table_full"
    status = 422
    message = N_("At most %(most)s people meet at one table.")


class NobodyToArrange(DomainError):
    """Fewer than two participants of the summit were named."""

    code = "nobody_to_arrange"
    status = 422
    message = N_("Please choose at least two participants of this summit.")


class NobodyChosen(DomainError):
    """Nobody of a delegation is to sit at the table."""

    code = "nobody_chosen"
    status = 422
    message = N_("Please choose at least one person of your delegation.")

"""What mailings refuse, with the sentence people read."""

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_
from summitapp.mailings.values.texts import TextFault


class TextFaulty(Invalid):
    """A text has placeholders that do not exist, or a link that belongs to one person; ``found`` names them."""

    code = "text_faulty"

    def __init__(self, found: tuple[TextFault, ...]) -> None:
        super().__init__()
        self.found = found


class TextMissing(DomainError):
    """Somebody reads a language in which the mailing has no text, and no other one was chosen for them."""

    code = "text_missing"
    message = N_("Some readers would get no text. Please write it in their language, or choose which one they get.")


class NobodyToWrite(DomainError):
    """Nobody fits the choice of recipients."""

    code = "nobody_to_write"
    message = N_("Nobody would get this mail. Please choose other recipients.")


class NumberChanged(DomainError):
    """The number that was typed is not the number of people who would get the mailing now."""

    code = "number_changed"
    status = 422
    message = N_("The mail would go to %(number)s people now. Please look at them once more and type this number.")


class MailingLocked(DomainError):
    """The mailing has gone on: a released text is a record and cannot be changed."""

    code = "mailing_locked"
    message = N_("This mailing has been released: its text can no longer be changed. Make a copy of it instead.")


class MailingMoved(DomainError):
    """The mailing cannot go from where it stands to where it should go."""

    code = "mailing_moved"
    message = N_("This mailing has moved on in the meantime. Here is where it stands now.")


class NameTaken(DomainError):
    """Another saved text of the summit has this name."""

    code = "name_taken"
    message = N_("Another saved text already has this name.")


class LinkUnknown(DomainError):
    """The address by which somebody says no to reminders was changed on its way."""

    code = "link_unknown"
    status = 404
    message = N_("This link is not complete. Please use the one from the mail.")

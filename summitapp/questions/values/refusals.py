"""What can be refused while a form is built or filled in."""

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_


class OptionFull(DomainError):
    """The last place of an option went to somebody else."""

    code = "option_full"
    message = N_("No place is left in what you chose. Please choose something else.")


class StillDependedOn(DomainError):
    """Other questions are asked only after a certain answer to this one."""

    code = "still_depended_on"
    message = N_("Other questions depend on this one. Please change their conditions first.")


class OrderRefused(DomainError):
    """A question would stand before the one it depends on."""

    code = "order_refused"
    message = N_("A question has to stand after the one it depends on.")


class SectionInUse(DomainError):
    """The section still holds questions that are asked."""

    code = "section_in_use"
    message = N_("This section still has questions. Please move or retire them first.")


class TooManyQuestions(DomainError):
    """The form has grown beyond what anybody would fill in."""

    code = "too_many_questions"
    message = N_("This form has as many questions as there can be.")


class QuestionInvalid(Invalid):
    """The question contradicts itself or the form around it."""

    code = "question_invalid"


class SensitiveRefused(Invalid):
    """A sensitive answer came by a way on which the person did not give it themselves."""

    code = "sensitive_refused"
    message = N_(
        "Answers on meals, access needs and emergency contacts are asked of the person alone, on My summit."
    )


class UploadRefused(Invalid):
    """A file is too large, of another type than allowed, or cannot be read."""

    code = "upload_refused"
    message = N_("This file cannot be taken.")

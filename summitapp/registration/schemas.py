"""The shape of a registration as JSON, in and out."""

from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from summitapp.core.errors import Invalid
from summitapp.core.fields import clean_email
from summitapp.core.text import N_, Language
from summitapp.registration.values import NAME_LENGTH, NOTE_LENGTH, TEXT_LENGTH, Answers, Applicant, State


def _one_line(text: str) -> str:
    return " ".join(text.split(" ")).strip()


Name = Annotated[StrictStr, Field(max_length=NAME_LENGTH), AfterValidator(_one_line)]
Line = Annotated[StrictStr, Field(max_length=TEXT_LENGTH), AfterValidator(_one_line)]
Address = Annotated[StrictStr, Field(max_length=254), AfterValidator(clean_email)]


_WORDS: Final = {
    "missing": N_("This is needed."),
    "extra_forbidden": N_("There is no such field."),
    "string_too_long": N_("This is too long."),
    "string_type": N_("This must be a text."),
    "bool_type": N_("This must be true or false."),
    "literal_error": N_("Please choose German, Turkish or English."),
    "list_type": N_("This must be a list."),
    "too_long": N_("This list is too long."),
    "model_type": N_("This must be an object."),
    "model_attributes_type": N_("This must be an object."),
}


def _words_for(field: str, kind: str) -> str:
    if field == "email" and kind == "value_error":
        return N_("This does not look like an e-mail address; please check it.")
    return _WORDS.get(kind, N_("This cannot be accepted."))


class _Closed(BaseModel):
    """Takes no field it does not know, and says what is wrong in the reader's language."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Return the request in its shape.

        :raises Invalid: with a fault for each field that is wrong.
        """
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            faults: dict[str, str] = {}
            for one in error.errors(include_url=False, include_context=False, include_input=False):
                field = ".".join(str(part) for part in one["loc"]) or "body"
                faults.setdefault(field, _words_for(field, one["type"]))
            raise Invalid(faults) from error


class AnswersIn(_Closed):
    """Further plain answers, and those to the summit's own questions, each under the code of its question.

    Sensitive ones (meals, access needs, emergency contacts) are asked of the person alone and refused here.
    """

    model_config = ConfigDict(extra="allow")

    spoken_languages: list[Language] = Field(default_factory=list, max_length=3)
    interpretation: Language | None = None
    note: Annotated[StrictStr, Field(max_length=NOTE_LENGTH)] = ""


class RegistrationIn(_Closed):
    """A person to be registered. ``family_name`` may be empty only with ``single_name``."""

    given_name: Name
    family_name: Name
    email: Address
    language: Language
    category: Annotated[StrictStr, Field(max_length=20)]
    single_name: StrictBool = False
    delegation: Annotated[StrictStr, Field(max_length=60)] | None = None
    city: Line = ""
    organisation: Line = ""
    function: Line = ""
    answers: AnswersIn = Field(default_factory=AnswersIn)

    def applicant(self) -> Applicant:
        """Return the person."""
        return Applicant(self.given_name, self.family_name, self.email, self.language, self.single_name)

    def replies(self) -> dict[str, Any]:
        """Return what was replied to the summit's own questions, by code."""
        return dict(self.answers.model_extra or {})

    def plain_answers(self) -> Answers:
        """Return the plain answers."""
        told = self.answers
        return Answers(self.function, self.city, self.organisation, tuple(dict.fromkeys(told.spoken_languages)),
                       told.interpretation or "", told.note)  # fmt: skip


class RegistrationOut(BaseModel):
    """What became of the request; ``position`` counts from 1 on the waiting list, ``badge`` opens the door."""

    code: str
    state: State
    position: int | None = None
    badge: str | None = None

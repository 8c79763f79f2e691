"""The forms of mailings: to whom, what it says, and when."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from flask import request
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.core.fields import Form, LocalDateTimeField, TranslatedField, choices
from summitapp.core.i18n import current_language, language_name
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import LANGUAGES, sort_key
from summitapp.delegations.models import Delegation
from summitapp.mailings.values import (
    ANCHOR_NAMES,
    BODY_LENGTH,
    CIRCLE_NAMES,
    FAULT_WORDS,
    MOST_CHOSEN,
    SUBJECT_LENGTH,
    Anchor,
    Audience,
    Circle,
    TextFaulty,
    Wording,
)
from summitapp.questions.values import AskedQuestion
from summitapp.registration.values import ROLE_NAMES, STATE_NAMES, DelegationRole, State
from summitapp.summits.models import Category

BEFORE: Final = "before"
AFTER: Final = "after"
MISSING: Final = "missing"
GIVEN: Final = "given"
NOW: Final = "now"
LATER: Final = "later"


class Boxes(SelectMultipleField):  # type: ignore[misc]
    """Several boxes, each for itself; none ticked does not narrow."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class WordedForm(Form):
    """A text in three languages."""

    subject = TranslatedField(_l("Subject"), most=SUBJECT_LENGTH)
    body = TranslatedField(_l("Text"), rows=14, most=BODY_LENGTH)
    fallback = SelectField(_l("Whose language is missing"))
    essential = BooleanField(
        _l("It concerns taking part itself, so that everybody gets it"), default=True,
        description=_l("Otherwise the mail has a link to say no to mails of this kind, and whoever said so gets none."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, _("gets the text in this language: %(language)s", language=language_name(code)))
                 for code in LANGUAGES]  # fmt: skip
        self.fallback.choices = choices([("", _("gets nothing: the mail cannot be sent until the text is there")), *named])

    def validate_subject(self, field: Any) -> None:
        """Ask for a subject in one language at least: without it nobody finds the mail again."""
        if not field.data:
            field.faults = {current_language(): _("Please write a subject in one language at least.")}
            raise ValidationError(field.faults[current_language()])

    def wording(self) -> Wording:
        """Return what was written."""
        return Wording(self.subject.data, self.body.data, self.fallback.data or "", bool(self.essential.data))

    def show(self, said: Wording) -> None:
        """Fill the form with a text."""
        self.subject.data, self.body.data = said.subject, said.body
        self.fallback.data, self.essential.data = said.fallback, said.essential

    def blame(self, error: TextFaulty) -> None:
        """Put what is wrong with the text beside the field and the language it stands in."""
        for fault in error.found:
            words = _(FAULT_WORDS[fault.code], word=fault.word)
            if fault.hint:
                words += " " + _("Did you mean {%(word)s}?", word=fault.hint)
            field = self[fault.field]
            field.faults[fault.language] = " ".join(filter(None, [field.faults.get(fault.language), words]))
            field.errors = [*field.errors, words]


class AimedForm(Form):
    """To whom it goes."""

    circle = RadioField(_l("To"), coerce=Circle, default=Circle.PEOPLE)
    states = Boxes(
        _l("State"), description=_l("Nothing ticked means: everybody who comes or may still come.")
    )
    categories = Boxes(_l("Category"))
    roles = Boxes(_l("Role in the delegation"))
    delegations = Boxes(_l("Delegation"))
    languages = Boxes(_l("Language of mails"))
    answer = SelectField(_l("Answer to a question"), default="")

    def offer(self, categories: Sequence[Category], delegations: Sequence[Delegation],
              questions: Iterable[AskedQuestion] = ()) -> None:  # fmt: skip
        """Fill in what this summit lets people choose."""
        language = current_language()
        ordered = sorted(delegations, key=lambda one: sort_key(one.name.best(language), language))
        self.circle.choices = choices((one.value, _(name)) for one, name in CIRCLE_NAMES.items())
        self.states.choices = choices(
            (one.value, _(name)) for one, name in STATE_NAMES.items() if one is not State.DRAFT
        )
        self.categories.choices = choices((one.code, one.name.best(language)) for one in categories)
        self.delegations.choices = choices((one.code, one.name.best(language)) for one in ordered)
        self.roles.choices = choices((one.value, _(name)) for one, name in ROLE_NAMES.items())
        self.languages.choices = choices((code, language_name(code)) for code in LANGUAGES)
        plain = [(one.code, one.caption.best(language)) for one in questions if not one.sensitive]
        self.answer.choices = choices([
            ("", _("does not matter")),
            *((f"{MISSING}:{code}", _("is still missing: %(question)s", question=words)) for code, words in plain),
            *((f"{GIVEN}:{code}", _("is there: %(question)s", question=words)) for code, words in plain),
        ])  # fmt: skip

    def audience(self, chosen: tuple[str, ...] = ()) -> Audience:
        """Return whom it goes to; where people were chosen one by one, these."""
        which, _colon, question = (self.answer.data or "").partition(":")
        return Audience(
            circle=Circle(self.circle.data), states=tuple(State(one) for one in self.states.data or ()),
            categories=tuple(self.categories.data or ()), delegations=tuple(self.delegations.data or ()),
            roles=tuple(DelegationRole(one) for one in self.roles.data or ()),
            languages=tuple(self.languages.data or ()), chosen=chosen, question=question, answered=which == GIVEN,
        )  # fmt: skip

    def aim(self, audience: Audience) -> None:
        """Fill the form with an audience."""
        self.circle.data = audience.circle
        for name in ("states", "categories", "delegations", "roles", "languages"):
            self[name].data = [str(one) for one in getattr(audience, name)]
        if audience.question:
            self.answer.data = f"{GIVEN if audience.answered else MISSING}:{audience.question}"


class MailingForm(WordedForm, AimedForm):
    """A mailing as a draft."""

    revision = HiddenField()
    everybody = BooleanField(_l("Not only to the people I ticked: let the choice below count"))


class SavedTextForm(WordedForm):
    """A text to keep."""

    name = StringField(
        _l("Name of the text"),
        [InputRequired(_l("Please give the text a name.")), Length(max=120)],
        description=_l("Only organisers see it."),
    )


class ReminderForm(WordedForm, AimedForm):
    """A mail that goes out by itself."""

    days = IntegerField(_l("Days"), [InputRequired(), NumberRange(0, 365)], default=7)
    way = RadioField(_l("Before or after"), default=BEFORE)
    anchor = SelectField(_l("Date"))
    at = TimeField(_l("Time at the venue"), [InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = choices([(BEFORE, _("before")), (AFTER, _("after"))])
        self.anchor.choices = choices((one.value, _(name)) for one, name in ANCHOR_NAMES.items())

    def offset(self) -> int:
        """Return the days after the date; before it they are negative."""
        number: int = self.days.data or 0
        return -number if self.way.data == BEFORE else number

    def dated(self) -> Anchor:
        """Return the date it follows."""
        return Anchor(self.anchor.data)


def release_form(timezone: str) -> type[Form]:
    """Return the form that sends a mailing; a later moment is read on the venue's clock."""

    class ReleaseForm(Form):
        number = IntegerField(
            _l("How many people are to get it?"), [InputRequired(_l("Please type the number you see above."))]
        )
        when = RadioField(_l("When"), default=NOW)
        send_at = LocalDateTimeField(_l("Date and time at the venue"), timezone=timezone)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.when.choices = choices([(NOW, _("Now")), (LATER, _("Later, by itself"))])

        def validate_send_at(self, field: Any) -> None:
            """Ask for the moment if it is to go out later."""
            if self.when.data == LATER and field.data is None and not field.errors:
                raise ValidationError(_("Please say when."))

    return ReleaseForm


def chosen() -> tuple[str, ...]:
    """Return the public ids of the registrations that were ticked."""
    ticked = request.form.getlist("chosen")[:MOST_CHOSEN]
    return tuple(one for one in ticked if one.isalnum() and one.isascii() and len(one) <= 20)

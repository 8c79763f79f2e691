"""The registration form, and the small forms of the organiser's table."""

from collections.abc import Sequence
from typing import Any, Final

from flask import request
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.consents.models import ConsentText
from summitapp.consents.values import ASKED, Purpose
from summitapp.core import i18n
from summitapp.core.fields import EmailAddressField, Form
from summitapp.core.i18n import lazy_gettext as _
from summitapp.core.text import LANGUAGES, sort_key
from summitapp.delegations.models import Delegation
from summitapp.registration import rules
from summitapp.registration.values import (
    NAME_LENGTH,
    NOTE_LENGTH,
    REASON_LENGTH,
    STATE_NAMES,
    TEXT_LENGTH,
    Answers,
    Applicant,
    Filter,
    State,
)
from summitapp.summits.models import Category

OTHER: Final = ""
MOST_CHOSEN: Final = 500


class Choices(SelectMultipleField):  # type: ignore[misc]
    """Several boxes, each for itself."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _needed(message: str) -> InputRequired:
    return InputRequired(message=message)


def _at_most(length: int) -> Length:
    return Length(max=length, message=_("This is too long."))


class DetailsForm(Form):
    """What a person tells about themselves; the same on the form and on their own page."""

    given_name = StringField(_("Given name"), [_needed(_("Please give your name.")), _at_most(NAME_LENGTH)])
    family_name = StringField(_("Family name"), [_at_most(NAME_LENGTH)])
    single_name = BooleanField(_("I have one name only"))
    function = StringField(_("Function"), [_at_most(TEXT_LENGTH)])
    organisation = StringField(_("Organisation"), [_at_most(TEXT_LENGTH)])
    city = StringField(_("City"), [_at_most(TEXT_LENGTH)])
    language = RadioField(
        _("In which language may we write to you?"), [_needed(_("Please choose German, Turkish or English."))]
    )
    spoken_languages = Choices(_("Which languages do you speak?"))
    interpretation = SelectField(_("Would you like interpreting?"), [Optional()])
    note = TextAreaField(_("Something the organisers should know"), [_at_most(NOTE_LENGTH)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, i18n.language_name(code)) for code in LANGUAGES]
        self.language.choices = named
        self.spoken_languages.choices = named
        self.interpretation.choices = [
            ("", i18n.gettext("No, thank you")),
            *((code, i18n.gettext("Yes, into %(language)s", language=name)) for code, name in named),
        ]
        if not self.language.data:
            self.language.data = i18n.current_language()

    def validate_family_name(self, field: StringField) -> None:
        """A family name may be missing only if the person says so."""
        if not (field.data or "").strip() and not self.single_name.data:
            raise ValidationError(i18n.gettext("Please give your family name, or say that you have one name only."))

    def answers(self) -> Answers:
        """Return the plain answers."""
        return Answers(
            function=_text(self.function), city=_text(self.city), organisation=_text(self.organisation),
            spoken_languages=tuple(self.spoken_languages.data or ()), interpretation=self.interpretation.data or "",
            note=(self.note.data or "").strip().replace("\r\n", "\n"),
        )  # fmt: skip

    def applicant(self, email: str | None) -> Applicant:
        """Return the person."""
        return Applicant(_text(self.given_name), _text(self.family_name), email, self.language.data,
                         bool(self.single_name.data))  # fmt: skip


class RegistrationForm(DetailsForm):
    """The form of a summit. ``website`` is left empty by people and filled by machines."""

    email = EmailAddressField(
        _("E-mail address"), [_needed(_("Please give your e-mail address: we write to you there.")), _at_most(254)]
    )
    category = RadioField(_("I take part as"), [_needed(_("Please choose as what you take part."))])
    delegation = SelectField(_("Delegation"), [Optional()])
    consents = Choices(_("What do you agree to?"))
    website = StringField(_("Please leave this field empty"))

    def offer(self, categories: Sequence[Category], delegations: Sequence[Delegation],
              texts: dict[Purpose, ConsentText]) -> None:  # fmt: skip
        """Fill in what this summit lets people choose."""
        language = i18n.current_language()
        self.category.choices = [(one.code, one.name.best(language)) for one in categories]
        if len(categories) == 1 and not self.category.data:
            self.category.data = categories[0].code
        ordered = sorted(delegations, key=lambda one: sort_key(one.name.best(language), language))
        nothing = (OTHER, i18n.gettext("My city is not in this list"))
        self.delegation.choices = [nothing, *((one.code, one.name.best(language)) for one in ordered)]
        self.consents.choices = [
            (purpose.value, texts[purpose].title.best(language)) for purpose in ASKED if purpose in texts
        ]  # fmt: skip

    def consented(self) -> set[Purpose]:
        """Return what the person agreed to."""
        return {Purpose(value) for value in self.consents.data or ()}


class FilterForm(Form):
    """What narrows the organiser's table; comes in the address, so that it can be kept and sent."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_("Search"))
    state = SelectField(_("State"))
    category = SelectField(_("Category"))
    delegation = SelectField(_("Delegation"))

    def offer(self, categories: Sequence[Category], delegations: Sequence[Delegation]) -> None:
        """Fill in what can be chosen."""
        language = i18n.current_language()
        everyone = ("", i18n.gettext("All"))
        ordered = sorted(delegations, key=lambda one: sort_key(one.name.best(language), language))
        self.state.choices = [everyone, *((state.value, i18n.gettext(STATE_NAMES[state])) for state in State)]
        self.category.choices = [everyone, *((str(one.id), one.name.best(language)) for one in categories)]
        self.delegation.choices = [everyone, *((str(one.id), one.name.best(language)) for one in ordered)]
        for field in (self.state, self.category, self.delegation):
            if field.data not in {value for value, _label in field.choices}:
                field.data = ""

    def narrowed(self) -> Filter:
        """Return the filter; what cannot be chosen does not narrow."""
        return Filter(
            state=State(self.state.data) if self.state.data else None,
            category_id=int(self.category.data) if self.category.data else None,
            delegation_id=int(self.delegation.data) if self.delegation.data else None,
            terms=rules.search_terms(self.q.data or ""),
        )


class DecisionForm(Form):
    """What is decided about the chosen registrations."""

    reason = TextAreaField(_("Reason"), [_at_most(REASON_LENGTH)])

    def chosen(self) -> list[str]:
        """Return the public ids whose boxes are ticked."""
        return [one for one in request.form.getlist("chosen")[:MOST_CHOSEN] if one.isalnum() and one.isascii()]


def _text(field: StringField) -> str:
    return " ".join((field.data or "").split())


class QueueForm(Form):
    """Moving somebody on the waiting list, or offering them a place before their turn."""

    position = IntegerField(
        _("New number"), [_needed(_("Please give the number they should have.")), NumberRange(min=1, max=100_000)]
    )
    reason = StringField(_("Reason"), [_needed(_("Please say why; it is kept in the history.")), _at_most(REASON_LENGTH)])

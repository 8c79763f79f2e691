"""The registration form, and the part of it that stands on people's own page too."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import Optional

from summitapp.consents.models import ConsentText
from summitapp.consents.values import ASKED, Purpose
from summitapp.core import i18n
from summitapp.core.fields import EmailAddressField, Form
from summitapp.core.i18n import lazy_gettext as _
from summitapp.core.text import LANGUAGES, sort_key
from summitapp.delegations.models import Delegation
from summitapp.registration.forms.parts import OTHER, Choices, at_most, needed, one_line
from summitapp.registration.values import NAME_LENGTH, NOTE_LENGTH, TEXT_LENGTH, Answers, Applicant
from summitapp.summits.models import Category


class DetailsForm(Form):
    """What a person tells about themselves; the same on the form and on their own page."""

    given_name = StringField(_("Given name"), [needed(_("Please give your name.")), at_most(NAME_LENGTH)])
    family_name = StringField(_("Family name"), [at_most(NAME_LENGTH)])
    single_name = BooleanField(_("I have one name only"))
    function = StringField(_("Function"), [at_most(TEXT_LENGTH)])
    organisation = StringField(_("Organisation"), [at_most(TEXT_LENGTH)])
    city = StringField(_("City"), [at_most(TEXT_LENGTH)])
    language = RadioField(
        _("In which language may we write to you?"), [needed(_("Please choose German, Turkish or English."))]
    )
    spoken_languages = Choices(_("Which languages do you speak?"))
    interpretation = SelectField(_("Would you like interpreting?"), [Optional()])
    note = TextAreaField(_("Something the organisers should know"), [at_most(NOTE_LENGTH)])

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
            function=one_line(self.function), city=one_line(self.city), organisation=one_line(self.organisation),
            spoken_languages=tuple(self.spoken_languages.data or ()), interpretation=self.interpretation.data or "",
            note=(self.note.data or "").strip().replace("\r\n", "\n"),
        )  # fmt: skip

    def applicant(self, email: str | None) -> Applicant:
        """Return the person."""
        return Applicant(one_line(self.given_name), one_line(self.family_name), email, self.language.data,
                         bool(self.single_name.data))  # fmt: skip


class RegistrationForm(DetailsForm):
    """The form of a summit. ``website`` is left empty by people and filled by machines."""

    email = EmailAddressField(
        _("E-mail address"), [needed(_("Please give your e-mail address: we write to you there.")), at_most(254)]
    )
    category = RadioField(_("I take part as"), [needed(_("Please choose as what you take part."))])
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

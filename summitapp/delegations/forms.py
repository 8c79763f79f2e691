"""The forms of a delegation, its offices, and whoever coordinates it."""

from collections.abc import Sequence
from typing import Any, Final

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summitapp.core.fields import EmailAddressField, Form, LocalDateTimeField, TranslatedField, choices
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import sort_key
from summitapp.delegations.rules import CODE_LENGTH
from summitapp.delegations.values import MOST_PLACES
from summitapp.directory.models import City, Organisation
from summitapp.summits.models import Category

LANGUAGE_CHOICES = choices([("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe")])
QUOTA: Final = "quota_"


class DelegationForm(Form):
    """A delegation; :func:`delegation_form` adds its places and deadlines."""

    name = TranslatedField(_l("Name"), most=200, description=_l("Left empty, it is called like its city or body."))
    code = StringField(
        _l("Code"), [Length(max=CODE_LENGTH)],
        description=_l("What lists and programs call it, such as KONAK. Left empty, we make it from the name."),
    )  # fmt: skip
    city = SelectField(_l("City"), default="")
    organisation = SelectField(_l("Organisation"), default="", description=_l("For a delegation of a body that is no city."))

    def offer(self, cities: Sequence[City], bodies: Sequence[Organisation]) -> None:
        """Fill in where a delegation can come from."""
        language = current_language()
        for field, found in ((self.city, cities), (self.organisation, bodies)):
            named = sorted(((one.public_id, one.name.best(language)) for one in found),
                           key=lambda pair: sort_key(pair[1], language))  # fmt: skip
            field.choices = choices([("", _("Not said")), *named])

    def validate_city(self, field: Any) -> None:
        """A delegation comes from somewhere."""
        if not field.data and not self.organisation.data:
            raise ValidationError(_("Please choose a city or an organisation."))


def delegation_form(categories: Sequence[Category], timezone: str) -> type[DelegationForm]:
    """Return the form with a number of places for each category, and times on the venue's clock."""

    class WholeForm(DelegationForm):
        quota = IntegerField(
            _l("Places in all"), [Optional(), NumberRange(0, MOST_PLACES)], description=_l("Empty means without limit.")
        )

        def shares(self) -> list[tuple[Category, int | None]]:
            """Return how many places of each category were written down."""
            return [(one, self[f"{QUOTA}{one.public_id}"].data) for one in categories]

        def quota_fields(self) -> list[Any]:
            """Return the fields of the categories."""
            return [self[f"{QUOTA}{one.public_id}"] for one in categories]

    for one in categories:
        label = one.name.best(current_language())
        setattr(WholeForm, f"{QUOTA}{one.public_id}", IntegerField(label, [Optional(), NumberRange(0, MOST_PLACES)]))
    WholeForm.nominate_by = LocalDateTimeField(
        _l("Name people until"), [Optional()], timezone=timezone,
        description=_l("Empty means the date of the summit holds."),
    )  # fmt: skip
    WholeForm.confirm_by = LocalDateTimeField(
        _l("Confirm them until"), [Optional()], timezone=timezone,
        description=_l("Empty means as long as people can be named."),
    )  # fmt: skip
    return WholeForm


class OfficeForm(Form):
    """An office: its title as its own city says it, and the approved forms in the other languages."""

    title = TranslatedField(
        _l("Title of the office"), most=200,
        description=_l("In its own language; in the others only where somebody has approved it. "
                       "We never translate titles by machine."),
    )  # fmt: skip
    source_language = RadioField(_l("Language of the office"), [InputRequired()], choices=LANGUAGE_CHOICES)
    leads = BooleanField(_l("This office heads the delegation"))

    def validate_title(self, field: Any) -> None:
        """The title in its own language is the one that counts."""
        if self.source_language.data and not field.data[self.source_language.data]:
            raise ValidationError(_("Please write the title in the language of the office."))


class HolderForm(Form):
    """Somebody who takes up an office, or stands in for its holder."""

    academic_title = StringField(_l("Academic title"), [Length(max=60)])
    given_name = StringField(_l("Given name"), [InputRequired(), Length(max=200)])
    family_name = StringField(_l("Family name"), [Length(max=200)], description=_l("Empty for somebody with one name only."))
    since = DateField(_l("In office since"), [Optional()])
    acting = BooleanField(_l("Stands in for the holder"))


class EndForm(Form):
    """The last day in an office."""

    until = DateField(_l("Last day in office"), [Optional()], description=_l("Empty means today."))


class InviteForm(Form):
    """Somebody who is asked to coordinate a delegation."""

    name = StringField(_l("Name"), [InputRequired(), Length(max=200)])
    email = EmailAddressField(
        _l("E-mail address"), [InputRequired()],
        description=_l("The address of this one person: the link in the mail is bound to it."),
    )  # fmt: skip
    language = RadioField(_l("Language of the invitation"), [InputRequired()], choices=LANGUAGE_CHOICES)

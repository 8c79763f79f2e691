"""The form of one person on a delegation's list; it asks what a colleague may know, and nothing sensitive."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import BooleanField, RadioField, SelectField, StringField, TelField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from summitapp.core.fields import EmailAddressField, Form, choices
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.directory.models import Position
from summitapp.nominations.rules.desk import read_phone
from summitapp.nominations.values.desk import Filing, Filled
from summitapp.registration.values import NAME_LENGTH, REASON_LENGTH, ROLE_NAMES, TEXT_LENGTH, DelegationRole
from summitapp.summits.models import Category

LANGUAGE_CHOICES = choices([("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe")])
MOST_CHOSEN = 500


class PersonForm(Form):
    """Who somebody is, as far as their delegation may say so."""

    given_name = StringField(_l("Given name"), [InputRequired(), Length(max=NAME_LENGTH)])
    family_name = StringField(_l("Family name"), [Length(max=NAME_LENGTH)])
    single_name = BooleanField(_l("One name only"))
    email = EmailAddressField(_l("E-mail address"), [Optional(), Length(max=254)])
    language = RadioField(_l("Language for our mails"), [InputRequired()], choices=LANGUAGE_CHOICES)
    function = StringField(_l("Function"), [Length(max=TEXT_LENGTH)])
    phone = TelField(_l("Mobile phone during the summit"), [Optional(), Length(max=40)])

    country = ""

    def validate_family_name(self, field: Any) -> None:
        """A family name may be missing only if somebody says so."""
        if not (field.data or "").strip() and not self.single_name.data:
            raise ValidationError(_("Please give the family name, or say that there is one name only."))

    def validate_phone(self, field: Any) -> None:
        """Keep a number as E.164, so that anybody can dial it."""
        if (field.data or "").strip() and read_phone(field.data, self.country) is None:
            raise ValidationError(
                _("This does not look like a telephone number; please write it with its country code, such as +90 or +49.")
            )

    def filing(self) -> Filing:
        """Return what was written."""
        return Filing(
            _plain(self.given_name), _plain(self.family_name), self.email.data or None, self.language.data,
            single_name=self.single_name.data, function=_plain(self.function),
            phone=read_phone(self.phone.data or "", self.country) or "",
        )  # fmt: skip


class MemberForm(PersonForm):
    """Somebody on the list, and as what they come."""

    category = SelectField(_l("Category"), [InputRequired()])
    role = RadioField(_l("In the delegation"), [InputRequired()])
    office = SelectField(_l("Office"), [Optional()])
    acting = BooleanField(_l("Stands in for the holder of the office"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = choices((role.value, _(name)) for role, name in ROLE_NAMES.items())

    def offer(self, categories: Sequence[Category], filled: Mapping[str, Filled], offices: Sequence[Position]) -> None:
        """Fill in the categories with the places that are left, and the offices of the delegation."""
        language = current_language()
        self.category.choices = choices((one.code, _labelled(one, filled.get(one.code))) for one in categories)
        named = ((one.public_id, one.title[one.source_language] or one.title.best(language)) for one in offices)
        self.office.choices = choices([("", _("No office")), *named])

    @property
    def delegation_role(self) -> DelegationRole:
        """Return what somebody is in their delegation."""
        return DelegationRole(self.role.data)


class SubstituteForm(PersonForm):
    """Whoever takes over, and why."""

    acting = BooleanField(_l("Stands in for the holder of the office"))
    reason = TextAreaField(_l("Reason"), [Length(max=REASON_LENGTH)])


class RemovalForm(Form):
    """Why somebody is taken off the list."""

    reason = TextAreaField(_l("Reason"), [Length(max=REASON_LENGTH)])


class ChosenForm(Form):
    """Whose boxes are ticked."""

    def chosen(self) -> list[str]:
        """Return the public ids."""
        return [one for one in request.form.getlist("chosen")[:MOST_CHOSEN] if one.isalnum() and one.isascii()]


def _labelled(category: Category, filled: Filled | None) -> str:
    name = category.name.best(current_language())
    if filled is None or filled.left is None:
        return name
    return _("%(category)s (%(left)s of %(places)s left)", category=name, left=filled.left, places=filled.places)


def _plain(field: Any) -> str:
    return " ".join((field.data or "").split())

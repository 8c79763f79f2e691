"""What organisers write down, decide, move and merge."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import NumberRange

from summitapp.core import i18n
from summitapp.core.fields import EmailAddressField, Form
from summitapp.core.i18n import lazy_gettext as _
from summitapp.core.text import sort_key
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Position
from summitapp.registration import rules
from summitapp.registration.forms.parts import MOST_CHOSEN, OTHER, at_most, choices_of, needed
from summitapp.registration.forms.public import DetailsForm
from summitapp.registration.values import REASON_LENGTH, ROLE_NAMES, Bulk, DelegationRole, MergeField, State
from summitapp.summits.models import Category


class ByHandForm(DetailsForm):
    """What an organiser writes down about somebody: by hand, or putting it right."""

    email = EmailAddressField(_("E-mail address"), [at_most(254)])
    phone = TelField(_("Telephone"), [at_most(40)])
    category = SelectField(_("Category"), [needed(_("Please choose as what they take part."))])
    delegation = SelectField(_("Delegation"))
    role = SelectField(_("Role in the delegation"))
    reason = TextAreaField(_("Reason"), [at_most(REASON_LENGTH)])

    def offer_belonging(self, categories: Sequence[Category], delegations: Sequence[Delegation]) -> None:
        """Fill in what this summit has."""
        language = i18n.current_language()
        ordered = sorted(delegations, key=lambda one: sort_key(one.name.best(language), language))
        self.category.choices = [(one.code, one.name.best(language)) for one in categories]
        self.delegation.choices = [(OTHER, i18n.gettext("Without a delegation")),
                                   *((one.code, one.name.best(language)) for one in ordered)]  # fmt: skip
        self.role.choices = choices_of(ROLE_NAMES)
        self.role.data = self.role.data or DelegationRole.MEMBER.value

    def validate_phone(self, field: TelField) -> None:
        """A number is kept as it can be dialled from anywhere."""
        if rules.read_phone(field.data or "") is None:
            raise ValidationError(i18n.gettext("This does not look like a telephone number; please write it with "
                                               "its country code, such as +90 or +49."))  # fmt: skip

    def number(self) -> str:
        """Return the telephone number (E.164), or an empty text."""
        return rules.read_phone(self.phone.data or "") or ""


class AddForm(ByHandForm):
    """Somebody who answered by letter or on the telephone."""

    state = RadioField(_("Where do they stand?"), [needed(_("Please choose where they stand."))])
    tell = BooleanField(_("Tell them by mail"), default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = [
            (State.SUBMITTED.value, i18n.gettext("Waits for a decision")),
            (State.CONFIRMED.value, i18n.gettext("Confirmed: takes a place at once")),
            (State.WAITING.value, i18n.gettext("On the waiting list")),
        ]
        self.state.data = self.state.data or State.SUBMITTED.value


class CorrectForm(ByHandForm):
    """What is known of somebody, for an organiser to put right."""

    position = SelectField(_("Office"))
    acting = BooleanField(_("Stands in for the holder of the office"))

    def offer_offices(self, offices: Sequence[Position]) -> None:
        """Fill in the offices of the delegation."""
        language = i18n.current_language()
        self.position.choices = [(OTHER, i18n.gettext("No office")),
                                 *((one.public_id, one.title.best(language)) for one in offices)]  # fmt: skip


class DecisionForm(Form):
    """What is decided about the chosen registrations."""

    reason = TextAreaField(_("Reason"), [at_most(REASON_LENGTH)])

    def chosen(self) -> list[str]:
        """Return the public ids whose boxes are ticked."""
        return [one for one in request.form.getlist("chosen")[:MOST_CHOSEN] if one.isalnum() and one.isascii()]


class BulkForm(Form):
    """What is done with those who are ticked, or with all that the filter shows."""

    what = StringField()
    scope = StringField()
    number = StringField()
    reason = TextAreaField(_("Reason"), [at_most(REASON_LENGTH)])
    delegation = SelectField(_("Delegation"))
    category = SelectField(_("Category"))

    def offer(self, categories: Sequence[Category], delegations: Sequence[tuple[str, str]]) -> None:
        """Fill in what people can be given."""
        language = i18n.current_language()
        self.category.choices = [(str(one.id), one.name.best(language)) for one in categories]
        self.delegation.choices = [choice for choice in delegations if choice[0]]

    def deed(self) -> Bulk | None:
        """Return what is to be done, or None when it is nothing we know."""
        return Bulk(self.what.data) if self.what.data in set(Bulk) else None

    def ticked(self) -> list[str]:
        """Return the public ids whose boxes are ticked."""
        return [one for one in request.form.getlist("chosen")[:MOST_CHOSEN + 1] if one.isalnum() and one.isascii()]

    def asks(self, what: Bulk, number: int) -> bool:
        """Return whether it is to be asked once more: always but for approving one, and when the number has changed."""
        if what in (Bulk.WRITE, Bulk.BADGES):
            return True
        return (number > 1 or what is not Bulk.APPROVE) and self.number.data != str(number)

    def show(self, faults: Mapping[str, str], otherwise: str) -> None:
        """Show what could not be accepted at its field."""
        for name in ("reason", "delegation", "category"):
            if name in faults:
                self[name].errors = [i18n.gettext(faults[name])]
                return
        self.reason.errors = [otherwise]


class MergeForm(Form):
    """Which of two registrations goes on, whose value counts field by field, and why they are one person's."""

    kept = StringField(_("Which registration goes on?"), [needed(_("Please choose which one goes on."))])
    reason = TextAreaField(_("Why are they one person?"), [at_most(REASON_LENGTH)])

    def value_of(self, field: MergeField) -> str:
        """Return the code of the registration whose value of a field was chosen, or an empty text."""
        return request.form.get(f"of-{field.value}", "")

    def taken(self, gone: str) -> set[MergeField]:
        """Return the fields whose value comes from the registration that ends."""
        return {field for field in MergeField if self.value_of(field) == gone}


class QueueForm(Form):
    """Moving somebody on the waiting list, or offering them a place before their turn."""

    position = IntegerField(
        _("New number"), [needed(_("Please give the number they should have.")), NumberRange(min=1, max=100_000)]
    )
    reason = StringField(_("Reason"), [needed(_("Please say why; it is kept in the history.")), at_most(REASON_LENGTH)])

"""The registration form, and the small forms of the organiser's table."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import request
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
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
from summitapp.core.tz import midnight
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Position
from summitapp.registration import rules
from summitapp.registration.values import (
    COLUMN_NAMES,
    FILTER_FIELDS,
    NAME_LENGTH,
    NO_DELEGATION,
    NOTE_LENGTH,
    ORDER_NAMES,
    REASON_LENGTH,
    ROLE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    TEXT_LENGTH,
    VIEW_NAME_LENGTH,
    Answers,
    Applicant,
    Bulk,
    Column,
    DelegationRole,
    Filter,
    MergeField,
    Order,
    Source,
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


class ByHandForm(DetailsForm):
    """What an organiser writes down about somebody: by hand, or putting it right."""

    email = EmailAddressField(_("E-mail address"), [_at_most(254)])
    phone = TelField(_("Telephone"), [_at_most(40)])
    category = SelectField(_("Category"), [_needed(_("Please choose as what they take part."))])
    delegation = SelectField(_("Delegation"))
    role = SelectField(_("Role in the delegation"))
    reason = TextAreaField(_("Reason"), [_at_most(REASON_LENGTH)])

    def offer_belonging(self, categories: Sequence[Category], delegations: Sequence[Delegation]) -> None:
        """Fill in what this summit has."""
        language = i18n.current_language()
        ordered = sorted(delegations, key=lambda one: sort_key(one.name.best(language), language))
        self.category.choices = [(one.code, one.name.best(language)) for one in categories]
        self.delegation.choices = [(OTHER, i18n.gettext("Without a delegation")),
                                   *((one.code, one.name.best(language)) for one in ordered)]  # fmt: skip
        self.role.choices = _named(ROLE_NAMES)
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

    state = RadioField(_("Where do they stand?"), [_needed(_("Please choose where they stand."))])
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


class FilterForm(Form):
    """What narrows and orders the organiser's table; comes in the address, so that it can be kept and sent."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_("Search"))
    place = StringField(_("City or organisation"))
    category = SelectField(_("Category"))
    delegation = SelectField(_("Delegation"))
    sort = SelectField(_("Order"))
    state = Choices(_("State"))
    role = SelectField(_("Role in the delegation"))
    source = SelectField(_("Came by"))
    proven = SelectField(_("Address confirmed"))
    language = SelectField(_("Language of mails"))
    address = SelectField(_("Has an e-mail address"))
    interpreting = SelectField(_("Needs interpreting"))
    since = StringField(_("Registered from"))
    until = StringField(_("Registered until"))

    def offer(self, categories: Sequence[Category], delegations: Sequence[Delegation]) -> None:
        """Fill in what can be chosen; what cannot be chosen is dropped."""
        language = i18n.current_language()
        ordered = sorted(delegations, key=lambda one: sort_key(one.name.best(language), language))
        either = [("yes", i18n.gettext("Yes")), ("no", i18n.gettext("No"))]
        offered: dict[str, list[tuple[str, str]]] = {
            "category": [(str(one.id), one.name.best(language)) for one in categories],
            "delegation": [(str(NO_DELEGATION), i18n.gettext("Without a delegation")),
                           *((str(one.id), one.name.best(language)) for one in ordered)],
            "role": _named(ROLE_NAMES), "source": _named(SOURCE_NAMES), "proven": either, "address": either,
            "interpreting": either, "language": [(code, i18n.language_name(code)) for code in LANGUAGES],
        }  # fmt: skip
        for name, choices in offered.items():
            field = self[name]
            field.choices = [("", i18n.gettext("All")), *choices]
            if field.data not in {value for value, _label in field.choices}:
                field.data = ""
        self.state.choices = _named(STATE_NAMES)
        self.state.data = [one for one in self.state.data or () if one in set(State)]
        self.sort.choices = _named(ORDER_NAMES)
        if self.sort.data not in set(Order):
            self.sort.data = Order.NEWEST.value

    def order(self) -> Order:
        """Return the order of the table."""
        return Order(self.sort.data)

    def narrowed(self, timezone: str) -> Filter:
        """Return the filter; what cannot be read does not narrow. Days are those of the venue."""
        since, until = _day(self.since), _day(self.until)
        return Filter(
            states=frozenset(State(one) for one in self.state.data),
            category_id=_number(self.category), delegation_id=_number(self.delegation),
            role=DelegationRole(self.role.data) if self.role.data else None,
            source=Source(self.source.data) if self.source.data else None,
            proven=_either(self.proven), language=self.language.data or "", address=_either(self.address),
            interpreting=_either(self.interpreting),
            since=midnight(since, timezone) if since else None,
            until=midnight(until + timedelta(days=1), timezone) if until else None,
            place=rules.search_terms(self.place.data or ""), terms=rules.search_terms(self.q.data or ""),
        )

    def given(self) -> dict[str, list[str]]:
        """Return what narrows and orders as it stands in an address, without what is empty."""
        values = {name: self.state.data if name == "state" else [self[name].data or ""] for name in FILTER_FIELDS}
        if values["sort"] == [Order.NEWEST.value]:
            values["sort"] = []
        return {name: [one for one in many if one] for name, many in values.items() if any(many)}

    def shown_as(self) -> list[tuple[str, str, str]]:
        """Return each part that narrows as its name, its heading and what is chosen, in words."""
        found = []
        for name, values in self.given().items():
            if name == "sort":
                continue
            labels = dict(getattr(self[name], "choices", None) or ())
            said = ", ".join(str(labels.get(value, value)) for value in values)
            found.append((name, str(self[name].label.text), said))
        return found


def _named(names: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(one.value, i18n.gettext(label)) for one, label in names.items()]


def _number(field: SelectField) -> int | None:
    return int(field.data) if field.data else None


def _either(field: SelectField) -> bool | None:
    return field.data == "yes" if field.data else None


def _day(field: StringField) -> date | None:
    try:
        return date.fromisoformat(field.data or "")
    except ValueError:
        field.data = ""
        return None


class ColumnsForm(Form):
    """Which columns the table shows."""

    columns = Choices(_("Columns"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns.choices = _named(COLUMN_NAMES)

    def chosen(self) -> list[Column]:
        """Return the columns in the order of the table."""
        return [column for column in Column if column.value in (self.columns.data or ())]


class ViewForm(Form):
    """The name of a saved view, who sees it, and whether it opens first."""

    name = StringField(_("Name"), [_needed(_("Please give the view a name.")), _at_most(VIEW_NAME_LENGTH)])
    shared = BooleanField(_("The whole team sees it"))
    opens_first = BooleanField(_("Open the table with it"))

    def title(self) -> str:
        """Return the name without superfluous spaces."""
        return _text(self.name)


class DecisionForm(Form):
    """What is decided about the chosen registrations."""

    reason = TextAreaField(_("Reason"), [_at_most(REASON_LENGTH)])

    def chosen(self) -> list[str]:
        """Return the public ids whose boxes are ticked."""
        return [one for one in request.form.getlist("chosen")[:MOST_CHOSEN] if one.isalnum() and one.isascii()]


class BulkForm(Form):
    """What is done with those who are ticked, or with all that the filter shows."""

    what = StringField()
    scope = StringField()
    number = StringField()
    reason = TextAreaField(_("Reason"), [_at_most(REASON_LENGTH)])
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

    kept = StringField(_("Which registration goes on?"), [_needed(_("Please choose which one goes on."))])
    reason = TextAreaField(_("Why are they one person?"), [_at_most(REASON_LENGTH)])

    def value_of(self, field: MergeField) -> str:
        """Return the code of the registration whose value of a field was chosen, or an empty text."""
        return request.form.get(f"of-{field.value}", "")

    def taken(self, gone: str) -> set[MergeField]:
        """Return the fields whose value comes from the registration that ends."""
        return {field for field in MergeField if self.value_of(field) == gone}


def _text(field: StringField) -> str:
    return " ".join((field.data or "").split())


class QueueForm(Form):
    """Moving somebody on the waiting list, or offering them a place before their turn."""

    position = IntegerField(
        _("New number"), [_needed(_("Please give the number they should have.")), NumberRange(min=1, max=100_000)]
    )
    reason = StringField(_("Reason"), [_needed(_("Please say why; it is kept in the history.")), _at_most(REASON_LENGTH)])

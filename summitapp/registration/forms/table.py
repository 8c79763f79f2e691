"""What the organiser's table is narrowed to, what it shows, and the views that are kept of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import BooleanField, SelectField, StringField

from summitapp.core import i18n
from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _
from summitapp.core.text import LANGUAGES, sort_key
from summitapp.core.tz import midnight
from summitapp.delegations.models import Delegation
from summitapp.registration import rules
from summitapp.registration.forms.parts import Choices, at_most, choices_of, needed, one_line
from summitapp.registration.values import (
    COLUMN_NAMES,
    FILTER_FIELDS,
    NO_DELEGATION,
    ORDER_NAMES,
    ROLE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    VIEW_NAME_LENGTH,
    Column,
    DelegationRole,
    Filter,
    Order,
    Source,
    State,
)
from summitapp.summits.models import Category


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
            "role": choices_of(ROLE_NAMES), "source": choices_of(SOURCE_NAMES), "proven": either, "address": either,
            "interpreting": either, "language": [(code, i18n.language_name(code)) for code in LANGUAGES],
        }  # fmt: skip
        for name, choices in offered.items():
            field = self[name]
            field.choices = [("", i18n.gettext("All")), *choices]
            if field.data not in {value for value, _label in field.choices}:
                field.data = ""
        self.state.choices = choices_of(STATE_NAMES)
        self.state.data = [one for one in self.state.data or () if one in set(State)]
        self.sort.choices = choices_of(ORDER_NAMES)
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
        self.columns.choices = choices_of(COLUMN_NAMES)

    def chosen(self) -> list[Column]:
        """Return the columns in the order of the table."""
        return [column for column in Column if column.value in (self.columns.data or ())]


class ViewForm(Form):
    """The name of a saved view, who sees it, and whether it opens first."""

    name = StringField(_("Name"), [needed(_("Please give the view a name.")), at_most(VIEW_NAME_LENGTH)])
    shared = BooleanField(_("The whole team sees it"))
    opens_first = BooleanField(_("Open the table with it"))

    def title(self) -> str:
        """Return the name without superfluous spaces."""
        return one_line(self.name)

"""The forms with which a summit is made and kept."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import wtforms
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FloatField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.accounts.values import ROLE_DESCRIPTIONS, ROLE_NAMES, TEAM_ROLES, Role
from summitapp.core.fields import EmailAddressField, Form, LocalDateTimeField, TranslatedField, choices
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import LANGUAGES
from summitapp.summits.values import APPROVAL_NAMES, COLOURS, REVIEWABLE, SHAPE_NAMES, SHAPE_SIGNS, ApprovalMode

LANGUAGE_CHOICES = choices([("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe")])
ZONES = ["Europe/Istanbul", "Europe/Berlin", "Europe/London", "Europe/Brussels", "UTC"]
ALL = LANGUAGES


def _enum(kind: Any) -> Any:
    return lambda value: kind(value) if value else None


class NewSummitForm(Form):
    """A summit from nothing, or from the last one."""

    source = SelectField(_l("Begin with"), validators=[Optional()])
    name = TranslatedField(_l("Name"), required=ALL, most=200)
    slug = StringField(
        _l("Address"), [Length(max=60)],
        description=_l("The last part of the summit's web address, such as izmir-2027. Left empty, we make it from the name."),
    )  # fmt: skip
    starts_on = DateField(_l("First day"), [InputRequired()])
    ends_on = DateField(
        _l("Last day"), [Optional()], description=_l("For a copy it follows from the last summit and may stay empty.")
    )
    timezone = SelectField(_l("Time zone of the venue"), choices=choices((name, name) for name in ZONES))

    def validate_ends_on(self, field: Any) -> None:
        """Ask for the last day when nothing else tells it."""
        if field.data is None and not self.source.data:
            raise ValidationError(_("Please give the last day."))


class TextsForm(Form):
    """What a summit says about itself."""

    name = TranslatedField(_l("Name"), required=ALL, most=200)
    motto = TranslatedField(_l("Motto"), most=300)
    description = TranslatedField(_l("What it is about"), rows=6)
    practical = TranslatedField(_l("Practical information"), rows=6, description=_l("Travel, hotels, what to bring."))
    registration_intro = TranslatedField(_l("Words above the registration form"), rows=4)


def dates_form(timezone: str) -> type[Form]:
    """Return the form of a summit's dates, whose times are read on the venue's clock."""

    class DatesForm(Form):
        starts_on = DateField(_l("First day"), [InputRequired()])
        ends_on = DateField(_l("Last day"), [InputRequired()])
        registration_opens = LocalDateTimeField(_l("Registration opens"), [Optional()], timezone=timezone)
        registration_closes = LocalDateTimeField(_l("Registration closes"), [Optional()], timezone=timezone)
        nominations_close = LocalDateTimeField(
            _l("Nominations close"), [Optional()], timezone=timezone,
            description=_l("Until then delegations name their people; a delegation may have a date of its own."),
        )  # fmt: skip
        changes_close = LocalDateTimeField(
            _l("Changes close"), [Optional()], timezone=timezone,
            description=_l("Until then people change their details themselves; without a date until the last day."),
        )  # fmt: skip

    return DatesForm


class EntryForm(Form):
    """Who comes in, and whom people can write to."""

    approval = RadioField(_l("Who decides"), coerce=_enum(ApprovalMode))
    capacity = IntegerField(
        _l("Places in all"), [Optional(), NumberRange(1, 100_000)], description=_l("Empty means without limit.")
    )
    offer_hours = IntegerField(
        _l("Hours to answer an offer"), [InputRequired(), NumberRange(1, 720)], default=72,
        description=_l("Who is offered a place from the waiting list has so long; then it goes to the next person."),
    )  # fmt: skip
    review_fields = SelectMultipleField(
        _l("Approve again when people change"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=_l("The place is kept meanwhile; the badge is valid again once you have approved the change."),
    )  # fmt: skip
    default_language = RadioField(_l("Language when a reader's own is missing"), choices=LANGUAGE_CHOICES)
    contact_email = EmailAddressField(_l("E-mail address for questions"), [Optional()])
    city = SelectField(_l("Host city"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approval.choices = choices((mode.value, _(name)) for mode, name in APPROVAL_NAMES.items())
        self.review_fields.choices = choices((one, _(name)) for one, name in REVIEWABLE.items())


class VenueForm(Form):
    """A house or a ground."""

    name = TranslatedField(_l("Name"), required=ALL, most=200)
    address = TextAreaField(_l("Postal address"), [Length(max=300)], render_kw={"rows": 3})
    directions = TranslatedField(_l("How to get there"), rows=4)
    latitude = FloatField(_l("Latitude"), [Optional(), NumberRange(-90, 90)])
    longitude = FloatField(_l("Longitude"), [Optional(), NumberRange(-180, 180)])


class RoomForm(Form):
    """A room."""

    name = TranslatedField(_l("Name"), required=ALL, most=200)
    venue = SelectField(_l("Venue"), validators=[InputRequired()])
    capacity = IntegerField(_l("Seats"), [Optional(), NumberRange(1, 100_000)])
    languages = SelectMultipleField(
        _l("Interpreters' booths"), choices=LANGUAGE_CHOICES, widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )  # fmt: skip


class WindowForm(wtforms.Form):
    """From when until when a room is open on a day; part of the form of its hours."""

    day = HiddenField()
    opens = TimeField(_l("Opens"), [Optional()])
    closes = TimeField(_l("Closes"), [Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for both or none; an empty field ends its own chain of validators, so it is asked here."""
        if not super().validate(extra_validators):
            return False
        opens, closes = self.opens.data, self.closes.data
        if (opens is None) != (closes is None):
            empty = self.opens if opens is None else self.closes
            empty.errors = [_("Please give both times, or neither.")]
        elif opens is not None and closes <= opens:
            self.closes.errors = [_("A room closes after it has opened.")]
        return not self.errors


class HoursForm(Form):
    """When a room is open, day by day."""

    windows = FieldList(FormField(WindowForm))
    every_day = BooleanField(_l("The hours of the first day that has any hold on every day"))

    def data_of_windows(self, days: Sequence[date]) -> list[tuple[date, time, time]]:
        """Return what was filled in for these days; on each of them the same, if that was ticked."""
        rows = (entry.form for entry in self.windows)
        known = {day.isoformat(): day for day in days}
        found = sorted((known[one.day.data], one.opens.data, one.closes.data) for one in rows
                       if one.opens.data and one.closes.data and one.day.data in known)  # fmt: skip
        if not self.every_day.data or not found:
            return found
        first = [(opens, closes) for day, opens, closes in found if day == found[0][0]]
        return [(day, opens, closes) for day in days for opens, closes in first]


def pace_form(count: int) -> type[Form]:
    """Return the form of the time between sessions, with one field for each of ``count`` ways."""

    class PaceForm(Form):
        changeover = IntegerField(
            _l("Minutes to change over"), [InputRequired(), NumberRange(0, 120)],
            description=_l("Between two sessions of one room, and for people who change rooms within a house."),
        )  # fmt: skip

    for number in range(count):
        field = IntegerField(_l("Minutes on the way"), [Optional(), NumberRange(0, 600)])
        setattr(PaceForm, f"way_{number}", field)
    return PaceForm


class DayForm(Form):
    """One day and its doors."""

    label = TranslatedField(_l("What this day is called"), most=100)
    opens = TimeField(_l("Doors open"), [InputRequired()])
    closes = TimeField(_l("Doors close"), [InputRequired()])

    def validate_closes(self, field: Any) -> None:
        """Refuse doors that close before they open."""
        if field.data and self.opens.data and field.data <= self.opens.data:
            raise ValidationError(_("The doors close before they open."))


class TrackForm(Form):
    """A thread of topics."""

    name = TranslatedField(_l("Name"), required=ALL, most=100)
    colour = SelectField(_l("Colour"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colour.choices = choices((name.value, _(token.label)) for name, token in COLOURS.items())


class CategoryForm(TrackForm):
    """A kind of participant: word, colour and shape together."""

    shape = SelectField(_l("Shape"))
    capacity = IntegerField(
        _l("Places"), [Optional(), NumberRange(1, 100_000)], description=_l("Empty means without limit of its own.")
    )
    open_to_public = BooleanField(_l("Everybody may register in this category"), default=True)
    holds_place = BooleanField(
        _l("Whoever is nominated or waits for a decision holds a place already"),
        description=_l("So a delegation can be sure of its places while it fills its list."),
    )  # fmt: skip
    protocol = BooleanField(
        _l("Places are given by hand only"),
        description=_l("For guests of honour: a free place is never given to the waiting list by itself."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape.choices = choices((one.value, f"{SHAPE_SIGNS[one]} {_(name)}") for one, name in SHAPE_NAMES.items())


class RoleForm(Form):
    """A role in the team."""

    role = RadioField(_l("Role"), coerce=_enum(Role))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = choices((role.value, f"{_(ROLE_NAMES[role])}: {_(ROLE_DESCRIPTIONS[role])}") for role in TEAM_ROLES)


class InviteForm(RoleForm):
    """Somebody new in the team."""

    name = StringField(_l("Name"), [InputRequired(), Length(max=200)])
    email = EmailAddressField(_l("E-mail address"), [InputRequired()])
    language = RadioField(_l("Language of the invitation"), choices=LANGUAGE_CHOICES)

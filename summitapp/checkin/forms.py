"""The shape of what is written at the door by hand, and of a check-in point."""

from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.values import DIRECTION_WORDS, Direction
from summitapp.core.fields import Form, LocalDateTimeField, TranslatedField
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import said
from summitapp.core.text import LANGUAGES
from summitapp.summits.models import Summit


class EntryForm(Form):
    """One scan written by hand; works without a script."""

    scan_id = HiddenField(validators=[UUID()])
    point = SelectField(_l("Check-in point"), validators=[InputRequired()])
    direction = RadioField(
        _l("Direction"), coerce=Direction, default=Direction.IN,
        choices=[SelectChoice(way.value, _l(words)) for way, words in DIRECTION_WORDS.items()],
    )  # fmt: skip
    badge = StringField(_l("Badge code"), validators=[InputRequired(), Length(max=200)])
    override = StringField(_l("Reason"), validators=[Optional(), Length(max=500)])


def entry_form(points: list[CheckInPoint], **values: Any) -> EntryForm:
    """Return the form for these points."""
    form = EntryForm(**values)
    form.point.choices = [SelectChoice(point.code, said(point.name)) for point in points]
    return form


class PointForm(Form):
    """A check-in point. Its code is what devices and lists call it."""

    code = StringField(
        _l("Code"), description=_l("What devices call this point, such as entrance. It cannot be changed later."),
        validators=[InputRequired(), Regexp(
            r"[a-z0-9][a-z0-9-]{0,39}$", message=_l("Please use only small letters a–z, digits and hyphens, at most 40.")
        )],
    )  # fmt: skip
    name = TranslatedField(_l("Name"), required=LANGUAGES, most=80)
    categories = SelectMultipleField(
        _l("Only for"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=_l("Nothing chosen: for everybody."),
    )  # fmt: skip
    daily = BooleanField(
        _l("Begin anew each day"),
        description=_l("In the morning everybody is outside again, whether or not they were scanned on leaving."),
    )

    def validate_closes_at(self, field: Any) -> None:
        """Let a point close after it has opened."""
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(_("The point must close after it opens."))


def point_form(summit: Summit, point: CheckInPoint | None = None) -> PointForm:
    """Return the form for a new point or one that exists, in the summit's own time."""

    class TimedForm(PointForm):
        opens_at = LocalDateTimeField(_l("Opens"), validators=[Optional()], timezone=summit.timezone)
        closes_at = LocalDateTimeField(_l("Closes"), validators=[Optional()], timezone=summit.timezone)

    if point is not None:
        TimedForm.code = None
    form = TimedForm(obj=point)
    form.categories.choices = [SelectChoice(group.code, said(group.name)) for group in summit.categories]
    return form

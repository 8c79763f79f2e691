"""The shape of what was ticked on paper."""

from datetime import date, timedelta

from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.values import DIRECTION_WORDS, Direction
from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import said, show_date
from summitapp.summits.models import Summit


class TicksForm(Form):
    """Where, which way and on which day a list was used; with a file, or with times beside names."""

    point = SelectField(_l("Check-in point"), validators=[InputRequired()])
    direction = RadioField(
        _l("Direction"), coerce=Direction, default=Direction.IN,
        choices=[SelectChoice(way.value, _l(words)) for way, words in DIRECTION_WORDS.items()],
    )  # fmt: skip
    day = SelectField(_l("Day"), coerce=date.fromisoformat, validators=[InputRequired()])
    file = FileField(_l("The workbook, filled in"), description=_l("The XLSX of the paper lists with times in its last column."))
    many = StringField(
        _l("One time for all that are ticked"), [Optional(), Length(max=20)],
        description=_l("Such as 9:05. A time beside a name goes before it."),
    )  # fmt: skip
    carried = HiddenField(validators=[Optional(), Length(max=400_000)])


def ticks_form(summit: Summit, points: list[CheckInPoint], today: date) -> TicksForm:
    """Return the form for the days of a summit and its points."""
    form = TicksForm()
    form.point.choices = [SelectChoice(point.code, said(point.name)) for point in points]
    days = [summit.starts_on + timedelta(days=number) for number in range((summit.ends_on - summit.starts_on).days + 1)]
    form.day.choices = [SelectChoice(day.isoformat(), show_date(day)) for day in days]
    if not form.is_submitted() and today in days:
        form.day.data = today
    return form

"""What participants and organisers send: shape only."""

from typing import Any

from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import ngettext
from summitapp.enrolment.values import FEWEST_STARS, MOST_STARS, TEXT_LENGTH


class FeedbackForm(Form):
    """How a session was."""

    stars = RadioField(_l("How was it?"), [InputRequired()], coerce=int)
    text = TextAreaField(
        _l("What was good, what could be better?"), [Optional(), Length(max=TEXT_LENGTH)],
        description=_l("The organisers read it without your name. Speakers learn figures only."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stars.choices = [
            SelectChoice(number, ngettext("%(num)s star", "%(num)s stars", number))
            for number in range(FEWEST_STARS, MOST_STARS + 1)
        ]


class PlacesForm(Form):
    """How many places a session has."""

    capacity = IntegerField(
        _l("Places"), [Optional(), NumberRange(min=1, max=100000)],
        description=_l("Empty for as many as come. New places go to those who wait, at once."),
    )  # fmt: skip


class FindForm(Form):
    """Somebody is looked for among the participants."""

    class Meta(Form.Meta):  # type: ignore[misc]
        csrf = False

    q = StringField(_l("Name, city or number"), [Length(max=80)])


class AddForm(Form):
    """A participant is put on a list. ``reference`` is that of the registration."""

    reference = StringField(validators=[InputRequired(), Length(max=20)])


class ReasonForm(Form):
    """Somebody is taken off a list."""

    reason = StringField(_l("Why, for the log"), [Length(max=300)])

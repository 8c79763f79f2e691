"""Moving on, changes by hand, objections and answers."""

from collections.abc import Iterable

from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.matchmaking.values import OBJECTION_LENGTH

Choices = Iterable[tuple[str, str]]


class PhaseForm(Form):
    """A step, and how many people the organiser read would be written to."""

    number = HiddenField()


class MoveForm(Form):
    """Another time, table or interpreter."""

    slot = SelectField(_l("Time"))
    table = SelectField(_l("Table"))
    interpreter = SelectField(_l("Interpreter"), validators=[Optional()])
    anyway = BooleanField(_l("I know; do it anyway"))

    def offer(self, slots: Choices, tables: Choices, interpreters: Choices) -> None:
        """Fill the lists with public ids and names."""
        self.slot.choices = [SelectChoice(*one) for one in slots]
        self.table.choices = [SelectChoice(*one) for one in tables]
        self.interpreter.choices = [SelectChoice(*one) for one in interpreters]


class SwapForm(Form):
    """The meeting with which to exchange time and table."""

    other = SelectField(_l("Exchange with"))
    anyway = BooleanField(_l("I know; do it anyway"))

    def offer(self, meetings: Choices) -> None:
        """Fill the list with public ids and names."""
        self.other.choices = [SelectChoice(*one) for one in meetings]


class ObjectForm(Form):
    """What somebody has against a meeting."""

    text = TextAreaField(
        _l("What does not suit you?"), [DataRequired(), Length(max=OBJECTION_LENGTH)], render_kw={"rows": 4},
        description=_l("Only the organisers read it, not those you would meet. Deleted 30 days after the summit."),
    )  # fmt: skip


class SettleForm(Form):
    """The sentence with which an organiser answers."""

    answer = TextAreaField(
        _l("A sentence for them"), [DataRequired(), Length(max=OBJECTION_LENGTH)], render_kw={"rows": 2},
        description=_l("It goes out by mail."),
    )  # fmt: skip

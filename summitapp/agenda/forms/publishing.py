"""The words of a release, an older one again, a change at once, and the mails about it."""

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from summitapp.agenda.forms.parts import room_choices
from summitapp.agenda.values import Placement, Programme, UrgentChange
from summitapp.core.fields import Form, LocalDateTimeField, RevisedForm, TranslatedField
from summitapp.core.i18n import lazy_gettext as _l


class NamedForm(Form):
    """What a release is called and what its readers should know."""

    name = StringField(
        _l("Name of the version"), [Length(max=40)],
        description=_l("What people read. Leave the number, or give it a name such as “Final programme”."),
    )  # fmt: skip
    note = TranslatedField(
        _l("What readers should know"), rows=3, most=1000,
        description=_l("Stands above the list of changes. May stay empty."),
    )  # fmt: skip


class PublishForm(NamedForm):
    """The words of a release, and that its notices were read."""

    acknowledged = BooleanField(_l("I have read the notices; the agenda is to be published all the same."))
    mark = HiddenField(default="")


class RestoreForm(NamedForm):
    """An older release again, and whether the draft goes back to it."""

    draft = RadioField(
        _l("And the draft?"), default="keep",
        choices=[
            SelectChoice("keep", _l("Leave the draft as it is")), SelectChoice("follow", _l("Put the draft back, too")),
        ],
    )  # fmt: skip


class TellForm(Form):
    """How many mails an organiser has seen and lets go."""

    number = IntegerField("", [InputRequired(), NumberRange(min=1)], widget=HiddenInput())


def urgent_form(timezone: str) -> type[Form]:
    """Return the form of a change at once, whose times are read on the venue's clock; it is asked by address, then sent."""

    class UrgentForm(RevisedForm):
        cancel = BooleanField(_l("It does not take place"))
        room = SelectField(_l("Room"))
        starts_at = LocalDateTimeField(_l("Begins"), [InputRequired()], timezone=timezone)
        ends_at = LocalDateTimeField(_l("Ends"), [InputRequired()], timezone=timezone)
        note = TranslatedField(
            _l("Why, in a sentence"), rows=2, most=500, description=_l("Stands in the mail and above the list of changes."),
        )  # fmt: skip
        everybody = BooleanField(_l("Write to everybody who takes part in the summit, too"))

        def offer(self, programme: Programme) -> None:
            """Fill the list of rooms, in the reader's language."""
            self.room.choices = room_choices(programme)

        def change(self, old: Placement) -> UrgentChange:
            """Return what was chosen; without a new room the further rooms of the session stay."""
            starts, ends = self.starts_at.data, self.ends_at.data
            assert starts is not None and ends is not None  # both are required
            also = old.also_in if self.room.data == old.room else ()
            return UrgentChange(starts, ends, self.room.data or "", also, bool(self.cancel.data))

    return UrgentForm

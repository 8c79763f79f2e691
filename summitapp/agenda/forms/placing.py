"""Where and when a session is, breaks and blockers in the grid, and an agenda to begin with."""

from datetime import datetime

from wtforms import BooleanField, DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from summitapp.agenda.forms.parts import Checkboxes, room_choices
from summitapp.agenda.values import KIND_LABELS, Programme, SessionKind
from summitapp.core.fields import Form, LocalDateTimeField, RevisedForm
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.i18n import said


def place_form(timezone: str) -> type[Form]:
    """Return the form of a session's place, whose times are read on the venue's clock."""

    class PlaceForm(RevisedForm):
        room = SelectField(_l("Room"))
        also_in = Checkboxes(_l("Further rooms it fills"))
        starts_at = LocalDateTimeField(_l("Begins"), [InputRequired()], timezone=timezone)
        ends_at = LocalDateTimeField(_l("Ends"), [InputRequired()], timezone=timezone)

        def offer(self, programme: Programme) -> None:
            """Fill the list of rooms, in the reader's language."""
            self.room.choices = room_choices(programme)
            self.also_in.choices = [SelectChoice(room.code, said(room.name)) for room in programme.rooms.values()]

        @property
        def times(self) -> tuple[datetime, datetime]:
            """Return both instants."""
            starts, ends = self.starts_at.data, self.ends_at.data
            assert starts is not None and ends is not None  # both are required
            return starts, ends

    return PlaceForm


def hold_form(timezone: str) -> type[Form]:
    """Return the form by which a break or a blocker is set into the grid."""

    class HoldForm(place_form(timezone)):  # type: ignore[misc]
        kind = SelectField(_l("Kind"), choices=[
            SelectChoice(kind.value, _l(KIND_LABELS[kind])) for kind in (SessionKind.BREAK, SessionKind.BLOCKER)
        ])  # fmt: skip

    return HoldForm


class CopyForm(Form):
    """Which summit's agenda to begin with, and on which day its first day falls."""

    source = SelectField(_l("Summit"), [InputRequired()])
    first_day = DateField(
        _l("Its first day falls on"), [Optional()],
        description=_l("Without a date, the first days of both summits meet."),
    )  # fmt: skip
    people = BooleanField(_l("Copy who appears, too"))

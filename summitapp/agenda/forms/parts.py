"""What several forms of the agenda share."""

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.agenda.values import Programme
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said

LANGUAGE_CHOICES = [SelectChoice("de", "Deutsch"), SelectChoice("tr", "Türkçe"), SelectChoice("en", "English")]


class Checkboxes(SelectMultipleField):
    """Several choices, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def room_choices(programme: Programme) -> list[SelectChoice]:
    """Return the rooms to choose from with their seats, and none, in the reader's language."""
    return [SelectChoice("", _("No room")), *(
        SelectChoice(room.code, f"{said(room.name)} ({room.capacity})" if room.capacity else said(room.name))
        for room in programme.rooms.values()
    )]  # fmt: skip

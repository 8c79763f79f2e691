"""The shape of what is said of a meeting beyond a tap."""

from wtforms import TextAreaField
from wtforms.validators import Length

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.hall.values import NOTE_LENGTH


class NoteForm(Form):
    """A note of one's own."""

    note = TextAreaField(_l("My note"), [Length(max=NOTE_LENGTH)], description=_l("Only you see it."))

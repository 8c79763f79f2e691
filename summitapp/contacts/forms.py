"""The shape of what is typed about contacts."""

from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.contacts.values import DETAIL_NAMES, MOST_TAGS, NOTE_LENGTH, PHONE_LENGTH, TAG_LENGTH, Chosen, Detail
from summitapp.core.fields import Form, choices
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l


class ShareForm(Form):
    """What one shares, and under which number one is reached."""

    shared = SelectMultipleField(
        _l("What I share"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=_l("Seen only once both of you have agreed. You can change it at any time."),
    )  # fmt: skip
    phone = StringField(
        _l("My telephone number"), [Length(max=PHONE_LENGTH)], filters=[lambda text: " ".join((text or "").split())],
        description=_l("With its country code. The same for everybody with whom you share it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shared.choices = choices((detail.value, _(name)) for detail, name in DETAIL_NAMES.items())

    @property
    def chosen(self) -> Chosen:
        """Return what was ticked and typed."""
        return Chosen(frozenset(Detail(one) for one in self.shared.data or ()), self.phone.data or "")


class NoteForm(Form):
    """One's own words about a contact."""

    note = TextAreaField(_l("My note"), [Length(max=NOTE_LENGTH)], description=_l("Only you see it."))
    tags = StringField(
        _l("My tags"), [Length(max=MOST_TAGS * (TAG_LENGTH + 2))], description=_l("Apart by commas, such as: energy, Bornova"),
    )  # fmt: skip


class ActForm(Form):
    """Only proves that a button stood on our own page."""

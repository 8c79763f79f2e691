"""The shape of what organisers ask of badges."""

from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.badges.values import (
    CHOOSABLE_REASONS,
    LAYOUT_WORDS,
    REASON_WORDS,
    SELECTION_WORDS,
    Layout,
    PrintSelection,
    RevocationReason,
)
from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext


class PrintForm(Form):
    """A print run; ``badges`` are the ticked lines of the list."""

    selection = SelectField(
        lazy_gettext("Print"), coerce=PrintSelection,
        choices=[SelectChoice(kind.value, lazy_gettext(words)) for kind, words in SELECTION_WORDS.items()],
        default=PrintSelection.NEW.value,
    )  # fmt: skip
    layout = SelectField(
        lazy_gettext("Paper"), coerce=Layout,
        choices=[SelectChoice(kind.value, lazy_gettext(words)) for kind, words in LAYOUT_WORDS.items()], default=Layout.A6.value,
    )  # fmt: skip
    badges = SelectMultipleField(
        lazy_gettext("Badges"), validate_choice=False, widget=ListWidget(), option_widget=CheckboxInput()
    )


class RevokeForm(Form):
    """Why a badge dies."""

    reason = RadioField(
        lazy_gettext("What happened?"), coerce=RevocationReason, validators=[InputRequired()],
        choices=[SelectChoice(kind.value, lazy_gettext(REASON_WORDS[kind])) for kind in CHOOSABLE_REASONS],
    )  # fmt: skip
    note = StringField(
        lazy_gettext("Note for the team"), validators=[Length(max=300)],
        description=lazy_gettext("Kept in the trail. Do not write more about the person than is needed."),
    )

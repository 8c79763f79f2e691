"""The shape of what organisers ask of badges."""

from collections.abc import Iterable, Sequence

from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.badges.values import (
    CHOOSABLE_REASONS,
    LAYOUT_WORDS,
    PAPERS,
    PART_WORDS,
    REASON_WORDS,
    SELECTION_WORDS,
    DesignFace,
    Layout,
    PrintSelection,
    RevocationReason,
)
from summitapp.core.fields import Form, TranslatedField
from summitapp.core.i18n import lazy_gettext, said
from summitapp.core.text import LANGUAGES
from summitapp.summits.models import Category


class PrintForm(Form):
    """A print run; ``badges`` are the ticked lines of the list."""

    selection = SelectField(
        lazy_gettext("Print"), coerce=PrintSelection,
        choices=[SelectChoice(kind.value, lazy_gettext(words)) for kind, words in SELECTION_WORDS.items()],
        default=PrintSelection.NEW.value,
    )  # fmt: skip
    layout = SelectField(
        lazy_gettext("Paper"), coerce=Layout,
        choices=[SelectChoice(kind.value, lazy_gettext(words)) for kind, words in LAYOUT_WORDS.items()],
        default=Layout.DESIGNED.value,
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


class DesignForm(Form):
    """How badges look, and whose."""

    name = StringField(lazy_gettext("Name"), validators=[InputRequired(), Length(max=80)])
    paper = SelectField(
        lazy_gettext("Paper"), coerce=Layout,
        choices=[SelectChoice(paper.value, lazy_gettext(LAYOUT_WORDS[paper])) for paper in PAPERS], default=Layout.A6.value,
    )  # fmt: skip
    both_sides = BooleanField(
        lazy_gettext("Print both sides"),
        description=lazy_gettext("On labels the back becomes a second label. A folded badge always has both."),
    )
    parts = SelectMultipleField(
        lazy_gettext("What the badge shows"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        choices=[SelectChoice(part.value, lazy_gettext(words)) for part, words in PART_WORDS.items()],
        description=lazy_gettext("Name, category and the code of the door stand on every badge."),
    )  # fmt: skip
    emergency = TranslatedField(
        lazy_gettext("Emergency text"), most=160,
        description=lazy_gettext("Left empty, it says: Emergency: call 112."),
    )
    categories = SelectMultipleField(
        lazy_gettext("For these categories"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=lazy_gettext("A category has one design; choosing it here takes it from another design."),
    )


def design_form(categories: Iterable[Category], *, face: DesignFace | None = None, given: Sequence[str] = ()) -> DesignForm:
    """Return the form for a design of a summit with these categories.

    :param face: what it is filled with before it is sent. :param given: codes of the categories that have it.
    """
    filled = {} if face is None else {
        "name": face.name, "paper": face.paper, "both_sides": face.both_sides, "emergency": face.emergency,
        "parts": [part.value for part in face.parts_in_order], "categories": list(given),
    }  # fmt: skip
    form = DesignForm(data=filled)
    form.categories.choices = [SelectChoice(category.code, said(category.name)) for category in categories]
    return form


class WordingForm(Form):
    """What a function is called in the other language."""

    source = HiddenField(validators=[InputRequired(), Length(max=2000)])
    language = HiddenField(validators=[AnyOf(LANGUAGES)])
    text = StringField(lazy_gettext("Translation"), validators=[InputRequired(), Length(max=300)])

"""What the forms of registration share: boxes, lengths, and reading a line of text."""

from collections.abc import Mapping
from typing import Any, Final

from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from summitapp.core import i18n
from summitapp.core.i18n import lazy_gettext as _

OTHER: Final = ""
MOST_CHOSEN: Final = 500


class Choices(SelectMultipleField):  # type: ignore[misc]
    """Several boxes, each for itself."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def needed(message: str) -> InputRequired:
    """Return the check that something was given, with the sentence that asks for it."""
    return InputRequired(message=message)


def at_most(length: int) -> Length:
    """Return the check that a text is not longer than so many characters."""
    return Length(max=length, message=_("This is too long."))


def choices_of(names: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return the members of an enumeration to choose from, by their names in the language of the page."""
    return [(one.value, i18n.gettext(label)) for one, label in names.items()]


def one_line(field: StringField) -> str:
    """Return what was written, without superfluous spaces."""
    return " ".join((field.data or "").split())

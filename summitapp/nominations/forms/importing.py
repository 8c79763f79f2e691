"""The file of a list, and what is corrected in its preview."""

import re
from collections.abc import Mapping
from typing import Final

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _
from summitapp.nominations.values.importing import Column

_CELL: Final = re.compile(r"cell-(\d{1,6})-(\d{1,3})")
_CHOICE: Final = re.compile(r"column-(\d{1,3})")


class UploadForm(Form):
    """A file from somebody's computer."""

    file = FileField(_("Your list"), [FileRequired(_("Please choose a file."))])


class PreviewForm(Form):
    """What was shown when a button was pressed: the revision, and what would have been done."""

    revision = IntegerField(validators=[InputRequired()])
    seen = HiddenField()


def corrections(sent: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Return the cells that were sent, by row number and place."""
    found = ((_CELL.fullmatch(name), text) for name, text in sent.items())
    return {(int(match[1]), int(match[2])): text for match, text in found if match}


def chosen_columns(sent: Mapping[str, str]) -> dict[int, Column | None]:
    """Return what each column is to be taken for; an empty choice leaves it out."""
    known = {column.value: column for column in Column}
    found = ((_CHOICE.fullmatch(name), text) for name, text in sent.items())
    return {int(match[1]): known.get(text) for match, text in found if match}

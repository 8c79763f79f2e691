"""The shape of what organisers ask of lists."""

from collections.abc import Iterable

from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summitapp.core.fields import Form, TranslatedField, choices
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.lists.values import (
    ORDERING_NAMES,
    PRESET_NAMES,
    REASON_LENGTH,
    TAKES_NAMES,
    TEXT_LENGTH,
    Ordering,
    Preset,
    Takes,
)

_LANGUAGES = [SelectChoice("de", "Deutsch"), SelectChoice("tr", "Türkçe"), SelectChoice("en", "English")]


class ExportForm(Form):
    """A list to be taken along."""

    language = SelectField(_l("Language of the list"), choices=_LANGUAGES)
    format = SelectField(
        _l("File format"), choices=[SelectChoice("pdf", _l("PDF to print")), SelectChoice("xlsx", _l("Workbook (XLSX)"))]
    )
    recipient = StringField(
        _l("For whom"), [Optional(), Length(max=TEXT_LENGTH)],
        description=_l("Stands across each page of the PDF, so that everybody knows whose copy it is. May stay empty."),
    )  # fmt: skip
    number = IntegerField(_l("Version"), [Optional(), NumberRange(min=1)])


class FreezeForm(Form):
    """A version made on purpose."""

    note = StringField(_l("What is this version for?"), [Optional(), Length(max=TEXT_LENGTH)])


class EmergencyForm(Form):
    """Why the sealed notes are opened; the service insists that there is a reason."""

    reason = StringField(
        _l("What happened?"), [Length(max=REASON_LENGTH)],
        description=_l("Each person whose note is opened can read this on their page. Two words are enough."),
    )  # fmt: skip


class PresetForm(Form):
    """With which classes the order begins."""

    preset = SelectField(
        _l("Begin with"), coerce=Preset, choices=[SelectChoice(one.value, _l(words)) for one, words in PRESET_NAMES.items()]
    )


class LevelForm(Form):
    """A class of precedence."""

    name = TranslatedField(_l("Name of the class"), required=("de", "tr", "en"), most=TEXT_LENGTH)
    why = TranslatedField(_l("Why it stands here"), rows=2, most=REASON_LENGTH,
                          description=_l("Stands on the list, below the name of the class."))  # fmt: skip
    ordering = SelectField(
        _l("Order among equals"), coerce=Ordering,
        choices=[SelectChoice(one.value, _l(words)) for one, words in ORDERING_NAMES.items()],
    )  # fmt: skip
    takes = SelectField(
        _l("Who falls into it"), coerce=Takes,
        choices=[SelectChoice(one.value, _l(words)) for one, words in TAKES_NAMES.items()],
    )
    position = IntegerField(
        _l("Position"), [InputRequired(), NumberRange(min=1, max=9999)],
        description=_l("The smaller the number, the earlier the class."),
    )  # fmt: skip


class PlacingForm(Form):
    """Somebody put into the order by hand."""

    level = SelectField(_l("Class"))
    place = IntegerField(
        _l("Place within the class"), [Optional(), NumberRange(min=1, max=999)],
        description=_l("Empty: among the equals, in the order of the class. People with a place stand before all others."),
    )  # fmt: skip
    reason = StringField(
        _l("Reason"), [Length(max=REASON_LENGTH)],
        description=_l("Whoever is asked about the order must be able to say it. It stands in the workbook, not on the PDF."),
    )  # fmt: skip

    def offer(self, levels: Iterable[tuple[str, str]]) -> None:
        """Offer the classes of the summit."""
        self.level.choices = choices(levels)

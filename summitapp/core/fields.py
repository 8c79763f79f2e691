"""Form fields for what our people write: three languages, wall times, addresses."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, EmailField, Field, HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import get_translations
from wtforms.widgets import TextArea, TextInput

from summitapp.core import i18n
from summitapp.core.text import LANGUAGES, N_, Translated
from summitapp.core.tz import LocalTimeAmbiguous, LocalTimeGap, from_local, to_local


class Form(FlaskForm):  # type: ignore[misc]
    """The base of every form: CSRF is on, messages are in the reader's language."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, form: Any) -> Any:
            return get_translations([i18n.current_language()])


class RevisedForm(Form):
    """A form that knows which revision of a thing it was opened with, so that nobody overwrites what they have not seen."""

    revision = HiddenField(default="0")

    @property
    def expected_revision(self) -> int:
        """Return the revision the form was opened with."""
        return int(self.revision.data) if (self.revision.data or "").isdigit() else 0


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return value and label pairs as a field of WTForms wants them."""
    return [SelectChoice(str(value), label) for value, label in pairs]


class TranslatedField(Field):  # type: ignore[misc]
    """One text in three labelled inputs, ``name-de``, ``name-tr`` and ``name-en``.

    :param required: the languages without which the form is not accepted.
    :param rows: lines of a text area; ``0`` gives a single line.
    """

    def __init__(self, label: str = "", validators: Any = None, *, required: Sequence[str] = (), rows: int = 0,
                 most: int = 5000, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(label, validators, **kwargs)
        self.required, self.rows, self.most = tuple(required), rows, most
        self.widget = TextArea() if rows else TextInput()
        self.faults: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        start = data if isinstance(data, Translated) else self.default
        start = start() if callable(start) else start
        self.data: Translated = start if isinstance(start, Translated) else Translated()
        names = {lang: f"{self.name}-{lang}" for lang in LANGUAGES}
        if formdata is not None and any(name in formdata for name in names.values()):
            self.data = Translated(**{lang: formdata.get(name, "").strip() for lang, name in names.items()})

    def pre_validate(self, form: Any) -> None:
        self.faults = {
            lang: i18n.gettext(N_("Please write this text in %(language)s too."), language=i18n.language_name(lang))
            for lang in self.required if not self.data[lang]
        }  # fmt: skip
        self.faults |= {
            lang: i18n.gettext(N_("At most %(most)s characters fit here."), most=self.most)
            for lang, text in self.data if len(text) > self.most
        }  # fmt: skip
        if self.faults:
            raise ValidationError(" ".join(self.faults.values()))


class LocalDateTimeField(DateTimeLocalField):  # type: ignore[misc]
    """An instant, written as the wall time of ``timezone``; ``data`` is aware and in UTC.

    Times that the clock skips are refused; of a time shown twice the first is taken, unless the
    hidden input ``name-second`` says otherwise.
    """

    def __init__(self, label: str = "", validators: Any = None, *, timezone: str = "Europe/Istanbul",
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(label, validators, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)
        self.timezone = timezone
        self.ambiguous = False

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return to_local(self.data, self.timezone).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        wall = self._read(valuelist[0].strip())
        try:
            self.data = from_local(wall, self.timezone)
        except LocalTimeGap as error:
            self.data = None
            raise ValueError(
                i18n.gettext(N_("The clocks are put forward over this time; please choose another."))
            ) from error
        except LocalTimeAmbiguous as error:
            self.ambiguous = True
            self.data = error.first

    def _read(self, text: str) -> datetime:
        for form in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"):
            try:
                return datetime.strptime(text, form)  # noqa: DTZ007 - a wall time has no zone
            except ValueError:
                continue
        self.data = None
        raise ValueError(i18n.gettext(N_("Please give a date and a time, such as 2027-10-13 09:30.")))


def clean_email(text: str) -> str:
    """Return the address as we keep it: in lower case and normalised, so that equal ones compare equal.

    :raises ValueError: if it is not an address mail can be sent to.
    """
    try:
        return validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False,
                              test_environment=True).normalized.lower()  # fmt: skip
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error


class EmailAddressField(EmailField):  # type: ignore[misc]
    """An e-mail address; ``data`` is normalised."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip() if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            self.data = clean_email(self.data)
        except ValueError as error:
            raise ValidationError(
                i18n.gettext(N_("This does not look like an e-mail address; please check it."))
            ) from error

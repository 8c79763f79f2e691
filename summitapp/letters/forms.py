"""The shape of what people ask of letters. A passport number, a birth date or an ID has no field anywhere."""

from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from summitapp.core.fields import Form
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.core.text import as_language
from summitapp.letters.values import (
    PASSPORT_NAMES,
    PAYER_NAMES,
    REASON_LENGTH,
    TEXT_LENGTH,
    LetterKind,
    Passport,
    Payer,
    Request,
)

_LANGUAGES = [SelectChoice("de", "Deutsch"), SelectChoice("tr", "Türkçe"), SelectChoice("en", "English")]
_PAYERS = [SelectChoice(one.value, _l(words)) for one, words in PAYER_NAMES.items()]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


class AttendanceForm(Form):
    """A confirmation of attendance."""

    language = SelectField(_l("Language of the letter"), choices=_LANGUAGES)
    addressee = StringField(
        _l("For whom"), [Optional(), Length(max=TEXT_LENGTH)],
        description=_l("Stands above the letter, such as the name of your office. May stay empty."),
    )  # fmt: skip

    def request(self, kind: LetterKind) -> Request:
        """Return what was asked."""
        return Request(kind, as_language(self.language.data), _plain(self.addressee.data))


class VisaForm(AttendanceForm):
    """An invitation for a visa."""

    consulate = StringField(
        _l("Consulate"), [InputRequired(), Length(max=TEXT_LENGTH)],
        description=_l("Where you apply, with the city: Consulate General of Germany, İzmir."),
    )  # fmt: skip
    passport = RadioField(
        _l("Type of passport"), [InputRequired()], coerce=Passport,
        choices=[SelectChoice(one.value, _l(words)) for one, words in PASSPORT_NAMES.items()],
        description=_l("We need the type only. Please never send us the number."),
    )  # fmt: skip
    arrives_on = DateField(_l("Arrival"), [InputRequired()])
    leaves_on = DateField(_l("Departure"), [InputRequired()])
    travel_paid_by = SelectField(_l("Who pays for the journey?"), coerce=Payer, choices=_PAYERS)
    stay_paid_by = SelectField(_l("Who pays for the hotel?"), coerce=Payer, choices=_PAYERS)

    def request(self, kind: LetterKind) -> Request:
        """Return what was asked."""
        return Request(
            kind, as_language(self.language.data), _plain(self.addressee.data), _plain(self.consulate.data),
            self.passport.data, self.arrives_on.data, self.leaves_on.data, self.travel_paid_by.data, self.stay_paid_by.data,
        )  # fmt: skip


def form_for(kind: LetterKind, **values: Any) -> AttendanceForm:
    """Return the form of a kind of letter."""
    return VisaForm(**values) if kind is LetterKind.VISA else AttendanceForm(**values)


class ApproveForm(Form):
    """One approval: of exactly what was shown, under a function."""

    shown = HiddenField()
    function = StringField(
        _l("Your function"), [InputRequired(), Length(max=TEXT_LENGTH)],
        description=_l("Stands under your name in the letter, in the letter’s language."),
    )  # fmt: skip


class ReasonForm(Form):
    """Why a letter is refused or revoked; the service insists that there is a reason."""

    reason = TextAreaField(_l("Reason"), [Length(max=REASON_LENGTH)])


class CodeForm(Form):
    """A code, typed in by hand; sent by GET, since it changes nothing."""

    class Meta(Form.Meta):
        csrf = False

    code = StringField(_l("Verification code"), [Length(max=64)])

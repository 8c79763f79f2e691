"""The small forms of My summit."""

from typing import Final

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from summitapp.calendars.values import ALARMS, Delivery
from summitapp.core.fields import EmailAddressField, Form
from summitapp.core.i18n import lazy_gettext as _l

#: A long attestation with its chain of certificates stays well below.
CREDENTIAL_LENGTH: Final = 20_000


class AskForm(Form):
    """The address the link is sent to."""

    email = EmailAddressField(_l("E-mail address"), [InputRequired()])


class ConsentForm(Form):
    """Only proves that the boxes come from our own page; they are read by their names."""


class CodeForm(Form):
    """The one-time code of a mail, and where to go on."""

    code = StringField(_l("Code from the mail"), [InputRequired(), Length(max=20)])
    next = HiddenField()


class PasskeyForm(Form):
    """What a device answered, written by the script of the page."""

    credential = HiddenField(validators=[InputRequired(), Length(max=CREDENTIAL_LENGTH)])


class NewPasskeyForm(PasskeyForm):
    """A new passkey and how its owner calls it."""

    name = StringField(
        _l("Name of the passkey"),
        [DataRequired(_l("Please give it a name, so that you know it again.")), Length(max=60)],
        filters=[lambda text: " ".join((text or "").split())],
    )


class CorrectionForm(Form):
    """The right address of somebody whom a mail did not reach."""

    email = EmailAddressField(_l("Right address"), [InputRequired(_l("Please give the right address."))])


class AddressForm(Form):
    """The address somebody wants to be written to from now on."""

    email = EmailAddressField(_l("New e-mail address"), [InputRequired(), Length(max=254)])


class EraseForm(Form):
    """That somebody has understood what erasing means."""

    sure = BooleanField(
        _l("Yes, erase everything. I know that it cannot be undone."),
        [InputRequired(_l("Please tick the box if you are sure."))],
    )


class CalendarForm(Form):
    """How somebody wants to have their calendar, and how long before an entry they are reminded."""

    way = RadioField(
        _l("How shall your calendar be kept up to date?"), [InputRequired()],
        choices=[
            SelectChoice(Delivery.FEED.value, _l("A calendar I subscribe to (most people choose this)")),
            SelectChoice(Delivery.MAIL.value, _l("Invitations by mail, one for each entry")),
        ],
    )  # fmt: skip
    alarm = SelectField(
        _l("Reminder before each entry"),
        choices=[
            SelectChoice("", _l("No reminder")),
            *(SelectChoice(str(number), _l("%(minutes)s minutes before", minutes=number)) for number in ALARMS),
        ],
    )  # fmt: skip

    @property
    def minutes(self) -> int | None:
        """Return the reminder in minutes."""
        return int(self.alarm.data) if self.alarm.data else None

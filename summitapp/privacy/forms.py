"""What organisers write down about requests and hidden names."""

from typing import Any

from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from summitapp.core import i18n
from summitapp.core.fields import Form, choices
from summitapp.core.i18n import lazy_gettext as _l
from summitapp.privacy.services import Asked
from summitapp.privacy.values import CHANNEL_WORDS, REQUEST_KIND_WORDS, Channel, RequestKind, RequestState

TEXT = 200
NOTE = 2000


class RequestForm(Form):
    """A request that came by letter, mail or telephone."""

    kind = RadioField(_l("What is asked?"), [InputRequired(_l("Please choose what is asked."))])
    channel = RadioField(_l("How did it come?"), [InputRequired(_l("Please choose how it came."))])
    received_on = DateField(_l("When did it come?"), [InputRequired(_l("Please give the day: the thirty days begin then."))])
    name = StringField(_l("Who asks?"), [Optional(), Length(max=TEXT)])
    contact = StringField(_l("Where is the answer to go?"), [Optional(), Length(max=TEXT)])
    note = TextAreaField(_l("In their words"), [Optional(), Length(max=NOTE)])
    person = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices([(kind.value, i18n.gettext(word)) for kind, word in REQUEST_KIND_WORDS.items()])
        self.channel.choices = choices([
            (channel.value, i18n.gettext(word)) for channel, word in CHANNEL_WORDS.items() if channel is not Channel.SELF
        ])  # fmt: skip

    def asked(self) -> Asked:
        """Return what was written down."""
        told = [(field.data or "").strip() for field in (self.name, self.contact, self.note)]
        return Asked(RequestKind(self.kind.data), Channel(self.channel.data), self.received_on.data, *told)


class AnswerForm(Form):
    """What was answered."""

    state = RadioField(_l("What became of it?"), [InputRequired(_l("Please choose what became of it."))])
    answer = TextAreaField(_l("What did you answer?"), [Optional(), Length(max=NOTE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = choices([
            (RequestState.DONE.value, i18n.gettext("It is done and answered")),
            (RequestState.REFUSED.value, i18n.gettext("It is refused, with reasons")),
        ])  # fmt: skip


class HideForm(Form):
    """Why a name must no longer be shown."""

    reason = StringField(_l("Reason"), [Length(max=500)])

    def validate_reason(self, field: StringField) -> None:
        """Blanks are no reason."""
        if not (field.data or "").strip():
            raise ValidationError(i18n.gettext("Please give the reason; the organisers read it in the log."))


class FindForm(Form):
    """Whose data it is about."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Name or address"))

"""What a session left behind."""

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from summitapp.agenda.values import VISIBILITY_LABELS, Aftermath, Visibility
from summitapp.core.fields import RevisedForm, TranslatedField
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import lazy_gettext as _l


class MinutesForm(RevisedForm):
    """What was said, what came of it, and who may read it."""

    outcome = TranslatedField(_l("Outcome"), rows=4, most=4000)
    minutes = TranslatedField(_l("Minutes"), rows=8, most=20000)
    readers = RadioField(_l("Who may read it"), default=Visibility.CLOSED.value)

    def offer(self) -> None:
        """Fill the list of readers, in the reader's language."""
        self.readers.choices = [SelectChoice(one.value, _(label)) for one, label in VISIBILITY_LABELS.items()]

    def aftermath(self) -> Aftermath:
        """Return what was written."""
        return Aftermath(self.minutes.data, self.outcome.data)

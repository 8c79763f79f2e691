"""The pool of interpreters, and the team of a session."""

from collections.abc import Iterable

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from summitapp.agenda.forms.parts import LANGUAGE_CHOICES, Checkboxes
from summitapp.core.fields import Form, RevisedForm
from summitapp.core.i18n import lazy_gettext as _l


class InterpreterForm(Form):
    """Between which languages somebody works, and what to remember."""

    languages = Checkboxes(_l("Works between"), choices=LANGUAGE_CHOICES)
    note = TextAreaField(
        _l("Note"), [Optional(), Length(max=500)], render_kw={"rows": 2},
        description=_l("For the organisers only, such as the direction preferred. Deleted 30 days after the summit."),
    )  # fmt: skip


class NewInterpreterForm(InterpreterForm):
    """Somebody of the directory, or new."""

    find = StringField(_l("Find a person"), [Length(max=80)])
    person = RadioField(_l("Found"), validators=[Optional()], validate_choice=False, choices=[])
    new_title = StringField(_l("Academic title"), [Length(max=40)])
    new_given = StringField(_l("Given name"), [Length(max=200)])
    new_family = StringField(_l("Family name"), [Length(max=200)])


class TeamForm(RevisedForm):
    """Who of the pool works in a session."""

    team = Checkboxes(_l("Who interprets"))

    def offer(self, pool: Iterable[tuple[str, str]]) -> None:
        """Fill the list with public ids and names."""
        self.team.choices = [SelectChoice(reference, name) for reference, name in pool]

"""What people write about the agenda: shape only; sense is judged by rules."""

from summitapp.agenda.forms.afterwards import MinutesForm
from summitapp.agenda.forms.interpreters import InterpreterForm, NewInterpreterForm, TeamForm
from summitapp.agenda.forms.placing import CopyForm, hold_form, place_form
from summitapp.agenda.forms.publishing import PublishForm, RestoreForm, TellForm, urgent_form
from summitapp.agenda.forms.sessions import SessionForm, text_data
from summitapp.agenda.forms.speaking import AnswerForm, DocumentForm, PresenceForm, deadline_form

__all__ = [
    "AnswerForm", "CopyForm", "DocumentForm", "InterpreterForm", "MinutesForm", "NewInterpreterForm", "PresenceForm",
    "PublishForm", "RestoreForm", "SessionForm", "TeamForm", "TellForm",
    "deadline_form", "hold_form", "place_form", "text_data", "urgent_form",
]  # fmt: skip

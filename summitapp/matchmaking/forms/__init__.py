"""The forms of matchmaking."""

from summitapp.matchmaking.forms.frame import TableForm, TablesForm, absence_form, block_form, numbers_form
from summitapp.matchmaking.forms.plan import MoveForm, ObjectForm, PhaseForm, SettleForm, SwapForm
from summitapp.matchmaking.forms.runs import AdoptForm, RunForm

__all__ = ["AdoptForm", "RunForm", "TableForm", "TablesForm", "absence_form", "block_form", "numbers_form", "MoveForm",
           "ObjectForm", "PhaseForm", "SettleForm", "SwapForm"]

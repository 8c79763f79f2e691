"""The forms of matchmaking."""

from summitapp.matchmaking.forms.frame import TableForm, TablesForm, absence_form, block_form, numbers_form

__all__ = ["TableForm", "TablesForm", "absence_form", "block_form", "numbers_form"]

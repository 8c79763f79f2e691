"""The forms of registration: ``public`` is what people fill in, ``organiser`` what is written by hand and done with one or
many, ``table`` what the organiser's table is narrowed to and shows; ``parts`` is what they share.
"""

from summitapp.registration.forms.organiser import (
    AddForm,
    BulkForm,
    ByHandForm,
    CorrectForm,
    DecisionForm,
    MergeForm,
    QueueForm,
)
from summitapp.registration.forms.parts import MOST_CHOSEN, OTHER, Choices
from summitapp.registration.forms.public import DetailsForm, RegistrationForm
from summitapp.registration.forms.table import ColumnsForm, FilterForm, ViewForm

__all__ = [
    "OTHER", "MOST_CHOSEN", "Choices",
    "DetailsForm", "RegistrationForm",
    "ByHandForm", "AddForm", "CorrectForm", "DecisionForm", "BulkForm", "MergeForm", "QueueForm",
    "FilterForm", "ColumnsForm", "ViewForm",
]  # fmt: skip

"""Putting a refusal where it belongs in a form."""

from summitapp.core.errors import DomainError
from summitapp.core.fields import Form
from summitapp.core.web import blame, explain
from summitapp.registration.values import AlreadyRegistered, CategoryFull, DelegationFull, HeadTaken

_AT = {AlreadyRegistered: "email", CategoryFull: "category", DelegationFull: "delegation", HeadTaken: "role"}


def show_refusal(form: Form, error: DomainError) -> None:
    """Let a form say why something was refused: at the field it is about, else above all of them."""
    if (name := _AT.get(type(error), "")) in form:
        form[name].errors = [explain(error)]
    else:
        blame(form, error)

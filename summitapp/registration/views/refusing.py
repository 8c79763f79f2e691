"""Putting a refusal where it belongs in a form."""

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain
from summitapp.registration.values import AlreadyRegistered, CategoryFull, DelegationFull, HeadTaken

_AT = {AlreadyRegistered: "email", CategoryFull: "category", DelegationFull: "delegation", HeadTaken: "role"}


def show_refusal(form: Form, error: DomainError) -> None:
    """Let a form say why something was refused: at the field it is about, else above all of them."""
    faults = dict(error.faults) if isinstance(error, Invalid) else {}
    known = {name: fault for name, fault in faults.items() if name in form}
    for name, fault in known.items():
        form[name].errors = [_(fault)]
    if known:
        return
    if (name := _AT.get(type(error), "")) in form:
        form[name].errors = [explain(error)]
    else:
        form.form_errors.append(explain(error))

"""What the pages of the feature share: the blueprint, and faults beside their fields."""

from typing import Any

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, lang_blueprint, redirect_to
from summitapp.delegations.models import Delegation

bp = lang_blueprint("delegation_setup", __name__)


def blame(form: Form, error: DomainError) -> None:
    """Put what a service refused beside the field it speaks of, or above the form."""
    faults = error.faults if isinstance(error, Invalid) else {}
    for name, message in faults.items():
        if name in form:
            form[name].errors = [*form[name].errors, _(message)]
    if not faults:
        form.form_errors.append(explain(error))


def back_to(delegation: Delegation) -> Any:
    """Lead to the page of a delegation."""
    return redirect_to("delegations.show", slug=delegation.summit.slug, code=delegation.code)

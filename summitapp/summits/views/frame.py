"""What the pages of the feature share: the blueprint, a page with a form, and faults beside their fields."""

from typing import Any

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, lang_blueprint, render
from summitapp.summits.models import Summit

bp = lang_blueprint("summits", __name__)


def blame(form: Form, error: DomainError) -> None:
    """Put what a service refused beside the field it speaks of, or above the form."""
    faults = error.faults if isinstance(error, Invalid) else {}
    for name, message in faults.items():
        if name in form:
            form[name].errors = [*form[name].errors, _(message)]
    if not faults:
        form.form_errors.append(explain(error))


def form_page(summit: Summit, form: Form, title: str, status: int = 200, **more: Any) -> Any:
    """Show one form of the settings."""
    return render("summits/form.html", summit=summit, form=form, title=title, demo=summit.is_demo, **more), status


def values_of(form: Form) -> dict[str, Any]:
    """Return what was written, by field."""
    return {field.name: field.data for field in form if field.name != "csrf_token"}

"""What the pages of the feature share: the blueprint, a page with a form, and faults beside their fields."""

from typing import Any

from summitapp.core.fields import Form
from summitapp.core.web import lang_blueprint, render
from summitapp.summits.models import Summit

bp = lang_blueprint("summits", __name__)


def form_page(summit: Summit, form: Form, title: str, status: int = 200, **more: Any) -> Any:
    """Show one form of the settings."""
    return render("summits/form.html", summit=summit, form=form, title=title, demo=summit.is_demo, **more), status


def values_of(form: Form) -> dict[str, Any]:
    """Return what was written, by field."""
    return {field.name: field.data for field in form if field.name != "csrf_token"}

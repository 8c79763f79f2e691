"""What the pages of the feature share: the blueprint, and faults beside their fields."""

from typing import Any

from summitapp.core.web import lang_blueprint, redirect_to
from summitapp.delegations.models import Delegation

bp = lang_blueprint("delegation_setup", __name__)


def back_to(delegation: Delegation) -> Any:
    """Lead to the page of a delegation."""
    return redirect_to("delegations.show", slug=delegation.summit.slug, code=delegation.code)

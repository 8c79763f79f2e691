"""What the pages of enrolment share."""

from typing import Any

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from summitapp.agenda import queries as agenda
from summitapp.agenda.documents import css_name
from summitapp.core.web import current_actor, lang_blueprint, redirect_to, safe_target
from summitapp.enrolment import queries
from summitapp.enrolment.queries import Visit
from summitapp.summits.models import Summit

bp = lang_blueprint("enrolment", __name__)
Page = str | tuple[str, int] | Response


def mine(slug: str, code: str = "") -> Visit | None:
    """Return the registration of whoever asks at a summit, and the session they ask for.

    A stranger, who followed a link of the public pages, is told how a participant comes in: they have no password.
    """
    if not current_actor().signed_in:
        abort(redirect_to("my.home"))
    return queries.visit(slug, current_actor().person, code)


def around(summit: Summit) -> dict[str, Any]:
    """Return what every template about a person's agenda needs."""
    return {
        "summit": summit, "demo": summit.is_demo, "zone": summit.timezone, "css_name": css_name,
        "programme": agenda.programme_of(summit, None), "here": "my",
    }  # fmt: skip


def back_to(endpoint: str, **values: Any) -> Any:
    """Go back to where a button was pressed, if that is a page of ours."""
    target = safe_target(request.form.get("next", ""))
    return redirect(target, code=303) if target else redirect_to(endpoint, **values)

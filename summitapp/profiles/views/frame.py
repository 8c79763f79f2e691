"""What the pages of profiles share: who comes, and what every template needs."""

from typing import Any

from flask import abort, request
from werkzeug.wrappers import Response

from summitapp.core.web import current_actor, lang_blueprint, redirect_to
from summitapp.directory.values import ORGANISATION_KIND_LABELS, SDGS, TOPICS
from summitapp.profiles import queries
from summitapp.profiles.models import Away
from summitapp.profiles.queries import Look
from summitapp.profiles.values import LEVEL_LABELS, TOPIC_GROUPS
from summitapp.profiles.views.words import spoken
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

bp = lang_blueprint("profiles", __name__)
Page = str | tuple[str, int] | Response


def mine(slug: str, reference: str = "") -> Registration | None:
    """Return the registration of whoever asks; a stranger is told how a participant comes in."""
    if not current_actor().signed_in:
        abort(redirect_to("my.home"))
    return queries.visit_of(slug, current_actor().person)


def looking(slug: str, reference: str) -> Look | None:
    """Return whoever asks before one profile, if they may see it."""
    if not current_actor().signed_in:
        abort(redirect_to("my.home"))
    return queries.look(slug, current_actor().person, reference)


def own_time(slug: str, reference: str) -> Away | None:
    """Return a stretch of time kept free at the summit of an address."""
    found = queries.free_time(reference)
    return found if found is not None and found.registration.summit.slug == slug else None


def around(summit: Summit, **more: Any) -> dict[str, Any]:
    """Return what every template of a delegate's pages needs."""
    return {
        "summit": summit, "demo": summit.is_demo, "zone": summit.timezone, "here": "my", "who": queries.who, "spoken": spoken,
        "topics": TOPICS, "groups": TOPIC_GROUPS, "goals": SDGS, "kinds": ORGANISATION_KIND_LABELS, "levels": LEVEL_LABELS,
        **more,
    }  # fmt: skip


def page_asked() -> int:
    """Return which page of a list is asked for, from 1."""
    return max(request.args.get("page", 1, type=int), 1)

"""What the pages of the hall share."""

from dataclasses import dataclass
from typing import Any

from flask import abort
from werkzeug.wrappers import Response

from summitapp.core.web import current_actor, lang_blueprint, redirect_to
from summitapp.enrolment import queries as enrolment
from summitapp.hall import services
from summitapp.hall.values import OwnMeeting
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit

bp = lang_blueprint("hall", "summitapp.hall.views")
Page = str | tuple[str, int] | Response


@dataclass(frozen=True, slots=True)
class Visit:
    """A participant who asks, and for which of their meetings, if for one."""

    registration: Registration
    own: OwnMeeting | None = None

    @property
    def summit(self) -> Summit:
        """Return the summit."""
        return self.registration.summit

    @property
    def meeting(self) -> OwnMeeting:
        """Return the meeting; asked for by pages of one only."""
        assert self.own is not None
        return self.own


def mine(slug: str, meeting: str = "") -> Visit | None:
    """Return who asks, once their place is confirmed, with one of their meetings by its public id."""
    if not current_actor().signed_in:
        abort(redirect_to("my.home"))
    found = enrolment.visit(slug, current_actor().person)
    if found is None or found.registration.state is not State.CONFIRMED:
        return None
    own = services.own_meeting(found.registration, meeting) if meeting else None
    return None if meeting and own is None else Visit(found.registration, own)


def around(summit: Summit) -> dict[str, Any]:
    """Return what every template of a participant's meetings needs."""
    return {"summit": summit, "demo": summit.is_demo, "zone": summit.timezone, "here": "my"}

"""A delegate's page of meetings, and all their requests."""

from summitapp.core.web import requires
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries import plan
from summitapp.matchmaking.queries.asking import Visit
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import TOLD
from summitapp.matchmaking.views.asking.frame import PATH, bp, mine, page
from summitapp.profiles import queries as profiles


@bp.get(f"{PATH}/")
@requires("matchmaking:use", on=mine)
def own(visit: Visit) -> str:
    """Show what waits for an answer first, then one's meetings, and what to do next."""
    me = visit.registration
    meetings = plan.meetings_of(me.id) if visit.round.phase in TOLD else []
    parties = queries.parties_of(seat.registration for meeting in meetings for seat in meeting.seats)
    return page("meetings", visit, desk=asking.desk_of(me), meetings=meetings, parties=parties,
                profile=profiles.profile_of(me.id), quota=queries.quota_of(me, visit.round))  # fmt: skip


@bp.get(f"{PATH}/requests/")
@requires("matchmaking:use", on=mine)
def requests(visit: Visit) -> str:
    """Show every request of a participant, by what is to be done with it."""
    me = visit.registration
    return page("requests", visit, desk=asking.desk_of(me), quota=queries.quota_of(me, visit.round),
                profile=profiles.profile_of(me.id))  # fmt: skip

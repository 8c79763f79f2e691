"""The agenda for programs: ``GET /api/v1/summits/{slug}/agenda``."""

from typing import Any

from summitapp.accounts.values import SUMMIT
from summitapp.agenda import queries
from summitapp.agenda.schemas import AgendaOut
from summitapp.agenda.values import Placement, Programme
from summitapp.core.context import settings
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.rest import api_blueprint, token_required
from summitapp.core.security import acting
from summitapp.core.tz import to_local

bp = api_blueprint("agenda_api")


@bp.get("/summits/<slug>/agenda")
@token_required("read")
@bp.output(AgendaOut)
@bp.doc(
    summary="The published agenda",
    description="Public sessions only, cancelled ones included and marked.",
    responses={401: "No valid token", 403: "The token is for another summit or scope", 404: "No such summit"},
    security="bearer",
)
def get_agenda(slug: str) -> dict[str, Any]:
    """Tell the public part of the last release."""
    summit = queries.visible_summit(slug)
    if summit is None:
        raise NotFound
    if not acting().holds("token:read", kind=SUMMIT, scope=summit.public_id):
        raise Forbidden
    programme = queries.public_programme(summit)
    base = f"{settings().base_url}/{summit.default_language}/summits/{slug}/sessions/"
    return {
        "summit": slug, "version": programme.number, "published_at": programme.published_at,
        "timezone": programme.zone, **_places(programme),
        "sessions": [_session(placement, programme.zone, base) for placement in programme.placements],
    }  # fmt: skip


def _places(programme: Programme) -> dict[str, Any]:
    return {
        "rooms": [
            {"code": room.code, "name": room.name.as_dict(), "venue": room.venue.as_dict(), "capacity": room.capacity}
            for room in programme.rooms.values()
        ],
        "tracks": [{"code": track.code, "name": track.name.as_dict()} for track in programme.tracks.values()],
    }


def _session(placement: Placement, zone: str, base: str) -> dict[str, Any]:
    text = placement.text
    return {
        "code": placement.code, "title": text.title.as_dict(), "abstract": text.abstract.as_dict(),
        "kind": text.kind.value, "track": text.track, "room": placement.room,
        "rooms": list(placement.rooms), "attendance": text.attendance.value, "channels": dict(text.channels),
        "livestream": text.livestream,
        "starts_at": to_local(placement.starts_at, zone), "ends_at": to_local(placement.ends_at, zone),
        "languages": list(text.languages), "interpretation": list(text.interpretation), "sdgs": list(text.sdgs),
        "topics": list(text.topics), "capacity": text.capacity, "cancelled": placement.cancelled,
        "people": [
            {"name": one.name, "function": one.function.as_dict(), "role": one.role.value} for one in placement.shown
        ],
        "url": f"{base}{placement.code}/",
    }  # fmt: skip

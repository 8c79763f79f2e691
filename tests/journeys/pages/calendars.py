"""The pages on which one subscribes to a calendar."""

from summitapp.operations.values.programme import SLUG

SUMMIT = {"slug": SLUG}
PAGES = {
    "visitor": {
        "agenda.calendar": (SUMMIT, {**SUMMIT, "alarm": "15"}),
        "agenda.track_calendar": ({**SUMMIT, "code": "{track}"},),
        "agenda.room_calendar": ({**SUMMIT, "code": "{room}"},),
    },
}


def prepare(summit, values):
    """Take the first track and the first room."""
    return {"track": summit.tracks[0].code, "room": summit.rooms[0].code}, {}


NO_PAGE = {"schedules.schedule_xml": "data", "schedules.schedule_json": "data"}

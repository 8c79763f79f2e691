"""When a room is open, with and without hours; the time between sessions; the interpreters."""

from datetime import time

from summitapp.summits import services
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "organiser": {
        "summits.room_hours": ({**_SUMMIT, "reference": "{open_room}"}, {**_SUMMIT, "reference": "{plain_room}"}),
        "summits.pace": (_SUMMIT,),
    },
}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let one room be open in the morning and in the afternoon."""
    room, plain = summit.rooms[1], summit.rooms[0]
    day = summit.days[0].day
    services.change_hours(room, [(day, time(8), time(12)), (day, time(13), time(20))])
    return {"open_room": room.public_id, "plain_room": plain.public_id}, {}

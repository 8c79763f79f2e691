"""When a room is open, with and without hours; the time between sessions; the interpreters."""

from datetime import time

from summitapp.agenda import queries
from summitapp.agenda import services as agenda
from summitapp.summits import services
from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "organiser": {
        "summits.room_hours": ({**_SUMMIT, "reference": "{open_room}"}, {**_SUMMIT, "reference": "{plain_room}"}),
        "summits.pace": (_SUMMIT,),
        "agenda.interpreters": (_SUMMIT, {"slug": "closed-2029"}),
        "agenda.interpreter": ({**_SUMMIT, "reference": "{interpreter}"}, {**_SUMMIT, "reference": "{idle}"}),
        "agenda.roster": (_SUMMIT, {**_SUMMIT, "day": "2027-10-13"}, {"slug": "closed-2029"}),
    },
}
NO_PAGE = {"agenda.roster_table": "a workbook"}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Let one room be open in the morning and in the afternoon."""
    room, plain = summit.rooms[1], summit.rooms[0]
    day = summit.days[0].day
    services.change_hours(room, [(day, time(8), time(12)), (day, time(13), time(20))])
    pool = [
        agenda.add_interpreter(summit, "", languages, "Von der Bühne aus links", newcomer)
        for languages, newcomer in (
            (("de", "tr"), ("", "Gülşah", "Yıldız Ünal")), (("de", "en"), ("Dr.", "Jürgen", "Weiß-Özdemir")),
            (("tr", "en"), ("", "Siobhán", "O’Brien")),
        )
    ]
    for code in ("OPENING", "GROUND-BENEATH-US", "COOL-CITY", "PORTS-THAT-TALK"):
        session = queries.session_of(summit.slug, code)
        assert session is not None
        agenda.assign_team(session, [one.public_id for one in pool[:2]], session.revision)
    return {
        "open_room": room.public_id, "plain_room": plain.public_id,
        "interpreter": pool[0].public_id, "idle": pool[2].public_id,
    }, {}

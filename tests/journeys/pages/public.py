"""The public agenda: what is chosen, the screens, the frame, and the organisers' pages about them."""

from summitapp.summits.models import Summit

_SUMMIT = {"slug": "izmir-2027"}
PAGES = {
    "visitor": {
        "agenda.programme": (
            _SUMMIT, {**_SUMMIT, "view": "rooms"}, {**_SUMMIT, "day": "1999-01-01"}, {**_SUMMIT, "q": "sisli"},
        ),
        "agenda.door": ({**_SUMMIT, "code": "{room}"},),
        "agenda.lobby": (_SUMMIT,),
        "agenda_feeds.embed": (_SUMMIT,),
    },
    "organiser": {"agenda.screens": (_SUMMIT,), "agenda.snippet": (_SUMMIT,)},
}  # fmt: skip
NO_PAGE = {
    "agenda_feeds.places": "data", "agenda_feeds.search": "data", "agenda_feeds.paper": "paper",
    "agenda_feeds.selection": "a calendar",
}  # fmt: skip


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Name a room whose door has a screen."""
    return {"room": summit.rooms[0].code}, {}

"""What a release gives besides its pages: its style sheet, its news, its description for machines, its paper."""

from summitapp.agenda.documents.machines import describe_programme, describe_session, write_places, write_search
from summitapp.agenda.documents.news import ATOM, NewsEntry, write_atom
from summitapp.agenda.documents.paper import lay_out_programme
from summitapp.agenda.documents.roster import roster_sheets
from summitapp.agenda.documents.styles import css_name, hours_of, rooms_in_use, write_stylesheet

__all__ = [
    "css_name", "hours_of", "rooms_in_use", "write_stylesheet",
    "ATOM", "NewsEntry", "write_atom",
    "describe_programme", "describe_session", "write_places", "write_search",
    "lay_out_programme", "roster_sheets",
]  # fmt: skip

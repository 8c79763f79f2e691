"""What can be done with an agenda. The only writers of its tables."""

from summitapp.agenda.services.copying import copy_agenda
from summitapp.agenda.services.exporting import export_calendar
from summitapp.agenda.services.persons import erase_person, export_person, replace_person
from summitapp.agenda.services.placing import place_session, unplace_session
from summitapp.agenda.services.planning import Planned, plan_sessions
from summitapp.agenda.services.publishing import publish_agenda
from summitapp.agenda.services.sessions import add_session, cancel_session, edit_session, reinstate_session

__all__ = [
    "Planned",
    "add_session",
    "cancel_session",
    "copy_agenda",
    "edit_session",
    "erase_person",
    "export_calendar",
    "export_person",
    "place_session",
    "plan_sessions",
    "publish_agenda",
    "reinstate_session",
    "replace_person",
    "unplace_session",
]  # fmt: skip

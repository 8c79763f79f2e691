"""What can be done with an agenda. The only writers of its tables."""

from summitapp.agenda.services.copying import copy_agenda
from summitapp.agenda.services.exporting import export_calendar
from summitapp.agenda.services.judging import frame_now, judge_draft, judge_session
from summitapp.agenda.services.persons import (
    erase_person,
    export_person,
    forget_people,
    forget_plans,
    renew_pages,
    replace_person,
)
from summitapp.agenda.services.placing import place_session, unplace_session
from summitapp.agenda.services.planning import Planned, plan_sessions
from summitapp.agenda.services.publishing import publish_agenda
from summitapp.agenda.services.sessions import add_session, cancel_session, edit_session, reinstate_session
from summitapp.agenda.services.speaking import (
    add_document,
    allow_document,
    answer_session,
    bring_document,
    invite_speakers,
    profile_for,
    remove_document,
    set_presence,
    set_slides_deadline,
    show_document,
    slides_open,
    speakers_waiting,
)

__all__ = [
    "Planned", "plan_sessions", "frame_now", "judge_draft", "judge_session",
    "add_session", "edit_session", "cancel_session", "reinstate_session", "place_session", "unplace_session",
    "publish_agenda", "copy_agenda", "export_calendar", "replace_person", "export_person", "erase_person",
    "forget_people", "forget_plans", "renew_pages",
    "add_document", "allow_document", "answer_session", "bring_document", "invite_speakers", "profile_for",
    "remove_document", "set_presence", "set_slides_deadline", "show_document", "slides_open", "speakers_waiting",
]  # fmt: skip

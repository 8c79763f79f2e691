"""What can be done with an agenda. The only writers of its tables."""

from summitapp.agenda.services.afterwards import write_minutes
from summitapp.agenda.services.copying import copy_agenda, take_back_copy
from summitapp.agenda.services.exporting import export_calendar
from summitapp.agenda.services.holding import hold_time
from summitapp.agenda.services.interpreting import (
    add_interpreter,
    assign_team,
    change_interpreter,
    remove_interpreter,
)
from summitapp.agenda.services.judging import frame_now, judge_draft, judge_session
from summitapp.agenda.services.notices import (
    TELL,
    add_notices,
    drop_notice,
    drop_notices,
    gather_news,
    keep_notice,
    preview_notice,
    release_notices,
    sweep_notices,
    tell,
)
from summitapp.agenda.services.paper import export_pdf
from summitapp.agenda.services.persons import (
    erase_person,
    export_person,
    forget_notices,
    forget_people,
    forget_plans,
    renew_pages,
    replace_person,
)
from summitapp.agenda.services.places import change_places, give_back_place, take_place
from summitapp.agenda.services.placing import place_session, put_session, unplace_session
from summitapp.agenda.services.planning import Planned, plan_sessions
from summitapp.agenda.services.publishing import publish_agenda
from summitapp.agenda.services.restoring import restore_version
from summitapp.agenda.services.sessions import (
    add_session,
    cancel_session,
    duplicate_session,
    edit_session,
    reinstate_session,
    remove_session,
)
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
from summitapp.agenda.services.urgent import change_urgently

__all__ = [
    "write_minutes",
    "copy_agenda", "take_back_copy",
    "export_calendar",
    "hold_time",
    "add_interpreter", "assign_team", "change_interpreter", "remove_interpreter",
    "frame_now", "judge_draft", "judge_session",
    "TELL", "add_notices", "drop_notice", "drop_notices", "gather_news", "keep_notice", "preview_notice",
    "release_notices", "sweep_notices", "tell",
    "export_pdf",
    "erase_person", "export_person", "forget_notices", "forget_people", "forget_plans", "renew_pages",
    "replace_person",
    "change_places", "give_back_place", "take_place",
    "place_session", "put_session", "unplace_session",
    "Planned", "plan_sessions",
    "publish_agenda",
    "restore_version",
    "add_session", "cancel_session", "duplicate_session", "edit_session", "reinstate_session", "remove_session",
    "add_document", "allow_document", "answer_session", "bring_document", "invite_speakers", "profile_for",
    "remove_document", "set_presence", "set_slides_deadline", "show_document", "slides_open", "speakers_waiting",
    "change_urgently",
]  # fmt: skip

"""What can be done with profiles. The only writers of their tables.

``keeping`` the profile itself, ``passing`` over, ``keeping_free`` time, ``ruling`` who may ask whom, ``suggesting``, and
``persons`` when they are replaced, merged or forgotten.
"""

from summitapp.profiles.services.inviting import invite, note_export
from summitapp.profiles.services.keeping import close, delete, open_profile, pause, save
from summitapp.profiles.services.keeping_free import clashes, days_of, give_back, keep_free, planned_of, span_of
from summitapp.profiles.services.passing import pass_over, take_back
from summitapp.profiles.services.persons import (
    close_of,
    end_of_consent,
    erase_personal,
    export_personal,
    forget_profiles,
    forget_quiet,
    forget_registration,
    hand_over,
    renew_around,
)
from summitapp.profiles.services.ruling import copy_rules, set_rules
from summitapp.profiles.services.suggesting import TASK, SuggestingFailed, refresh, run, sweep, wake

__all__ = [
    "save", "open_profile", "pause", "close", "delete",
    "pass_over", "take_back", "keep_free", "give_back", "span_of", "days_of", "planned_of", "clashes", "set_rules", "copy_rules",
    "invite", "note_export",
    "TASK", "SuggestingFailed", "wake", "refresh", "run", "sweep",
    "export_personal", "erase_personal", "forget_registration", "close_of", "end_of_consent", "hand_over", "renew_around",
    "forget_quiet", "forget_profiles",
]  # fmt: skip

"""The words of profiles and suggestions.

``kinds`` how a profile stands, ``saying`` what it says, ``groups`` of topics, ``functions`` what somebody is at home,
``people`` who may see and ask whom, ``away`` time kept free, ``scoring`` what suggestions and their reasons are made of,
``announcements`` to the features above and ``refusals``.
"""

from summitapp.profiles.values.announcements import ProfileClosed, ProfileOpened
from summitapp.profiles.values.away import MEETINGS, NOON, PART_NAMES, DayPart, Meetings, Planned
from summitapp.profiles.values.functions import FUNCTION_NAMES, Function, function_of
from summitapp.profiles.values.groups import TOPIC_GROUPS
from summitapp.profiles.values.kinds import LEVEL_LABELS, PROFILE_LABELS, FunctionLevel, ProfileState
from summitapp.profiles.values.people import Attending, Forbidden, Sight, Span, Who
from summitapp.profiles.values.refusals import ConsentMissing, NoProfile, NothingSaid, NotTakingPart, TooMuchAway
from summitapp.profiles.values.saying import (
    HEADLINE_LENGTH,
    MOST_AWAY,
    MOST_MEETINGS,
    MOST_TAGS,
    NOTE_LENGTH,
    SPOKEN,
    TEXT_LENGTH,
    Said,
)
from summitapp.profiles.values.scoring import (
    REASON_WORDS,
    Card,
    CitySuggestion,
    Counterparts,
    Part,
    Reason,
    ReasonCode,
    Suggestion,
)

__all__ = [
    "FunctionLevel", "LEVEL_LABELS", "ProfileState", "PROFILE_LABELS",
    "Function", "FUNCTION_NAMES", "function_of",
    "Who", "Sight", "Attending", "Forbidden", "Span",
    "Part", "Card", "ReasonCode", "REASON_WORDS", "Reason", "Suggestion", "Counterparts", "CitySuggestion",
    "ProfileOpened", "ProfileClosed",
    "Said", "SPOKEN", "HEADLINE_LENGTH", "TEXT_LENGTH", "MOST_TAGS", "MOST_MEETINGS", "NOTE_LENGTH", "MOST_AWAY",
    "TOPIC_GROUPS", "DayPart", "PART_NAMES", "NOON", "Planned", "Meetings", "MEETINGS",
    "NoProfile", "ConsentMissing", "NothingSaid", "NotTakingPart", "TooMuchAway",
]  # fmt: skip

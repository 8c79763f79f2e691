"""The words of profiles and suggestions.

``kinds`` how a profile stands, ``functions`` what somebody is at home, ``people`` who may see and ask whom, ``scoring`` what
suggestions and their reasons are made of, ``announcements`` to the features above.
"""

from summitapp.profiles.values.announcements import ProfileClosed, ProfileOpened
from summitapp.profiles.values.functions import FUNCTION_NAMES, Function, function_of
from summitapp.profiles.values.kinds import LEVEL_LABELS, PROFILE_LABELS, FunctionLevel, ProfileState
from summitapp.profiles.values.people import Attending, Forbidden, Sight, Span, Who
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
]  # fmt: skip

"""The words of profiles and suggestions."""

from summitapp.profiles.values.kinds import LEVEL_LABELS, PROFILE_LABELS, FunctionLevel, ProfileState

__all__ = ["FunctionLevel", "LEVEL_LABELS", "ProfileState", "PROFILE_LABELS"]

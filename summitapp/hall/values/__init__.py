"""The words of the meeting hall."""

from summitapp.hall.values.outcomes import Held

__all__ = ["Held"]

"""Pages of the meeting hall: of a participant, and of those who stand in it."""

from summitapp.hall.views import own, paper, report, screens  # noqa: F401 - each adds its pages
from summitapp.hall.views.frame import bp

__all__ = ["bp"]

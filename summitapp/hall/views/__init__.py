"""Pages of the meeting hall: of a participant, and of those who stand in it."""

from summitapp.hall.views import own  # noqa: F401 - they register their routes
from summitapp.hall.views.frame import bp

__all__ = ["bp"]

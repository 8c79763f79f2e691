"""The pages of check-in: the scanner and the desk's search, and what organisers see and set up."""

from summitapp.checkin.views import organise, points, scanner  # noqa: F401 - each adds its pages
from summitapp.checkin.views.frame import bp
from summitapp.checkin.views.scanner import root

__all__ = ["bp", "root"]

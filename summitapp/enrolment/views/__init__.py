"""The pages of enrolment: a participant's own agenda and sessions, the organisers' lists and reports."""

from summitapp.enrolment.views import choosing, feedback, lists, own  # noqa: F401 - each adds its pages
from summitapp.enrolment.views.frame import bp

__all__ = ["bp"]

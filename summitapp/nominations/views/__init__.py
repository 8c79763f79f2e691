"""The pages of nominating: the organisers' list of delegations, the desk of a delegation, and a list as a file."""

from summitapp.nominations.views import desk, importing, organise  # noqa: F401 - each adds its pages
from summitapp.nominations.views.frame import bp, organise_bp

__all__ = ["bp", "organise_bp"]

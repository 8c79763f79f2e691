"""The pages of nominating: bringing a list as a file."""

from summitapp.nominations.views import importing  # noqa: F401 - adds its pages
from summitapp.nominations.views.frame import bp

__all__ = ["bp"]

"""The schedules that other programs fetch, and the organisers' pages for files of others."""

from summitapp.exchange.views import schedules  # noqa: F401 - each adds its pages
from summitapp.exchange.views.frame import open_bp

__all__ = ["open_bp"]

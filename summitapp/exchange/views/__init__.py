"""The schedules that other programs fetch, and the organisers' pages for files of others."""

from summitapp.exchange.views import imports, schedules  # noqa: F401 - each adds its pages
from summitapp.exchange.views.frame import bp, open_bp

__all__ = ["bp", "open_bp"]

"""The pages of meetings."""

from summitapp.matchmaking.views import blocks, overview, runs, setting, tables  # noqa: F401 - each adds its pages
from summitapp.matchmaking.views.frame import bp

__all__ = ["bp"]

"""The pages of the desk: the board, the lists beside it, and what was ticked on paper."""

from summitapp.desk.views import board, lists, packs, ticks  # noqa: F401 - each adds its pages
from summitapp.desk.views.frame import bp

__all__ = ["bp"]

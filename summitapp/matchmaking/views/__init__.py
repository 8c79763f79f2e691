"""The pages of meetings."""

from summitapp.matchmaking.views import (  # noqa: F401 - each adds its pages
    blocks,
    objections,
    overview,
    phases,
    plan,
    runs,
    setting,
    tables,
    waiting,
)
from summitapp.matchmaking.views.frame import bp

__all__ = ["bp"]

"""The pages of asking: a delegate's desk, one request, and the organisers' list."""

from summitapp.matchmaking.views.asking import new, one, organise, own  # noqa: F401 - each adds its pages
from summitapp.matchmaking.views.asking.frame import bp

__all__ = ["bp"]

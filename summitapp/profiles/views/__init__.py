"""The pages of profiles: one's own, time kept free, people and cities, that of a delegation, and the organisers'."""

from summitapp.profiles.views import cities, delegations, free, organise, own, people  # noqa: F401 - each adds its pages
from summitapp.profiles.views.frame import bp

__all__ = ["bp"]

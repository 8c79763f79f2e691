"""The pages on which a summit is made: the list, its settings, its parts, its team."""

from summitapp.summits.views import hours, parts, settings, team  # noqa: F401 - each adds its pages
from summitapp.summits.views.frame import bp

__all__ = ["bp"]

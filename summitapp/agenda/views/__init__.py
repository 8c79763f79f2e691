"""The pages of the agenda: the public programme, its feeds, and the organisers' editor."""

from summitapp.agenda.views import (  # noqa: F401 - each adds its pages
    afterwards,
    board,
    calendar,
    cards,
    feeds,
    files,
    interpreters,
    notices,
    organise,
    public,
    publishing,
    screens,
    sessions,
    speakers,
    speaking,
    urgent,
    versions,
)
from summitapp.agenda.views.frame import bp, open_bp

__all__ = ["bp", "open_bp"]

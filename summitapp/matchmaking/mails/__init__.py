"""The mails about meetings."""

from summitapp.matchmaking.mails.changes import CHANGED, changes_contexts, news_for, tell_changes
from summitapp.matchmaking.mails.planning import (
    PROVISIONAL,
    PUBLISHED,
    SETTLED,
    lines_of,
    planning_contexts,
    sample_of,
    tell_plan,
    tell_settled,
)

__all__ = [
    "CHANGED", "changes_contexts", "news_for", "tell_changes",
    "PROVISIONAL", "PUBLISHED", "SETTLED", "lines_of", "planning_contexts", "sample_of", "tell_plan", "tell_settled",
]  # fmt: skip

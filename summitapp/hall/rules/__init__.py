"""How a meeting stands for one of those at its table, what calendars are told of it, what came of it, and its figures."""

from summitapp.hall.rules.outcomes import held_of, is_open, missing, tapped
from summitapp.hall.rules.report import by_group, count, share, shares_of, told
from summitapp.hall.rules.standing import facts_of, is_next, left_at, standing_for

__all__ = [
    "by_group", "count", "facts_of", "held_of", "is_next", "is_open", "left_at", "missing", "share", "shares_of",
    "standing_for", "tapped", "told",
]  # fmt: skip

"""How a meeting stands for one of those at its table, what calendars are told of it, and what came of it."""

from summitapp.hall.rules.outcomes import held_of, is_open, missing, tapped
from summitapp.hall.rules.standing import facts_of, is_next, left_at, standing_for

__all__ = ["facts_of", "held_of", "is_next", "is_open", "left_at", "missing", "standing_for", "tapped"]

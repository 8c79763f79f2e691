"""How a meeting stands for one of those at its table, what calendars are told of it, and when it is next."""

from summitapp.hall.rules.standing import facts_of, is_next, left_at, standing_for

__all__ = ["facts_of", "is_next", "left_at", "standing_for"]

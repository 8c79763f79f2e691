"""Calm changes to a published timetable. Pure Python and quick: a web request may ask for them."""

from summitapp.matchmaking.rules.repair.mending import repair
from summitapp.matchmaking.rules.repair.offers import first_free, free_places, next_best

__all__ = ["repair", "first_free", "free_places", "next_best"]

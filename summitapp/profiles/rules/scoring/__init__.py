"""The score of a pair, the same from both sides: what each gains from the other, its harmonic mean, and the reasons.

Everything here is plain Python and quick enough for a page, but ``suggest_all``: it imports numpy when it is called, so it
belongs into the child process of a job.
"""

from summitapp.profiles.rules.scoring.cities import suggest_cities
from summitapp.profiles.rules.scoring.everybody import suggest_all
from summitapp.profiles.rules.scoring.gains import Rarity, rarity_of, value_of, value_of_delegation
from summitapp.profiles.rules.scoring.live import suggest_for
from summitapp.profiles.rules.scoring.reasons import reasons_between

__all__ = [
    "Rarity", "rarity_of", "reasons_between", "suggest_all", "suggest_cities", "suggest_for", "value_of", "value_of_delegation",
]  # fmt: skip

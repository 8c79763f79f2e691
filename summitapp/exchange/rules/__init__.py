"""Reading files with sessions and judging what they would change; pure."""

from summitapp.exchange.rules.judging import cast_cell, judge, worth
from summitapp.exchange.rules.people import count_people, office_names, read_name, spellings, unclear
from summitapp.exchange.rules.reading import read_file

__all__ = [
    "cast_cell", "judge", "worth",
    "count_people", "office_names", "read_name", "spellings", "unclear",
    "read_file",
]  # fmt: skip

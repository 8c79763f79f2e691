"""Reading files with sessions and judging what they would change; pure."""

from summitapp.exchange.rules.judging import judge, worth
from summitapp.exchange.rules.reading import read_file

__all__ = ["judge", "read_file", "worth"]

"""Writing the agenda for other programs, and taking over what they wrote."""

from summitapp.exchange.services.exporting import write_draft, write_schedule
from summitapp.exchange.services.importing import judge_file, mark_of, take_back, take_file

__all__ = ["judge_file", "mark_of", "take_back", "take_file", "write_draft", "write_schedule"]

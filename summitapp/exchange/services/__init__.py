"""Writing the agenda for other programs, and taking over what they wrote."""

from summitapp.exchange.services.exporting import write_schedule

__all__ = ["write_schedule"]

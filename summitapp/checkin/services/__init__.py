"""Taking scans, where people stand, points, and what is kept of a person."""

from summitapp.checkin.services.persons import erase_personal, export_personal, forget_scans
from summitapp.checkin.services.points import add_point, change_point
from summitapp.checkin.services.senders import SENDERS, check_sender
from summitapp.checkin.services.standing import recount
from summitapp.checkin.services.taking import day_begins, days_begin, scan_by_hand, take_scans

__all__ = [
    "SENDERS", "add_point", "change_point", "check_sender", "day_begins", "days_begin", "erase_personal",
    "export_personal", "forget_scans", "recount", "scan_by_hand", "take_scans",
]  # fmt: skip

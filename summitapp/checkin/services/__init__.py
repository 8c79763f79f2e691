"""Taking scans, where people stand, what somebody should look at, points, and what is kept of a person."""

from summitapp.checkin.rules import day_begins
from summitapp.checkin.services.alarm import see_alert, see_all_alerts
from summitapp.checkin.services.clearing import forget_room, forget_session
from summitapp.checkin.services.persons import erase_personal, export_personal, forget_scans
from summitapp.checkin.services.points import add_point, change_point, close_point, open_point, remove_point
from summitapp.checkin.services.proposals import add_proposed, proposals
from summitapp.checkin.services.senders import DEVICE_NAMES, SENDERS, check_sender, names_its_badge, sender_names
from summitapp.checkin.services.standing import recount
from summitapp.checkin.services.taking import days_begin, scan_by_hand, take_scans

__all__ = [
    "DEVICE_NAMES", "SENDERS", "add_point", "add_proposed", "change_point", "check_sender", "close_point",
    "day_begins", "days_begin", "erase_personal", "export_personal", "forget_room", "forget_scans", "forget_session",
    "names_its_badge", "open_point", "proposals", "recount", "remove_point", "scan_by_hand", "see_alert",
    "see_all_alerts", "sender_names", "take_scans",
]  # fmt: skip

"""What can be done with a summit: made, copied, changed, shown to the public; its parts, its hours, its team."""

from summitapp.summits.services.hours import change_hours, change_pace
from summitapp.summits.services.making import (
    add_part,
    change_dates,
    change_entry,
    change_part,
    change_state,
    change_texts,
    copy_summit,
    create_summit,
    dates_of,
    gaps_of,
    invite,
    move_part,
    remove_part,
    suggested_start,
)

__all__ = [
    "create_summit", "copy_summit", "change_texts", "change_dates", "change_entry", "change_state",
    "add_part", "change_part", "remove_part", "move_part", "change_hours", "change_pace",
    "dates_of", "gaps_of", "suggested_start", "invite",
]  # fmt: skip

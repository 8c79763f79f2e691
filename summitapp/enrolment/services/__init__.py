"""What can be done with places in sessions, favourites and feedback. The only writer of their tables."""

from summitapp.enrolment.services.belonging import (
    erase_person,
    export_person,
    forget_choices,
    give_back_all,
    hand_over,
    hand_over_places,
)
from summitapp.enrolment.services.enrolling import enrol, leave
from summitapp.enrolment.services.feedback import PRESENCE, rate
from summitapp.enrolment.services.marking import merge_favourites, set_favourite
from summitapp.enrolment.services.organising import add_participant, enrol_many, move_to_front, remove_participant
from summitapp.enrolment.services.queue import give_free_places, sweep
from summitapp.enrolment.services.viewing import BESIDE, agenda_of, item_at, offered_to

__all__ = [
    "enrol", "leave", "give_free_places", "sweep", "add_participant", "enrol_many", "move_to_front", "remove_participant",
    "set_favourite", "merge_favourites", "rate", "PRESENCE",
    "agenda_of", "item_at", "offered_to", "BESIDE",
    "give_back_all", "hand_over", "hand_over_places", "export_person", "erase_person", "forget_choices",
]  # fmt: skip

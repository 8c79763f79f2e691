"""What people say of a meeting afterwards."""

from enum import StrEnum


class Held(StrEnum):
    """Whether a meeting took place; one who says the others did not come is enough for a no-show."""

    TOOK_PLACE = "took_place"
    NO_SHOW = "no_show"
    CALLED_OFF = "called_off"

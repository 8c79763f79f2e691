"""A summit to work with."""

from datetime import date
from typing import Any

from summitapp.core.text import Translated
from summitapp.summits import services
from summitapp.summits.models import Category, Room, Summit, Venue
from summitapp.summits.values import ShapeName

NAME = Translated("Gipfel", "Zirve", "Summit")


def make_summit(uow: Any, slug: str = "izmir-2027") -> str:
    """Make a draft of three days with a venue, a room and a category; returns its public id."""
    with uow():
        summit = services.create_summit(slug, NAME, date(2027, 10, 13), date(2027, 10, 15), "Europe/Istanbul")
        fill(summit)
        return str(summit.public_id)


def fill(summit: Summit) -> None:
    """Add what a summit needs before it can be published."""
    venue = services.add_part(summit, Venue(), {"name": Translated.same("Gazhane")})
    services.add_part(summit, Room(), {"name": Translated("Saal B", "Salon B", "Hall B"), "venue": venue})
    services.add_part(
        summit, Category(),
        {"name": Translated("Delegierte", "Delege", "Delegate"), "code": "delegate", "colour": "sea",
         "shape": ShapeName.CIRCLE, "capacity": 10},
    )  # fmt: skip

"""The pages of the waiting list: an empty one, and one where a group and somebody alone wait."""

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.registration import services
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ShapeName
from tests.factories.registration import enter, make_delegation, nominate

PAGES = {"organiser": {"registration.waiting": ({"slug": "izmir-2027"},)}}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Let people wait for a category of which there is one place."""
    guests = Category(code="waiting", name=Translated("Gäste", "Konuklar", "Guests"), colour="sea", shape=ShapeName.CIRCLE,
                      capacity=0, position=99)  # fmt: skip
    summit.categories.append(guests)
    db.session.flush()
    north = make_delegation(summit, "Nordstadt")
    choir = [nominate(north, 900 + number, category="waiting", party="choir", language="de") for number in (1, 2)]
    for one in services.confirm_nominations(north, choir):
        services.approve(one) if one.state.value == "submitted" else None
    enter(summit, 910, category="waiting", language="en")
    return {}, {}

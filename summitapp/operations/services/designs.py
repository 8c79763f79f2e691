"""How the badges of the demo summit look: a large one for guests, and a card for those who are there all day."""

from typing import Final

from summitapp.badges.services import DesignDetails, add_design
from summitapp.badges.values import BadgePart, Layout
from summitapp.core.text import Translated
from summitapp.operations.services.summit import Frame

_EMERGENCY: Final = Translated("Notruf: 112", "Acil çağrı: 112", "Emergency: 112")
_ON_A_CARD: Final = (
    BadgePart.SUMMIT, BadgePart.FUNCTION, BadgePart.ORGANISATION, BadgePart.LANGUAGES, BadgePart.PHOTO_MARK,
    BadgePart.EMERGENCY, BadgePart.CONTACT,
)
_DESIGNS: Final = (
    (DesignDetails("Delegations, with the programme", Layout.FOLD, True, tuple(BadgePart), _EMERGENCY),
     ("delegate", "head", "accompanying")),
    (DesignDetails("Team and press, on a card", Layout.CR80, True, _ON_A_CARD, _EMERGENCY),
     ("staff", "press", "interpreter")),
)  # fmt: skip


def design_badges(frame: Frame) -> None:
    """Add the two designs and give them to their categories; the others keep the one that is there from the start."""
    for details, categories in _DESIGNS:
        add_design(frame.summit, details, [frame.categories[code] for code in categories])

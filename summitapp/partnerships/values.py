"""What two cities have promised each other, and how that stands today."""

from enum import StrEnum
from typing import Final

from summitapp.core.text import N_


class PartnershipKind(StrEnum):
    """The weight of a tie: a full twinning is not a declaration of goodwill."""

    PARTNERSHIP = "partnership"
    FRIENDSHIP = "friendship"
    DISTRICT_PARTNERSHIP = "district_partnership"
    DECLARATION = "declaration"
    CONTACT = "contact"


class PartnershipStatus(StrEnum):
    """How a tie stands today, as far as public sources say."""

    ACTIVE = "active"
    PROSPECT = "prospect"
    UNCONFIRMED = "unconfirmed"
    TRANSFERRED = "transferred"


KIND_NAMES: Final = {
    PartnershipKind.PARTNERSHIP: N_("City partnership"),
    PartnershipKind.FRIENDSHIP: N_("Friendship"),
    PartnershipKind.DISTRICT_PARTNERSHIP: N_("District partnership"),
    PartnershipKind.DECLARATION: N_("Declaration of goodwill"),
    PartnershipKind.CONTACT: N_("Contact"),
}
STATUS_NAMES: Final = {
    PartnershipStatus.ACTIVE: N_("Active"),
    PartnershipStatus.PROSPECT: N_("In prospect"),
    PartnershipStatus.UNCONFIRMED: N_("To be confirmed"),
    PartnershipStatus.TRANSFERRED: N_("Carried on by a successor"),
}

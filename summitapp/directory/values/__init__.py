"""The words of the directory: ``kinds`` of cities and bodies, goals and ``topics``, ``names`` of people, the ``likeness`` of
two entries, ``announcements`` and ``refusals``.

Labels of kinds are catalogue keys, because they belong to the interface; the titles of the
goals and topics are content in three languages, because reports quote them as they stand.
"""

from summitapp.directory.values.announcements import PersonHidden, PersonMerged
from summitapp.directory.values.kinds import (
    CITY_KIND_LABELS,
    ORGANISATION_KIND_LABELS,
    CityKind,
    Country,
    OrganisationKind,
)
from summitapp.directory.values.likeness import SIGN_NAMES, Likeness, Resemblance, Sign
from summitapp.directory.values.names import FORM_OF_ADDRESS_LABELS, FormOfAddress, PersonName
from summitapp.directory.values.refusals import AlreadyMerged, TenureEnded, TenureUpsideDown
from summitapp.directory.values.topics import SDGS, TOPICS, Topic

__all__ = [
    "Country", "CityKind", "CITY_KIND_LABELS", "OrganisationKind", "ORGANISATION_KIND_LABELS",
    "FormOfAddress", "FORM_OF_ADDRESS_LABELS", "PersonName",
    "Topic", "SDGS", "TOPICS",
    "Sign", "SIGN_NAMES", "Likeness", "Resemblance",
    "PersonMerged", "PersonHidden",
    "AlreadyMerged", "TenureEnded", "TenureUpsideDown",
]  # fmt: skip

"""Topics in groups, so that a form with all of them can be read on a telephone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_

#: Heading → keys of :data:`summitapp.directory.values.TOPICS`; each topic stands in one group.
TOPIC_GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    N_("Climate and environment"): ("climate", "energy", "water", "waste", "resilience", "agrifood"),
    N_("City and infrastructure"): ("mobility", "planning", "port", "digital"),
    N_("Economy and knowledge"): ("economy", "startups", "tourism", "vocational", "science"),
    N_("People and society"): ("youth", "culture", "migration", "equality", "health", "governance"),
})

"""The agenda as a file of another format."""

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import subject_of
from summitapp.agenda.values import Programme
from summitapp.calendars.rules import uid_of
from summitapp.core.context import settings
from summitapp.core.text import Language
from summitapp.exchange.documents import Conference, write_json, write_xml
from summitapp.summits.models import Summit

WRITERS = {"frab-xml": write_xml, "frab-json": write_json}


def write_schedule(summit: Summit, language: Language, form: str) -> bytes:
    """Return the public part of the last release as ``frab-xml`` or ``frab-json``."""
    programme = agenda.public_programme(summit)
    return WRITERS[form](_conference(summit, programme, language), programme, language)


def _conference(summit: Summit, programme: Programme, language: Language) -> Conference:
    address = f"{settings().base_url}/{language}/summits/{summit.slug}/"
    guids = {one.reference: uid_of(subject_of(one.reference)) for one in programme.placements}
    return Conference(
        summit.slug, summit.name, summit.starts_on, summit.ends_on, address, f"{address}sessions/", guids
    )  # fmt: skip

"""Handing over the people of a delegation as a list."""

from summitapp.audit.services import record
from summitapp.delegations.models import Delegation
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.values.importing import Details


def people_of(delegation: Delegation) -> list[tuple[str, Details]]:
    """Return everybody who still comes with a delegation, by code; that they were handed over is written down."""
    people = [(one.code, one.details) for one in queries.members(delegation.id) if not one.gone]
    record("nominations.exported", delegation, summit=delegation.summit.public_id, number=len(people))
    return people

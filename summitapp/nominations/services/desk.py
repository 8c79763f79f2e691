"""What a delegation does with its list, person by person; registrations themselves are written by ``registration``."""


from summitapp.core.clock import now
from summitapp.core.security import acting
from summitapp.delegations.models import Delegation
from summitapp.delegations.services import deadlines_of
from summitapp.nominations import permissions
from summitapp.nominations.rules.desk import decide_powers
from summitapp.nominations.values.desk import Powers


def powers_of(delegation: Delegation) -> Powers:
    """Return what whoever acts now may do with the list of a delegation."""
    organises = permissions.may_organise(acting(), delegation)
    return decide_powers(organises, deadlines_of(delegation), delegation.summit.changes_close_at, now())

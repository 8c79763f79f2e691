"""What a delegation does with its list, person by person; registrations themselves are written by ``registration``."""

from collections.abc import Sequence

from summitapp.core.clock import now
from summitapp.core.security import acting
from summitapp.delegations.models import Delegation
from summitapp.delegations.services import deadlines_of
from summitapp.directory.models import Position
from summitapp.nominations import permissions
from summitapp.nominations.queries import desk as queries
from summitapp.nominations.rules.desk import decide_powers
from summitapp.nominations.values.desk import NobodyChosen, Person, Powers
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, Applicant, DelegationRole
from summitapp.summits.models import Category


def powers_of(delegation: Delegation) -> Powers:
    """Return what whoever acts now may do with the list of a delegation."""
    organises = permissions.may_organise(acting(), delegation)
    return decide_powers(organises, deadlines_of(delegation), delegation.summit.changes_close_at, now())

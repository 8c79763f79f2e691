"""What can be refused of a delegation."""

from summitapp.core.errors import DomainError
from summitapp.core.text import N_


class DelegationExists(DomainError):
    """The summit has a delegation of this code already."""

    code = "delegation_exists"
    message = N_("This summit already has a delegation with this code.")

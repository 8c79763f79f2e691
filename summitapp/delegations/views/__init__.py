"""The pages on which a delegation is made, its offices are kept, and somebody is asked to coordinate it.

Whoever belongs to it is shown by ``nominations``, which stands above the registrations.
"""

from summitapp.delegations.views import coordinators, invitation, offices, settings  # noqa: F401 - each adds its pages
from summitapp.delegations.views.frame import bp

__all__ = ["bp"]

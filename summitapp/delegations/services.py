"""Making and changing delegations."""

from summitapp.audit.services import record
from summitapp.core.db import constraint_error, db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.delegations.rules import code_from, normalise_code
from summitapp.delegations.values import DelegationExists
from summitapp.directory.models import City
from summitapp.summits.models import Summit

constraint_error({"uq_delegations_delegation_summit_id_code": DelegationExists})


def add_delegation(summit: Summit, name: Translated, *, code: str = "", city: City | None = None,
                   quota: int | None = None) -> Delegation:  # fmt: skip
    """Add a delegation; without ``code`` it is made from the name.

    :raises DelegationExists: at the flush, if the code is taken.
    """
    code = normalise_code(code) or code_from(name.best("en"))
    delegation = Delegation(summit_id=summit.id, code=code, name=name, city=city, quota=quota)
    db.session.add(delegation)
    record("delegation.added", delegation, summit=summit.public_id, code=code, quota=quota)
    return delegation


def set_quota(delegation: Delegation, quota: int | None) -> None:
    """Change how many places a delegation may fill; who has a place keeps it."""
    record("delegation.quota_set", delegation, summit=delegation.summit.public_id,
           quota=(delegation.quota, quota))  # fmt: skip
    delegation.quota = quota

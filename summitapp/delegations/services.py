"""Making and changing delegations."""

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import constraint_error, db, lock
from summitapp.core.events import announce
from summitapp.core.text import Translated
from summitapp.delegations import queries
from summitapp.delegations.models import Delegation, Quota
from summitapp.delegations.rules import code_from, normalise_code
from summitapp.delegations.values import DelegationExists, QuotaAdded
from summitapp.directory.models import City
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import PlacesChanged, PlacesTaken

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
    """Change how many places a delegation may fill in all; None means as many as the summit has.

    :raises PlacesTaken: if its people hold more places already.
    """
    delegation = _alone_with(delegation)
    if quota is not None and quota < delegation.taken:
        raise PlacesTaken(taken=delegation.taken)
    record("delegation.quota_set", delegation, summit=delegation.summit.public_id,
           quota=(delegation.quota, quota))  # fmt: skip
    delegation.quota = quota
    db.session.flush()
    announce(PlacesChanged(delegation.summit_id))


def set_category_quota(delegation: Delegation, category: Category, places: int | None) -> None:
    """Change how many places of one category a delegation may fill; None means that only the whole counts.

    :raises PlacesTaken: if its people hold more places of this category already.
    """
    delegation = _alone_with(delegation)
    quota = queries.quota_of(delegation.id, category.id)
    before = quota.places if quota is not None else None
    if before == places:
        return
    if quota is None:
        quota = Quota(delegation=delegation, category=category, places=places or 0)
        db.session.add(quota)
        db.session.flush()
        announce(QuotaAdded(quota.id))
    elif places is None:
        delegation.quotas.remove(quota)
    elif places < quota.taken:
        raise PlacesTaken(taken=quota.taken)
    else:
        quota.places = places
    record("delegation.category_quota_set", delegation, summit=delegation.summit.public_id,
           category=category.code, places=(before, places))  # fmt: skip
    announce(PlacesChanged(delegation.summit_id))


def _alone_with(delegation: Delegation) -> Delegation:
    """Lock a delegation after its summit, as everybody does who takes a place."""
    summit = sa.select(Summit.id).where(Summit.id == delegation.summit_id)
    db.session.execute(summit.with_for_update(key_share=True))
    return lock(Delegation, delegation.id)

"""Making and changing delegations."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record, write
from summitapp.core.db import constraint_error, db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation, Invitation
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


# --- what is kept of coordinators -----------------------------------------------------------------


def export_personal(email: str) -> list[dict[str, Any]]:
    """Return every invitation to coordinate a delegation that went to an address."""
    own = sa.select(Invitation).where(Invitation.email == email.lower()).order_by(Invitation.id)
    return [
        {"delegation": one.delegation.code, "name": one.name, "email": one.email,
         "invited_at": one.invited_at.isoformat(),
         "accepted_at": one.accepted_at.isoformat() if one.accepted_at else None,
         "ended_at": one.ended_at.isoformat() if one.ended_at else None}
        for one in db.session.scalars(own)
    ]  # fmt: skip


def erase_personal(email: str) -> None:
    """Delete the invitations to an address, but for those of delegations that are coordinated from there now."""
    at_work = Invitation.accepted_at.is_not(None) & Invitation.ended_at.is_(None)
    own = (Invitation.email == email.lower()) & ~at_work
    for one in db.session.scalars(sa.select(Invitation).where(own)):
        write("invitation.erased", "delegations.invitation", one.public_id, summit=one.delegation.summit.public_id)
        db.session.delete(one)


def forget_invitations(summit_id: int, most: int) -> int:
    """Delete who was asked to coordinate in a summit that is over; returns how many, ``most`` at once."""
    delegations = sa.select(Delegation.id).where(Delegation.summit_id == summit_id)
    rows = sa.select(Invitation.id).where(Invitation.delegation_id.in_(delegations)).limit(most)
    gone = sa.delete(Invitation).where(Invitation.id.in_(rows)).returning(Invitation.id)
    return len(db.session.execute(gone).all())

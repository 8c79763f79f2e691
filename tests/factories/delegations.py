"""A delegation with somebody who coordinates it."""

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.core.db import db
from summitapp.delegations import services
from summitapp.delegations.models import Delegation
from summitapp.delegations.values import INVITATION_LASTS


def coordinator(delegation: Delegation, email: str = "ilknur@example.org", name: str = "İlknur Işık",
                language: str = "tr") -> str:  # fmt: skip
    """Let somebody coordinate a delegation, by invitation and acceptance; returns what their session remembers."""
    invitation = services.invite(delegation, name, email, language)
    db.session.flush()
    secret = accounts.mint_link(Purpose.INVITE, invitation.public_id, INVITATION_LASTS, single_use=True)
    db.session.flush()
    services.accept(secret)
    user = accounts_queries.user_by_email(email)
    assert user is not None
    return accounts.identifier(user)

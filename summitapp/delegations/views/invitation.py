"""What somebody who is asked to coordinate a delegation sees, and their yes."""

from typing import Any

from flask import session, url_for

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    current_actor,
    flash_done,
    limited,
    public,
    redirect_to,
    render,
    sign_in,
    sign_out,
)
from summitapp.delegations import services
from summitapp.delegations.models import Invitation
from summitapp.delegations.views.frame import bp


def _somebody_else(invitation: Invitation) -> str:
    """Return the address under which somebody other than the invited one is signed in here, or an empty text."""
    actor = current_actor()
    user = accounts_queries.user_by_reference(actor.reference) if actor.kind == "user" else None
    return user.email if user is not None and user.email != invitation.email else ""


@bp.get("/delegations/invitation/<secret>/")
@limited("30 per minute")
@public
def invitation(secret: str) -> Any:
    """Say what coordinating means, with a button: mail scanners follow links, and must not use this one up."""
    asked = services.open_invitation(secret)
    return render(
        "delegations/invitation.html", invitation=asked, delegation=asked.delegation, summit=asked.delegation.summit,
        secret=secret, notice=consents.current_texts().get(Purpose.NOTICE), other=_somebody_else(asked),
        deadlines=services.deadlines_of(asked.delegation), demo=asked.delegation.summit.is_demo,
    )  # fmt: skip


@bp.post("/delegations/invitation/<secret>/")
@limited("30 per minute")
@public
def accept(secret: str) -> Any:
    """Take the delegation on and go in; whoever has a second step takes it first."""
    asked = services.open_invitation(secret)
    if _somebody_else(asked):
        return redirect_to("delegation_setup.invitation", secret=secret)
    user = services.accept(secret)
    desk = url_for("nominations.desk", reference=asked.delegation.public_id)
    if user.totp_sealed is not None:
        session["half_way"], session["target"] = accounts.half_way(user), desk
        return redirect_to("accounts.second_step")
    sign_in(accounts.identifier(user), accounts.actor_of(user))
    accounts.signed_in(user)
    flash_done(_("Welcome! From now on you coordinate this delegation."))
    return redirect_to("nominations.desk", reference=asked.delegation.public_id)


@bp.post("/delegations/invitation/<secret>/sign-out/")
@limited("30 per minute")
@public
def leave(secret: str) -> Any:
    """Let whoever is signed in here go, so that the invited one can come in."""
    sign_out()
    return redirect_to("delegation_setup.invitation", secret=secret)

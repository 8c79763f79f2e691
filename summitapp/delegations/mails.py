"""The mails to coordinators; the secret of an invitation is minted while the mail is composed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.delegations import queries, rules
from summitapp.delegations.models import Invitation
from summitapp.delegations.values import INVITATION_LASTS
from summitapp.outbox.services import Context, Mail, enqueue


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: Any, *, single_use: bool) -> str: ...


def tell(invitation: Invitation, name: str, **references: str) -> None:
    """Write to whoever was asked to coordinate a delegation."""
    enqueue(f"delegations/{name}", to=invitation.email, language=invitation.language,
            summit=invitation.delegation.summit.public_id,
            references={"invitation": invitation.public_id, **references})  # fmt: skip


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def invitation(references: Mapping[str, Any]) -> Mail | None:
        asked = queries.invitation_by_reference(str(references["invitation"]))
        if asked is None or asked.ended_at is not None or asked.accepted_at is not None:
            return None
        secret = mint(Purpose.INVITE, asked.public_id, INVITATION_LASTS, single_use=True)
        return Mail({**_values(asked), "link": _url(f"/delegations/invitation/{secret}/"),
                     "days": INVITATION_LASTS.days})  # fmt: skip

    def deadline(references: Mapping[str, Any]) -> Mail | None:
        told = queries.invitation_by_reference(str(references["invitation"]))
        moment = datetime.fromisoformat(str(references["deadline"]))
        if told is None or not told.accepted:
            return None
        values = _values(told)
        if moment not in (values["nominate_by"], values["confirm_by"]):  # it was put off meanwhile
            return None
        return Mail({**values, "moment": moment, "link": _url(f"/delegations/{told.delegation.public_id}/")})

    def ended(references: Mapping[str, Any]) -> Mail | None:
        told = queries.invitation_by_reference(str(references["invitation"]))
        return Mail(_values(told)) if told is not None and told.email else None

    return {"delegations/invitation": invitation, "delegations/deadline": deadline, "delegations/ended": ended}


def _values(invitation: Invitation) -> dict[str, Any]:
    delegation = invitation.delegation
    dates = rules.deadlines_of(delegation.nominate_by, delegation.confirm_by, delegation.summit.nominations_close_at)
    return {
        "name": invitation.name, "delegation": delegation, "summit": delegation.summit,
        "nominate_by": dates.nominate, "confirm_by": dates.confirm,
    }  # fmt: skip


def _url(path: str) -> str:
    return f"{settings().base_url}/{i18n.current_language()}{path}"

"""The mails of registration: which one is due, and what its template needs when it is sent."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from summitapp.accounts.services import mint_link
from summitapp.accounts.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.registration import queries
from summitapp.registration.models import Registration
from summitapp.registration.values import PROOF_WITHIN, STATE_NAMES, Applicant, Receipt, State

_AFTER_SUMMIT: Final = timedelta(days=60)


def acknowledge(receipt: Receipt, applicant: Applicant, person: str, summit: str, proven: bool) -> None:
    """Tell somebody that their request has arrived and what became of it."""
    if not applicant.email:
        return
    name = "received"
    if proven and receipt.state in (State.CONFIRMED, State.WAITING):
        name = receipt.state.value
    enqueue(f"registration/{name}", to=applicant.email, language=applicant.language, person=person, summit=summit,
            references={"registration": receipt.public_id})  # fmt: skip


def tell(registration: Registration, name: str) -> bool:
    """Write to somebody about their registration; returns whether there is an address to write to."""
    person = registration.person
    if not person.email:
        return False
    enqueue(f"registration/{name}", to=person.email, language=registration.language, person=person.public_id,
            summit=registration.summit.public_id, references={"registration": registration.public_id})  # fmt: skip
    return True


def remind(registration: Registration) -> None:
    """Tell somebody who registered again that they are registered, with the link to their page."""
    tell(registration, "reminder" if registration.proven else "received")


# --- what the templates need --------------------------------------------------------------------


def _url(path: str) -> str:
    return f"{settings().base_url}/{i18n.current_language()}{path}"


def _manage_url(registration: Registration) -> str:
    until_the_end = registration.summit.ends_on - registration.submitted_at.date()
    lasts = max(until_the_end, timedelta(0)) + _AFTER_SUMMIT
    token = mint_link(Purpose.MANAGE, registration.person.public_id, lasts, single_use=False)
    return _url(f"/my/link/{token}")


def _confirm_url(registration: Registration, lasts: timedelta) -> str:
    token = mint_link(Purpose.CONFIRM, registration.public_id, lasts, single_use=False)
    return _url(f"/registrations/confirm/{token}")


def _values(registration: Registration) -> dict[str, Any]:
    return {
        "registration": registration, "summit": registration.summit, "person": registration.person,
        "category": registration.category, "delegation": registration.delegation,
        "state_name": STATE_NAMES[registration.state], "position": queries.position(registration),
        "manage_url": _manage_url(registration), "summit_url": _url(f"/summits/{registration.summit.slug}/"),
        "agenda_url": _url(f"/summits/{registration.summit.slug}/agenda/"), "confirm_url": "",
    }  # fmt: skip


def _context(*states: State, confirm: timedelta | None = None) -> Callable[[Mapping[str, Any]], Mail | None]:
    """Return the context function of a mail that is sent only while the registration stands in ``states``."""

    def context(references: Mapping[str, Any]) -> Mail | None:
        registration = queries.by_reference(str(references["registration"]))
        if registration is None or (states and registration.state not in states):
            return None
        values = _values(registration)
        wants_proof = not registration.proven or registration.state is State.OFFERED
        if confirm is not None and wants_proof:
            values["confirm_url"] = _confirm_url(registration, confirm)
        return Mail(values)

    return context


CONTEXTS: Final[Mapping[str, Context]] = {
    "registration/received": _context(confirm=PROOF_WITHIN + timedelta(days=7)),
    "registration/confirmed": _context(State.CONFIRMED, State.APPROVED, confirm=timedelta(days=60)),
    "registration/waiting": _context(State.WAITING),
    "registration/offered": _context(State.OFFERED, confirm=timedelta(days=7)),
    "registration/declined": _context(State.DECLINED),
    "registration/cancelled": _context(State.CANCELLED),
    "registration/withdrawn": _context(State.WITHDRAWN),
    "registration/reopened": _context(),
    "registration/reminder": _context(),
}

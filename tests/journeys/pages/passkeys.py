"""The page of passkeys: without one, and with one that was used and one that was not."""

from datetime import timedelta
from typing import Any

from summitapp.accounts import services as accounts
from summitapp.accounts.models import Passkey
from summitapp.accounts.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.registration import queries as registrations
from summitapp.summits.models import Summit
from tests.factories.registration import enter, registered

PAGES = {"keyless": {"passkeys.show": ({},)}, "keyholder": {"passkeys.show": ({},)}}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """Give one delegate two passkeys."""
    registration = registrations.by_reference(values["registration"])
    assert registration is not None
    holder, other = registration.person.public_id, registered(enter(summit, 920, language="en")).person.public_id
    for name, used in (("Mein Telefon", now()), ("Schlüssel am Bund", None)):
        db.session.add(Passkey(subject=holder, handle=holder, credential_id=name.encode(), public_key=b"p", sign_count=0,
                               name=name, created_at=now(), last_used_at=used))  # fmt: skip
    return {}, {"keyless": _session(other), "keyholder": _session(holder)}


def _session(person: str) -> dict[str, Any]:
    link = accounts.mint_link(Purpose.MANAGE, person, timedelta(days=9), single_use=False)
    fresh = {"of": person, "until": int((now() + timedelta(days=1)).timestamp())}
    return {"_user_id": f"link:{accounts.open_link(Purpose.MANAGE, link).reference}", "fresh": fresh}

"""Who may use an account: whoever has one, and only their own."""

from typing import Any

from summitapp.core.security import Actor


def _has_an_account(actor: Actor, _thing: Any) -> bool:
    return actor.kind == "user"


PERMISSIONS = {
    "account:use": _has_an_account,
}

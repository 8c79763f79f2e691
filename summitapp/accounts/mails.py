"""What the mails of accounts say; links are minted at the moment of sending and stored as digests only."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts import queries, rules
from summitapp.accounts.models import User
from summitapp.accounts.values import ROLE_DESCRIPTIONS, ROLE_NAMES, Purpose
from summitapp.core.context import settings
from summitapp.core.i18n import current_language
from summitapp.outbox.services import Mail

SET_UP_DAYS: Final = rules.SET_UP_LINK_LASTS.days


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``, since services stand above mails."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


class MintCode(Protocol):
    """Makes the digits of a one-time code that was asked for; ``None`` if it is not wanted any more."""

    def __call__(self, reference: str) -> str | None: ...


def contexts(mint: Mint, mint_code: MintCode) -> dict[str, Callable[[Mapping[str, Any]], Mail | None]]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    :param mint_code: makes the digits of a one-time code while the mail is composed.
    """

    def log_in(references: Mapping[str, Any]) -> Mail | None:
        user = _active(references)
        if user is None:
            return None
        secret = mint(Purpose.LOG_IN, user.public_id, rules.LOG_IN_LINK_LASTS, single_use=True)
        minutes = int(rules.LOG_IN_LINK_LASTS.total_seconds()) // 60
        return Mail({"name": user.name, "link": _address("sign-in/link", secret), "minutes": minutes})

    def invitation(references: Mapping[str, Any]) -> Mail | None:
        user = _active(references)
        grant = queries.grant_of_summit(references["summit"], references["grant"])
        if user is None or grant is None:  # taken back before the mail went out
            return None
        values = {
            "name": user.name, "summit": references.get("summit_name", ""), "known": user.password_hash is not None,
            "role": ROLE_NAMES[grant.role], "role_means": ROLE_DESCRIPTIONS[grant.role], "days": SET_UP_DAYS,
        }  # fmt: skip
        if user.password_hash is None:
            secret = mint(Purpose.SET_UP, user.public_id, rules.SET_UP_LINK_LASTS, single_use=True)
            return Mail({**values, "link": _address("set-up", secret)})
        return Mail({**values, "link": f"{settings().base_url}/{current_language()}/organise/"})

    def code(references: Mapping[str, Any]) -> Mail | None:
        digits = mint_code(str(references["code"]))
        if digits is None:
            return None
        minutes = int(rules.CODE_LASTS.total_seconds()) // 60
        return Mail({"code": rules.spaced(digits), "minutes": minutes})

    return {"accounts/log_in": log_in, "accounts/invitation": invitation, "accounts/code": code}


def _active(references: Mapping[str, Any]) -> User | None:
    user = queries.user_by_reference(references["user"])
    return user if user is not None and user.active else None


def _address(path: str, secret: str) -> str:
    return f"{settings().base_url}/{current_language()}/{path}/{secret}/"

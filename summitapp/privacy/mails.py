"""What the mails about data say; the person may be nobody any more when they are written."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.core.context import settings
from summitapp.core.i18n import current_language
from summitapp.core.tz import to_local
from summitapp.outbox.services import Context, Mail
from summitapp.privacy import queries
from summitapp.privacy.values import EXEMPT_WORDS, Exempt

LINK_LASTS: Final = timedelta(hours=24)
ZONE: Final = "Europe/Istanbul"


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def address(references: Mapping[str, Any]) -> Mail | None:
        change = queries.address_change(str(references["change"]))
        if change is None:
            return None
        secret = mint(Purpose.ADDRESS, change.public_id, LINK_LASTS, single_use=True)
        link = f"{settings().base_url}/{current_language()}/my/address/{secret}/"
        return Mail({"name": change.person.name.full, "link": link, "hours": int(LINK_LASTS.total_seconds()) // 3600})

    def moved(references: Mapping[str, Any]) -> Mail:
        return Mail({"at": _when(references)})

    def erased(references: Mapping[str, Any]) -> Mail:
        kept = [EXEMPT_WORDS[Exempt(one)] for one in references["kept"]]
        return Mail({"at": _when(references), "number": references["number"], "kept": kept})

    return {"privacy/address": address, "privacy/moved": moved, "privacy/erased": erased}


def _when(references: Mapping[str, Any]) -> datetime:
    return to_local(datetime.fromisoformat(str(references["at"])), ZONE)

"""Writing down which cities are tied, and what happened between them."""

from collections.abc import Collection, Iterable

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import City
from summitapp.partnerships.models import Partnership, PartnershipEvent
from summitapp.partnerships.values import PartnershipKind, PartnershipStatus


def add_partnership(
    key: str, german: City, izmir: City, *, kind: PartnershipKind, status: PartnershipStatus,
    topics: Collection[str] = (), doubt: Translated | None = None, predecessor: str = "",
    events: Iterable[tuple[str, Translated, str]] = (),
) -> Partnership:  # fmt: skip
    """Add a tie with its dated events, each (ISO date as exact as known, what happened, source)."""
    tie = Partnership(key=key, german_city=german, izmir_city=izmir, kind=kind, status=status,
                      topics=list(topics), doubt=doubt or Translated(), predecessor=predecessor)  # fmt: skip
    tie.events = [PartnershipEvent(happened=when, what=what, source=source) for when, what, source in events]
    db.session.add(tie)
    record("partnership.added", tie, key=key, kind=kind, status=status)
    return tie

"""What a person told us is forgotten when it was kept long enough."""

from typing import Any

import sqlalchemy as sa

from summitapp.core.db import db, table_of
from summitapp.registration.models import Mark, Registration, SearchWord

TEXTS = ("function", "city_text", "organisation_text", "interpretation", "note", "reason", "phone")


def forget_phones(summit_id: int, most: int) -> int:
    """Blank the telephone numbers of a summit that is over; returns how many, ``most`` at once."""
    table = table_of(Registration)
    rows = sa.select(table.c.id).where(table.c.summit_id == summit_id, table.c.phone != "").limit(most)
    return _blank(rows, {"phone": ""})


def forget_details(summit_id: int, most: int) -> int:
    """Blank what people wrote for a summit that is long over; returns how many, ``most`` at once.

    What is counted (category, delegation, state, days) stays.
    """
    table, words = table_of(Registration), table_of(SearchWord)
    told = sa.or_(*(table.c[name] != "" for name in TEXTS), table.c.sameness.is_not(None))
    rows = list(db.session.scalars(sa.select(table.c.id).where(table.c.summit_id == summit_id, told).limit(most)))
    for kept in (words, table_of(Mark)):
        db.session.execute(sa.delete(kept).where(kept.c.registration_id.in_(rows)))
    return _blank(rows, {**dict.fromkeys((*TEXTS, "sort_plain", "sort_turkish"), ""), "spoken_languages": [], "sameness": None})


def _blank(rows: Any, values: dict[str, Any]) -> int:
    table = table_of(Registration)
    gone = db.session.execute(sa.update(table).where(table.c.id.in_(rows)).values(values).returning(table.c.id)).all()
    db.session.expire_all()
    return len(gone)

"""What is kept of a person's badges: handed over, erased, forgotten at night."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.badges import queries, rules
from summitapp.badges.models import Badge
from summitapp.badges.services.designs import forget_wordings, wordings_of
from summitapp.badges.services.issuing import open_code, revoke_badge
from summitapp.badges.values import BadgeState, RevocationReason
from summitapp.core.db import db, table_of
from summitapp.directory.models import Person


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return what is kept of a person's badges; the code itself only while it opens a door."""
    return [
        {"badge": rules.serial(badge.registration.code, badge.number), "summit": badge.summit.slug, "state": badge.state.value,
         "issued_at": badge.issued_at.isoformat(), "printed_at": badge.printed_at.isoformat() if badge.printed_at else None,
         "code": open_code(badge.sealed, badge.lookup) if badge.state is BadgeState.ACTIVE else None}
        for badge in queries.of_person(person.id)
    ] + wordings_of(person)  # fmt: skip


def erase_personal(person: Person) -> None:
    """Let a person's badges open nothing and lead nowhere: blocked, and their codes gone for good."""
    forget_wordings(person)
    for badge in queries.of_person(person.id):
        if badge.state is BadgeState.ACTIVE:
            revoke_badge(badge, RevocationReason.CANCELLED)
        badge.sealed, badge.lookup, badge.fingerprint, badge.contact = b"", f"erased {badge.public_id}", "", None
        record("badge.erased", badge, summit=badge.summit.public_id)


def forget_codes(summit_id: int, most: int) -> int:
    """Let the badges of a summit that is over lead nowhere; returns how many, ``most`` at once."""
    table = table_of(Badge)
    rows = list(db.session.execute(
        sa.select(table.c.id, table.c.public_id)
        .where(table.c.summit_id == summit_id, table.c.lookup.not_like("erased %")).limit(most)
    ))  # fmt: skip
    statement = sa.update(table).where(table.c.id == sa.bindparam("of"))
    if rows:
        db.session.connection().execute(
            statement.values(lookup=sa.bindparam("nowhere"), sealed=b"", fingerprint="", contact=None),
            [{"of": row.id, "nowhere": f"erased {row.public_id}"} for row in rows],
        )
        db.session.expire_all()
    return len(rows)

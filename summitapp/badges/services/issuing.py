"""A badge is issued when a registration is confirmed, and dies when it is cancelled, lost or replaced."""

import secrets
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record, write
from summitapp.badges import queries, rules
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeRevoked, BadgeState, NoActiveBadge, RevocationReason
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, lock, table_of
from summitapp.core.events import announce
from summitapp.core.security import derive, new_reference, seal, unseal
from summitapp.registration.models import Registration

LOOKUP_BYTES = 16
CONTACT_BYTES = 10
_JUST_ISSUED = "codes of badges issued in this unit of work"
_ADD = sa.insert(table_of(Badge))


@lru_cache(maxsize=4)
def _seal_key(badge_key: str) -> bytes:
    return derive(badge_key, "badge code")


def lookup_of(code: str) -> str:
    """Return the name under which the database knows a code; it does not lead back to the code."""
    return derive(code, "lookup", LOOKUP_BYTES).hex()


def contact_code_of(code: str) -> str:
    """Return the contact code that stands on the back of the badge with this code; it leads to no door."""
    return rules.as_symbols(derive(code, "contact", CONTACT_BYTES))


def contact_address_of(contact_code: str) -> str:
    """Return the address that the symbol of a contact code holds; the camera of any telephone opens it."""
    return f"{settings().base_url}/c/{contact_code}"


def contact_lookup_of(contact_code: str) -> str:
    """Return the name under which the database knows a contact code."""
    return derive(contact_code, "contact lookup", LOOKUP_BYTES).hex()


def _new_row(summit_id: int, registration_id: int, number: int) -> dict[str, Any]:
    code = rules.make_token(secrets.token_bytes)
    lookup = lookup_of(code)
    db.session.info.setdefault(_JUST_ISSUED, {})[registration_id] = code
    return {
        "public_id": new_reference(), "summit_id": summit_id, "registration_id": registration_id, "number": number,
        "lookup": lookup, "sealed": seal(_seal_key(settings().badge_key), code.encode(), lookup),
        "contact": contact_lookup_of(contact_code_of(code)),
        "state": BadgeState.ACTIVE, "issued_at": now(), "fingerprint": "",
    }  # fmt: skip


def open_code(sealed: bytes, lookup: str) -> str:
    """Return the code of a badge.

    :raises ValueError: if it was sealed under another key.
    """
    return unseal(_seal_key(settings().badge_key), sealed, lookup).decode()


def token_of(registration_id: int) -> str | None:
    """Return the code of a registration's valid badge, for the person it belongs to or their program."""
    badge = queries.active_of_registration(registration_id)
    return open_code(badge.sealed, badge.lookup) if badge is not None else None


def code_of(summit_id: int, registration_code: str, registration_id: int | None = None) -> str | None:
    """Return the code of the valid badge of a registration that a program knows by the registration's code.

    :param registration_id: given when the badge may have been issued in this very unit of work.
    """
    if code := db.session.info.get(_JUST_ISSUED, {}).get(registration_id):
        return str(code)
    row = queries.sealed_code(summit_id, registration_code)
    return open_code(row.sealed, row.lookup) if row is not None else None


def issue_badge(registration_id: int, summit_id: int, summit: str, *, fresh: bool = False) -> str:
    """Give a registration its badge and return the badge's public id; one that has a valid badge keeps it.

    :param summit: public id of the summit, for the trail.
    :param fresh: the registration was made just now and cannot have had one; saves the question.
    """
    badges = [] if fresh else queries.issued(registration_id)
    if held := rules.active_badge(badges):
        return held.public_id
    row = _new_row(summit_id, registration_id, max((badge.number for badge in badges), default=0) + 1)
    db.session.connection().execute(_ADD, row)
    write("badge.issued", "badges.badge", row["public_id"], summit=summit)
    return str(row["public_id"])


def issue_many(summit_id: int, summit: str, registration_ids: Iterable[int]) -> int:
    """Give each of these registrations a badge in one go, and return how many were issued.

    None of them may have a valid badge; those that had one before get the next number.
    """
    wanted = list(registration_ids)
    before = queries.last_numbers(wanted)
    rows = [_new_row(summit_id, registration, before.get(registration, 0) + 1) for registration in wanted]
    for start in range(0, len(rows), 5000):
        db.session.execute(sa.insert(table_of(Badge)), rows[start:start + 5000])
    write("badge.issued_many", "summits.summit", summit, summit=summit, changes={"badges": len(rows)})
    return len(rows)


def revoke_badge(badge: Badge, reason: RevocationReason, note: str = "") -> None:
    """Let a badge never open a door again; doors that are offline learn of it when they reconnect.

    :raises NoActiveBadge: if it is revoked already.
    """
    badge = lock(Badge, badge.id)
    if badge.state is not BadgeState.ACTIVE:
        raise NoActiveBadge
    badge.state, badge.revoked_at, badge.revocation = BadgeState.REVOKED, now(), reason
    record("badge.revoked", badge, summit=badge.summit.public_id, note=note, reason=reason)
    announce(BadgeRevoked(badge.public_id, badge.lookup, badge.registration_id, badge.summit_id, reason))


def revoke_of_registration(registration_id: int, reason: RevocationReason) -> bool:
    """Revoke the valid badge of a registration; returns whether it had one."""
    badge = queries.active_of_registration(registration_id)
    if badge is None:
        return False
    revoke_badge(badge, reason)
    db.session.flush()  # the old badge must be dead before a new one is born
    return True


def give_contact_codes(most: int) -> int:
    """Derive the contact code of badges that were issued before there was one; returns how many, ``most`` at once."""
    rows = queries.without_contact(most)
    badges = table_of(Badge)
    found = []
    for row in rows:
        try:
            code = open_code(row.sealed, row.lookup)
        except ValueError:  # sealed under a key that is gone: its code leads nowhere
            continue
        found.append({"of": row.id, "found": contact_lookup_of(contact_code_of(code))})
    if found:
        statement = sa.update(badges).where(badges.c.id == sa.bindparam("of")).values(contact=sa.bindparam("found"))
        db.session.connection().execute(statement, found)
    return len(found)


def reissue_badge(registration: Registration, reason: RevocationReason, note: str = "") -> str:
    """Revoke a registration's valid badge and issue a new one; returns the new badge's public id.

    :raises NoActiveBadge: if there is none to replace.
    """
    badge = queries.active_of_registration(registration.id)
    if badge is None:
        raise NoActiveBadge
    revoke_badge(badge, reason, note)
    db.session.flush()  # the old badge must be dead before the new one is born
    return issue_badge(registration.id, registration.summit_id, badge.summit.public_id)

"""What a record says of somebody, and how it is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from summitapp.badges import rules as badges
from summitapp.badges.services import open_code
from summitapp.checkin.queries import admission, sessions_opened_by
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core.security import digest
from summitapp.devices import documents
from summitapp.devices.services import keys
from summitapp.devices.values import DeviceRole
from summitapp.registration import services as registration
from summitapp.registration.values import DelegationRole


@dataclass(frozen=True, slots=True)
class RoleKeys:
    """The keys of the desk and of first aid, each with its number, as far as there are any."""

    desk: tuple[int, bytes | None]
    aid: tuple[int, bytes | None]

    @classmethod
    def of(cls, summit_id: int) -> "RoleKeys":
        """Return those of a summit."""
        return cls(keys.held_key(summit_id, DeviceRole.DESK), keys.held_key(summit_id, DeviceRole.AID))

    @property
    def mark(self) -> str:
        """Return what changes with either key, so that everything is sealed anew."""
        return f"{self.desk[0]}.{self.aid[0]}"


@dataclass(frozen=True, slots=True)
class Places:
    """At which number cities, categories and delegations stand in the header."""

    cities: Mapping[str, int]
    categories: Mapping[str, int]
    delegations: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Plain:
    """One person of the roster before sealing."""

    row: sa.Row[Any]
    record: bytes
    note: Mapping[str, Any] | None
    fingerprint: str

    @property
    def changed(self) -> bool:
        """Whether devices do not have it like this yet."""
        return bool(self.row.fingerprint != self.fingerprint or self.row.gone)


def described(rows: Sequence[sa.Row[Any]], places: Places, roles: RoleKeys) -> list[Plain]:
    """Return what the records of these people say."""
    photos = consents.who_agrees(Purpose.PHOTO, [row.person_id for row in rows])
    sessions = sessions_opened_by(row.registration_id for row in rows)
    notes = registration.emergency_contacts([row.registration_id for row in rows]) if roles.aid[1] is not None else {}
    return [
        _describe(row, places, roles, row.person_id in photos, sorted(sessions.get(row.registration_id, ())),
                  notes.get(row.registration_id))
        for row in rows
    ]  # fmt: skip


def _describe(row: sa.Row[Any], places: Places, roles: RoleKeys, photo: bool, sessions: list[str],
              contacts: Mapping[str, Any] | None) -> Plain:  # fmt: skip
    city = places.cities.get(str(row.city_id)) if row.city_id is not None else None
    record = documents.as_json([
        row.given_name, row.family_name, row.function, row.organisation_text, city if city is not None else row.city_text,
        places.categories[row.category], places.delegations.get(row.delegation, -1),
        " ".join(language.upper() for language in row.spoken_languages), admission(row.state).value, int(photo), sessions,
        badges.serial(row.code, row.number), int(row.delegation_role is DelegationRole.HEAD),
    ])  # fmt: skip
    note = {"emergency": contacts} if contacts else None
    told = documents.as_json(note) if note else b""
    return Plain(row, record, note, digest(f"{roles.mark}:{row.lookup}:{record!r}:{told!r}"))


def sealed_row(plain: Plain, roles: RoleKeys) -> dict[str, Any]:
    """Return the columns of a sealed record; nonces and the key of the note are new each time."""
    row = plain.row
    key = documents.record_key(open_code(row.sealed, row.lookup))
    aid = roles.aid[1]
    return {
        "badge_id": row.id, "registration_id": row.registration_id, "lookup": bytes.fromhex(row.lookup),
        "sealed": documents.seal_plain(key, plain.record), "desk_key": documents.wrap(roles.desk[1], key),
        "aid_key": documents.wrap(aid, key), "fingerprint": plain.fingerprint, "gone": False, "gone_at": None,
        "note": documents.seal_note(aid, plain.note) if aid is not None and plain.note else None,
    }  # fmt: skip

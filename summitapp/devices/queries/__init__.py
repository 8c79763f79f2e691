"""Loading devices and what goes into their roster; nothing here writes."""

from summitapp.devices.queries.devices import (
    by_code,
    by_reference,
    ended_at,
    in_use,
    kept_of,
    listed,
    names,
    names_of,
    of_former_token,
    of_summit,
    of_token,
    point_id,
    revoked_at,
    role_key,
)
from summitapp.devices.queries.people import (
    categories,
    cities,
    delegations,
    ended_records,
    looked_at,
    people,
    points,
    still_valid,
    summits_with_devices,
    trail,
)
from summitapp.devices.queries.rosters import gone, header, newest, records, revoked, standings, state_at

__all__ = [
    "by_code", "by_reference", "categories", "cities", "delegations", "ended_at", "ended_records", "gone", "header",
    "in_use", "kept_of", "listed", "looked_at", "names", "names_of", "newest", "of_former_token", "of_summit",
    "of_token", "people", "point_id", "points", "records", "revoked", "revoked_at", "role_key", "standings",
    "state_at", "still_valid", "summits_with_devices", "trail",
]  # fmt: skip

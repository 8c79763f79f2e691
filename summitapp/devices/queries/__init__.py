"""Loading devices and what goes into their roster; nothing here writes."""

from summitapp.devices.queries.devices import (
    by_code,
    by_reference,
    in_use,
    kept_of,
    listed,
    names,
    of_summit,
    of_token,
    point_id,
    revoked_at,
    role_key,
)
from summitapp.devices.queries.newest import newest

__all__ = [
    "by_code", "by_reference", "in_use", "kept_of", "listed", "names", "newest", "of_summit", "of_token", "point_id",
    "revoked_at", "role_key",
]  # fmt: skip

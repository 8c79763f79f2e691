"""What profiles announce to the features above them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileOpened:
    """Announced when somebody can be found for meetings, for the first time or again; row id of the registration."""

    registration_id: int
    summit_id: int


@dataclass(frozen=True, slots=True)
class ProfileClosed:
    """Announced when somebody wants no new meetings any more. ``gone``: the profile itself is no longer kept."""

    registration_id: int
    summit_id: int
    gone: bool = False

"""What registration announces to the features above it."""

from dataclasses import dataclass

from summitapp.registration.values.states import State


@dataclass(frozen=True, slots=True)
class RegistrationConfirmed:
    """Announced when somebody has become a participant; ``fresh`` when the registration was made just now."""

    registration_id: int
    public_id: str
    summit_id: int
    person_id: int
    category_id: int
    delegation_id: int | None = None
    summit_reference: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class ListConfirmed:
    """Announced once for a whole list of new participants, instead of once for each."""

    summit_id: int
    confirmed: tuple[RegistrationConfirmed, ...]


@dataclass(frozen=True, slots=True)
class RegistrationLinked:
    """Announced when an opened link shows that a registration is somebody's who was known before; by public id."""

    public_id: str
    person: str


@dataclass(frozen=True, slots=True)
class RegistrationCancelled:
    """Announced when somebody who was confirmed no longer comes, by whose wish ever.

    ``state`` is where they are now: submitted means that a change of theirs has to be approved, and the place is kept.
    """

    registration_id: int
    public_id: str
    summit_id: int
    person_id: int
    state: State


@dataclass(frozen=True, slots=True)
class RegistrationMerged:
    """Announced when one registration goes on for two; the other has ended, and both are one person's by now."""

    kept_id: int
    gone_id: int


@dataclass(frozen=True, slots=True)
class AddressLeft:
    """Another address stands in place of somebody's: what was asked for from the old one counts no more."""

    person_id: int


@dataclass(frozen=True, slots=True)
class DelegateSubstituted:
    """Announced when another person has taken over a registration: its place, function and programme.

    Whatever belongs to the old person alone (contacts, notes, answers on diet and access, links, devices) stays behind.
    """

    registration_id: int
    public_id: str
    summit_id: int
    summit_reference: str
    delegation_id: int | None
    old_person_id: int
    old_person: str
    new_person_id: int
    new_person: str

"""What the directory announces to the features above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonMerged:
    """Announced when two entries turned out to be one person; ``gone`` leads to ``kept`` from now on."""

    kept_id: int
    kept: str
    gone_id: int
    gone: str


@dataclass(frozen=True, slots=True)
class PersonHidden:
    """Announced when a person's name must no longer be shown, or may be shown again."""

    person_id: int
    reference: str
    hidden: bool

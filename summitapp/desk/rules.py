"""How figures of the doors become what the board shows. Told everything, asks nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from summitapp.core.text import Language, Translated, sort_key
from summitapp.desk.values import AFTER_SESSION, BEFORE_SESSION, STEP, STEPS, Group, Listed
from summitapp.directory.values import PersonName


def step_ends(moment: datetime) -> list[datetime]:
    """Return the ends of the steps of a flow, the last one not over yet, the earliest first."""
    seconds = int(STEP.total_seconds())
    begun = datetime.fromtimestamp(moment.timestamp() // seconds * seconds, moment.tzinfo)
    return [begun + STEP * (number - STEPS + 2) for number in range(STEPS)]


def session_counts(starts_at: datetime, ends_at: datetime, moment: datetime) -> bool:
    """Whether those scanned at the door of a session are in its room now."""
    return starts_at - BEFORE_SESSION <= moment < ends_at + AFTER_SESSION


def late_since(opens_at: datetime, minutes: int) -> datetime:
    """Return from when on somebody who has not come is late."""
    return opens_at + timedelta(minutes=minutes)


def in_groups(people: Iterable[Listed], names: Mapping[str, Translated], language: Language) -> list[Group]:
    """Return people by delegation, each as a reader of the language looks it up; those on their own come last."""
    found: dict[str, list[Listed]] = {}
    for one in people:
        found.setdefault(one.delegation, []).append(one)
    by_name = PersonName.sort_key
    groups = [
        Group(code, names.get(code), sorted(
            some, key=lambda one: (by_name(PersonName(one.given_name, one.family_name), language), one.code)))
        for code, some in found.items()
    ]  # fmt: skip
    return sorted(groups, key=lambda group: (not group.code, as_sorted(group.name, language), group.code))


def as_sorted(name: Translated | None, language: Language) -> tuple[str, str]:
    """Return the key by which a reader of the language looks up the name of a delegation."""
    return sort_key(name.best(language) if name else "", language)

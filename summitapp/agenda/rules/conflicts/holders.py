"""Who comes where an office is announced: its holder of that day, or whoever stands in."""

from datetime import datetime

from summitapp.agenda.values import Appearing, Frame, Holding, Placement
from summitapp.core.text import LANGUAGES, Translated
from summitapp.core.tz import to_local


def holder_of(one: Appearing, moment: datetime, frame: Frame) -> Holding | None:
    """Return who comes for an office at a moment: who stands in, before whom they stand in for.

    Nobody can be named for an office that nobody holds that day, or that several hold with the same right; nor is
    anybody needed where a person is announced.
    """
    day = to_local(moment, frame.zone).date()
    held = [
        known for known in frame.offices.get(one.key, ())
        if (known.since is None or known.since <= day) and (known.until is None or day <= known.until)
    ]  # fmt: skip
    first = [known for known in held if known.acting] or held
    return first[0] if len({known.key for known in first}) == 1 else None


def key_of(one: Appearing, moment: datetime, frame: Frame) -> str:
    """Return whose time is needed at a moment: a person, or an office where nobody can be named."""
    holder = holder_of(one, moment, frame)
    return holder.key if holder is not None else one.key


def keys_of(placement: Placement, frame: Frame) -> set[str]:
    """Return whose time a session needs, on the stage and in the booth."""
    return {key_of(one, placement.starts_at, frame) for one in (*placement.people, *placement.team)}


def called(one: Appearing, moment: datetime, frame: Frame) -> str | Translated:
    """Return the name under which an organiser knows who is meant, with the office where that is announced."""
    holder = holder_of(one, moment, frame)
    if holder is None:
        return one.name or one.function.best("en")
    return Translated(**{
        lang: f"{holder.name} ({office})" if (office := one.function.best(lang)) else holder.name for lang in LANGUAGES
    })  # fmt: skip

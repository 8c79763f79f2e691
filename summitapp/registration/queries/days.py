"""The days somebody takes part in, as entries of calendars: one for each day, the same in a mail and in a feed."""

from datetime import datetime, time
from typing import Final

from summitapp.calendars.values import CalendarItem, EntryFacts, EntryState, EntryStatus
from summitapp.core.context import settings
from summitapp.core.text import Language, Translated
from summitapp.core.tz import from_local
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit, SummitDay

#: Whoever comes, or may keep the days free meanwhile.
KEEPS_FREE: Final = frozenset({State.SUBMITTED, State.OFFERED, State.APPROVED, State.CONFIRMED})
#: Of whom the days are in a calendar, as ones that no longer count.
GONE: Final = frozenset({State.WITHDRAWN, State.CANCELLED})


def days_of(registration: Registration) -> list[tuple[EntryFacts, SummitDay]]:
    """Return what the ledger of calendars has to know of the days of a summit for one registration.

    Who waits for a decision may keep them free; of a place that was given back they are cancelled.
    """
    summit = registration.summit
    status = EntryStatus.CANCELLED if registration.state in GONE else EntryStatus.CONFIRMED
    place = summit.venues[0].public_id if summit.venues else ""
    return [
        (EntryFacts(
            f"registration.day:{registration.public_id}:{day.public_id}", _instant(day, day.opens, summit),
            _instant(day, day.closes, summit), place, status,
            tuple(text for _, text in _joined(summit.name, day.label)),
        ), day) for day in summit.days
    ]  # fmt: skip


def day_item(registration: Registration, facts: EntryFacts, day: SummitDay, state: EntryState,
             language: Language) -> CalendarItem:  # fmt: skip
    """Return one of :func:`days_of` as it is written, under the number the ledger gives it."""
    summit = registration.summit
    return CalendarItem(
        entry=state, starts_at=facts.starts_at, ends_at=facts.ends_at, title=_joined(summit.name, day.label),
        location=_venue(summit), url=f"{settings().base_url}/{language}/summits/{summit.slug}/", zone=summit.timezone,
    )  # fmt: skip


def _instant(day: SummitDay, wall: time, summit: Summit) -> datetime:
    return from_local(datetime.combine(day.day, wall), summit.timezone, second=False)


def _joined(name: Translated, label: Translated) -> Translated:
    texts = {lang: ": ".join(part for part in (name.best(lang), label.best(lang)) if part) for lang, _ in name}
    return Translated(**texts)


def _venue(summit: Summit) -> Translated:
    if not summit.venues:
        return Translated()
    venue = summit.venues[0]
    return Translated(**{
        lang: ", ".join(part for part in (venue.name.best(lang), venue.address) if part) for lang, _ in venue.name
    })  # fmt: skip

"""Placements of a release as calendar items."""

from summitapp.agenda.models import subject_of
from summitapp.agenda.values import Placement, Programme, RoomText
from summitapp.calendars import queries as calendars
from summitapp.calendars.values import CalendarItem, Geo
from summitapp.core.context import settings
from summitapp.core.text import Language, Translated
from summitapp.summits.models import Summit


def calendar_items(summit: Summit, programme: Programme, language: Language) -> list[CalendarItem]:
    """Return the placements of a release as the ledger of calendars knows them."""
    states = calendars.states_of(subject_of(placement.reference) for placement in programme.placements)
    return [
        CalendarItem(
            entry=states[subject_of(placement.reference)],
            starts_at=placement.starts_at,
            ends_at=placement.ends_at,
            title=placement.text.title,
            description=placement.text.abstract,
            location=location_of(programme.rooms.get(placement.room)),
            categories=_categories(placement, programme),
            url=_address(summit, placement, language) if placement.public else "",
            geo=_geo(programme.rooms.get(placement.room)),
        )
        for placement in programme.placements
        if subject_of(placement.reference) in states
    ]


def location_of(room: RoomText | None) -> Translated:
    """Return room, house and address in one line for each language."""
    if room is None:
        return Translated()
    return Translated(**{
        lang: ", ".join(part for part in (room.name.best(lang), room.venue.best(lang), room.address) if part)
        for lang in ("de", "tr", "en")
    })  # fmt: skip


def _categories(placement: Placement, programme: Programme) -> tuple[Translated, ...]:
    track = programme.tracks.get(placement.text.track)
    goals = tuple(Translated.same(f"SDG {number}") for number in placement.text.sdgs)
    return ((track.name,) if track else ()) + goals


def _geo(room: RoomText | None) -> Geo | None:
    if room is None or room.latitude is None or room.longitude is None:
        return None
    return Geo(room.latitude, room.longitude)


def _address(summit: Summit, placement: Placement, language: Language) -> str:
    return f"{settings().base_url}/{language}/summits/{summit.slug}/sessions/{placement.code}/"

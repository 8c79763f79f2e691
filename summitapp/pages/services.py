"""Gathering what the public pages show at this moment."""

from collections.abc import Hashable

from summitapp.agenda import queries as agenda
from summitapp.core import i18n
from summitapp.core.clock import now
from summitapp.core.text import Translated, sort_key
from summitapp.core.tz import to_local, zone
from summitapp.pages import rules
from summitapp.pages.values import Highlight, SummitCard, SummitView, Tie
from summitapp.partnerships import queries as partnerships
from summitapp.partnerships.models import Partnership
from summitapp.partnerships.values import KIND_NAMES, STATUS_NAMES, PartnershipStatus
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from summitapp.summits.rules import days_until, registration_window
from summitapp.summits.values import SummitDates


def card_of(summit: Summit) -> SummitCard:
    """Return how a summit introduces itself now."""
    moment, place = now(), zone(summit.timezone)
    dates = SummitDates(
        summit.starts_on, summit.ends_on, summit.registration_opens_at, summit.registration_closes_at
    )
    full = summit.capacity is not None and summit.taken >= summit.capacity
    over = to_local(moment, summit.timezone).date() > summit.ends_on
    venue = summit.venues[0] if summit.venues else None
    return SummitCard(
        slug=summit.slug,
        name=summit.name,
        motto=summit.motto,
        starts_on=summit.starts_on,
        ends_on=summit.ends_on,
        venue=venue.name if venue else Translated(),
        city=summit.city.name if summit.city else Translated(),
        door=rules.decide_door(registration_window(dates, moment, place).value, full, over),
        days_left=days_until(summit.starts_on, moment, place),
        is_demo=summit.is_demo,
    )


def cards() -> tuple[SummitCard | None, list[SummitCard]]:
    """Return the summit to lead to, and the others."""
    found = [card_of(summit) for summit in summits.public_summits()]
    chosen = rules.choose_next(found, now().date())
    return chosen, [card for card in found if card is not chosen]


def ties() -> list[Tie]:
    """Return the partnerships in the order of the reader's language."""
    standing = (one for one in partnerships.all_partnerships() if one.status is not PartnershipStatus.TRANSFERRED)
    found = [_tie(one) for one in standing]
    language = i18n.current_language()
    return sorted(found, key=lambda tie: sort_key(tie.german.best(language), language))


def ties_stamp() -> Hashable:
    """Return what changes when a partnership is added or removed."""
    return partnerships.count()


def look_at(summit: Summit) -> SummitView:
    """Return what a summit's page shows now, and the stamp under which it may be kept."""
    card = card_of(summit)
    release = agenda.release_of(summit.id)
    stamp = ("summit", summit.public_id, summit.revision, summit.redactions, release, card)
    return SummitView(card, release, stamp)


def highlights(summit: Summit) -> list[Highlight]:
    """Return the sessions everybody attends, for the summit's page."""
    programme = agenda.public_programme(summit)
    common = rules.choose_highlights(programme.placements)
    return [
        Highlight(one.code, one.text.title, one.starts_at, programme.rooms[one.room].name if one.room else Translated())
        for one in common
    ]


def _tie(one: Partnership) -> Tie:
    last = one.events[-1] if one.events else None
    return Tie(
        german=one.german_city.name,
        izmir=one.izmir_city.name,
        kind=KIND_NAMES[one.kind],
        status=STATUS_NAMES[one.status],
        sure=one.status is PartnershipStatus.ACTIVE,
        since=last.happened if last else "",
        what=last.what if last else Translated(),
        source=last.source if last else "",
        doubt=one.doubt,
    )

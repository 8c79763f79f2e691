"""Points that follow from the agenda: an entrance for each house, a door for each list, lunch for each day."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from babel.dates import format_date

from summitapp.agenda import queries as agenda
from summitapp.agenda.values import Attendance, Placement
from summitapp.checkin import queries, rules
from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.services.points import add_point
from summitapp.checkin.values import HowOften, PointKind, Proposal
from summitapp.core.db import db
from summitapp.core.text import LANGUAGES, Translated, slugify
from summitapp.core.tz import midnight, to_local
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit, SummitDay, Venue

_ENTRANCE: Final = Translated("Eingang", "Giriş", "Entrance")
_ENTRANCE_OF: Final = Translated("Eingang – {}", "Giriş – {}", "Entrance – {}")
_LUNCH: Final = Translated("Mittagessen – {}", "Öğle yemeği – {}", "Lunch – {}")
_PATTERNS: Final = {"de": "EEE d. MMMM", "tr": "d MMMM EEE", "en": "EEE d MMMM"}
#: A door opens before its session begins. A break that begins between these hours is lunch; without one, it is usual.
_BEFORE: Final = timedelta(minutes=30)
_NOON: Final = (time(11, 30), time(14, 0))
_USUAL: Final = (timedelta(hours=12), timedelta(hours=14))
_NAME: Final = 80


def proposals(summit: Summit) -> list[Proposal]:
    """Return the points that the agenda asks for and that do not exist yet."""
    there = queries.points(summit.id, closed=True)
    placements = agenda.draft_placements(summit) or agenda.public_programme(summit).placements
    found = [*_entrances(summit, there), *_lunches(summit, there, placements), *_doors(summit, there, placements)]
    taken = {point.code for point in there}
    named: list[Proposal] = []
    for one in found:
        code = rules.free_code(one.code, taken.__contains__)
        taken.add(code)
        named.append(_named(one, code))
    return named


def add_proposed(summit: Summit, codes: Collection[str]) -> list[CheckInPoint]:
    """Add those of the proposed points that were chosen, as they would be proposed now."""
    sessions = {one.public_id: one for one in agenda.sessions_of(summit)}
    rooms = {room.public_id: room for room in summits.parts(Room, summit.id)}
    added = []
    for one in proposals(summit):
        if one.code in codes:
            added.append(add_point(
                summit, one.code, one.name, kind=one.kind, reentry=one.often.reentry, daily=one.often.daily,
                exits=one.exits, opens_at=one.opens_at, closes_at=one.closes_at, session=sessions.get(one.session),
                enrolled_only=bool(one.session), room=rooms.get(one.room),
            ))  # fmt: skip
            db.session.flush()
    return added


def _named(one: Proposal, code: str) -> Proposal:
    short = Translated(**{lang: one.name.best(lang)[:_NAME].rstrip() for lang in LANGUAGES})
    return Proposal(code, one.kind, short, one.often, one.opens_at, one.closes_at, one.session, one.room, one.exits)


def _filled(words: Translated, said: Translated) -> Translated:
    return Translated(**{lang: words[lang].format(said.best(lang)) for lang in LANGUAGES})


def _entrances(summit: Summit, there: Iterable[CheckInPoint]) -> Iterable[Proposal]:
    """One for each house; where there is one already, an organiser knows which houses have a door of their own."""
    known = sum(point.kind is PointKind.ENTRANCE for point in there)
    venues = summits.parts(Venue, summit.id)
    for venue in venues[known:]:
        if len(venues) == 1:
            yield Proposal("entrance", PointKind.ENTRANCE, _ENTRANCE, HowOften.AGAIN_DAILY)
        else:
            code = f"entrance-{slugify(venue.name.best('en'))}"
            yield Proposal(code, PointKind.ENTRANCE, _filled(_ENTRANCE_OF, venue.name), HowOften.AGAIN_DAILY)


def _doors(summit: Summit, there: Iterable[CheckInPoint], placements: Iterable[Placement]) -> Iterable[Proposal]:
    have = {point.session.public_id for point in there if point.session is not None}
    rooms = {room.code: room.public_id for room in summits.parts(Room, summit.id)}
    for one in sorted(placements, key=lambda placement: (placement.starts_at, placement.code)):
        if one.text.attendance is Attendance.ENROL and not one.cancelled and one.reference not in have:
            yield Proposal(
                f"session-{one.code.lower()}", PointKind.SESSION, one.text.title, HowOften.AGAIN,
                one.starts_at - _BEFORE, one.ends_at, one.reference, rooms.get(one.room, ""),
            )  # fmt: skip


def _lunches(summit: Summit, there: Iterable[CheckInPoint], placements: Iterable[Placement]) -> Iterable[Proposal]:
    have = {to_local(point.opens_at, summit.timezone).date() for point in there
            if point.kind is PointKind.MEAL and point.opens_at is not None}  # fmt: skip
    breaks = [(to_local(one.starts_at, summit.timezone), one) for one in placements if one.text.is_break]
    for day in (one.day for one in summits.parts(SummitDay, summit.id)):
        noon = [one for at, one in breaks if at.date() == day and _NOON[0] <= at.time() <= _NOON[1] and not one.cancelled]
        begin = midnight(day, summit.timezone)
        times = [(one.starts_at, one.ends_at) for one in noon] or [(begin + _USUAL[0], begin + _USUAL[1])]
        if day not in have:
            yield _lunch(day, *max(times, key=lambda one: one[1] - one[0]))


def _lunch(day: date, opens: datetime, closes: datetime) -> Proposal:
    said = Translated(**{lang: format_date(day, _PATTERNS[lang], locale=lang) for lang in LANGUAGES})
    return Proposal(f"lunch-{day.isoformat()}", PointKind.MEAL, _filled(_LUNCH, said), HowOften.ONCE, opens, closes,
                    exits=False)  # fmt: skip

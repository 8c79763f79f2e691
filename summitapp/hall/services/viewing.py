"""Somebody's meetings as they stand now."""

from summitapp.core.clock import now
from summitapp.core.i18n import current_language, language_name, said
from summitapp.core.i18n import gettext as _
from summitapp.core.text import Language
from summitapp.enrolment.values import Beside
from summitapp.hall import queries, rules
from summitapp.hall.services import outcomes
from summitapp.hall.values import Moment, OwnMeeting, Sitter
from summitapp.matchmaking import services as matchmaking
from summitapp.registration.models import Registration


def own_meetings(registration: Registration) -> list[OwnMeeting]:
    """Return a participant's meetings in order of time, with what is running and what is next."""
    summit, moment = registration.summit, now()
    found = queries.of_people([registration.id], moment.date()).get(registration.id, [])
    if not found:
        return []
    rooms = queries.rooms_of([summit.id])
    mine = (rules.standing_for(one, registration.id, rooms) for one in found)
    return rules.is_next([one for one in mine if one is not None], moment)


def own_meeting(registration: Registration, reference: str) -> OwnMeeting | None:
    """Return one of a participant's meetings by its public id."""
    return next((one for one in own_meetings(registration) if one.meeting.reference == reference), None)


def can_object(registration: Registration, own: OwnMeeting) -> bool:
    """Whether somebody can say now that a meeting does not suit them: while the plan is provisional."""
    round_ = queries.round_of(registration.summit_id)
    return own.tentative and own.mine.seated and round_ is not None and matchmaking.takes_objections(round_)


def begun_meetings(registration: Registration) -> list[OwnMeeting]:
    """Return a participant's meetings of which it can be said now what came of them, the newest first."""
    mine = own_meetings(registration)
    return [one for one in reversed(mine) if one.mine.seated and outcomes.can_say(registration.summit, one.meeting)]


def beside(registration: Registration) -> list[Beside]:
    """Return a participant's meetings for their own agenda; inside, whom they meet is told by name: both agreed."""
    language = current_language()
    return [_beside(own, registration.summit.slug, language) for own in own_meetings(registration)]


def _beside(own: OwnMeeting, slug: str, language: Language) -> Beside:
    meeting = own.meeting
    place = ", ".join(part for part in (_("Table %(table)s", table=meeting.table), said(own.room), said(own.venue)) if part)
    return Beside(
        meeting.reference, _("Meeting with %(names)s", names=names_of(own.others, language)), place, meeting.starts_at,
        meeting.ends_at, (*(described(one, language) for one in own.others), spoken_at(own)),
        f"/{language}/my/summits/{slug}/meetings/{meeting.reference}/", own.tentative, own.cancelled,
        own.moment is Moment.RUNNING, own.moment is Moment.NEXT, own.moment is Moment.OVER,
    )  # fmt: skip


def names_of(people: tuple[Sitter, ...], language: Language) -> str:
    """Return who sits there, by name; somebody whose name must not be shown by their house."""
    return ", ".join(one.house(language) if one.hidden else one.name.with_title for one in people) or "–"


def described(sitter: Sitter, language: Language) -> str:
    """Return the function and house of somebody; of whoever asked not to be named only the house."""
    return ", ".join(part for part in ("" if sitter.hidden else sitter.function, sitter.house(language)) if part)


def spoken_at(own: OwnMeeting) -> str:
    """Return in which language a meeting is held, and who interprets."""
    language = language_name(own.meeting.language)
    if own.meeting.interpreter is None:
        return _("Language: %(language)s", language=language)
    return _("Language: %(language)s, with %(name)s interpreting", language=language, name=own.meeting.interpreter.full)

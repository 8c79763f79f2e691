"""The briefing sheet of a meeting: who they are, where they fit, what their cities share; in both their languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from summitapp.core.i18n import current_language, language_name, show_partial_date, speaking
from summitapp.core.i18n import gettext as _
from summitapp.core.text import Language
from summitapp.directory.values import SDGS, TOPICS
from summitapp.hall import documents, queries
from summitapp.hall.services.papers.frame import DASH, Hall, base, day, hall_of, person, place, span, tongue
from summitapp.hall.values import Sitter, TableMeeting
from summitapp.matchmaking.values import AttendeeRole
from summitapp.partnerships.models import Partnership
from summitapp.partnerships.values import KIND_NAMES, STATUS_NAMES
from summitapp.profiles.models import MatchProfile
from summitapp.summits.models import Summit

Profiles = Mapping[int, MatchProfile]


def briefing(summit: Summit, references: Sequence[str] = ()) -> bytes:
    """Return the sheets of these meetings, by their public ids; of all of them without any."""
    hall = hall_of(summit)
    wanted = [one for one in hall.meetings if not references or one.reference in references]
    profiles = queries.profiles_of({sitter.registration_id for one in wanted for sitter in one.seated})
    ties = queries.ties_of({sitter.city_id for one in wanted for sitter in one.seated if sitter.city_id is not None})
    sheets = [{"columns": _columns(hall, one, profiles, ties)} for one in wanted]
    return documents.lay_out(documents.BRIEFING, {**base(summit, _("Briefing sheet"), hall.version), "sheets": sheets})


def languages_of(meeting: TableMeeting) -> list[Language]:
    """Return the languages of a sheet: that of the asker, then of those asked; two at most."""
    people = sorted(meeting.seated, key=lambda one: one.role is not AttendeeRole.ASKER)
    return list(dict.fromkeys(one.language for one in people))[:2]


def _columns(hall: Hall, meeting: TableMeeting, profiles: Profiles, ties: Sequence[Partnership]) -> list[dict[str, Any]]:
    columns = []
    for language in languages_of(meeting) or [current_language()]:
        with speaking(language):
            columns.append(_column(hall, meeting, profiles, ties, language))
    return columns


def _column(hall: Hall, meeting: TableMeeting, profiles: Profiles, ties: Sequence[Partnership],
            language: Language) -> dict[str, Any]:  # fmt: skip
    summit, sitters = hall.summit, meeting.seated
    where = ", ".join(part for part in (_("Table %(table)s", table=meeting.table), place(hall.rooms, meeting)) if part)
    return {
        "language": language, "title": " – ".join(one.town(language) or DASH for one in sitters),
        "facts": [f"{day(summit, meeting)}, {span(summit, meeting)}", where, tongue(meeting)],
        "people": [_who(one, profiles.get(one.registration_id), language) for one in sitters],
        "sections": [
            {"title": _("Where you fit"), "lines": fits_of(sitters, profiles, language),
             "nothing": _("Nothing that both profiles name. Ask each other what brought you here.")},
            {"title": _("What your cities share"), "lines": _ties(sitters, ties, language),
             "nothing": _("No partnership between your cities is known. This could be the beginning.")},
        ],
    }  # fmt: skip


def _who(sitter: Sitter, profile: MatchProfile | None, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {**person(sitter, language), "lines": [], "headline": "", "spoken": sitter.language}
    told["lines"].append(_("Speaks: %(what)s", what=", ".join(language_name(one) for one in sitter.languages) or DASH))
    if profile is None:
        return told
    told["headline"], told["spoken"] = profile.headline, profile.language
    for text, keys in ((_("Offers: %(what)s"), profile.offers), (_("Seeks: %(what)s"), profile.seeks)):
        if keys:
            told["lines"].append(text.replace("%(what)s", named(keys, language)))
    return told


def named(keys: Sequence[str], language: Language) -> str:
    """Return topics by their names."""
    return ", ".join(TOPICS[key].title.best(language) for key in keys if key in TOPICS)


def fits_of(sitters: Sequence[Sitter], profiles: Profiles, language: Language) -> list[str]:
    """Return in plain words what one offers and another seeks, and what both work on."""
    known = [(one, profiles[one.registration_id]) for one in sitters if one.registration_id in profiles]
    lines = []
    for one, mine in known:
        for other, theirs in known:
            both = [key for key in mine.offers if key in theirs.seeks]
            if one is not other and both:
                lines.append(_("%(one)s offers what %(other)s seeks: %(what)s", one=one.town(language),
                               other=other.town(language), what=named(both, language)))  # fmt: skip
    if len(known) > 1:
        topics = [key for key in known[0][1].topics if all(key in profile.topics for _one, profile in known[1:])]
        goals = [goal for goal in known[0][1].sdgs if all(goal in profile.sdgs for _one, profile in known[1:])]
        if topics:
            lines.append(_("Both work on: %(what)s", what=named(topics, language)))
        if goals:
            told = ", ".join(f"{goal} {SDGS[goal].best(language)}" for goal in goals if goal in SDGS)
            lines.append(_("Both serve the goals: %(what)s", what=told))
    return lines


def _ties(sitters: Sequence[Sitter], ties: Sequence[Partnership], language: Language) -> list[str]:
    cities = {one.city_id for one in sitters}
    lines = []
    for tie in ties:
        if {tie.german_city_id, tie.izmir_city_id} <= cities:
            since = "; ".join(f"{show_partial_date(one.happened)}: {one.what.best(language)}" for one in tie.events)
            kind, status = _(KIND_NAMES[tie.kind]), _(STATUS_NAMES[tie.status])
            facts = {"one": tie.german_city.name.best(language), "other": tie.izmir_city.name.best(language)}
            lines.append(_("%(one)s and %(other)s: %(kind)s (%(status)s)", **facts, kind=kind, status=status)
                         + (f". {since}" if since else ""))  # fmt: skip
    return lines

"""Meetings in calendars: under the UIDs and numbers of the ledger, told without names unless their owners allow them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from summitapp.calendars import rules as calendar_rules
from summitapp.calendars import services as calendars
from summitapp.calendars.values import CalendarItem, EntryState, EntryStatus
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import language_name, speaking
from summitapp.core.text import LANGUAGES, Language, Translated
from summitapp.hall import queries, rules
from summitapp.hall.values import OwnMeeting, Rooms, TableMeeting
from summitapp.jobs.services import wake
from summitapp.registration import queries as registrations_of
from summitapp.registration.models import Registration

KEEP: Final = "hall.keep"


def events_of(registrations: Collection[Registration], language: Language) -> list[CalendarItem]:
    """Return somebody's meetings for calendars; provisional ones are tentative, what they left or lost is cancelled.

    :param registrations: theirs, with their summits.
    """
    if not registrations:
        return []
    moment = now()
    by_id = {one.id: one for one in registrations}
    found = queries.of_people(by_id, moment.date())
    if not found:
        return []
    rooms = queries.rooms_of({one.summit_id for one in registrations})
    return [
        _item(own, by_id[looks], moment, language)
        for looks, some in found.items() for one in some
        if (own := _standing(one, by_id[looks], rooms)) is not None
    ]  # fmt: skip


def _standing(meeting: TableMeeting, registration: Registration, rooms: Rooms) -> OwnMeeting | None:
    """Whoever gave the place at the summit back has no meeting any more, whatever the plan still says."""
    own = rules.standing_for(meeting, registration.id, rooms)
    if own is not None and registration.state in registrations_of.GONE:
        return replace(own, cancelled=True)
    return own


def _item(own: OwnMeeting, registration: Registration, moment: datetime, language: Language) -> CalendarItem:
    meeting, summit = own.meeting, registration.summit
    return CalendarItem(
        entry=_entry(own, moment), starts_at=meeting.starts_at, ends_at=meeting.ends_at, title=_in_three(_title, own),
        description=_in_three(_description, own), location=_in_three(_location, own), zone=summit.timezone,
        url=f"{settings().base_url}/{language}/my/summits/{summit.slug}/meetings/{meeting.reference}/",
    )  # fmt: skip


def _entry(own: OwnMeeting, moment: datetime) -> EntryState:
    """Return an entry as the ledger has it, or will have it as soon as the worker wrote it down, for one who looks."""
    meeting = own.meeting
    known, facts = meeting.entry, rules.facts_of(meeting)
    state = calendar_rules.revise_entry(known, facts, moment if known is not None else meeting.changed_at)
    if state is not known:
        state = replace(state, created_at=None)
    exchanged = [one.exchanged_at for one in own.others if one.exchanged_at is not None]
    since = max([state.last_modified, *exchanged])
    return replace(state, status=EntryStatus.CANCELLED if own.cancelled else state.status, last_modified=since)


def _in_three(write: Callable[[OwnMeeting, Language], str], own: OwnMeeting) -> Translated:
    texts = {}
    for language in LANGUAGES:
        with speaking(language):
            texts[language] = write(own, language)
    return Translated(**texts)


def _title(own: OwnMeeting, language: Language) -> str:
    who = "; ".join(
        ", ".join(part for part in (one.name.full if one.named else "", one.house(language)) if part) for one in own.others
    )  # fmt: skip
    facts = {"who": who or "–", "table": own.meeting.table}
    return _("Meeting: %(who)s · Table %(table)s", **facts)


def _location(own: OwnMeeting, language: Language) -> str:
    table = _("Table %(table)s", table=own.meeting.table)
    return ", ".join(part for part in (table, own.room.best(language), own.venue.best(language)) if part)


def _description(own: OwnMeeting, language: Language) -> str:
    lines = [_("Language of the meeting: %(language)s", language=language_name(own.meeting.language))]
    if own.meeting.interpreter is not None:
        lines.append(_("An interpreter is at the table."))
    if own.tentative:
        lines.append(_("The plan is provisional: time and table may still change."))
    return "\n".join(lines)


# --- the ledger ------------------------------------------------------------------------------------------------------


def keep_entries(registrations: Collection[Registration]) -> None:
    """Let the ledger know the meetings of these registrations as they are now."""
    if registrations:
        found = queries.of_people([one.id for one in registrations], now().date())
        _keep(meeting for some in found.values() for meeting in some)


def keep_round(reference: str) -> None:
    """Let the ledger know every meeting of a round as it is now, in a few statements; safe to run twice."""
    round_id = queries.round_id_of(reference)
    if round_id is not None:
        _keep(queries.in_round(round_id, with_cancelled=True))


def _keep(found: Iterable[TableMeeting]) -> None:
    """What nobody was told of yet is not written down, nor what was cancelled before anybody heard of it."""
    calendars.revise(
        rules.facts_of(one) for one in found
        if one.told and (one.entry is not None or rules.facts_of(one).status is not EntryStatus.CANCELLED)
    )  # fmt: skip


def note_change(meeting: str) -> None:
    """Have the ledger brought up to a plan that was written; however many of its meetings changed, once."""
    reference = queries.round_of_meeting(meeting)
    if reference is not None:
        note_round(reference)


def note_round(reference: str) -> None:
    """Have the ledger brought up to the plan of a round, by its public id."""
    wake(KEEP, reference)


def people_at(meeting: str) -> Sequence[str]:
    """Return, by public id, who sits in a meeting or had agreed to it, and keeps the calendar by mail."""
    return queries.mailed_at(meeting)


def people_in(round_: str) -> list[str]:
    """Return, by public id, who sits in any meeting of a round, by its public id, and keeps the calendar by mail."""
    return queries.mailed_in(round_)

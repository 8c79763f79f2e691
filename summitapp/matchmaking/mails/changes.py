"""The mail about changes of somebody's meetings: what they come to when it leaves, with the old and the new place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from summitapp.matchmaking import queries
from summitapp.matchmaking.mails.planning import Mint, lines_of, values_for
from summitapp.matchmaking.queries import notices
from summitapp.matchmaking.rules.notices import News, Told, gathered
from summitapp.matchmaking.values import CAUSES
from summitapp.outbox import queries as outbox
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State

CHANGED: Final = "matchmaking/changed"


def tell_changes(registration: Registration, since: datetime, due_at: datetime) -> None:
    """Write to somebody what has changed of their meetings since a moment, unless a mail that will say so waits already."""
    person, summit = registration.person, registration.summit
    if not person.email or outbox.waits_for(person.public_id, CHANGED, summit.public_id):
        return
    references = {"registration": registration.public_id, "person": person.public_id, "since": since.isoformat()}
    enqueue(CHANGED, to=person.email, language=person.language, person=person.public_id, summit=summit.public_id,
            references=references, due_at=due_at)  # fmt: skip


def changes_contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of the template. :param mint: makes the secret of a link while the mail is composed."""

    def changed(references: Mapping[str, Any]) -> Mail | None:
        who = registrations.by_reference(str(references["registration"]))
        if who is None or who.state is not State.CONFIRMED or who.person.public_id != references["person"]:
            return None
        lines = news_for(who, datetime.fromisoformat(str(references["since"])))
        return Mail({**values_for(who, mint), "changes": lines}) if lines else None

    return {CHANGED: changed}


def news_for(who: Registration, since: datetime) -> list[dict[str, Any]]:
    """Return what somebody reads of the changes since a moment, in order of the time at which the meetings are or were."""
    changes = notices.changes_for(who.id, since)
    if not changes:
        return []
    meetings, round_id = {one.meeting_id: one.meeting for one in changes}, changes[0].round_id
    slots = {slot.public_id: slot for slot in queries.slots_of(round_id)}
    tables = {table.public_id: table for table in queries.tables_of(round_id)}

    def place(named: Mapping[str, Any]) -> dict[str, Any] | None:
        slot, table = slots.get(str(named.get("slot"))), tables.get(str(named.get("table")))
        return {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "table": table} if slot and table else None

    def line(news: News) -> dict[str, Any]:
        before, after = place(news.before), place(news.after)
        others = lines_of(meetings[news.meeting], who)["others"]
        return {"kind": news.kind, "before": before, "after": after, "others": others, "why": CAUSES.get(news.cause, "")}

    told = gathered([Told(one.meeting_id, one.before, one.after, one.cause) for one in changes])
    found = [one for one in map(line, told) if one["before"] or one["after"]]
    return sorted(found, key=lambda one: (one["after"] or one["before"])["starts_at"])

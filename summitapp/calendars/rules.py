"""When an entry counts as changed (RFC 5545, 3.8.7.4), and how entries are told apart."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlencode

from summitapp.calendars.values import (
    ALARMS,
    CalendarItem,
    EntryFacts,
    EntryState,
    EntryStatus,
    Method,
    Sent,
    Step,
    Subscription,
)
from summitapp.core.text import LANGUAGES

_NAMESPACE: Final = uuid.UUID("4f1d6a0e-6f0b-5d1c-9a51-2f6f3f6b1a27")
#: With which queries a public calendar is asked for again and again, each in one spelling.
CALENDAR_QUERIES: Final = frozenset(
    "&".join(part for part in (language, alarm) if part)
    for language in ("", *(f"lang={code}" for code in LANGUAGES))
    for alarm in ("", *(f"alarm={minutes}" for minutes in ALARMS))
)


def alarm_of(asked: str | None) -> int | None:
    """Return how many minutes before a session a reader wishes to be reminded; what is not on offer is no wish."""
    return int(asked) if asked in {str(minutes) for minutes in ALARMS} else None


def subscription(address: str, name: str) -> Subscription:
    """Return how one subscribes to a feed: ``address`` is its whole URL, ``name`` what the calendar will be called."""
    webcal = "webcal://" + address.split("://", 1)[1]
    query = urlencode({"url": address, "name": name}, quote_via=quote)
    return Subscription(
        address, webcal, f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        f"https://outlook.live.com/calendar/0/addfromweb?{query}",
        f"https://outlook.office.com/calendar/0/addfromweb?{query}",
    )  # fmt: skip


def uid_of(subject: str) -> str:
    """Return the UID of a thing: a UUID that says nothing of us or of the thing (RFC 7986, 5.3)."""
    return str(uuid.uuid5(_NAMESPACE, subject))


def fingerprint(facts: EntryFacts) -> str:
    """Return the mark of what a calendar must be told as a new revision: time, place and status."""
    narrowed = (facts.audience,) if facts.audience else ()
    return _mark(_instant(facts.starts_at), _instant(facts.ends_at), facts.place, facts.status.value, *narrowed)


def text_mark(facts: EntryFacts) -> str:
    """Return the mark of everything else that is shown."""
    return _mark(*facts.texts)


def revise_entry(known: EntryState | None, facts: EntryFacts, moment: datetime) -> EntryState:
    """Return the ledger's next state of an entry; the same object when nothing differs.

    SEQUENCE rises by one when time, place or status changed. Other texts renew LAST-MODIFIED only,
    so that a corrected word does not ask everybody to accept an invitation again.
    """
    mark, texts = fingerprint(facts), text_mark(facts)
    moment = moment.astimezone(UTC).replace(microsecond=0)
    if known is None:
        return EntryState(facts.subject, uid_of(facts.subject), 0, mark, texts, facts.status, moment, moment)
    if (known.fingerprint, known.text_mark) == (mark, texts):
        return known
    raised = known.sequence + (known.fingerprint != mark)
    # A clock that was put back must not make a revision look older than the one before.
    moment = max(moment, known.last_modified)
    return EntryState(known.subject, known.uid, raised, mark, texts, facts.status, moment, known.created_at)


def next_steps(sent: Mapping[str, Sent], items: Iterable[CalendarItem], moment: datetime) -> list[Step]:
    """Return the mails somebody must be sent, so that their calendar holds exactly ``items`` (RFC 5546).

    What is over is left as it is. A number once sent is never sent again, whatever the ledger counts. What is only
    hoped for or marked is no invitation: it comes when it is certain.
    """
    certain = (item for item in items if item.entry.status is not EntryStatus.TENTATIVE)
    wanted = {item.entry.subject: item for item in certain if item.ends_at > moment}
    steps = [step for item in wanted.values() if (step := _step(sent.get(item.entry.subject), item))]
    for subject, known in sent.items():
        if subject not in wanted and known.method is Method.REQUEST and known.item.ends_at > moment:
            steps.append(Step(Method.CANCEL, known.sequence + 1, known.item, again=True))
    return sorted(steps, key=lambda step: (step.item.starts_at, step.subject))


def _step(known: Sent | None, item: CalendarItem) -> Step | None:
    """Return what one entry needs, given what was last sent of it."""
    cancelled, least = item.entry.status is EntryStatus.CANCELLED, item.entry.sequence
    if known is None:
        return None if cancelled else Step(Method.REQUEST, least, item)
    number = max(least, known.sequence + 1)
    if known.method is Method.CANCEL:
        return None if cancelled else Step(Method.REQUEST, number, item)
    if cancelled:
        return Step(Method.CANCEL, number, item, again=True)
    return Step(Method.REQUEST, number, item, again=True) if known.entry_sequence != least else None


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _mark(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]

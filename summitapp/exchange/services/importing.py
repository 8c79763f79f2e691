"""Taking the sessions of a file over into the draft."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from summitapp.agenda import queries as agenda
from summitapp.agenda import services
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import AppearanceDetails, SessionDetails
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.errors import Stale
from summitapp.core.text import Language
from summitapp.core.tz import from_local
from summitapp.exchange import queries, rules
from summitapp.exchange.values import Judged, Known, Outcome
from summitapp.summits.models import Summit


def judge_file(summit: Summit, body: bytes, language: Language) -> tuple[Judged, ...]:
    """Return what a file would do to the draft; nothing is written.

    :raises DomainError: in words, if it cannot be read.
    """
    setting = queries.setting_of(summit)
    guids = {one.guid: one.code for one in setting.known.values()}
    return rules.judge(rules.read_file(body, language, guids), setting)


def mark_of(judged: Sequence[Judged]) -> str:
    """Return what somebody agrees to by going on."""
    return hashlib.sha256(repr(judged).encode()).hexdigest()[:32]


def take_file(summit: Summit, body: bytes, language: Language, seen: str | None = None) -> tuple[Sequence[Judged], datetime]:
    """Write the rows that can be taken into the draft; return all rows, and the moment by which the new ones are known.

    :param seen: :func:`mark_of` what was shown; without it whatever the file says now is taken.
    :raises Stale: if the draft or the file would do something else by now. :raises SummitArchived: if it takes no changes.
    """
    summit = lock(Summit, summit.id)
    judged, moment = judge_file(summit, body, language), now()
    if seen is not None and seen != mark_of(judged):
        raise Stale
    new = [one.wanted for one in judged if one.outcome is Outcome.NEW and one.wanted is not None]
    if new:
        services.plan_sessions(summit, [_planned(one, summit) for one in new], moment)
    for row in judged:
        if row.outcome is Outcome.CHANGED and row.wanted is not None:
            _change(summit, row.wanted)
    audit.record("agenda.imported", summit, summit=summit.public_id, new=len(new),
                 changed=sum(one.outcome is Outcome.CHANGED for one in judged))  # fmt: skip
    return judged, moment


def take_back(summit: Summit, moment: datetime) -> tuple[int, int]:
    """Remove the sessions that were new in the file of that moment; return how many went and how many stay.

    What somebody has changed since, or what was published, stays, and so does what the file changed.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    gone, kept = services.take_back_copy(summit, moment)
    audit.record("agenda.import_taken_back", summit, summit=summit.public_id, sessions=gone)
    return gone, kept


def _details(known: Known) -> SessionDetails:
    return SessionDetails(known.text, (), known.code)


def _planned(known: Known, summit: Summit) -> services.Planned:
    if known.starts is None:
        return services.Planned(_details(known), known.room)
    return services.Planned(_details(known), known.room, *_instants(known, summit))


def _instants(known: Known, summit: Summit) -> tuple[datetime, datetime]:
    assert known.starts is not None and known.ends is not None
    return (from_local(known.starts, summit.timezone, second=False), from_local(known.ends, summit.timezone, second=False))


def _change(summit: Summit, wanted: Known) -> None:
    """Change what differs, and nothing else: who appears, and further rooms, stay."""
    session = agenda.session_of(summit.slug, wanted.code)
    assert session is not None
    if wanted.text != session.text:
        services.edit_session(session, replace(_details(wanted), appearances=_cast(session)), session.revision)
        db.session.flush()
    slot = agenda.slot_of(session)
    if wanted.starts is None:
        return
    goal = (wanted.room, *_instants(wanted, summit))
    if slot is None or goal != (slot.room.code if slot.room else "", slot.starts_at, slot.ends_at):
        more = [room.code for room in slot.more_rooms] if slot is not None else []
        services.put_session(session, *goal, session.revision, more)


def _cast(session: AgendaSession) -> tuple[AppearanceDetails, ...]:
    return tuple(
        AppearanceDetails(
            one.person.public_id if one.person else "", one.position.public_id if one.position else "", one.role, one.function
        )
        for one in session.appearances
    )  # fmt: skip

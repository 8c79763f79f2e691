"""Taking the sessions of a file over into the draft."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from summitapp.agenda import queries as agenda
from summitapp.agenda import services
from summitapp.agenda.values import AppearanceDetails, SessionDetails
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.errors import Stale
from summitapp.core.text import Language
from summitapp.core.tz import from_local
from summitapp.directory import queries as directory_queries
from summitapp.directory import services as directory
from summitapp.exchange import queries, rules
from summitapp.exchange.services.casting import Casting, cast_of, key_of
from summitapp.exchange.values import Judged, Known, Outcome
from summitapp.summits.models import Summit


def judge_file(summit: Summit, body: bytes, language: Language) -> tuple[Judged, ...]:
    """Return what a file would do to the draft; nothing is written.

    :raises DomainError: in words, if it cannot be read.
    """
    known = queries.known_of(summit)
    table = rules.read_file(body, language, {one.guid: one.code for one in known.values()})
    names = {mention.name for mentions in table.people.values() for mention in mentions}
    return rules.judge(table, queries.setting_of(summit, known, names, language))


def mark_of(judged: Sequence[Judged]) -> str:
    """Return what somebody agrees to by going on."""
    return hashlib.sha256(repr(judged).encode()).hexdigest()[:32]


def take_file(
    summit: Summit, body: bytes, language: Language, seen: str | None = None, choices: Mapping[str, str] | None = None
) -> tuple[Sequence[Judged], datetime]:
    """Write the rows that can be taken into the draft; return all rows, and the moment by which the new ones are known.

    :param seen: :func:`mark_of` what was shown; without it whatever the file says now is taken.
    :param choices: whose the unclear names are, by token: the key of a candidate, ``SOMEBODY_NEW`` or ``NOBODY``. Without a
        choice it is somebody new: a name alone joins nobody who could be written to.
    :raises Stale: if the draft or the file would do something else by now. :raises SummitArchived: if it takes no changes.
    """
    summit = lock(Summit, summit.id)
    judged, moment = judge_file(summit, body, language), now()
    if seen is not None and seen != mark_of(judged):
        raise Stale
    cast = Casting(language, choices or {}, moment)
    new = [(one.wanted, cast.joining(one)) for one in judged if one.outcome is Outcome.NEW and one.wanted is not None]
    if new:
        services.plan_sessions(summit, [_planned(one, summit, people) for one, people in new], moment)
    for row in judged:
        if row.outcome is Outcome.CHANGED and row.wanted is not None:
            _change(summit, row.wanted, row.leaving, cast.joining(row))
    audit.record("agenda.imported", summit, summit=summit.public_id, new=len(new), people=cast.added,
                 changed=sum(one.outcome is Outcome.CHANGED for one in judged))  # fmt: skip
    return judged, moment


def take_back(summit: Summit, moment: datetime) -> tuple[int, int]:
    """Remove the sessions that were new in the file of that moment, and the people who came with them and with nothing else.

    What somebody has changed since, or what was published, stays, and so does what the file changed. Returns how many
    sessions went and how many stay.

    :raises SummitArchived: if the summit takes no changes any more.
    """
    people = queries.came_with(summit, moment)
    gone, kept = services.take_back_copy(summit, moment)
    db.session.flush()
    alone = people.keys() - directory_queries.mentioned(people) if people else set()
    directory.remove_people(sorted(alone))
    for row in sorted(alone):
        audit.write("person.removed", "directory.person", people[row], summit=summit.public_id)
    audit.record("agenda.import_taken_back", summit, summit=summit.public_id, sessions=gone, people=len(alone))
    return gone, kept


def _details(known: Known, people: tuple[AppearanceDetails, ...] = ()) -> SessionDetails:
    return SessionDetails(known.text, people, known.code)


def _planned(known: Known, summit: Summit, people: tuple[AppearanceDetails, ...]) -> services.Planned:
    if known.starts is None:
        return services.Planned(_details(known, people), known.room)
    return services.Planned(_details(known, people), known.room, *_instants(known, summit))


def _instants(known: Known, summit: Summit) -> tuple[datetime, datetime]:
    assert known.starts is not None and known.ends is not None
    return (from_local(known.starts, summit.timezone, second=False), from_local(known.ends, summit.timezone, second=False))


def _change(summit: Summit, wanted: Known, leaving: Collection[str], joining: tuple[AppearanceDetails, ...]) -> None:
    """Change what differs, and nothing else: who appears without being named, and further rooms, stay."""
    session = agenda.session_of(summit.slug, wanted.code)
    assert session is not None
    if wanted.text != session.text or leaving or joining:
        cast = (*(one for one in cast_of(session) if key_of(one) not in leaving), *joining)
        services.edit_session(session, _details(wanted, cast), session.revision)
        db.session.flush()
    slot = agenda.slot_of(session)
    if wanted.starts is None:
        return
    goal = (wanted.room, *_instants(wanted, summit))
    if slot is None or goal != (slot.room.code if slot.room else "", slot.starts_at, slot.ends_at):
        more = [room.code for room in slot.more_rooms] if slot is not None else []
        services.put_session(session, *goal, session.revision, more)

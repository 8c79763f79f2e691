"""Telling people of a release: who is told what is written down with it, and nothing leaves before somebody says so.

A click releases what was prepared; a task then writes the mails slice by slice, each slice in a transaction of its own
under the lock of the release. A notice loses the mark of waiting with the mail that is written, so that a second click,
a second organiser or a worker that was killed makes no second mail.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda import mails, queries, rules
from summitapp.agenda.models import AgendaNotice, AgendaVersion
from summitapp.agenda.values import Change, Concern, CountChanged, News, NoticeState, Placement
from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, lock, table_of, unit_of_work
from summitapp.core.errors import Stale
from summitapp.core.security import new_reference
from summitapp.core.text import as_language
from summitapp.directory.models import Person
from summitapp.jobs.services import wake
from summitapp.outbox import services as outbox
from summitapp.outbox.values import Addressed, Letter
from summitapp.summits.models import Summit

log = logging.getLogger(__name__)
TELL: Final = "agenda.tell"
SLICE: Final = 200
_NOTICE: Final = table_of(AgendaNotice)
Told = dict[int, tuple[int, tuple[News, ...]]]


def gather_news(
    summit: Summit, last: AgendaVersion | None, released: Sequence[Placement], placements: Sequence[Placement],
    *, everybody: bool | None = None,
) -> Told:
    """Return whom a release concerns: row id of the person → number of the release they know, and their news.

    Who was not told of the last release yet is told everything since the one they know, in one mail.

    :param released: placements of the ``last`` release, ``placements`` those of the coming one.
    :param everybody: whether all who take part are told, too; without a word, where all of them are expected.
    """
    base = (last.number or 0) if last is not None else 0
    known = queries.waiting_notices(summit)
    found: Told = {}
    for since in sorted({base, *known.values()}):
        old = released if since == base else _placements_at(summit, since)
        told = _affected(summit, rules.compare_versions(old, placements), everybody)
        found |= {person: (since, news) for person, news in told.items() if known.get(person, base) == since}
    return found


def _placements_at(summit: Summit, number: int) -> Sequence[Placement]:
    version = queries.last_release(summit, number) if number else None
    return queries.placements_of(version) if version is not None else ()


def _affected(summit: Summit, changes: Sequence[Change], everybody: bool | None) -> dict[int, tuple[News, ...]]:
    sessions = [side.reference for change in changes if (side := change.new or change.old)]
    listeners = queries.listeners_of(summit, sessions)
    if everybody is None:
        sessions = [side.reference for change in changes if (side := rules.expects_all(change))]
    if sessions and everybody is not False:
        comers = set(queries.comers(summit))
        listeners[Concern.COMES] = dict.fromkeys(sessions, comers)
    found = rules.find_affected(changes, listeners)
    people = queries.people_of_keys(found, summit.starts_on)
    told: dict[int, dict[str, News]] = {}
    for key, news in found.items():
        for person in people.get(key, ()):
            mine = told.setdefault(person, {})
            for one in news:
                mine.setdefault(one.session, one)
    return {person: tuple(news.values()) for person, news in told.items()}


def prepare_notices(
    version: AgendaVersion, last: AgendaVersion | None, released: Sequence[Placement], placements: Sequence[Placement],
    *, everybody: bool | None = None,
) -> None:
    """Write down who is told what of a new release; what waited of earlier ones is told with it."""
    found = gather_news(version.summit, last, released, placements, everybody=everybody)
    older = sa.select(AgendaVersion.id).where(AgendaVersion.summit_id == version.summit_id)
    waiting = sa.update(_NOTICE).where(_NOTICE.c.version_id.in_(older), _NOTICE.c.state == NoticeState.PREPARED)
    db.session.execute(waiting.values(state=NoticeState.SUPERSEDED))
    _write_down(version, found)


def add_notices(version: AgendaVersion, news: Mapping[str, Iterable[News]]) -> None:
    """Let a higher feature add people who are to be told of a release, by the public id of the person.

    Call it from a reaction to :class:`AgendaPublished`; who is there already stays there once, with what is written.
    """
    people = queries.people_of_keys([f"person:{reference}" for reference in news], version.summit.starts_on)
    since = (version.number or 1) - 1
    _write_down(version, {
        row: (since, tuple(told)) for reference, told in news.items() for row in people.get(f"person:{reference}", ())
    })  # fmt: skip


def _write_down(version: AgendaVersion, found: Told) -> None:
    moment = now()
    rows: list[dict[str, Any]] = [
        {"public_id": new_reference(), "version_id": version.id, "person_id": person, "since": since, "message": "",
         "news": [one.as_dict() for one in news], "state": NoticeState.PREPARED, "added_at": moment}
        for person, (since, news) in found.items()
    ]  # fmt: skip
    for start in range(0, len(rows), 1000):
        db.session.connection().execute(insert_missing(_NOTICE), rows[start : start + 1000])


def drop_notice(notice: AgendaNotice) -> None:
    """Decide that somebody is not told.

    :raises Stale: if the mail is on its way already.
    """
    _move(notice, NoticeState.PREPARED, NoticeState.DROPPED, "agenda.notice_dropped")


def drop_notices(version: AgendaVersion, concern: Concern) -> int:
    """Decide that all who are told for this reason alone are not told, and return how many."""
    version = lock(AgendaVersion, version.id)
    rows = queries.reasons_of(version).get(concern, [])
    for start in range(0, len(rows), 500):
        part = sa.update(_NOTICE).where(_NOTICE.c.id.in_(rows[start : start + 500]))
        db.session.execute(part.values(state=NoticeState.DROPPED))
    db.session.expire_all()
    audit.record("agenda.notices_dropped", version, summit=version.summit.public_id, reason=concern, number=len(rows))
    return len(rows)


def keep_notice(notice: AgendaNotice) -> None:
    """Decide that somebody is told after all.

    :raises Stale: if that was not to be.
    """
    _move(notice, NoticeState.DROPPED, NoticeState.PREPARED, "agenda.notice_kept")


def _move(notice: AgendaNotice, since: NoticeState, state: NoticeState, action: str) -> None:
    version = lock(AgendaVersion, notice.version_id)
    notice = lock(AgendaNotice, notice.id)
    if notice.state is not since or version.number != queries.release_of(version.summit_id):
        raise Stale
    notice.state = state
    audit.record(action, notice, summit=version.summit.public_id, person=notice.person.public_id)


def release_notices(version: AgendaVersion, number: int) -> int:
    """Send what was prepared for a release and return how many; a second click finds nothing and sends nothing.

    :param number: how many mails that are, as the organiser has read it.
    :raises CountChanged: if there are more or fewer by now.
    """
    version = lock(AgendaVersion, version.id)
    waiting = queries.notice_states([version.id])[version.id].get(NoticeState.PREPARED, 0)
    if not waiting:
        return 0
    if waiting != number:
        raise CountChanged(number=waiting)
    send_notices(version)
    audit.record("agenda.notices_released", version, summit=version.summit.public_id, number=number)
    return waiting


def send_notices(version: AgendaVersion, session: str = "") -> None:
    """Let the mails of a release be written after the commit; ``session``: only to those it concerns, by public id."""
    chosen = (_NOTICE.c.version_id == version.id) & (_NOTICE.c.state == NoticeState.PREPARED)
    if session:
        rows = queries.notices_of(version, NoticeState.PREPARED)
        concerned = [one.id for one in rows if any(news["session"] == session for news in one.news)]
        for start in range(0, len(concerned), 500):
            part = chosen & _NOTICE.c.id.in_(concerned[start : start + 500])
            db.session.execute(sa.update(_NOTICE).where(part).values(state=NoticeState.RELEASED))
    else:
        db.session.execute(sa.update(_NOTICE).where(chosen).values(state=NoticeState.RELEASED))
    db.session.expire_all()
    wake(TELL, version.public_id)


def tell(reference: str) -> None:
    """Write the mails of a release slice by slice until none is left; safe to run twice."""
    while _tell_slice(reference):
        pass


def _tell_slice(reference: str) -> bool:
    """Write the next mails; returns whether there may be more."""
    with unit_of_work():
        version = queries.version_by_reference(reference)
        if version is None:
            return False
        version = lock(AgendaVersion, version.id)  # two workers take turns
        waiting = queries.notices_of(version, NoticeState.RELEASED, SLICE)
        reached = [one for one in waiting if one.person.email]
        letters = [
            Addressed(one.person.email or "", as_language(one.person.language), one.person.public_id,
                      {"notice": one.public_id})
            for one in reached
        ]  # fmt: skip
        messages = outbox.enqueue_batch(mails.NEWS, letters, batch=reference, summit=version.summit.public_id)
        written = dict(zip((one.id for one in reached), messages, strict=True))
        for one in waiting:
            one.message = written.get(one.id, "")
            one.state = NoticeState.SENT if one.message else NoticeState.UNREACHABLE
        return len(waiting) == SLICE


def preview_notice(notice: AgendaNotice) -> Letter | None:
    """Return the mail as its reader gets it, in their language."""
    person: Person = notice.person
    language = as_language(person.language)
    mail = mails.compose(notice, language)
    return outbox.render(mails.NEWS, person.email or "", language, mail) if mail is not None else None


def sweep_notices() -> None:
    """Go on with the mails that were released and not written."""
    references = queries.released_versions()
    db.session.rollback()
    for reference in references:
        try:
            tell(reference)
        except Exception:
            log.exception("the mails of release %s were left for later", reference)

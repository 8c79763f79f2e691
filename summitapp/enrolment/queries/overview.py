"""How full the sessions of a release are, and how they were rated: counted by the database, a page at a time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession, Slot
from summitapp.agenda.values import Attendance, SessionText
from summitapp.core.db import db, table_of
from summitapp.enrolment import rules
from summitapp.enrolment.models import Enrolment, Feedback
from summitapp.enrolment.values import EnrolmentState, Figures, Report, Spread
from summitapp.summits.models import Summit

_session, _slot = table_of(AgendaSession), table_of(Slot)
_enrolment, _feedback = table_of(Enrolment), table_of(Feedback)
_HELD = (
    sa.select(
        _enrolment.c.session_id,
        sa.func.count().filter(_enrolment.c.state == EnrolmentState.ENROLLED).label("seated"),
        sa.func.count().filter(_enrolment.c.state == EnrolmentState.WAITING).label("waiting"),
    ).group_by(_enrolment.c.session_id).subquery("held")
)  # fmt: skip
_SAID = sa.select(_feedback.c.session_id).distinct().subquery("said")


def figures_of(summit: Summit, since: datetime | None, until: datetime | None, waiting: bool, page: int, size: int) -> Spread:
    """Return the sessions in which people take a place, or of which they said something, in order of time.

    :param since: those that begin from then on, ``until``: before then. :param waiting: only where somebody waits.
    :param page: from 1; one behind the last is the last.
    """
    last = agenda.last_release(summit)
    if last is None:
        return Spread((), 1, 1, 0)
    wanted = [_slot.c.version_id == last.id, sa.or_(
        _session.c.attendance == Attendance.ENROL, _HELD.c.session_id.is_not(None), _SAID.c.session_id.is_not(None)
    )]  # fmt: skip
    wanted += [_slot.c.starts_at >= since] if since else []
    wanted += [_slot.c.starts_at < until] if until else []
    wanted += [_HELD.c.waiting > 0] if waiting else []
    source = (
        _slot.join(_session, _session.c.id == _slot.c.session_id).outerjoin(_HELD, _HELD.c.session_id == _session.c.id)
        .outerjoin(_SAID, _SAID.c.session_id == _session.c.id)
    )  # fmt: skip
    number = db.session.scalar(sa.select(sa.func.count()).select_from(source).where(*wanted)) or 0
    pages = max(1, -(-number // size))
    page = min(max(page, 1), pages)
    columns = (_session.c.id, _session.c.code, _session.c.capacity, _slot.c.starts_at, _slot.c.cancelled, _slot.c.frozen,
               _HELD.c.seated, _HELD.c.waiting)  # fmt: skip
    order = (_slot.c.starts_at, _slot.c.ends_at, _session.c.code)
    rows = db.session.connection().execute(
        sa.select(*columns).select_from(source).where(*wanted).order_by(*order).limit(size).offset((page - 1) * size)
    ).all()
    marks = _marks([row.id for row in rows])
    return Spread(tuple(_figures(row, marks.get(row.id, Report(0))) for row in rows), page, pages, number)


def _figures(row: Any, report: Report) -> Figures:
    text = SessionText.of(row.frozen)
    return Figures(row.code, text.title, row.starts_at, row.cancelled, text.attendance is Attendance.ENROL, row.capacity,
                   row.seated or 0, row.waiting or 0, report)  # fmt: skip


def _marks(sessions: Collection[int]) -> dict[int, Report]:
    """Return how sessions were rated, by row id, without a word of what was written."""
    rows = (
        sa.select(_feedback.c.session_id, _feedback.c.stars, sa.func.count().label("number"))
        .where(_feedback.c.session_id.in_(list(sessions))).group_by(_feedback.c.session_id, _feedback.c.stars)
    )  # fmt: skip
    given: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in db.session.execute(rows) if sessions else ():
        given[row.session_id] += [(row.stars, "")] * row.number
    return {session: rules.summarise(answers) for session, answers in given.items()}

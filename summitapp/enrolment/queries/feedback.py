"""What was said of sessions. Names never leave here."""

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession
from summitapp.core.db import db, table_of
from summitapp.enrolment import rules
from summitapp.enrolment.models import Enrolment, Favourite, Feedback
from summitapp.enrolment.values import Report
from summitapp.summits.models import Summit

_session, _feedback = table_of(AgendaSession), table_of(Feedback)


def feedback_of(session_id: int, person_id: int) -> Feedback | None:
    """Return what one person said of one session."""
    pair = (Feedback.session_id == session_id) & (Feedback.person_id == person_id)
    return db.session.scalar(sa.select(Feedback).where(pair))


def given_by(person_id: int, summit: Summit) -> dict[str, tuple[int, str]]:
    """Return code → the stars and words somebody gave a session of a summit."""
    rows = (
        sa.select(_session.c.code, _feedback.c.stars, _feedback.c.text)
        .join(_feedback, _feedback.c.session_id == _session.c.id)
        .where(_feedback.c.person_id == person_id, _session.c.summit_id == summit.id)
    )
    return {row.code: (row.stars, row.text) for row in db.session.execute(rows)}


def reports_of(summit: Summit, codes: Iterable[str] | None = None) -> dict[str, Report]:
    """Return code → what was said of it, of every session of a summit that was spoken of. :param codes: of these only."""
    rows = (
        sa.select(_session.c.code, _feedback.c.stars, _feedback.c.text)
        .join(_feedback, _feedback.c.session_id == _session.c.id).where(_session.c.summit_id == summit.id)
    )  # fmt: skip
    if codes is not None:
        rows = rows.where(_session.c.code.in_(sorted(codes)))
    answers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in db.session.execute(rows):
        answers[row.code].append((row.stars, row.text))
    return {code: rules.summarise(given) for code, given in answers.items()}


def report_of(session: AgendaSession) -> Report:
    """Return what was said of one session."""
    return reports_of(session.summit, (session.code,)).get(session.code, Report(0))


def feedback_left(summit_id: int) -> int:
    """Return how many enrolments, stars and answers of a summit are still kept."""
    here = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit_id)
    counts = [
        sa.select(sa.func.count()).select_from(model).where(model.session_id.in_(here)).scalar_subquery()
        for model in (Enrolment, Favourite, Feedback)
    ]
    return db.session.scalar(sa.select(counts[0] + counts[1] + counts[2])) or 0

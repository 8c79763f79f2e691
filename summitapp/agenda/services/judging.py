"""What does not fit in the draft, as of now."""

from collections.abc import Iterable

from summitapp.agenda import queries, rules
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Conflict, Frame, Placement
from summitapp.core.clock import now
from summitapp.summits.models import Summit


def frame_now(summit: Summit) -> Frame:
    """Return within what the agenda of a summit has to fit, and what lies in the past by now."""
    return queries.frame_of(summit, now())


def judge_draft(summit: Summit, placements: Iterable[Placement]) -> tuple[Conflict, ...]:
    """Return every conflict and notice of the draft, as a release would meet them now."""
    return rules.find_conflicts(placements, frame_now(summit))


def judge_session(session: AgendaSession, frame: Frame | None = None) -> tuple[Conflict, ...]:
    """Return what one session of the draft clashes with; loads and judges only what shares a room or a person.

    An editor asks this with each drag.

    :param frame: within what it has to fit, for whoever has asked already.
    """
    return rules.find_conflicts_of(session.code, queries.placements_around(session), frame or frame_now(session.summit))

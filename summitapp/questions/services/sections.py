"""The headings of a form."""

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.questions import queries
from summitapp.questions.models import Question, Section
from summitapp.questions.services.order import arrangement, require_order, write_order
from summitapp.questions.values.refusals import SectionInUse
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitArchived, SummitState


def refuse_if_archived(summit: Summit) -> None:
    """Refuse to change a form of the past.

    :raises SummitArchived: if the summit takes no more changes.
    """
    if summit.state is SummitState.ARCHIVED:
        raise SummitArchived


def add_section(summit: Summit, title: Translated, intro: Translated | None = None) -> Section:
    """Add an empty section at the end.

    :raises SummitArchived: if the summit takes no more changes.
    """
    refuse_if_archived(summit)
    place = queries.last_position(Section, summit.id) + 1
    section = Section(summit_id=summit.id, title=title, intro=intro or Translated(), position=place)
    db.session.add(section)
    record("section.added", section, summit=summit.public_id)
    return section


def change_section(section: Section, title: Translated, intro: Translated) -> None:
    """Change the words of a section.

    :raises SummitArchived: if the summit takes no more changes.
    """
    refuse_if_archived(section.summit)
    section.title, section.intro = title, intro
    record("section.changed", section, summit=section.summit.public_id)


def remove_section(section: Section) -> None:
    """Remove a section that asks nothing any more; its retired questions stay with their answers.

    :raises SectionInUse: if it still asks something. :raises SummitArchived: if the summit takes no more changes.
    """
    refuse_if_archived(section.summit)
    asked = (Question.section_id == section.id) & Question.retired_at.is_(None)
    if db.session.scalar(sa.select(sa.func.count()).where(asked)):
        raise SectionInUse
    record("section.removed", section, summit=section.summit.public_id)
    db.session.delete(section)
    db.session.flush()


def move_section(section: Section, up: bool) -> None:
    """Exchange a section with its neighbour.

    :raises OrderRefused: if a question would stand before the one it depends on.
    :raises SummitArchived: if the summit takes no more changes.
    """
    refuse_if_archived(section.summit)
    wanted = arrangement(section.summit_id)
    here = next(place for place, (one, _questions) in enumerate(wanted) if one.id == section.id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(wanted):
        return
    wanted[here], wanted[there] = wanted[there], wanted[here]
    require_order(wanted)
    write_order(wanted)
    record("section.moved", section, summit=section.summit.public_id)

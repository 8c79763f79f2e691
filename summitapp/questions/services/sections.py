"""The headings of a form, and holding it while it is changed."""

from typing import Final

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

_HELD: Final = "forms held"


def hold_form(summit: Summit) -> None:
    """Wait until nobody else changes the form of a summit, and keep it so until the commit.

    Whether a form is sound is judged by all of it: two organisers who each change another question could otherwise
    leave one that waits for an answer nobody is asked for. What was read before is read anew.

    :raises SummitArchived: if the summit takes no more changes.
    """
    held: set[int] = db.session.info.setdefault(_HELD, set())
    if summit.id not in held:
        held.add(summit.id)
        db.session.flush()
        db.session.execute(sa.select(Summit.id).where(Summit.id == summit.id).with_for_update(key_share=True))
        db.session.expire_all()
    if summit.state is SummitState.ARCHIVED:
        raise SummitArchived


def add_section(summit: Summit, title: Translated, intro: Translated | None = None) -> Section:
    """Add an empty section at the end.

    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(summit)
    place = queries.last_position(Section, summit.id) + 1
    section = Section(summit_id=summit.id, title=title, intro=intro or Translated(), position=place)
    db.session.add(section)
    record("section.added", section, summit=summit.public_id)
    return section


def change_section(section: Section, title: Translated, intro: Translated) -> None:
    """Change the words of a section.

    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(section.summit)
    section.title, section.intro = title, intro
    record("section.changed", section, summit=section.summit.public_id)


def remove_section(section: Section) -> None:
    """Remove a section that asks nothing any more; its retired questions stay with their answers.

    :raises SectionInUse: if it still asks something. :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(section.summit)
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
    hold_form(section.summit)
    wanted = arrangement(section.summit_id)
    here = next(place for place, (one, _questions) in enumerate(wanted) if one.id == section.id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(wanted):
        return
    wanted[here], wanted[there] = wanted[there], wanted[here]
    require_order(wanted)
    write_order(wanted)
    record("section.moved", section, summit=section.summit.public_id)

"""How somebody wants to have their calendar: a feed they subscribe to, or invitations by mail; never both."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.calendars import queries
from summitapp.calendars.models import CalendarChoice, SentInvitation
from summitapp.calendars.services.feeds import close_feed
from summitapp.calendars.values import Delivery, FeedKind
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of

_AT_ONCE = 500


def choose(owner: str, way: Delivery, alarm: int | None) -> CalendarChoice:
    """Write down what somebody chose. Whoever chooses mail has no feed any more: its address stops at once.

    What has to be sent, or taken back, is due from now on.
    """
    choice = queries.choice_of(owner)
    if choice is None:
        choice = CalendarChoice(owner=owner, way=way, alarm=alarm, chosen_at=now())
        db.session.add(choice)
    else:
        choice = lock(CalendarChoice, choice.id)
        choice.way, choice.alarm, choice.chosen_at = way, alarm, now()
    choice.due_at = now()
    if way is Delivery.MAIL:
        close_feed(FeedKind.PERSONAL, owner)
    audit.write("calendar.chosen", "directory.person", owner, changes={"way": way.value})
    return choice


def mark_due(owners: Iterable[str], moment: datetime) -> None:
    """Have it looked at whether these people, if they chose mail, have to be told something new."""
    wanted, table = list(dict.fromkeys(owners)), table_of(CalendarChoice)
    for start in range(0, len(wanted), _AT_ONCE):
        part = table.c.owner.in_(wanted[start : start + _AT_ONCE]) & (table.c.way == Delivery.MAIL)
        db.session.connection().execute(sa.update(table).where(part).values(due_at=moment))


def hand_over(old: str, new: str) -> None:
    """Let what one person chose and was sent be another's, who has turned out to be the same.

    If both chose, or the other subscribed to a feed, that counts; an entry both were invited to stands once.
    """
    known = set(db.session.scalars(sa.select(SentInvitation.subject).where(SentInvitation.owner == new)))
    theirs = SentInvitation.owner == old
    db.session.execute(sa.delete(SentInvitation).where(theirs, SentInvitation.subject.in_(known)))
    db.session.execute(sa.update(SentInvitation).where(theirs).values(owner=new))
    kept, gone = queries.choice_of(new), queries.choice_of(old)
    if kept is not None and gone is not None:
        db.session.delete(gone)
    elif gone is not None:
        gone.owner, kept = new, gone
        if queries.standing_feed(FeedKind.PERSONAL, new) is not None:
            gone.way = Delivery.FEED
    if kept is not None:
        kept.due_at = now()

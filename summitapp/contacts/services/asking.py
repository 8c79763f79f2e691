"""Asking somebody for an exchange. When both ask, that is an agreement."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.contacts import mails, queries, rules
from summitapp.contacts.models import Exchange, Side
from summitapp.contacts.services.answering import agree
from summitapp.contacts.services.keeping import remember_choice
from summitapp.contacts.services.looking import meet
from summitapp.contacts.values import Answer, BlockedByOneself, Chosen, ExchangeState, NotPossible
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.errors import Invalid
from summitapp.directory.models import Person
from summitapp.summits.models import Summit


def ask(me: Person, code: str, chosen: Chosen) -> Exchange:
    """Ask whoever carries the badge of a contact code; if they have asked as well, both have agreed by this.

    Asking twice is asking once. Nothing of the other one is told by it.

    :raises Invalid: naming the fields. :raises NotPossible: if the other one does not want it.
    :raises BlockedByOneself: while one blocks them. :raises TooManyAsked, TooManyOpen, TooManyContacts: if so.
    """
    if faults := rules.find_faults(chosen):
        raise Invalid(faults)
    holder = meet(me, code).holder
    for person_id in sorted((me.id, holder.person.id)):  # two who ask each other at the same moment follow each other
        lock(Person, person_id)
    them, summit = holder.person, holder.summit
    answer = rules.decide(queries.standing_of(me.id, them.id))
    found = queries.of_pair(me.id, them.id)
    if answer is Answer.BLOCKED_BY_ONESELF:
        raise BlockedByOneself
    if answer is Answer.NOT_POSSIBLE:
        raise NotPossible
    if found is not None and answer is Answer.ACCEPT:
        return agree(lock(Exchange, found.id), me, chosen)
    if found is not None and answer in (Answer.ASKED_ALREADY, Answer.ACCEPTED_ALREADY):
        return found
    _check_quota(me)
    if found is not None and found.state is ExchangeState.DECLINED and found.asker_id == me.id:
        return _ask_in_vain(found, me, chosen)
    exchange = _begin(found, me, them, summit)
    remember_choice(exchange, me, chosen)
    audit.record("contact.asked", exchange)
    tell_of_requests(them)
    return exchange


def _check_quota(me: Person) -> None:
    moment = now()
    rules.check_quota(
        queries.asked_lately(me.id, moment - timedelta(hours=1)),
        queries.count(me.id, ExchangeState.ASKED, asked_by_them=True), queries.count(me.id, ExchangeState.ACCEPTED), moment,
    )  # fmt: skip


def _ask_in_vain(found: Exchange, me: Person, chosen: Chosen) -> Exchange:
    """Let somebody who took a declined request back ask again: the no stays, and is told to nobody."""
    found = lock(Exchange, found.id)
    found.asked_at = now()
    remember_choice(found, me, chosen)
    audit.record("contact.asked", found)
    return found


def _begin(found: Exchange | None, me: Person, them: Person, summit: Summit) -> Exchange:
    if found is None:
        one, other = sorted((me.id, them.id))
        found = Exchange(one_id=one, other_id=other, sides=[Side(person_id=one), Side(person_id=other)], asker_id=me.id,
                         summit=summit, asked_at=now())  # fmt: skip
        db.session.add(found)
    found.asker_id, found.summit, found.asked_at = me.id, summit, now()
    found.state, found.answered_at, found.ended_at, found.ended_by_id = ExchangeState.ASKED, None, None, None
    db.session.flush()
    return found


def tell_of_requests(person: Person) -> bool:
    """Write to somebody about requests no mail told them of, unless one left a moment ago; returns whether it was due."""
    untold = queries.untold(person.id)
    if not untold or not rules.mail_is_due(queries.last_told(person.id), now()):
        return False
    written = sa.update(table_of(Exchange)).where(Exchange.id.in_([one.id for one in untold]))
    db.session.execute(written.values(told_at=now()))  # a ledger of mails, and no change of the exchange itself
    mails.tell_asked(person, untold[-1].summit)
    return True

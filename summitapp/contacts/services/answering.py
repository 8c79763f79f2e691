"""Answering a request, ending an exchange, and not being asked any more."""

from summitapp.audit import services as audit
from summitapp.contacts import mails, queries, rules
from summitapp.contacts.models import Block, Exchange
from summitapp.contacts.services.keeping import remember_choice
from summitapp.contacts.values import Chosen, ExchangeState, NotOpen
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.directory.models import Person


def accept(exchange: Exchange, me: Person, chosen: Chosen) -> Exchange:
    """Say yes to a request, with what one shares oneself.

    :raises Invalid: naming the fields. :raises NotOpen: if it was answered or taken back in the meantime.
    """
    if faults := rules.find_faults(chosen):
        raise Invalid(faults)
    return agree(_claim(exchange, me), me, chosen)


def agree(exchange: Exchange, me: Person, chosen: Chosen) -> Exchange:
    """Let both have agreed; who asked is told. The exchange is locked and waits for ``me``.

    :raises NotOpen: if it does not.
    """
    if exchange.state is not ExchangeState.ASKED or exchange.asker_id == me.id:
        raise NotOpen
    remember_choice(exchange, me, chosen)
    exchange.state, exchange.answered_at = ExchangeState.ACCEPTED, now()
    audit.record("contact.accepted", exchange)
    mails.tell(exchange, db.session.get_one(Person, exchange.asker_id), "accepted")
    return exchange


def decline(exchange: Exchange, me: Person) -> None:
    """Say no to a request; whoever asked is not told.

    :raises NotOpen: if it was answered or taken back in the meantime.
    """
    exchange = _claim(exchange, me)
    if exchange.state is not ExchangeState.ASKED or exchange.asker_id == me.id:
        raise NotOpen
    exchange.state, exchange.answered_at = ExchangeState.DECLINED, now()
    audit.record("contact.declined", exchange)


def take_back(exchange: Exchange, me: Person) -> None:
    """Take one's own request back before it is answered. One that was declined looks to whoever asked as if it were not.

    :raises NotOpen: if it was accepted in the meantime, or is no request of theirs.
    """
    exchange = _claim(exchange, me)
    if exchange.state not in (ExchangeState.ASKED, ExchangeState.DECLINED) or exchange.asker_id != me.id:
        raise NotOpen
    if exchange.state is ExchangeState.ASKED:
        exchange.state = ExchangeState.TAKEN_BACK
    exchange.side_of(me.id).shared = []
    audit.record("contact.taken_back", exchange)


def end(exchange: Exchange, me: Person, *, told: bool = True) -> None:
    """End an exchange: neither sees the other's details any more. The other one is told plainly.

    :raises NotOpen: if it has ended in the meantime, or never was.
    """
    exchange = _claim(exchange, me)
    if exchange.state is not ExchangeState.ACCEPTED:
        raise NotOpen
    exchange.state, exchange.ended_at, exchange.ended_by_id = ExchangeState.ENDED, now(), me.id
    for side in exchange.sides:
        side.shared = []
    audit.record("contact.ended", exchange)
    if told:
        mails.tell(exchange, db.session.get_one(Person, exchange.other_than(me.id)), "ended")


def block(exchange: Exchange, me: Person) -> None:
    """Let the other one never ask again, and end what is; they are not told of the block."""
    exchange = _claim(exchange, me)
    them = exchange.other_than(me.id)
    if exchange.state is ExchangeState.ACCEPTED:
        end(exchange, me, told=False)
    elif exchange.state is ExchangeState.ASKED and exchange.asker_id == me.id:
        take_back(exchange, me)
    elif exchange.state is ExchangeState.ASKED:
        decline(exchange, me)
    if not queries.standing_of(me.id, them).blocked_by_me:
        db.session.add(Block(person_id=me.id, blocked_id=them, at=now()))
    audit.record("contact.blocked", exchange)


def lift_block(found: Block) -> None:
    """Let somebody ask again."""
    audit.record("contact.block_lifted", found)
    db.session.delete(found)


def _claim(exchange: Exchange, me: Person) -> Exchange:
    """Let nobody else decide about this pair meanwhile, in the order in which a request locks."""
    for person_id in (exchange.one_id, exchange.other_id):
        lock(Person, person_id)
    return lock(Exchange, exchange.id)

"""Contacts when people ask for their data, turn out to be one, are replaced, or take their consent back."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.contacts import queries, rules
from summitapp.contacts.models import Block, Card, Exchange
from summitapp.contacts.services.answering import end
from summitapp.contacts.values import ExchangeState
from summitapp.core.db import db
from summitapp.directory.models import Person


def export_personal(person: Person) -> dict[str, Any]:
    """Return what a person shares, notes and blocks, and what others share with them."""
    card = queries.card_of(person.id)
    own = {one.public_id: one for one in queries.of_person(person.id)}
    return {
        "shared_by_default": list(card.shared) if card else [], "phone": card.phone if card else "",
        "exchanges": [
            {"with": one.badge.name, "city": one.badge.city.as_dict(), "organisation": one.badge.organisation,
             "state": one.told_state.value, "asked_by_me": one.asked_by_me, "asked_at": one.asked_at.isoformat(),
             "answered_at": one.answered_at.isoformat() if one.answered_at and one.told_state is one.state else None,
             "ended_at": one.ended_at.isoformat() if one.ended_at else None,
             "i_share": list(own[one.reference].side_of(person.id).shared), "shared_with_me": dict(one.details),
             "note": one.note, "tags": list(one.tags)}
            for one in queries.contacts_of(person.id)
        ],
        "blocked": list(queries.names_of([one.blocked_id for one in queries.blocks_of(person.id)]).values()),
    }  # fmt: skip


def erase_personal(person: Person) -> None:
    """Delete every exchange of a person on both sides, what they share, and every block by or of them."""
    mine = (Exchange.one_id == person.id) | (Exchange.other_id == person.id)
    gone = _delete(mine)
    gone += forget_person(person.id)
    if gone:
        audit.record("contact.erased", person)


def _delete(where: sa.ColumnElement[bool]) -> int:
    gone = len(db.session.execute(sa.delete(Exchange).where(where).returning(Exchange.id)).all())
    db.session.expire_all()
    return gone


def forget_person(person_id: int) -> int:
    """Delete what somebody shares by default, and blocks by or of them; returns how many rows."""
    blocks = (Block.person_id == person_id) | (Block.blocked_id == person_id)
    gone = db.session.execute(sa.delete(Card).where(Card.person_id == person_id).returning(Card.id)).all()
    return len(gone) + len(db.session.execute(sa.delete(Block).where(blocks).returning(Block.id)).all())


def forget_exchanges(summit_id: int, most: int) -> int:
    """Delete the exchanges of a summit that is long over; returns how many, ``most`` at once."""
    rows = sa.select(Exchange.id).where(Exchange.summit_id == summit_id).limit(most)
    return _delete(Exchange.id.in_(rows))


def end_requests(person: Person, summit_id: int) -> None:
    """Take back what waits by or for somebody who does not come; what both agreed upon stays theirs."""
    open_ = [one for one in queries.of_person(person.id)
             if one.summit_id == summit_id and one.state is ExchangeState.ASKED]  # fmt: skip
    for exchange in open_:
        exchange.state = ExchangeState.TAKEN_BACK
        exchange.side_of(exchange.asker_id).shared = []
        audit.record("contact.taken_back", exchange)


def end_of_consent(person: Person) -> None:
    """End every exchange of somebody who shares nothing any more; the others are told plainly."""
    for exchange in queries.of_person(person.id):
        if exchange.state is ExchangeState.ACCEPTED:
            end(exchange, person)
        elif exchange.state is ExchangeState.ASKED and exchange.asker_id == person.id:
            exchange.state = ExchangeState.TAKEN_BACK
            exchange.side_of(person.id).shared = []
            audit.record("contact.taken_back", exchange)


def hand_over(old: Person, new: Person) -> None:
    """After a merge both were one: of two exchanges with the same person the better one goes on, none with oneself."""
    found = queries.of_person(old.id)
    for exchange in found:
        _move(exchange, old, new)
    if queries.card_of(new.id) is None:
        db.session.execute(sa.update(Card).where(Card.person_id == old.id).values(person_id=new.id))
    _move_blocks(old, new)
    gone = forget_person(old.id)
    if found or gone:
        audit.record("contact.merged", new, person=(old.public_id, new.public_id))


def _move(exchange: Exchange, old: Person, new: Person) -> None:
    them = exchange.other_than(old.id)
    known = queries.of_pair(new.id, them) if them != new.id else None
    if them == new.id or (known is not None and not rules.better(exchange.state, known.state)):
        db.session.delete(exchange)
        db.session.flush()
        return
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    exchange.side_of(old.id).person_id = new.id
    exchange.one_id, exchange.other_id = sorted((new.id, them))
    exchange.asker_id = new.id if exchange.asker_id == old.id else exchange.asker_id
    exchange.ended_by_id = new.id if exchange.ended_by_id == old.id else exchange.ended_by_id
    db.session.flush()
    db.session.expire(exchange)


def _move_blocks(old: Person, new: Person) -> None:
    pairs = sa.select(Block.person_id, Block.blocked_id, Block.at).where(
        (Block.person_id == old.id) | (Block.blocked_id == old.id)
    )  # fmt: skip
    for row in db.session.execute(pairs).all():
        one, other = (new.id if row_id == old.id else row_id for row_id in (row.person_id, row.blocked_id))
        if one != other and not queries.standing_of(one, other).blocked_by_me:
            db.session.add(Block(person_id=one, blocked_id=other, at=row.at))
            db.session.flush()


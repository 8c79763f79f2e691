"""What one shares, and what one writes for oneself."""

from summitapp.audit import services as audit
from summitapp.consents import queries as consents_queries
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.contacts import queries, rules
from summitapp.contacts.models import Card, Exchange
from summitapp.contacts.values import NOTE_LENGTH, Chosen, Detail, ExchangeState, NotOpen
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.directory.models import Person


def choose(me: Person, chosen: Chosen) -> None:
    """Change what is proposed with the next exchange; nothing at all may be chosen here.

    :raises Invalid: naming the fields.
    """
    faults = rules.find_faults(chosen)
    faults.pop("shared", None)
    if faults:
        raise Invalid(faults)
    lock(Person, me.id)
    save_card(me, chosen)


def save_card(me: Person, chosen: Chosen) -> Card:
    """Keep what somebody shares by default, and the number they want to be reached by.

    The number is the same for all with whom they share one.
    """
    card = queries.card_of(me.id)
    if card is None:
        card = Card(person_id=me.id)
        db.session.add(card)
    card.shared = [one.value for one in Detail if one in chosen.details]
    card.phone = chosen.phone
    audit.record("contact.card_saved", card)
    return card


def remember_choice(exchange: Exchange, me: Person, chosen: Chosen) -> None:
    """Keep what somebody shares in an exchange, and propose it the next time. The person is locked.

    The button is their consent, to the present wording and with this exchange as its occasion.
    """
    card = save_card(me, chosen)
    exchange.side_of(me.id).shared = list(card.shared)
    if Purpose.CONTACTS not in consents_queries.current_texts():
        consents.ensure_texts()
    consents.give(me.id, [Purpose.CONTACTS], f"contacts {exchange.public_id}")


def share(exchange: Exchange, me: Person, chosen: Chosen) -> None:
    """Share more or less than before with one person; what was agreed upon with others stays.

    :raises Invalid: naming the fields. :raises NotOpen: if the exchange has ended.
    """
    if faults := rules.find_faults(chosen):
        raise Invalid(faults)
    lock(Person, me.id)
    exchange = lock(Exchange, exchange.id)
    if exchange.state is not ExchangeState.ACCEPTED:
        raise NotOpen
    before = queries.card_of(me.id)
    default = frozenset(one for one in Detail if before is not None and one in before.shared)
    save_card(me, Chosen(default or chosen.details, chosen.phone or (before.phone if before else "")))
    exchange.side_of(me.id).shared = [one.value for one in Detail if one in chosen.details]
    audit.record("contact.shared", exchange)


def write_note(exchange: Exchange, me: Person, note: str, tags: str) -> None:
    """Keep one's own words about a contact; nobody else ever sees them.

    :raises Invalid: if they are too long.
    """
    if len(note) > NOTE_LENGTH:
        raise Invalid({"note": N_("This note is too long.")})
    side = lock(Exchange, exchange.id).side_of(me.id)
    side.note, side.tags = note.strip(), list(rules.read_tags(tags))
    audit.record("contact.noted", exchange)

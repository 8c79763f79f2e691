"""Loading exchanges as one of the two sees them; nothing of the other is read before both have agreed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from summitapp.contacts.models import Block, Card, Exchange
from summitapp.contacts.values import DAYS_AFTER, Badged, Contact, Detail, ExchangeState, Standing
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit

_WHOLE = (joinedload(Exchange.summit), joinedload(Exchange.one), joinedload(Exchange.other), selectinload(Exchange.sides))


def by_reference(reference: str) -> Exchange | None:
    """Return an exchange with its two people."""
    return db.session.scalar(sa.select(Exchange).where(Exchange.public_id == reference).options(*_WHOLE))


def of_pair(one: int, other: int) -> Exchange | None:
    """Return the exchange of two people, by their row ids in either order."""
    both = (Exchange.one_id == min(one, other)) & (Exchange.other_id == max(one, other))
    return db.session.scalar(sa.select(Exchange).where(both).options(*_WHOLE))


def of_person(person_id: int) -> list[Exchange]:
    """Return every exchange of a person, the newest first."""
    mine = (Exchange.one_id == person_id) | (Exchange.other_id == person_id)
    return list(db.session.scalars(sa.select(Exchange).where(mine).options(*_WHOLE).order_by(Exchange.id.desc())))


def standing_of(me: int, other: int) -> Standing:
    """Return how somebody stands with somebody else."""
    found = of_pair(me, other)
    both = Block.person_id.in_((me, other)) & Block.blocked_id.in_((me, other))
    rows = db.session.execute(sa.select(Block.person_id, Block.blocked_id).where(both))
    pairs = {(row.person_id, row.blocked_id) for row in rows}
    return Standing(
        found.state if found else None, bool(found and found.asker_id == me), bool(found and found.ended_by_id == me),
        (me, other) in pairs, (other, me) in pairs, bool(found and is_withdrawn(found)),
    )  # fmt: skip


def is_withdrawn(exchange: Exchange) -> bool:
    """Whether a request was taken back after it had been declined, which whoever asked does not know."""
    return exchange.state is ExchangeState.DECLINED and not exchange.side_of(exchange.asker_id).shared


def card_of(person_id: int) -> Card | None:
    """Return what somebody shares by default."""
    return db.session.scalar(sa.select(Card).where(Card.person_id == person_id))


def known_phone(person_id: int, summit_id: int) -> str:
    """Return the number somebody gave for the days of a summit, to be proposed to them."""
    own = (Registration.person_id == person_id) & (Registration.summit_id == summit_id)
    return db.session.scalar(sa.select(Registration.phone).where(own).order_by(Registration.id.desc()).limit(1)) or ""


def takes_part(person_id: int, summit_id: int) -> bool:
    """Whether somebody's place at a summit is confirmed."""
    own = (Registration.person_id == person_id) & (Registration.summit_id == summit_id)
    confirmed = sa.select(Registration.id).where(own, Registration.state == State.CONFIRMED)
    return db.session.scalar(confirmed.limit(1)) is not None


def blocks_of(person_id: int) -> list[Block]:
    """Return whom somebody blocks."""
    statement = sa.select(Block).where(Block.person_id == person_id).options(joinedload(Block.blocked))
    return list(db.session.scalars(statement.order_by(Block.id.desc())))


def block_of(person_id: int, reference: str) -> Block | None:
    """Return one block of somebody's by its public id."""
    return db.session.scalar(sa.select(Block).where(Block.person_id == person_id, Block.public_id == reference))


def asked_lately(person_id: int, since: datetime) -> list[datetime]:
    """Return when somebody asked others since a moment."""
    where = (Exchange.asker_id == person_id) & (Exchange.asked_at > since)
    return list(db.session.scalars(sa.select(Exchange.asked_at).where(where)))


def count(person_id: int, state: ExchangeState, *, asked_by_them: bool = False) -> int:
    """Return how many exchanges of somebody stand so; only those they asked for, if wished."""
    mine = (Exchange.asker_id == person_id) if asked_by_them else (
        (Exchange.one_id == person_id) | (Exchange.other_id == person_id)
    )  # fmt: skip
    return db.session.scalar(sa.select(sa.func.count(Exchange.id)).where(mine, Exchange.state == state)) or 0


def waiting_for(person_id: int) -> int:
    """Return how many requests wait for somebody's answer."""
    others = (Exchange.one_id == person_id) | (Exchange.other_id == person_id)
    open_ = others & (Exchange.asker_id != person_id) & (Exchange.state == ExchangeState.ASKED)
    return db.session.scalar(sa.select(sa.func.count(Exchange.id)).where(open_)) or 0


# --- as one of the two sees them --------------------------------------------------------------------


def contacts_of(person_id: int) -> list[Contact]:
    """Return every exchange of a person as they see it, the newest first; four questions however many there are."""
    found = of_person(person_id)
    badges, cards = _others(found, person_id)
    return [_seen(one, person_id, badges, cards) for one in found]


def seen(exchange: Exchange, person_id: int) -> Contact:
    """Return one exchange as one of the two sees it."""
    badges, cards = _others([exchange], person_id)
    return _seen(exchange, person_id, badges, cards)


def _others(found: Collection[Exchange], me: int) -> tuple[dict[tuple[int, int], Badged], dict[int, str]]:
    pairs = {(one.other_than(me), one.summit_id) for one in found}
    agreed = {one.other_than(me) for one in found if one.state is ExchangeState.ACCEPTED}
    phones = sa.select(Card.person_id, Card.phone).where(Card.person_id.in_(agreed))
    return badges_of(pairs), {row.person_id: row.phone for row in db.session.execute(phones)} if agreed else {}


def badges_of(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Badged]:
    """Return what the badges of people at summits say, by the row ids of both."""
    wanted = set(pairs)
    if not wanted:
        return {}
    statement = (
        sa.select(Registration.person_id, Registration.summit_id, Registration.city_text, Registration.organisation_text,
                  Registration.function, City.name)
        .outerjoin(Delegation, Delegation.id == Registration.delegation_id).outerjoin(City, City.id == Delegation.city_id)
        .where(Registration.person_id.in_({person for person, _ in wanted}),
               Registration.summit_id.in_({summit for _, summit in wanted}), Registration.state == State.CONFIRMED)
        .order_by(Registration.id)
    )  # fmt: skip
    facts: dict[tuple[int, int], Any] = {(row.person_id, row.summit_id): row for row in db.session.execute(statement)}
    people = {one.id: one for one in db.session.scalars(sa.select(Person).where(Person.id.in_({p for p, _ in wanted})))}
    return {key: _badged(people[key[0]], facts.get(key)) for key in wanted}


def _badged(person: Person, facts: Any | None) -> Badged:
    if person.hidden_at is not None:
        return Badged(person.id, "", "", Translated(), "", hidden=True)
    if facts is None:
        return Badged(person.id, person.given_name, person.family_name, Translated(), "", title=person.academic_title)
    city = facts.name or Translated.same(facts.city_text)
    return Badged(person.id, person.given_name, person.family_name, city, facts.organisation_text, facts.function,
                  person.academic_title)  # fmt: skip


def _seen(one: Exchange, me: int, badges: Mapping[tuple[int, int], Badged], phones: Mapping[int, str]) -> Contact:
    them, mine = one.other_than(me), one.side_of(me)
    badge = badges[them, one.summit_id]
    person = one.other if one.other_id == them else one.one
    shared = one.side_of(them).shared if one.state is ExchangeState.ACCEPTED and not badge.hidden else []
    known = {Detail.EMAIL: person.email or "", Detail.PHONE: phones.get(them, ""),
             Detail.ORGANISATION: badge.organisation, Detail.FUNCTION: badge.function}  # fmt: skip
    return Contact(
        one.public_id, one.state, one.asker_id == me, one.ended_by_id == me, badge, one.summit.name,
        one.summit.timezone, one.asked_at, one.answered_at, one.ended_at,
        {detail: text for detail, text in known.items() if text and detail in shared},
        tuple(mine.shared), mine.note, tuple(mine.tags),
    )  # fmt: skip


# --- behind the pages -------------------------------------------------------------------------------


def last_told(person_id: int) -> datetime | None:
    """Return when somebody was last written to about requests."""
    asked = ((Exchange.one_id == person_id) | (Exchange.other_id == person_id)) & (Exchange.asker_id != person_id)
    return db.session.scalar(sa.select(sa.func.max(Exchange.told_at)).where(asked))


def untold(person_id: int) -> list[Exchange]:
    """Return the open requests to somebody that no mail told them of."""
    asked = ((Exchange.one_id == person_id) | (Exchange.other_id == person_id)) & (Exchange.asker_id != person_id)
    new = asked & (Exchange.state == ExchangeState.ASKED) & Exchange.told_at.is_(None)
    return list(db.session.scalars(sa.select(Exchange).where(new).order_by(Exchange.id)))


def waiting_untold(most: int) -> list[int]:
    """Return the row ids of people with a request of which no mail told them yet."""
    them = sa.case((Exchange.asker_id == Exchange.one_id, Exchange.other_id), else_=Exchange.one_id)
    new = (Exchange.state == ExchangeState.ASKED) & Exchange.told_at.is_(None)
    return list(db.session.scalars(sa.select(them).distinct().where(new).limit(most)))


def run_out(today: date, most: int) -> list[Exchange]:
    """Return what is over 30 days after its summit: requests nobody answered, and what was declined or ended."""
    over = sa.select(Summit.id).where(Summit.ends_on < today - timedelta(days=DAYS_AFTER))
    where = Exchange.summit_id.in_(over) & (Exchange.state != ExchangeState.ACCEPTED)
    return list(db.session.scalars(sa.select(Exchange).where(where).order_by(Exchange.id).limit(most)))


def left(summit_id: int) -> int:
    """Return how many exchanges of a summit are kept."""
    return db.session.scalar(sa.select(sa.func.count(Exchange.id)).where(Exchange.summit_id == summit_id)) or 0


def names_of(people: Collection[int]) -> dict[int, str]:
    """Return how people are called, by their row ids; those who are hidden have no name."""
    person = aliased(Person)
    found = db.session.scalars(sa.select(person).where(person.id.in_(list(people))))
    return {one.id: one.name.full if one.hidden_at is None else "" for one in found}

"""Pure decisions about exchanging contacts."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from summitapp.contacts.values import (
    DAYS_AFTER,
    MOST_CONTACTS,
    MOST_OPEN,
    MOST_PER_HOUR,
    MOST_TAGS,
    PHONE_LENGTH,
    TAG_LENGTH,
    Answer,
    Chosen,
    Contact,
    Detail,
    ExchangeState,
    Standing,
    TooManyAsked,
    TooManyContacts,
    TooManyOpen,
)
from summitapp.core.text import N_, fold, search_key

#: A second request within this time is told in one mail with those that follow.
MAIL_PAUSE: Final = timedelta(minutes=30)
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()/.-]{3,}")


def is_open(ends_on: date, today: date) -> bool:
    """Whether contacts of a summit can still be asked for and answered: until 30 days after its last day."""
    return today <= ends_on + timedelta(days=DAYS_AFTER)


def decide(standing: Standing) -> Answer:
    """Return what becomes of a request. When both ask, that is an agreement.

    Who declined, or ended the exchange, may ask for it; the other one may not ask again.
    """
    if standing.blocked_by_me:
        return Answer.BLOCKED_BY_ONESELF
    if standing.blocked_by_other:
        return Answer.NOT_POSSIBLE
    if standing.state is None or standing.state is ExchangeState.TAKEN_BACK:
        return Answer.ASK
    if standing.state is ExchangeState.ACCEPTED:
        return Answer.ACCEPTED_ALREADY
    if standing.state is ExchangeState.ENDED:
        return Answer.ASK if standing.ended_by_me else Answer.NOT_POSSIBLE
    if standing.asked_by_me:
        # A no is not told: whoever asked leaves it to the other one.
        return Answer.ASK if standing.withdrawn else Answer.ASKED_ALREADY
    return Answer.ACCEPT if standing.state is ExchangeState.ASKED else Answer.ASK


def check_quota(asked: Iterable[datetime], open_: int, contacts: int, now: datetime) -> None:
    """Let somebody ask once more.

    :param asked: when they asked lately. :param open_: how many requests of theirs are unanswered.
    :raises TooManyAsked: within an hour. :raises TooManyOpen: at once. :raises TooManyContacts: in all.
    """
    if sum(1 for at in asked if at > now - timedelta(hours=1)) >= MOST_PER_HOUR:
        raise TooManyAsked
    if open_ >= MOST_OPEN:
        raise TooManyOpen
    if contacts >= MOST_CONTACTS:
        raise TooManyContacts


def mail_is_due(last: datetime | None, now: datetime) -> bool:
    """Whether somebody is written to about new requests, or left in peace for a while."""
    return last is None or last <= now - MAIL_PAUSE


def find_faults(chosen: Chosen) -> dict[str, str]:
    """Return what is wrong with a choice: field → catalogue key."""
    faults = {}
    if not chosen.details:
        faults["shared"] = N_("Please choose at least one thing to share.")
    if Detail.PHONE in chosen.details and not chosen.phone:
        faults["phone"] = N_("Please give your telephone number, or do not share it.")
    elif chosen.phone and (len(chosen.phone) > PHONE_LENGTH or not _PHONE.fullmatch(chosen.phone)):
        faults["phone"] = N_("Please write the number with its country code, such as +49 or +90.")
    return faults


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags in a line, apart by commas: each once, whatever the case, in their order."""
    found: dict[str, str] = {}
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        tag = " ".join(part.strip(" #").split())[:TAG_LENGTH].strip()
        if tag:
            found.setdefault(fold(tag), tag)
    return tuple(found.values())[:MOST_TAGS]


def fits(contact: Contact, terms: str, tag: str = "") -> bool:
    """Whether a contact is meant by what somebody typed: each word begins a word of theirs; accents do not matter."""
    if tag and fold(tag) not in {fold(one) for one in contact.tags}:
        return False
    badge = contact.badge
    words = search_key(badge.name, badge.organisation, *(text for _, text in badge.city), contact.note, *contact.tags,
                       *contact.details.values()).split()  # fmt: skip
    return all(any(word.startswith(term) for word in words) for term in fold(terms).split())


def better(one: ExchangeState, other: ExchangeState) -> bool:
    """Whether of two exchanges with the same person, after a merge, the first goes on."""
    order = (ExchangeState.ACCEPTED, ExchangeState.ASKED)
    rank = {state: place for place, state in enumerate(order)}
    return rank.get(one, len(order)) < rank.get(other, len(order))

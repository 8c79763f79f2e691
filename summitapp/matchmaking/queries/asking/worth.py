"""What a meeting is worth to the planner, and how well two people fit, by the judge of pairs."""

from collections.abc import Sequence

from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.values import AttendeeRole, Reply, RequestKind
from summitapp.profiles import queries as profiles
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.rules import scoring
from summitapp.profiles.values import Card
from summitapp.registration.models import Registration

#: What a meeting is worth of which nothing is known: neither of both says what they offer or seek.
PLAIN = 100


def score_between(me: Registration, people: Sequence[MatchProfile]) -> dict[int, int]:
    """Return how well others fit, 0 to 1000 by row id of their profile; a single one need not be weighed."""
    mine = profiles.profile_of(me.id)
    if mine is None or len(people) < 2:
        return {}
    cards = {one.id: one for one in profiles.cards_of(me.summit_id)}
    own = cards.get(mine.public_id)
    if own is None:
        return {}
    links, rarity = profiles.links_of(cards.values()), scoring.rarity_of(cards.values())
    return {
        one.id: scoring.value_of(own, cards[one.public_id], links, rarity, mutual=False)
        for one in people if one.public_id in cards
    }  # fmt: skip


def value_of(request: MeetingRequest) -> int:
    """Return what the meeting of a request is worth: for a delegation by how many come, else by how well two fit."""
    others = [one for one in request.attendees if one.role is not AttendeeRole.ASKER and one.reply is not Reply.NO]
    if request.kind is RequestKind.DELEGATION:
        return scoring.value_of_delegation(sum(1 for one in others if one.reply is Reply.YES) or 1)
    asked = next((one for one in others if one.role is AttendeeRole.ASKED), None)
    if asked is None:
        return PLAIN
    cards = profiles.cards_of(request.round.summit_id)
    mine, theirs = _card(cards, request.asker_id), _card(cards, asked.registration_id)
    if mine is None or theirs is None:
        return PLAIN + (200 if request.mutual else 0)
    links = profiles.links_of((mine, theirs))
    return scoring.value_of(mine, theirs, links, scoring.rarity_of(cards), mutual=request.mutual)


def _card(cards: Sequence[Card], registration_id: int) -> Card | None:
    profile = profiles.profile_of(registration_id)
    return next((one for one in cards if profile is not None and one.id == profile.public_id), None)

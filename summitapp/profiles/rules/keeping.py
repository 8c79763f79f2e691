"""What is kept of suggestions, and what of it is still true."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from summitapp.profiles.values import Card, Part, Reason, ReasonCode, Suggestion

_SETS = ("offers", "seeks", "topics", "sdgs", "languages", "hidden")


def as_kept(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as it is written down; there may be very many."""
    return {
        "other": suggestion.other, "score": suggestion.score, "interpreter": suggestion.interpreter,
        "reasons": [[reason.code, reason.facts] for reason in suggestion.reasons],  # a code is a text already
    }  # fmt: skip


def from_kept(kept: Mapping[str, Any]) -> Suggestion:
    """Return a suggestion as it was written down."""
    reasons = tuple(Reason(ReasonCode(code), tuple(facts)) for code, facts in kept["reasons"])
    return Suggestion(kept["other"], kept["score"], reasons, kept["interpreter"])


def still_true(reason: Reason, mine: Card, theirs: Card) -> Reason | None:
    """Return what of a reason both cards still say; nothing of what somebody has taken back may be told."""
    held: dict[ReasonCode, tuple[frozenset[Any], frozenset[Any], Part]] = {
        ReasonCode.THEY_OFFER: (mine.seeks, theirs.offers, Part.OFFERS),
        ReasonCode.YOU_OFFER: (mine.offers, theirs.seeks, Part.SEEKS),
        ReasonCode.SHARED_SDGS: (mine.sdgs, theirs.sdgs, Part.SDGS),
        ReasonCode.SHARED_TOPICS: (mine.topics, theirs.topics, Part.TOPICS),
        ReasonCode.COMMON_LANGUAGE: (mine.languages, theirs.languages, Part.LANGUAGES),
        ReasonCode.FILLS_GAP: (mine.seeks, theirs.offers, Part.OFFERS),
        ReasonCode.SAME_FUNCTION: (frozenset({mine.level}), frozenset({theirs.level}), Part.LEVEL),
        ReasonCode.SAME_KIND: (frozenset({mine.kind}), frozenset({theirs.kind}), Part.KIND),
        ReasonCode.TWINNED_CITIES: (frozenset({theirs.city}), frozenset({theirs.city}), Part.CITY),
    }
    ours, other, part = held[reason.code]
    facts = tuple(fact for fact in reason.facts if fact in ours and fact in other)
    return Reason(reason.code, facts) if facts and part not in theirs.hidden else None


# --- to the child process and back ----------------------------------------------------------------------------------


def as_order(cards: Iterable[Card], links: Iterable[tuple[str, str]], never: Iterable[tuple[str, str]],
             forbidden: Iterable[tuple[str, str]], top: int) -> str:  # fmt: skip
    """Return everything that suggestions are made of as one text; equal facts give an equal text."""
    order = {
        "cards": [_as_dict(card) for card in sorted(cards, key=lambda card: card.id)], "links": sorted(links),
        "never": sorted(never), "forbidden": sorted(forbidden), "top": top,
    }  # fmt: skip
    return json.dumps(order, ensure_ascii=False, separators=(",", ":"))


def _as_dict(card: Card) -> dict[str, Any]:
    plain = {name: getattr(card, name) for name in ("id", "city", "organisation", "delegation", "category", "kind", "level")}
    return {**plain, **{name: sorted(getattr(card, name)) for name in _SETS if getattr(card, name)}}


def card_from(kept: Mapping[str, Any]) -> Card:
    """Return a card of :func:`as_order`."""
    sets: dict[str, frozenset[Any]] = {name: frozenset(kept[name]) for name in _SETS if name in kept}
    if "hidden" in sets:
        sets["hidden"] = frozenset(Part(one) for one in sets["hidden"])
    return Card(**{**kept, **sets})


def digest_of(order: str) -> str:
    """Return by what an order is known again."""
    return hashlib.sha256(order.encode()).hexdigest()[:32]

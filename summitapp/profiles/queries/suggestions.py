"""What was suggested to whom, how often, and whom somebody passed over."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.profiles.models import Away, MatchProfile, Passed, Suggestions
from summitapp.profiles.queries.cards import card_of, cards_by_reference, cards_of, links_of
from summitapp.profiles.queries.profiles import WHOLE, of_references
from summitapp.profiles.queries.sight import sight_of
from summitapp.profiles.rules.keeping import from_kept, still_true
from summitapp.profiles.rules.scoring import rarity_of, reasons_between
from summitapp.profiles.values import Card, ProfileState, Reason, Suggestion
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who is suggested, with the reasons that still hold, largest first."""

    profile: MatchProfile
    score: int
    reasons: tuple[Reason, ...]
    interpreter: bool


def suggestions_of(profile: MatchProfile) -> Suggestions | None:
    """Return what was worked out for a profile last."""
    return db.session.scalar(sa.select(Suggestions).where(Suggestions.profile_id == profile.id))


def offers_for(profile: MatchProfile, most: int = 20) -> list[Offer]:
    """Return whom somebody is shown now: of what was worked out, whoever is still open, visible and not passed over.

    Seven statements, however many they are.
    """
    kept = suggestions_of(profile)
    mine = card_of(profile)
    if kept is None or mine is None or profile.registration is None or profile.state is not ProfileState.OPEN:
        return []
    suggested = [from_kept(one) for one in kept.found]
    names = [one.other for one in suggested]
    sight, passed = sight_of(profile.registration), {one.other.public_id for one in passed_by(profile)}
    profiles, cards = of_references(names), cards_by_reference(names)
    found = []
    for one in suggested:
        other, card = profiles.get(one.other), cards.get(one.other)
        if other is None or card is None or other.registration is None or one.other in passed:
            continue
        told = _told(one, mine, card)
        if sight.asks(other.registration) and told:
            found.append(Offer(other, one.score, told, one.interpreter))
    return found[:most]


def _told(suggestion: Suggestion, mine: Card, theirs: Card) -> tuple[Reason, ...]:
    kept = (still_true(reason, mine, theirs) for reason in suggestion.reasons)
    return tuple(reason for reason in kept if reason is not None)


def reasons_for(profile: MatchProfile, other: MatchProfile) -> tuple[Reason, ...]:
    """Return everything that speaks for a meeting of two, said to the owner of the first profile, largest first."""
    mine, theirs = card_of(profile), card_of(other)
    if mine is None or theirs is None or mine.id == theirs.id:
        return ()
    cards = cards_of(profile.summit_id)
    return reasons_between(mine, theirs, links_of([mine, theirs]), rarity_of(cards))


def passed_by(profile: MatchProfile) -> list[Passed]:
    """Return whom somebody passed over, the last one first; for their own eyes only."""
    mine = sa.select(Passed).where(Passed.profile_id == profile.id).order_by(Passed.id.desc())
    return list(db.session.scalars(mine.options(joinedload(Passed.other).options(*WHOLE))))


def passed(profile_id: int, other_id: int) -> Passed | None:
    """Return the note by which one passed over the other."""
    pair = (Passed.profile_id == profile_id) & (Passed.other_id == other_id)
    return db.session.scalar(sa.select(Passed).where(pair))


# --- behind the pages ------------------------------------------------------------------------------------------------


def found_of(profiles: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Return what is kept for these profiles, by row id."""
    rows = sa.select(Suggestions.profile_id, Suggestions.found).where(Suggestions.profile_id.in_(list(profiles)))
    return {row.profile_id: row.found for row in db.session.execute(rows)}


def listed(summit_id: int) -> set[int]:
    """Return the profiles of a summit, by row id, for which something is kept."""
    rows = (
        sa.select(Suggestions.profile_id).join(MatchProfile, MatchProfile.id == Suggestions.profile_id)
        .where(MatchProfile.summit_id == summit_id)
    )  # fmt: skip
    return set(db.session.scalars(rows))


def last_basis(summit_id: int) -> tuple[str, datetime | None]:
    """Return the digest and the moment of the last run for everybody at a summit."""
    rows = (
        sa.select(Suggestions.basis, sa.func.max(Suggestions.made_at))
        .join(MatchProfile, MatchProfile.id == Suggestions.profile_id)
        .where(MatchProfile.summit_id == summit_id, Suggestions.basis != "").group_by(Suggestions.basis)
    )  # fmt: skip
    found = db.session.execute(rows).all()
    return (found[0][0] if len(found) == 1 else "", max((row[1] for row in found), default=None))


def exposure_of(found: Iterable[Iterable[Mapping[str, Any]]]) -> Counter[str]:
    """Return how often each profile stands in the lists of others."""
    return Counter(one["other"] for suggestions in found for one in suggestions)


def row_ids(references: Iterable[str]) -> dict[str, int]:
    """Return public id → row id of these profiles."""
    rows = sa.select(MatchProfile.public_id, MatchProfile.id).where(MatchProfile.public_id.in_(list(references)))
    return {row.public_id: row.id for row in db.session.execute(rows)}


def summits_with_profiles(today: date) -> list[Summit]:
    """Return the summits that are not over and have an open profile."""
    has = sa.select(MatchProfile.summit_id).where(MatchProfile.state == ProfileState.OPEN)
    return list(db.session.scalars(sa.select(Summit).where(Summit.id.in_(has), Summit.ends_on >= today)))


def quiet_left(summit_id: int) -> int:
    """Return how many passes, lists of suggestions and stretches of time kept free there are at a summit."""
    own = sa.select(MatchProfile.id).where(MatchProfile.summit_id == summit_id)
    here = sa.select(Registration.id).where(Registration.summit_id == summit_id)
    counts = (
        sa.select(sa.func.count(Passed.id)).where(Passed.profile_id.in_(own)),
        sa.select(sa.func.count(Suggestions.id)).where(Suggestions.profile_id.in_(own)),
        sa.select(sa.func.count(Away.id)).where(Away.registration_id.in_(here)),
    )  # fmt: skip
    return sum(db.session.scalar(count) or 0 for count in counts)


def profiles_left(summit_id: int) -> int:
    """Return how many profiles of a summit are kept."""
    return db.session.scalar(sa.select(sa.func.count(MatchProfile.id)).where(MatchProfile.summit_id == summit_id)) or 0

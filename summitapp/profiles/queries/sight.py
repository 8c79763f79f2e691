"""Who may see and ask whom: the organisers' rules by category, and what people blocked among themselves."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from summitapp.contacts.models import Block
from summitapp.core.db import db
from summitapp.profiles.models import MatchProfile, MeetingRule, Passed
from summitapp.profiles.values import Forbidden, Sight
from summitapp.registration.models import Registration
from summitapp.summits.models import Category


def sight_of(registration: Registration) -> Sight:
    """Return whom a participant may see and ask; two statements, for however many others."""
    mine = (MeetingRule.summit_id == registration.summit_id) & (MeetingRule.asker_id == registration.category_id)
    rules = db.session.scalars(sa.select(MeetingRule).where(mine)).all()
    me = registration.person_id
    blocks = sa.select(Block.person_id, Block.blocked_id).where((Block.person_id == me) | (Block.blocked_id == me))
    return Sight(
        registration.id, me, registration.delegation_id,
        frozenset(one.asked_id for one in rules if not one.may_see),
        frozenset(one.asked_id for one in rules if not one.may_ask),
        frozenset(person for row in db.session.execute(blocks) for person in row if person != me),
    )  # fmt: skip


def may_see(asker: Registration, asked: Registration) -> bool:
    """Whether somebody may see somebody else's profile, if it is open."""
    return sight_of(asker).sees(asked)


def may_ask(asker: Registration, asked: Registration) -> bool:
    """Whether somebody may ask somebody else for a meeting."""
    return sight_of(asker).asks(asked)


def rules_of(summit_id: int) -> dict[tuple[int, int], MeetingRule]:
    """Return the rules of a summit by the two categories, the asker's first; what is missing is allowed."""
    found = db.session.scalars(sa.select(MeetingRule).where(MeetingRule.summit_id == summit_id))
    return {(one.asker_id, one.asked_id): one for one in found}


def forbidden_of(summit_id: int) -> Forbidden:
    """Return which category may not ask which, by their codes."""
    asker, asked = aliased(Category), aliased(Category)
    rows = (
        sa.select(asker.code, asked.code).select_from(MeetingRule)
        .join(asker, asker.id == MeetingRule.asker_id).join(asked, asked.id == MeetingRule.asked_id)
        .where(MeetingRule.summit_id == summit_id, sa.not_(MeetingRule.may_ask))
    )  # fmt: skip
    return Forbidden(frozenset((row[0], row[1]) for row in db.session.execute(rows)))


def never_pairs(summit_id: int) -> set[tuple[str, str]]:
    """Return the pairs of profiles (public ids) that are never brought together: one passed the other over, or blocks them.

    Nothing in it tells which of the two it was, nor which of the reasons.
    """
    one, other = aliased(MatchProfile), aliased(MatchProfile)
    passed = (
        sa.select(one.public_id, other.public_id).select_from(Passed)
        .join(one, one.id == Passed.profile_id).join(other, other.id == Passed.other_id).where(one.summit_id == summit_id)
    )  # fmt: skip
    pairs = [(row[0], row[1]) for row in db.session.execute(passed)] + _blocked(summit_id)
    return {(min(pair), max(pair)) for pair in pairs}


def _blocked(summit_id: int) -> list[tuple[str, str]]:
    """Return the profiles of whoever blocks with those of whom they block; put as one question it reads every pair."""
    own = (
        sa.select(Registration.person_id, MatchProfile.public_id)
        .join(MatchProfile, MatchProfile.registration_id == Registration.id).where(MatchProfile.summit_id == summit_id)
    )  # fmt: skip
    people = sa.select(own.subquery().c.person_id)
    blocks = db.session.execute(sa.select(Block.person_id, Block.blocked_id).where(Block.person_id.in_(people))).all()
    if not blocks:
        return []
    names: dict[int, list[str]] = {}
    for row in db.session.execute(own):
        names.setdefault(row.person_id, []).append(row.public_id)
    return [(one, other) for row in blocks for one in names.get(row.person_id, ()) for other in names.get(row.blocked_id, ())]

"""Reading the people of a delegation, how far it is filled, and who leads it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.directory import queries as directory
from summitapp.directory.models import Tenure
from summitapp.nominations.rules.desk import count_filled
from summitapp.nominations.values.desk import Head, Share, Standing
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, DelegationRole, State
from summitapp.summits.models import Category

_WHOLE = (joinedload(Registration.person), joinedload(Registration.category), joinedload(Registration.position))
Numbers = Mapping[tuple[int, int], Mapping[State, int]]


def members(delegation: Delegation) -> list[Registration]:
    """Return everybody who is or was on the list of a delegation, with person, category and office."""
    own = sa.select(Registration).where(
        Registration.summit_id == delegation.summit_id, Registration.delegation_id == delegation.id
    )
    return list(db.session.scalars(own.options(*_WHOLE).order_by(Registration.id)))


def member(reference: str, person: str) -> Registration | None:
    """Return one registration of a delegation; both are named by their public ids."""
    fits = (Delegation.public_id == reference) & (Registration.public_id == person)
    statement = sa.select(Registration).join(Registration.delegation).where(fits)
    loaded = contains_eager(Registration.delegation).joinedload(Delegation.summit)
    return db.session.scalar(statement.options(loaded, *_WHOLE))


def chosen(delegation: Delegation, people: Sequence[str]) -> list[Registration]:
    """Return the nominated ones among these public ids, or all who are nominated when none is named."""
    waits = (Registration.delegation_id == delegation.id) & (Registration.state == State.NOMINATED)
    statement = sa.select(Registration).where(waits).options(*_WHOLE).order_by(Registration.id)
    if people:
        statement = statement.where(Registration.public_id.in_(list(people)))
    return list(db.session.scalars(statement))


# --- how far delegations are filled -------------------------------------------------------------------


def standings(delegations: Sequence[Delegation], categories: Sequence[Category]) -> dict[int, Standing]:
    """Return how far each delegation is filled and who leads it, by row id; a few questions however many there are."""
    numbers, heads = _numbers(one.id for one in delegations), _heads(delegations)
    return {one.id: _standing(one, categories, numbers, heads.get(one.id, Head())) for one in delegations}


def _numbers(delegations: Iterable[int]) -> Numbers:
    own = Registration.delegation_id.in_(list(delegations)) & Registration.state.in_(list(ACTIVE))
    keys = (Registration.delegation_id, Registration.category_id, Registration.state)
    found: dict[tuple[int, int], dict[State, int]] = defaultdict(dict)
    for delegation, category, state, number in db.session.execute(
        sa.select(*keys, sa.func.count()).where(own).group_by(*keys)
    ):
        found[int(delegation or 0), category][state] = number
    return found


def _standing(delegation: Delegation, categories: Sequence[Category], numbers: Numbers, head: Head) -> Standing:
    quotas = {one.category_id: one for one in delegation.quotas}
    whole: dict[State, int] = defaultdict(int)
    shares = []
    for category in categories:
        here, quota = numbers.get((delegation.id, category.id), {}), quotas.get(category.id)
        for state, number in here.items():
            whole[state] += number
        if here or quota is not None:
            filled = count_filled(here, quota.places if quota else None, quota.taken if quota else 0)
            shares.append(Share(category.name, category.code, filled))
    return Standing(count_filled(whole, delegation.quota, delegation.taken), tuple(shares), head)


def _heads(delegations: Sequence[Delegation]) -> dict[int, Head]:
    """Return who leads each: whoever is filed as its head, else the office with whoever holds it now."""
    leads = (Registration.delegation_role == DelegationRole.HEAD) & Registration.state.in_(list(ACTIVE))
    own = Registration.delegation_id.in_([one.id for one in delegations])
    filed = db.session.scalars(sa.select(Registration).where(own, leads).options(*_WHOLE))
    people = {one.delegation_id: one for one in filed}
    offices = {one.head_position_id for one in delegations if one.head_position_id is not None}
    holders: dict[int, Tenure] = {}
    for tenure in directory.tenures_of(offices):
        if tenure.until is None:
            holders.setdefault(tenure.position_id, tenure)
    return {one.id: _head(one, people.get(one.id), holders) for one in delegations}


def _head(delegation: Delegation, filed: Registration | None, holders: Mapping[int, Tenure]) -> Head:
    office = delegation.head_position
    if filed is not None:
        own = filed.position
        return Head(filed.person.name.with_title, own.title if own else None, own.source_language if own else "",
                    filed.acting)  # fmt: skip
    held = holders.get(office.id) if office is not None else None
    if office is None:
        return Head()
    return Head(held.person.name.with_title if held else "", office.title, office.source_language,
                held.acting if held else False)  # fmt: skip

"""Whom a request is for: a person, anybody of a house, or a delegation, as far as the asker may ask them."""

from collections.abc import Iterable
from dataclasses import dataclass

from summitapp.core.text import Translated
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.queries.asking.requests import open_counts, paired_with
from summitapp.matchmaking.queries.asking.worth import score_between
from summitapp.matchmaking.values import Candidate, RequestKind
from summitapp.profiles import queries as profiles
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import FunctionLevel, ProfileState, Who
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole

_LEVELS = {level: place for place, level in enumerate(FunctionLevel)}
_RANKS = {DelegationRole.HEAD: 0, DelegationRole.DEPUTY: 1}


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a request is for. ``people`` are the profiles of those who could answer it, all of whom may be asked."""

    kind: RequestKind
    people: tuple[MatchProfile, ...]
    party: Who
    delegation: Delegation | None = None
    organisation_key: str = ""

    @property
    def other(self) -> int | str:
        """Return by what the other side is known in :func:`summitapp.matchmaking.rules.asking.sameness`."""
        if self.kind is RequestKind.DELEGATION:
            return self.delegation.id if self.delegation else 0
        return self.organisation_key or (self.people[0].registration_id or 0)


def aim_of(me: Registration, *, profile: str = "", organisation: str = "", delegation: str = "") -> Aim | None:
    """Return whom somebody wants to ask, or nobody if they may not ask, or there is no such side.

    :param profile: public id of the profile of a person, or of a delegation as a whole.
    :param organisation: that of the profile of anybody of the house.
    :param delegation: public id of a delegation, or of its profile.
    """
    if profile:
        return _person(me, profile)
    return _house(me, organisation) if organisation else _group(me, delegation)


def aim_at(me: Registration, kind: RequestKind, delegation: Delegation | None, organisation_key: str) -> Aim | None:
    """Return the side a request was for as it is now, for the next one of a house or a delegation."""
    if kind is RequestKind.DELEGATION and delegation is not None:
        return _of_delegation(me, delegation)
    return _of_house(me, organisation_key) if kind is RequestKind.ORGANISATION else None


def _person(me: Registration, reference: str) -> Aim | None:
    found = profiles.open_profile(reference)
    if found is None or found.summit_id != me.summit_id:
        return None
    if found.registration is None:
        return _of_delegation(me, found.delegation) if found.delegation is not None else None
    if not profiles.may_ask(me, found.registration):
        return None
    return Aim(RequestKind.PERSON, (found,), profiles.who(found))


def _house(me: Registration, reference: str) -> Aim | None:
    found = profiles.open_profile(reference)
    if found is None or not found.organisation_key or found.summit_id != me.summit_id:
        return None
    return _of_house(me, found.organisation_key)


def _of_house(me: Registration, key: str) -> Aim | None:
    mine = profiles.profile_of(me.id)
    if not key or (mine is not None and mine.organisation_key == key):
        return None  # one's own house is met at home
    people = _askable(me, (one for one in profiles.open_profiles(me.summit_id) if one.organisation_key == key))
    if not people:
        return None
    first = people[0].registration
    assert first is not None
    party = Who("", Translated.same(first.organisation_text), Translated(), Translated(), profiles.city_of(first))
    return Aim(RequestKind.ORGANISATION, people, party, organisation_key=key)


def _group(me: Registration, reference: str) -> Aim | None:
    found = profiles.open_profile(reference)
    group = found.delegation if found is not None else delegations.by_reference(reference)
    return _of_delegation(me, group) if group is not None and group.summit_id == me.summit_id else None


def _of_delegation(me: Registration, group: Delegation) -> Aim | None:
    said = profiles.profile_of_delegation(group.id)
    if said is not None and said.state is ProfileState.PAUSED:
        return None
    every = (one for one in profiles.open_profiles(me.summit_id)
             if one.registration is not None and one.registration.delegation_id == group.id)  # fmt: skip
    people = _askable(me, every)
    if not people:
        return None
    city = group.city.name if group.city is not None else Translated()
    party = Who(said.public_id if said else "", group.name, Translated(), Translated(), city, is_delegation=True)
    return Aim(RequestKind.DELEGATION, people, party, delegation=group)


def _askable(me: Registration, found: Iterable[MatchProfile]) -> tuple[MatchProfile, ...]:
    sight = profiles.sight_of(me)
    return tuple(one for one in found if one.registration is not None and sight.asks(one.registration))


def candidates_of(round_: MeetingRound, me: Registration, aim: Aim) -> list[Candidate]:
    """Return who could answer for the side that is asked, without those with whom the asker has a request already."""
    taken = paired_with(round_.id, me.id) if aim.kind is not RequestKind.PERSON else set()
    people = [one for one in aim.people if one.registration_id not in taken]
    waiting = open_counts(round_.id, [one.registration_id or 0 for one in people])
    scores = score_between(me, people)
    return [_candidate(one, aim, waiting.get(one.registration_id or 0, 0), scores.get(one.id, 0)) for one in people]


def _candidate(profile: MatchProfile, aim: Aim, waiting: int, score: int) -> Candidate:
    owner = profile.registration
    assert owner is not None
    rank = _RANKS.get(owner.delegation_role, 2) if aim.kind is RequestKind.DELEGATION else 2
    return Candidate(owner.id, rank, _LEVELS[profile.level], score, waiting)

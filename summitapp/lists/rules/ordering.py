"""The order of people: by family name, by delegation, by precedence. Sorted as a reader of the list's language expects."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from summitapp.core.text import sort_key
from summitapp.directory.values import PersonName
from summitapp.lists.values import Guest, Ordering, PrecedenceClass, Rank, Takes
from summitapp.registration.values import DelegationRole

_ROLES: Final = (DelegationRole.HEAD, DelegationRole.DEPUTY, DelegationRole.MEMBER)
_LATEST: Final = "9999"


def _name_key(guest: Guest, language: str) -> Any:
    return PersonName(guest.given, guest.family).sort_key(language), guest.code


def by_family_name(guests: Iterable[Guest], language: str) -> list[Guest]:
    """Return people by family name; single names stand among them by their only name."""
    return sorted(guests, key=lambda guest: _name_key(guest, language))


def by_delegation(guests: Iterable[Guest], language: str) -> list[tuple[str, list[Guest]]]:
    """Return each delegation with its people: head, deputies, then by family name. Who belongs to none is left out."""

    def place(guest: Guest) -> Any:
        title = guest.delegation.best(language)
        return sort_key(title, language), guest.delegation_code, _ROLES.index(guest.role), _name_key(guest, language)

    sent = sorted((guest for guest in guests if guest.delegation_code), key=place)
    groups = groupby(sent, key=lambda guest: (guest.delegation_code, guest.delegation.best(language)))
    return [(title, list(people)) for (_code, title), people in groups]


def in_order(
    guests: Iterable[Guest], classes: Sequence[PrecedenceClass], ranks: Mapping[str, Rank], partnerships: Mapping[int, str],
    host_language: str,
) -> list[tuple[PrecedenceClass, list[Guest]]]:  # fmt: skip
    """Return the order of precedence: class by class, in each those with a place by hand first.

    :param ranks: by registration; whoever has none falls into the class that takes people like them, or is not listed.
    :param partnerships: city → ISO date of its oldest tie, as exact as its source.
    :param host_language: in which equals are put into the order of the alphabet.
    """
    known = {one.id for one in classes}
    members: dict[int, list[Guest]] = {one.id: [] for one in classes}
    for guest in guests:
        rank = ranks.get(guest.reference)
        home = rank.class_id if rank is not None and rank.class_id in known else _falls_into(guest, classes)
        if home is not None:
            members[home].append(guest)

    def place(guest: Guest, ordering: Ordering) -> Any:
        rank = ranks.get(guest.reference)
        fixed = rank.place if rank is not None and rank.place is not None else None
        since = partnerships.get(guest.city_id or 0, _LATEST) if ordering is Ordering.PARTNERSHIP else ""
        city = sort_key(guest.city.best(host_language) or guest.city_text, host_language)
        return fixed is None, fixed or 0, since, city, _name_key(guest, host_language)

    found = [(one, sorted(members[one.id], key=lambda guest: place(guest, one.ordering))) for one in classes]
    return [(one, people) for one, people in found if people]


def _falls_into(guest: Guest, classes: Sequence[PrecedenceClass]) -> int | None:
    fits = {
        Takes.GUESTS: guest.protocol, Takes.HEADS: guest.role is DelegationRole.HEAD and bool(guest.delegation_code),
        Takes.DEPUTIES: guest.role is DelegationRole.DEPUTY and bool(guest.delegation_code),
    }  # fmt: skip
    for wanted in (Takes.HEADS, Takes.DEPUTIES, Takes.GUESTS):
        if fits[wanted]:
            home = next((one.id for one in classes if one.takes is wanted), None)
            if home is not None:
                return home
    return None

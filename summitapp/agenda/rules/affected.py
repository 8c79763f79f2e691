"""Whom a change concerns, and what it means for each of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from summitapp.agenda.values import (
    NEWS_OF_CHANGE,
    Change,
    ChangeKind,
    Concern,
    News,
    NewsKind,
    Placement,
)

#: A corrected description or another goal is on the page and needs no mail.
_FOR_CAST: Final = frozenset({
    "time", "room", "title", "people", "languages", "interpretation", "visibility", "livestream", "attendance",
})  # fmt: skip
_FOR_TEAM: Final = frozenset({"time", "room", "title", "languages", "interpretation", "channels"})
_FOR_AUDIENCE: Final = frozenset({"time", "room", "languages", "interpretation", "livestream", "attendance"})
_MATTERS: Final[Mapping[Concern, frozenset[str]]] = {
    Concern.APPEARS: _FOR_CAST, Concern.INTERPRETS: _FOR_TEAM, Concern.ENROLLED: _FOR_AUDIENCE,
    Concern.STARRED: _FOR_AUDIENCE, Concern.COMES: _FOR_AUDIENCE,
}  # fmt: skip
Listeners = Mapping[Concern, Mapping[str, Collection[str]]]


def find_affected(changes: Iterable[Change], listeners: Listeners) -> dict[str, tuple[News, ...]]:
    """Return what each person is to be told, by :attr:`Appearing.key`; who is in a change for two reasons has one.

    Somebody who appears is told what is new; those who have chosen a session chose it before, and are told only what
    became of it.

    :param listeners: reason → public id of a session → keys of those whom it concerns beside its own people.
    """
    found: dict[str, list[News]] = defaultdict(list)
    for change in changes:
        told: set[str] = set()
        for concern in Concern:
            for key in _concerned(change, concern, listeners):
                if key not in told and (news := _news(change, concern, key)) is not None:
                    found[key].append(news)
                    told.add(key)
    return {key: tuple(news) for key, news in found.items()}


def expects_all(change: Change) -> Placement | None:
    """Return the session of a change if all who take part have, or had, it in their programme."""
    return next((side for side in (change.new, change.old) if side is not None and side.text.for_everybody), None)


def _concerned(change: Change, concern: Concern, listeners: Listeners) -> list[str]:
    here = listeners.get(concern, {}).get(_reference(change), ())
    if concern is not Concern.APPEARS:
        return sorted(here)
    return list(dict.fromkeys([*_keys(change.old), *_keys(change.new), *sorted(here)]))


def _keys(placement: Placement | None) -> Sequence[str]:
    return [person.key for person in placement.people] if placement is not None else []


def _reference(change: Change) -> str:
    side = change.new or change.old
    assert side is not None
    return side.reference


def _news(change: Change, concern: Concern, key: str) -> News | None:
    if concern is Concern.APPEARS:
        kind = _kind_for_cast(change, key)
    elif change.kind is ChangeKind.NEW and concern is not Concern.INTERPRETS and change.old is None:
        return None  # nobody can have chosen what was never announced
    else:
        kind = NEWS_OF_CHANGE[change.kind]
    if kind in (NewsKind.CHANGED, NewsKind.MOVED) and not _MATTERS[concern] & set(change.fields):
        return None
    return News(_reference(change), kind, concern, change.fields)


def _kind_for_cast(change: Change, key: str) -> NewsKind:
    """Return what it is for one of the people: the session may stay as it is while they join or leave it."""
    if change.kind in (ChangeKind.NEW, ChangeKind.CANCELLED):
        return NEWS_OF_CHANGE[change.kind]
    if key not in _keys(change.new):
        return NewsKind.LEFT
    if key not in _keys(change.old):
        return NewsKind.NEW
    return NEWS_OF_CHANGE[change.kind]

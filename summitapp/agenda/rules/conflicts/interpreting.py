"""Whether everybody can follow a session, and whether its interpreters are enough and the right ones."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from summitapp.agenda.rules.conflicts.places import rooms_of
from summitapp.agenda.values import Conflict, ConflictKind, Frame, Placement, SessionKind, Visibility
from summitapp.core.text import LANGUAGES

#: Where many listen to few; where people work or mingle, they help each other along.
_LISTENING: Final = frozenset({SessionKind.PLENARY, SessionKind.PANEL, SessionKind.ROUND_TABLE, SessionKind.PRESS})
_ALONE: Final = timedelta(minutes=40)
_PAIR: Final = timedelta(hours=4)
_EACH_FURTHER: Final = timedelta(hours=2)


def least_team(languages: int, length: timedelta) -> int:
    """Return how many interpreters a session needs at least.

    The professional minimum of AIIC for one booth that works both ways between two languages: one up to
    40 minutes, two up to four hours, three up to six, four up to eight. With three working languages a team
    has six, two in the booth of each.
    """
    if languages < 2:
        return 0
    if languages > 2:
        return 2 * languages
    if length <= _ALONE:
        return 1
    return 2 + max(0, -(-(length - _PAIR) // _EACH_FURTHER))


def judge_languages(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    """Yield what keeps people from following a session in their language."""
    text, codes = placement.text, (placement.code,)
    into = set(text.interpretation)
    listening = text.kind in _LISTENING and text.visibility is not Visibility.CLOSED
    if len(text.languages) > 1 and not into and listening:
        yield Conflict(ConflictKind.NOT_INTERPRETED, codes, (("languages", _said(text.languages)),))
    for room in rooms_of(placement, frame):
        if lacking := into - set(room.languages):
            facts = (("languages", _said(lacking)), ("room", room.name))
            yield Conflict(ConflictKind.NO_BOOTH, codes, facts, room.reference)
    if into and (placement.team or frame.pool):
        yield from _judge_team(placement)


def _judge_team(placement: Placement) -> Iterator[Conflict]:
    text, codes = placement.text, (placement.code,)
    working = set(text.languages) | set(text.interpretation)
    nobody = {code for code in text.interpretation if not _can_work_into(code, placement, working)}
    if placement.team and nobody:
        yield Conflict(ConflictKind.NO_INTERPRETER, codes, (("languages", _said(nobody)),))
    least = least_team(len(working), placement.length)
    if len(placement.team) < least:
        minutes = placement.length // timedelta(minutes=1)
        facts = (("count", len(working)), ("least", least), ("minutes", minutes), ("team", len(placement.team)))
        yield Conflict(ConflictKind.TEAM_TOO_SMALL, codes, facts)


def _can_work_into(code: str, placement: Placement, working: set[str]) -> bool:
    """Whether somebody of the team knows a language, and another of the session to come from."""
    return any(code in one.languages and (working & set(one.languages)) - {code} for one in placement.team)


def _said(codes: Iterable[str]) -> str:
    wanted = set(codes)
    return ", ".join(code.upper() for code in LANGUAGES if code in wanted)

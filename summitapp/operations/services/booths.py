"""The interpreters of the demo summit, and who of them works in which session."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import Interpreter
from summitapp.agenda.values import Appearing, ConflictKind, Frame, Placement
from summitapp.operations.values.booths import INTERPRETERS
from summitapp.summits.models import Summit

_NOT_FREE = frozenset({ConflictKind.INTERPRETER_TWICE, ConflictKind.INTERPRETER_RUSH})


def staff_booths(summit: Summit) -> None:
    """Fill the pool, and give each interpreted session of the draft the team it needs, as far as the pool goes."""
    pool: dict[str, Interpreter] = {}
    for seed in INTERPRETERS:
        one = services.add_interpreter(summit, "", seed.languages, "", ("", seed.given, seed.family))
        pool[f"person:{one.person.public_id}"] = one
    people = [queries.appearing_interpreter(one) for one in pool.values()]
    sessions = {session.code: session for session in queries.sessions_of(summit)}
    for placement in _teams(queries.draft_placements(summit), people, queries.frame_of(summit)):
        session = sessions[placement.code]
        services.assign_team(session, [pool[one.key].public_id for one in placement.team], session.revision)


def _teams(placements: Sequence[Placement], people: Sequence[Appearing], frame: Frame) -> Iterator[Placement]:
    """Yield each interpreted session with its team: whoever can, is free and has worked least."""
    done: list[Placement] = []
    for placement in placements:
        text = placement.text
        working = {*text.languages, *text.interpretation}
        least = rules.least_team(len(working), placement.length) if text.interpretation else 0
        if not least:
            continue
        able = [one for one in people if len(working & set(one.languages)) > 1 and _is_free(one, placement, done, frame)]
        able.sort(key=lambda one: (sum(one in other.team for other in done), people.index(one)))
        done.append(replace(placement, team=tuple(able[:least])))
        yield done[-1]


def _is_free(who: Appearing, placement: Placement, done: Sequence[Placement], frame: Frame) -> bool:
    held = [replace(one, team=(who,)) for one in done if who in one.team]
    found = rules.find_conflicts_of(placement.code, [*held, replace(placement, team=(who,))], frame)
    return not any(one.kind in _NOT_FREE for one in found)

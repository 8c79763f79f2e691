"""Looking for registrations that may be one person's, a few new ones at a time; nothing is merged by it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, count
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import count_anew, db, insert_missing, lock, table_of, unit_of_work
from summitapp.core.security import acting, new_reference
from summitapp.directory import rules as directory
from summitapp.directory.values import Likeness
from summitapp.registration import queries
from summitapp.registration.models import Mark, Pair, Registration
from summitapp.registration.values import PairState

BATCH: Final = 200
#: What more registrations than this have in common tells nothing: a name that dozens bear, say.
MOST_ALIKE: Final = 12
_BATCHES: Final = 10
#: After which batches PostgreSQL counts what was written; from there on it goes by what it knows of a part.
_COUNTED: Final = frozenset({4, 8, 32, 128, 512})
_MARK: Final = table_of(Mark)
_PAIR: Final = table_of(Pair)


def compare_waiting(batches: int | None = _BATCHES) -> int:
    """Compare what has come in or changed since, each batch in a unit of work of its own; returns how many were.

    Safe to run twice, and beside itself.

    :param batches: how many batches at most; None for all there are.
    """
    done = 0
    for batch in range(batches) if batches is not None else count():
        with unit_of_work():
            number = compare_new()
            if batch in _COUNTED:  # until then the database takes the tables for empty ones and reads all of them each time
                count_anew(Mark, Pair)
        done += number
        if number < BATCH:
            break
    return done


def compare_new(summit_id: int | None = None) -> int:
    """Compare the next registrations that nobody looked at since they were changed; returns how many they were."""
    fresh = queries.uncompared(BATCH, summit_id)
    by_summit: dict[int, dict[int, Likeness]] = defaultdict(dict)
    for number, (summit, like) in fresh.items():
        by_summit[summit][number] = like
    for summit, likes in by_summit.items():
        _compare(summit, likes)
    own = sa.update(Registration).where(Registration.id.in_(list(fresh))).values(compared_at=now())
    db.session.execute(own.execution_options(synchronize_session=False))
    return len(fresh)


def tell_apart(pair: Pair) -> None:
    """Take note that two registrations are not one person's; they are not shown again."""
    _decide(pair, PairState.DISTINCT, "registration_pair.distinct")


def reopen_pair(pair: Pair) -> None:
    """Take that back."""
    _decide(pair, PairState.OPEN, "registration_pair.reopened")


def _decide(pair: Pair, state: PairState, action: str) -> None:
    pair = lock(Pair, pair.id)
    if pair.state in (state, PairState.MERGED):
        return
    pair.state, pair.decided_by, pair.decided_at = state, acting().reference, now()
    record(action, pair, summit=pair.summit.public_id, one=pair.one.public_id, other=pair.other.public_id)


def _compare(summit_id: int, likes: Mapping[int, Likeness]) -> None:
    _write_marks(summit_id, likes)
    couples = _couples(likes)
    known = {**queries.likenesses({number for couple in couples for number in couple} - likes.keys()), **likes}
    found = []
    for one, other in couples:
        if one in known and other in known:
            same = directory.compare(known[one], known[other])
            if same.score >= directory.PROBABLE:
                found.append({
                    "public_id": new_reference(), "summit_id": summit_id, "one_id": one, "other_id": other,
                    "score": same.score, "reasons": list(same.signs), "state": PairState.OPEN, "decided_by": "",
                })  # fmt: skip
    own = queries.among(_PAIR.c.one_id, list(likes)) | queries.among(_PAIR.c.other_id, list(likes))
    db.session.execute(sa.delete(_PAIR).where(own, _PAIR.c.state == PairState.OPEN))
    if found:  # who was told apart stays so
        db.session.execute(insert_missing(_PAIR), found)


def _write_marks(summit_id: int, likes: Mapping[int, Likeness]) -> None:
    db.session.execute(sa.delete(_MARK).where(queries.among(_MARK.c.registration_id, list(likes))))
    rows: list[dict[str, Any]] = [
        {"registration_id": number, "summit_id": summit_id, "mark": mark}
        for number, like in likes.items() for mark in sorted(directory.marks_of(like))
    ]  # fmt: skip
    if rows:
        db.session.execute(insert_missing(_MARK), rows)


def _couples(fresh: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs, one of them new, that share a mark few have."""
    numbers = set(fresh)
    sharing = queries.sharing_marks(numbers, MOST_ALIKE)
    return sorted({
        couple for together in sharing for couple in combinations(sorted(together), 2) if not numbers.isdisjoint(couple)
    })  # fmt: skip

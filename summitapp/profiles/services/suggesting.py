"""Working suggestions out: for one person at once, for everybody behind the pages in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from config import ROOT
from summitapp.core.clock import now
from summitapp.core.db import db, end_read, insert_missing, lock, see_one_moment, table_of, unit_of_work
from summitapp.jobs import services as jobs
from summitapp.profiles import queries
from summitapp.profiles.models import MatchProfile, Suggestions
from summitapp.profiles.rules.keeping import as_kept, as_order, digest_of
from summitapp.profiles.rules.scoring import suggest_for
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

TASK: Final = "profiles.suggest"
TOP: Final = 20
#: Many profiles change together, before a summit; what comes within this time of a run waits for the sweep.
GATHER: Final = timedelta(seconds=20)
_TIMEOUT: Final = 120
_PART: Final = 200


class SuggestingFailed(RuntimeError):
    """The child process gave no answer; the text is what it said instead."""


def wake(summit: Summit) -> None:
    """Have suggestions worked out anew once the present unit of work stands."""
    jobs.wake(TASK, summit.public_id)


def suggest_live(profile: MatchProfile) -> None:
    """Work out whom one person might meet, so that they see it with the next page; the others follow behind the pages."""
    card = queries.card_of(profile)
    if card is None:
        return
    cards = queries.cards_of(profile.summit_id)
    may = queries.forbidden_of(profile.summit_id).allows
    found = suggest_for(card, cards, queries.links_of(cards), queries.never_pairs(profile.summit_id), top=TOP, may=may)
    kept = queries.suggestions_of(profile)
    if kept is None:  # of no run yet; where there is one, its moment and digest stay, by which the next is judged
        kept = Suggestions(profile_id=profile.id, made_at=now(), basis="")
        db.session.add(kept)
    kept.found = [as_kept(one) for one in found]


# --- everybody's, behind the pages -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Work:
    people: int
    order: str
    basis: str
    last: str
    made_at: datetime | None


def refresh(summit: Summit, *, gather: bool = False) -> bool:
    """Work out everybody's suggestions if anything they are made of has changed; returns whether they were.

    Outside of a unit of work: reading, working and writing are three steps, and nobody waits for the second.

    :param gather: leave it to the sweep when a run was a moment ago.
    :raises SuggestingFailed: if the child process gave no answer.
    """
    summit_id = summit.id
    work = _read(summit_id)
    end_read()
    if work.basis == work.last or (gather and work.made_at is not None and now() - work.made_at < GATHER):
        return False
    found = _ask_child(work.order) if work.people > 1 else []
    with unit_of_work():
        _write(summit_id, found, work.basis)
    return True


def _read(summit_id: int) -> _Work:
    see_one_moment()
    cards = queries.cards_of(summit_id)
    order = as_order(cards, queries.links_of(cards), queries.never_pairs(summit_id),
                     queries.forbidden_of(summit_id).pairs, TOP)  # fmt: skip
    return _Work(len(cards), order, digest_of(order), *queries.last_basis(summit_id))


def _ask_child(order: str) -> list[tuple[str, str]]:
    """Return each profile's public id with its list as text: only what has changed is ever taken apart."""
    done = subprocess.run(
        [sys.executable, "-m", "summitapp.profiles.rules.child"], cwd=ROOT, timeout=_TIMEOUT, check=False,
        input=order.encode(), capture_output=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},  # blocks so small are done twice as dearly by two threads
    )  # fmt: skip
    if done.returncode:
        raise SuggestingFailed(done.stderr.decode(errors="replace")[-2000:])
    return lists_of(done.stdout.decode().splitlines())


def lists_of(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return the lines of the child process as public ids and lists."""
    return [(reference, kept) for reference, _, kept in (line.rstrip("\n").partition("\t") for line in lines)]


def _write(summit_id: int, found: Sequence[tuple[str, str]], basis: str) -> None:
    """Write the lists that have changed, a part at a time, and by one statement of what all of them were made."""
    lock(Summit, summit_id)
    moment, rows = now(), queries.row_ids([reference for reference, _ in found])
    here = [(rows[reference], kept) for reference, kept in found if reference in rows]
    for start in range(0, len(here), _PART):
        _write_part(here[start:start + _PART], basis, moment)
    _drop(queries.listed(summit_id) - {row for row, _ in here})
    for profile_id, house in queries.stale_houses(summit_id).items():
        db.session.execute(sa.update(MatchProfile).where(MatchProfile.id == profile_id).values(organisation_key=house))
    own = sa.select(MatchProfile.id).where(MatchProfile.summit_id == summit_id)
    db.session.execute(sa.update(Suggestions).where(Suggestions.profile_id.in_(own)).values(basis=basis, made_at=moment))
    db.session.expire_all()


def _write_part(part: Sequence[tuple[int, str]], basis: str, moment: datetime) -> None:
    table, before = table_of(Suggestions), queries.found_of([row for row, _ in part])
    made = {row: json.loads(kept) for row, kept in part}
    new = [{"profile_id": row, "found": made[row], "made_at": moment, "basis": basis} for row in made if row not in before]
    changed = [{"row": row, "made": made[row]} for row in made if row in before and before[row] != made[row]]
    if new:
        db.session.execute(insert_missing(table), new)
    if changed:
        update = sa.update(table).where(table.c.profile_id == sa.bindparam("row")).values(found=sa.bindparam("made"))
        db.session.connection().execute(update, changed)


def _drop(profiles: Collection[int]) -> None:
    """Delete the lists of those who are not open any more."""
    if profiles:
        db.session.execute(sa.delete(Suggestions).where(Suggestions.profile_id.in_(list(profiles))))


def run(reference: str) -> None:
    """Work out the suggestions of a summit, by its public id, unless that was done a moment ago."""
    summit = summits.by_reference(reference)
    if summit is not None:
        refresh(summit, gather=True)


def sweep() -> None:
    """Work out what was not woken, or waited for others to change as well. Safe to run twice."""
    today = now().date()
    for reference in [one.public_id for one in queries.summits_with_profiles(today)]:
        summit = summits.by_reference(reference)
        if summit is not None:
            refresh(summit)

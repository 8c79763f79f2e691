"""What a code stands for, and how often it was asked; who asked is kept nowhere."""

from datetime import datetime, time, timedelta
from typing import Any, Final

import sqlalchemy as sa

from summitapp.core.clock import now
from summitapp.core.context import extension
from summitapp.core.db import db, insert_missing, table_of, unit_of_work
from summitapp.core.security import digest
from summitapp.core.tz import from_local, to_local
from summitapp.letters import queries, rules
from summitapp.letters.models import Letter, LookUp
from summitapp.letters.values import MANY_A_DAY, Standing, Verdict
from summitapp.summits.models import Summit

LOOKED_UP: Final = "letters.looked_up"
UNKNOWN_WITHIN: Final = timedelta(days=7)
_COUNTS: Final = table_of(LookUp)


def look_up(code: str) -> Verdict:
    """Return what a code stands for; known and unknown ones take the same way and the same questions.

    That it was asked is noted behind the page, as a number without a name.
    """
    clean = rules.read_code(code)
    letter = queries.by_lookup(digest(clean))
    extension("jobs").wake(LOOKED_UP, letter.public_id if letter else "")
    if letter is None:
        return Verdict(Standing.UNKNOWN, rules.grouped(clean))
    worth = standing_of(letter)
    if worth is not Standing.VALID:
        return Verdict(worth, rules.grouped(clean), letter.serial or "")
    name = "" if letter.person.hidden_at else str(letter.facts.get("name", ""))
    return Verdict(
        worth, rules.grouped(clean), letter.serial or "", letter.summit.name, letter.kind, name,
        letter.issued_on, letter.valid_until,
    )  # fmt: skip


def standing_of(letter: Letter) -> Standing:
    """Return what a letter is worth today, by the venue's calendar."""
    return rules.standing(letter.state, letter.valid_until, to_local(now(), letter.summit.timezone).date())


def note_look_up(letter: str) -> None:
    """Count one look-up of a letter, or of a code that we never issued."""
    row = {"letter": letter, "day": now().date()}
    with unit_of_work():
        db.session.execute(insert_missing(_COUNTS), {**row, "number": 0})
        own = (_COUNTS.c.letter == row["letter"]) & (_COUNTS.c.day == row["day"])
        db.session.execute(sa.update(_COUNTS).where(own).values(number=_COUNTS.c.number + 1))


def strangers() -> int:
    """Return how many codes that we never issued were tried in the last seven days."""
    return queries.unknown_since((now() - UNKNOWN_WITHIN).date())


def busy_delegations(summit: Summit) -> list[tuple[Any, int]]:
    """Return the delegations for which more letters than usual were asked for today, and how many."""
    today = to_local(now(), summit.timezone).date()
    begin = from_local(datetime.combine(today, time()), summit.timezone, second=False)
    asked = queries.asked_between(summit.id, begin, begin + timedelta(days=1))
    return [(name, number) for name, number in asked if number > MANY_A_DAY]

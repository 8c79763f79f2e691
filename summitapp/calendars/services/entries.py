"""Keeping the ledger of entries: who owns a thing says how it is, the ledger counts how often it was revised."""

from collections.abc import Iterable

import sqlalchemy as sa

from summitapp.calendars import queries, rules
from summitapp.calendars.models import CalendarEntry
from summitapp.calendars.values import EntryFacts, EntryState
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, table_of


def revise(entries: Iterable[EntryFacts]) -> dict[str, EntryState]:
    """Bring the ledger up to what the owners of things say, and return its states by subject.

    Call it before mails are composed, so that they carry the new SEQUENCE.
    """
    wanted = {facts.subject: facts for facts in entries}
    known = queries.states_of(wanted)
    moment = now()
    states = {subject: rules.revise_entry(known.get(subject), facts, moment) for subject, facts in wanted.items()}
    table = table_of(CalendarEntry)
    if fresh := [_row(state) for subject, state in states.items() if subject not in known]:
        # two mails that are written at the same moment may both be the first to speak of a thing
        db.session.execute(insert_missing(table), fresh)
    if changed := [state for subject, state in states.items() if subject in known and state is not known[subject]]:
        statement = sa.update(table).where(table.c.subject == sa.bindparam("of"))
        db.session.connection().execute(
            statement.values({name: sa.bindparam(name) for name in _CHANGING}),
            [{"of": state.subject, **{name: value for name, value in _row(state).items() if name in _CHANGING}}
             for state in changed],
        )  # fmt: skip
        db.session.expire_all()
    return states


_CHANGING = ("sequence", "fingerprint", "text_mark", "status", "last_modified")


def _row(state: EntryState) -> dict[str, object]:
    return {name: getattr(state, name) for name in ("subject", "uid", "created_at", *_CHANGING)}

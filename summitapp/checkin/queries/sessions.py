"""Which sessions' doors a participant may pass: those they have a place in, and those they work in."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, Appearance, Interpreter, Interpreting
from summitapp.agenda.values import Answer
from summitapp.checkin.models import CheckInPoint
from summitapp.core.db import db, table_of
from summitapp.directory.models import Tenure
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import EnrolmentState
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_registration, _session, _point, _summit = map(table_of, (Registration, AgendaSession, CheckInPoint, Summit))
_enrolment, _appearance, _tenure = map(table_of, (Enrolment, Appearance, Tenure))
_interpreter, _interpreting = table_of(Interpreter), table_of(Interpreting)

#: More are asked for in slices: a database takes a limited number of values in one statement.
_SLICE: Final = 5000
_HAS_DOOR: Final = sa.exists().where(_point.c.session_id == _session.c.id, _point.c.enrolled_only)
_THEM: Final = _registration.c.id.in_(sa.bindparam("registrations", expanding=True))
_COMES: Final = _appearance.c.answer != Answer.DECLINED


def _doors(source: Any, session_id: Any) -> sa.Select[Any]:
    joined = source.join(_session, sa.and_(_session.c.id == session_id, _session.c.summit_id == _registration.c.summit_id))
    return sa.select(_registration.c.id, _session.c.code).select_from(joined).where(_THEM, _HAS_DOOR)


def _in_office() -> sa.ColumnElement[bool]:
    """Whoever holds an office on a day of the summit; one who stands in opens the door as well."""
    return sa.and_(
        sa.or_(_tenure.c.since.is_(None), _tenure.c.since <= _summit.c.ends_on),
        sa.or_(_tenure.c.until.is_(None), _tenure.c.until >= _summit.c.starts_on),
    )


_OPENED: Final = sa.union(
    _doors(_registration.join(_enrolment, _enrolment.c.registration_id == _registration.c.id), _enrolment.c.session_id)
    .where(_enrolment.c.state == EnrolmentState.ENROLLED),
    _doors(_registration.join(_appearance, _appearance.c.person_id == _registration.c.person_id), _appearance.c.session_id)
    .where(_COMES),
    _doors(
        _registration.join(_summit, _summit.c.id == _registration.c.summit_id)
        .join(_tenure, sa.and_(_tenure.c.person_id == _registration.c.person_id, _in_office()))
        .join(_appearance, _appearance.c.position_id == _tenure.c.position_id),
        _appearance.c.session_id,
    ).where(_COMES),
    _doors(
        _registration.join(_interpreter, sa.and_(_interpreter.c.person_id == _registration.c.person_id,
                                                 _interpreter.c.summit_id == _registration.c.summit_id))
        .join(_interpreting, _interpreting.c.interpreter_id == _interpreter.c.id),
        _interpreting.c.session_id,
    ),
)  # fmt: skip


def sessions_opened_by(registrations: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return registration → codes of the sessions whose doors let in only who has a place, and do open for them.

    Theirs are the sessions they hold a place in, appear in (by name or by their office), or interpret. Who opens none
    is not in the answer. One statement for every 5,000 people.

    :param registrations: row ids.
    """
    wanted = sorted(set(registrations))
    opened: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(wanted), _SLICE):
        given = {"registrations": wanted[start : start + _SLICE]}
        for registration, code in db.session.connection().execute(_OPENED, given):
            opened[registration].add(code)
    return {registration: frozenset(codes) for registration, codes in opened.items()}

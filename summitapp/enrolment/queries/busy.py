"""When people are firmly somewhere: what they appear in, have a place in, and what is compulsory; for many at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, AgendaVersion, ReleasedAppearance, Slot
from summitapp.agenda.values import Attendance, SessionText, VersionState, Visibility
from summitapp.core.db import db, table_of
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import EnrolmentState
from summitapp.registration.models import Registration

Times = tuple[datetime, datetime]
_slot, _session, _version = table_of(Slot), table_of(AgendaSession), table_of(AgendaVersion)
_named, _own, _registration = table_of(ReleasedAppearance), table_of(Enrolment), table_of(Registration)
_LAST: Final = (
    sa.select(_version.c.id)
    .where(_version.c.summit_id == sa.bindparam("summit"), _version.c.state == VersionState.PUBLISHED)
    .order_by(_version.c.number.desc()).limit(1).scalar_subquery()
)  # fmt: skip
_TIMES: Final = (_slot.c.starts_at, _slot.c.ends_at)
_RELEASED: Final = sa.and_(_slot.c.version_id == _LAST, _slot.c.cancelled.is_(False))
_PLACES: Final = (
    sa.select(_own.c.registration_id.label("who"), *_TIMES).select_from(_own)
    .join(_slot, _slot.c.session_id == _own.c.session_id).join(_registration, _registration.c.id == _own.c.registration_id)
    .where(_RELEASED, _registration.c.summit_id == sa.bindparam("summit"), _own.c.state == EnrolmentState.ENROLLED)
)  # fmt: skip
_STAGES: Final = (
    sa.select(_registration.c.id, *_TIMES).select_from(_named).join(_slot, _slot.c.id == _named.c.slot_id)
    .join(_registration, _registration.c.person_id == _named.c.person_id)
    .where(_RELEASED, _registration.c.summit_id == sa.bindparam("summit"))
)  # fmt: skip
_THEIRS: Final = sa.union_all(_PLACES, _STAGES)
_COMPULSORY: Final = (
    sa.select(*_TIMES, _slot.c.frozen, _session.c.visibility).select_from(_slot)
    .join(_session, _session.c.id == _slot.c.session_id)
    .where(_RELEASED, _session.c.attendance == Attendance.COMPULSORY).order_by(_slot.c.starts_at)
)  # fmt: skip


def firm_times(summit_id: int, registrations: Collection[int]) -> dict[int, list[Times]]:
    """Return registration → when somebody is firmly somewhere by the last release, in two statements for any number.

    As :func:`items_of` has it: a place waited for and a star bind nobody, a cancelled session leaves the time free, and
    what is compulsory keeps everybody busy.

    :param registrations: row ids.
    """
    wanted, found = set(registrations), defaultdict[int, list[Times]](list)
    for who, starts_at, ends_at in db.session.connection().execute(_THEIRS, {"summit": summit_id}):
        if who in wanted:
            found[who].append((starts_at, ends_at))
    for_all = _compulsory(summit_id)
    return {who: [*found[who], *for_all] for who in wanted}


def _compulsory(summit_id: int) -> list[Times]:
    rows = db.session.connection().execute(_COMPULSORY, {"summit": summit_id})
    return [
        (row.starts_at, row.ends_at) for row in rows
        if (text := SessionText.of(row.frozen)).attendance is Attendance.COMPULSORY
        and text.visibility.stricter(row.visibility) is not Visibility.CLOSED
    ]  # fmt: skip

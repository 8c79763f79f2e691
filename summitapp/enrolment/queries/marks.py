"""By what one sees, without gathering it, that somebody's agenda is still as it was."""

from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, ReleasedAppearance, Slot, subject_of
from summitapp.agenda.values import Attendance
from summitapp.calendars.models import CalendarEntry
from summitapp.core.db import as_stored, table_of
from summitapp.directory.models import Tenure
from summitapp.enrolment.models import Enrolment, Favourite

_own, _star, _session, _entry = (table_of(one) for one in (Enrolment, Favourite, AgendaSession, CalendarEntry))
_slot, _named, _tenure = table_of(Slot), table_of(ReleasedAppearance), table_of(Tenure)
_NOTHING: Final[sa.ColumnElement[Any]] = sa.null()
_COUNT: Final[sa.ColumnElement[int]] = sa.literal_column("0")
#: From when until when somebody holds an office; on which of these days it brings a session is in the release.
_HELD: Final = (
    sa.literal_column("'office '").op("||")(sa.func.coalesce(sa.cast(_tenure.c.since, sa.String), "-"))
    .op("||")("/").op("||")(sa.func.coalesce(sa.cast(_tenure.c.until, sa.String), "-"))
)  # fmt: skip
#: Each way by which a session can come into somebody's agenda; those of old releases, too: they change nothing.
_CONCERNED: Final = sa.union_all(
    sa.select(_own.c.session_id, as_stored(_own.c.state).label("way"), as_stored(_own.c.changed_at).label("since"),
              _COUNT.label("times"))
    .where(_own.c.registration_id.in_(sa.bindparam("registrations", expanding=True))),
    sa.select(_star.c.session_id, sa.literal_column("'star'"), as_stored(_star.c.created_at), _COUNT)
    .where(_star.c.person_id == sa.bindparam("person")),
    sa.select(_slot.c.session_id, sa.literal_column("'appears'"), _NOTHING, sa.func.sum(_named.c.id))
    .join(_named, _named.c.slot_id == _slot.c.id).where(_named.c.person_id == sa.bindparam("person"))
    .group_by(_slot.c.session_id),
    sa.select(_slot.c.session_id, _HELD, _NOTHING, sa.func.sum(_named.c.id))
    .join(_named, _named.c.slot_id == _slot.c.id).join(_tenure, _tenure.c.position_id == _named.c.position_id)
    .where(_tenure.c.person_id == sa.bindparam("person")).group_by(_slot.c.session_id, _tenure.c.since, _tenure.c.until),
    sa.select(_session.c.id, sa.literal_column("'compulsory'"), _NOTHING, _COUNT)
    .where(_session.c.summit_id.in_(sa.bindparam("summits", expanding=True)),
           _session.c.attendance == Attendance.COMPULSORY),
).subquery()  # fmt: skip
#: What :func:`events_of` depends on beside the revision of each summit: what it says of a release, of rooms and of tracks
#: changes with :attr:`Summit.revision` alone. It is given ``person``, ``registrations`` and ``summits``, row ids all.
MARKS: Final = (
    sa.select(_CONCERNED, as_stored(_session.c.visibility), as_stored(_session.c.attendance), _entry.c.sequence,
              as_stored(_entry.c.status), as_stored(_entry.c.last_modified), as_stored(_entry.c.created_at))
    .join(_session, _session.c.id == _CONCERNED.c.session_id)
    .outerjoin(_entry, _entry.c.subject == sa.literal_column(f"'{subject_of('')}'").op("||")(_session.c.public_id))
)  # fmt: skip

"""Stars: given, taken away, and brought along from the device on which somebody gave them before they signed in."""

from collections.abc import Collection

import sqlalchemy as sa

from summitapp.agenda import queries as agenda
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, table_of
from summitapp.enrolment import queries
from summitapp.enrolment.models import Favourite
from summitapp.enrolment.values import MOST_FAVOURITES, NoSuchSession, TooManyFavourites
from summitapp.registration.models import Registration

_TABLE = table_of(Favourite)


def set_favourite(registration: Registration, code: str, wanted: bool) -> None:
    """Give a session a star or take it away; pressing twice changes nothing.

    :raises NoSuchSession: if there is none this participant may see.
    """
    found = queries.one_for(registration, code)
    if found is None:
        raise NoSuchSession
    if wanted:
        _add(registration, [found.session_id])
    else:
        _remove(registration, [found.session_id])


def merge_favourites(registration: Registration, added: Collection[str], gone: Collection[str] = ()) -> set[str]:
    """Bring along the stars of a device, and return the codes of all there are now.

    What the participant may not see, or is not there any more, is passed over in silence.

    :param added: codes that were given a star on the device. :param gone: codes that lost it there.
    :raises TooManyFavourites: if these are more than anybody needs.
    """
    if len(added) > MOST_FAVOURITES:
        raise TooManyFavourites
    if added:
        seen = agenda.released_for(registration.summit, registration.person_id, codes=added)
        _add(registration, [one.session_id for one in seen])
    if gone:
        _remove(registration, list(queries.session_ids(registration.summit, set(gone) - set(added)).values()))
    return queries.favourites_of(registration.person_id, registration.summit)


def _add(registration: Registration, sessions: Collection[int]) -> None:
    rows = [{"person_id": registration.person_id, "session_id": row, "created_at": now()} for row in sessions]
    if rows:
        db.session.connection().execute(insert_missing(_TABLE), rows)


def _remove(registration: Registration, sessions: Collection[int]) -> None:
    own = (_TABLE.c.person_id == registration.person_id) & _TABLE.c.session_id.in_(sorted(sessions))
    db.session.connection().execute(sa.delete(_TABLE).where(own))

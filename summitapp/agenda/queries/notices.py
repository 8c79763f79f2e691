"""Who is told what of a release, whom a session concerns, and where they are reached."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from summitapp.agenda.models import AgendaNotice, AgendaSession, AgendaVersion, Interpreter, Interpreting
from summitapp.agenda.values import Concern, Followers, NoticeState
from summitapp.core.context import extension
from summitapp.core.db import db
from summitapp.directory.models import Person, Position, Tenure
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit

AT_ONCE = 500


def notice_of(slug: str, reference: str) -> AgendaNotice | None:
    """Return one notice of a summit, for organisers."""
    statement = (
        sa.select(AgendaNotice).join(AgendaNotice.version).join(AgendaVersion.summit)
        .where(Summit.slug == slug, AgendaNotice.public_id == reference)
        .options(contains_eager(AgendaNotice.version).contains_eager(AgendaVersion.summit), joinedload(AgendaNotice.person))
    )  # fmt: skip
    return db.session.scalar(statement)


def notice_by_reference(reference: str) -> AgendaNotice | None:
    """Return one notice."""
    return db.session.scalar(sa.select(AgendaNotice).where(AgendaNotice.public_id == reference))


def notices_of(version: AgendaVersion, state: NoticeState | None = None, most: int | None = None,
               start: int = 0) -> list[AgendaNotice]:  # fmt: skip
    """Return who is told of a release, by name, or those in one state."""
    statement = sa.select(AgendaNotice).join(AgendaNotice.person).where(AgendaNotice.version_id == version.id)
    if state is not None:
        statement = statement.where(AgendaNotice.state == state)
    statement = statement.options(contains_eager(AgendaNotice.person)).order_by(Person.search_key, AgendaNotice.id)
    return list(db.session.scalars(statement.offset(start).limit(most)))


def notice_states(versions: Collection[int]) -> dict[int, dict[NoticeState, int]]:
    """Return how many notices of each release, by row id, stand in each state."""
    statement = (
        sa.select(AgendaNotice.version_id, AgendaNotice.state, sa.func.count())
        .where(AgendaNotice.version_id.in_(list(versions))).group_by(AgendaNotice.version_id, AgendaNotice.state)
    )  # fmt: skip
    found: dict[int, dict[NoticeState, int]] = defaultdict(dict)
    for version, state, number in db.session.execute(statement):
        found[version][state] = number
    return found


def reasons_of(version: AgendaVersion) -> dict[Concern, list[int]]:
    """Return the notices of a release that are prepared, by row id, under the one reason for which each was; others left out."""
    statement = sa.select(AgendaNotice.id, AgendaNotice.news).where(
        AgendaNotice.version_id == version.id, AgendaNotice.state == NoticeState.PREPARED
    )
    found: dict[Concern, list[int]] = defaultdict(list)
    for row, news in db.session.execute(statement):
        reasons = {one["because"] for one in news}
        if len(reasons) == 1:
            found[Concern(reasons.pop())].append(row)
    return {concern: found[concern] for concern in Concern if concern in found}


def unreachable_count(version: AgendaVersion) -> int:
    """Return how many of those for whom a mail is prepared have no address."""
    statement = (
        sa.select(sa.func.count(AgendaNotice.id)).join(AgendaNotice.person)
        .where(AgendaNotice.version_id == version.id, AgendaNotice.state == NoticeState.PREPARED,
               sa.func.coalesce(Person.email, "") == "")
    )  # fmt: skip
    return db.session.scalar(statement) or 0


def waiting_notices(summit: Summit) -> dict[int, int]:
    """Return the people whose news nobody has sent yet, by row id, and the number of the release they know."""
    statement = (
        sa.select(AgendaNotice.person_id, sa.func.min(AgendaNotice.since))
        .join(AgendaNotice.version)
        .where(AgendaVersion.summit_id == summit.id, AgendaNotice.state == NoticeState.PREPARED)
        .group_by(AgendaNotice.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def released_versions() -> list[str]:
    """Return the public ids of the releases whose mails still have to be written."""
    statement = (
        sa.select(AgendaVersion.public_id).join(AgendaNotice, AgendaNotice.version_id == AgendaVersion.id)
        .where(AgendaNotice.state == NoticeState.RELEASED).distinct()
    )  # fmt: skip
    return list(db.session.scalars(statement))


def session_rows(references: Collection[str]) -> dict[str, int]:
    """Return the row id of each session by its public id."""
    found: dict[str, int] = {}
    wanted = list(references)
    for start in range(0, len(wanted), AT_ONCE):
        statement = sa.select(AgendaSession.public_id, AgendaSession.id)
        part = wanted[start : start + AT_ONCE]
        rows = db.session.execute(statement.where(AgendaSession.public_id.in_(part)))
        found |= {row[0]: row[1] for row in rows}
    return found


def listeners_of(summit: Summit, sessions: Collection[str]) -> dict[Concern, dict[str, set[str]]]:
    """Return whom these sessions, by public id, concern beside those who are announced in them.

    Interpreters are known here; who has chosen a session is asked of the features above (:data:`Followers`).
    """
    rows = {row: reference for reference, row in session_rows(sessions).items()}
    found: dict[Concern, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    teams = (
        sa.select(Interpreting.session_id, Person.public_id)
        .join(Interpreter, Interpreter.id == Interpreting.interpreter_id)
        .join(Person, Person.id == Interpreter.person_id).where(Interpreter.summit_id == summit.id)
    )  # fmt: skip
    for row, person in db.session.execute(teams):
        if row in rows:
            found[Concern.INTERPRETS][rows[row]].add(f"person:{person}")
    for concern, ask in _followers():
        for row, people in ask(list(rows)).items():
            found[concern][rows[row]] |= {f"person:{person.public_id}" for person in people}
    return found


def _followers() -> Sequence[tuple[Concern, Followers]]:
    found: Sequence[tuple[Concern, Followers]] = extension("agenda_followers")
    return found


def chosen_by(sessions: Collection[str]) -> dict[str, int]:
    """Return how many people have chosen each of these sessions, by public id."""
    rows = {row: reference for reference, row in session_rows(sessions).items()}
    found: dict[str, set[str]] = defaultdict(set)
    for _concern, ask in _followers():
        for row, people in ask(list(rows)).items():
            found[rows[row]] |= {person.public_id for person in people}
    return {reference: len(people) for reference, people in found.items()}


def people_of_keys(keys: Collection[str], day: date) -> dict[str, list[int]]:
    """Return the row ids of those meant by keys such as ``person:abc``; an office means who holds it that day."""
    found: dict[str, list[int]] = defaultdict(list)
    wanted = [key.partition(":") for key in keys]
    people = [reference for kind, _colon, reference in wanted if kind == "person"]
    for start in range(0, len(people), AT_ONCE):
        statement = sa.select(Person.public_id, Person.id)
        for reference, row in db.session.execute(statement.where(Person.public_id.in_(people[start : start + AT_ONCE]))):
            found[f"person:{reference}"].append(row)
    offices = [reference for kind, _colon, reference in wanted if kind == "position"]
    holders = (
        sa.select(Position.public_id, Tenure.person_id).join(Tenure, Tenure.position_id == Position.id)
        .where(Position.public_id.in_(offices), sa.or_(Tenure.since.is_(None), Tenure.since <= day),
               sa.or_(Tenure.until.is_(None), Tenure.until >= day))
    )  # fmt: skip
    for reference, row in db.session.execute(holders) if offices else ():
        found[f"position:{reference}"].append(row)
    return found


def comers(summit: Summit) -> list[str]:
    """Return the keys of all who take part in a summit."""
    statement = (
        sa.select(Person.public_id).join(Registration, Registration.person_id == Person.id)
        .where(Registration.summit_id == summit.id, Registration.state == State.CONFIRMED)
    )
    return [f"person:{reference}" for reference in db.session.scalars(statement)]


def comer_count(summit: Summit) -> int:
    """Return how many take part in a summit."""
    return db.session.scalar(comer_number(summit)) or 0


def comer_number(summit: Summit) -> sa.Select[int]:
    """Return the question how many take part in a summit, for asking it with others."""
    fits = (Registration.summit_id == summit.id) & (Registration.state == State.CONFIRMED)
    return sa.select(sa.func.count(Registration.id)).where(fits)


def phones_of(version: AgendaVersion) -> dict[int, str]:
    """Return the telephone number of each person who is told of a release, by row id, where one is known."""
    statement = (
        sa.select(Registration.person_id, Registration.phone)
        .join(AgendaNotice, AgendaNotice.person_id == Registration.person_id)
        .where(AgendaNotice.version_id == version.id, Registration.summit_id == version.summit_id,
               Registration.phone != "")
    )  # fmt: skip
    return {row[0]: row[1] for row in db.session.execute(statement)}

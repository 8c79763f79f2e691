"""What is tagged, what is due, who asked for what."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda.models import (
    AgendaSession,
    Appearance,
    Availability,
    Interpreter,
    ReleasedAppearance,
    SessionDocument,
    Slot,
)
from summitapp.audit.models import AuditEntry, AuditNote
from summitapp.badges.models import Badge
from summitapp.checkin.models import Scan
from summitapp.consents.models import Consent, ConsentText
from summitapp.consents.values import Purpose
from summitapp.core.db import Base, db
from summitapp.core.text import fold
from summitapp.delegations.models import Delegation, Invitation
from summitapp.directory.models import Person
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState
from summitapp.privacy.models import AddressChange, DataRequest, RetentionRun
from summitapp.privacy.values import Ended, Found, Night, RequestState, Tagged
from summitapp.questions import queries as questions
from summitapp.questions.rules import kept_until
from summitapp.registration.models import Answer, Registration, Upload
from summitapp.speakers.models import SpeakerProfile
from summitapp.summits.models import Summit

NIGHTS: Final = 30
FEW: Final = 25


def tagged_columns() -> list[Tagged]:
    """Return every column that holds personal data, read off the tables themselves (GDPR Art. 30)."""
    return [
        Tagged(f"{table.name}.{column.name}", about["kind"], about["purpose"], about["keep"], about["basis"],
               tuple(about["recipients"].split()), about["subjects"])
        for table in Base.metadata.sorted_tables for column in table.columns
        if (about := column.info.get("personal"))
    ]  # fmt: skip


# --- what is due -----------------------------------------------------------------------------------


def ended(before: date) -> list[Ended]:
    """Return the summits that were over on a day, the oldest first; a demonstration keeps its invented people."""
    over = sa.select(Summit.id, Summit.public_id, Summit.ends_on, Summit.name).where(
        Summit.ends_on < before, Summit.is_demo.is_(False)
    )
    return [Ended(*row) for row in db.session.execute(over.order_by(Summit.ends_on, Summit.id))]


def _count(*conditions: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(*conditions)) or 0


def scans(summit: Ended) -> int:
    """Return how many scans of a summit are left."""
    return _count(Scan.summit_id == summit.id)


def codes(summit: Ended) -> int:
    """Return how many badges of a summit still hold their code."""
    return _count(Badge.summit_id == summit.id, Badge.lookup.not_like("erased %"))


def phones(summit: Ended) -> int:
    """Return how many telephone numbers of a summit are left."""
    return _count(Registration.summit_id == summit.id, Registration.phone != "")


def mails(summit: Ended) -> int:
    """Return how many mails of a summit are left."""
    return _count(OutboxMessage.summit == summit.public_id, OutboxMessage.state != MessageState.PENDING)


def answers_due(summit: Ended, today: date) -> int:
    """Return how many answers of a summit were kept as long as their questions say."""
    due = [row for row, keep in questions.keeps(summit.id).items() if today > kept_until(summit.ends_on, keep)]
    return _count(Answer.question_id.in_(due)) if due else 0


def details(summit: Ended) -> int:
    """Return how many registrations of a summit still hold what people wrote."""
    texts = (Registration.function, Registration.city_text, Registration.organisation_text, Registration.interpretation,
             Registration.note, Registration.reason)  # fmt: skip
    told = sa.or_(*(text != "" for text in texts), Registration.sameness.is_not(None))
    return _count(Registration.summit_id == summit.id, told)


def notes(summit: Ended) -> int:
    """Return how many reasons are left in the trail of a summit."""
    return _count(AuditNote.entry == AuditEntry.public_id, AuditEntry.summit == summit.public_id)


def invitations(summit: Ended) -> int:
    """Return how many invitations of coordinators of a summit are left."""
    return _count(Invitation.delegation_id == Delegation.id, Delegation.summit_id == summit.id)


def plans(summit: Ended) -> int:
    """Return how many hours of speakers and how many interpreters are still known."""
    words = _count(Appearance.session_id == AgendaSession.id, AgendaSession.summit_id == summit.id, Appearance.word != "")
    return words + sum(_count(model.summit_id == summit.id) for model in (Availability, Interpreter))


def stage_needs(summit: Ended) -> int:
    """Return of how many speakers we still know how they are announced and what they need on stage."""
    said = sa.or_(SpeakerProfile.pronunciation != "", SpeakerProfile.equipment != "")
    return _count(SpeakerProfile.summit_id == summit.id, said)


def speaker_profiles(summit: Ended) -> int:
    """Return how many speakers of a summit still introduce themselves."""
    return _count(SpeakerProfile.summit_id == summit.id)


def appearing(summit: Ended) -> int:
    """Return how often people are named in the programme of a summit."""
    planned = _count(Appearance.session_id == AgendaSession.id, AgendaSession.summit_id == summit.id,
                     Appearance.person_id.is_not(None))  # fmt: skip
    brought = _count(SessionDocument.session_id == AgendaSession.id, AgendaSession.summit_id == summit.id,
                     SessionDocument.person_id.is_not(None))  # fmt: skip
    return planned + brought + _count(ReleasedAppearance.slot_id == Slot.id, Slot.session_id == AgendaSession.id,
                            AgendaSession.summit_id == summit.id, ReleasedAppearance.person_id.is_not(None))  # fmt: skip


def requests_left(summit: Ended) -> int:
    """Return how many closed requests of a summit still hold a name."""
    return _count(*_closed_with_name(summit))


def closed_requests(summit: Ended, most: int) -> Sequence[DataRequest]:
    """Return closed requests of a summit that still hold a name."""
    return db.session.scalars(sa.select(DataRequest).where(*_closed_with_name(summit)).limit(most)).all()


def _closed_with_name(summit: Ended) -> tuple[sa.ColumnElement[bool], ...]:
    told = sa.or_(DataRequest.name != "", DataRequest.contact != "", DataRequest.note != "", DataRequest.answer != "")
    return DataRequest.summit_id == summit.id, DataRequest.state != RequestState.OPEN, told


def _only_here(summit: Ended, since: date) -> tuple[sa.ColumnElement[bool], ...]:
    """People of a summit who took part in no other that is over for less long."""
    here = sa.select(Registration.person_id).where(Registration.summit_id == summit.id)
    later = (
        sa.select(Registration.person_id).join(Summit, Summit.id == Registration.summit_id)
        .where(Summit.ends_on >= since)
    )  # fmt: skip
    return Person.id.in_(here), Person.id.not_in(later)


_IN_PROGRAMME: Final = sa.union_all(
    sa.select(Appearance.person_id).where(Appearance.person_id.is_not(None)),
    sa.select(ReleasedAppearance.person_id).where(ReleasedAppearance.person_id.is_not(None)),
)


def _stays_in_contact() -> sa.Select[Any]:
    """People whose last word on being invited again was yes."""
    newest = (
        sa.select(sa.func.max(Consent.id)).join(Consent.text)
        .where(ConsentText.purpose == Purpose.NEXT_SUMMIT.value).group_by(Consent.person_id)
    )  # fmt: skip
    return sa.select(Consent.person_id).where(Consent.id.in_(newest), Consent.given)


def _nameable(summit: Ended, since: date, whole: bool) -> sa.Select[Any]:
    """People whose name or address is due; who is named in a programme keeps the name, and the address goes."""
    left = sa.or_(Person.email.is_not(None), (Person.given_name != "") & Person.id.not_in(_IN_PROGRAMME))
    statement = sa.select(Person).where(*_only_here(summit, since), left)
    return statement if whole else statement.where(Person.id.not_in(_stays_in_contact()))


def people_left(summit: Ended, since: date, whole: bool) -> int:
    """Return how many people of a summit are due; see :func:`people_due`."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(_nameable(summit, since, whole).subquery())) or 0


def people_due(summit: Ended, since: date, whole: bool, most: int) -> tuple[list[Person], set[int]]:
    """Return people of a summit whose time is over, and which of them are named in a programme.

    :param since: who took part in a summit that ended on this day or later is not due.
    :param whole: also those who agreed to be invited to the next summit.
    """
    people = list(db.session.scalars(_nameable(summit, since, whole).order_by(Person.id).limit(most)))
    named = set(db.session.scalars(_IN_PROGRAMME)) if people else set()
    return people, {one.id for one in people if one.id in named}


def consenting(summit: Ended, since: date, most: int) -> list[int]:
    """Return people of a summit whose answers to consents are due."""
    answered = sa.select(Consent.person_id)
    due = sa.select(Person.id).where(*_only_here(summit, since), Person.id.in_(answered))
    return list(db.session.scalars(due.order_by(Person.id).limit(most)))


def delegations_of(summits: Sequence[int]) -> list[str]:
    """Return the public ids of the delegations of these summits."""
    return list(db.session.scalars(sa.select(Delegation.public_id).where(Delegation.summit_id.in_(summits))))


# --- nights ----------------------------------------------------------------------------------------


def last_night() -> RetentionRun | None:
    """Return the last night as a whole."""
    whole = sa.select(RetentionRun).where(RetentionRun.scope == "")
    return db.session.scalar(whole.order_by(RetentionRun.day.desc()).limit(1))


def night(scope: str, day: date) -> RetentionRun | None:
    """Return the report of one night for a summit, or as a whole."""
    return db.session.scalar(sa.select(RetentionRun).where(RetentionRun.scope == scope, RetentionRun.day == day))


def nights(scope: str) -> list[Night]:
    """Return what the last nights deleted in a summit, the newest first."""
    rows = sa.select(RetentionRun).where(RetentionRun.scope == scope).order_by(RetentionRun.day.desc()).limit(NIGHTS)
    return [Night(one.day, one.counts) for one in db.session.scalars(rows)]


def uploads_of(person_id: int) -> list[tuple[str, bytes]]:
    """Return the files somebody sent with their answers."""
    own = sa.select(Upload.public_id, Upload.name, Upload.content).join(Upload.registration)
    rows = db.session.execute(own.where(Registration.person_id == person_id).order_by(Upload.id))
    return [(f"{row.public_id}-{row.name}", row.content) for row in rows]


# --- requests --------------------------------------------------------------------------------------


def request_at(slug: str, reference: str) -> DataRequest | None:
    """Return one request of a summit."""
    statement = sa.select(DataRequest).join(DataRequest.summit).where(
        Summit.slug == slug, DataRequest.public_id == reference
    ).options(joinedload(DataRequest.person), joinedload(DataRequest.summit))  # fmt: skip
    return db.session.scalar(statement)


def requests_of(summit_id: int) -> list[DataRequest]:
    """Return the requests of a summit: open ones first, by when they are due."""
    order = (DataRequest.state != RequestState.OPEN, DataRequest.due_on, DataRequest.id)
    own = sa.select(DataRequest).where(DataRequest.summit_id == summit_id).options(joinedload(DataRequest.person))
    return list(db.session.scalars(own.order_by(*order).limit(200)))


def open_before(summit_id: int, day: date) -> int:
    """Return how many open requests of a summit are due by a day."""
    return _count(DataRequest.summit_id == summit_id, DataRequest.state == RequestState.OPEN, DataRequest.due_on <= day)


def requests_of_person(person_id: int) -> list[DataRequest]:
    """Return every request that is about somebody."""
    own = sa.select(DataRequest).where(DataRequest.person_id == person_id).order_by(DataRequest.id)
    return list(db.session.scalars(own))


# --- addresses -------------------------------------------------------------------------------------


def address_change(reference: str) -> AddressChange | None:
    """Return an address that waits to be proven."""
    return db.session.scalar(sa.select(AddressChange).where(AddressChange.public_id == reference))


def old_address_changes(before: datetime) -> list[AddressChange]:
    """Return addresses that were not proven in time."""
    return list(db.session.scalars(sa.select(AddressChange).where(AddressChange.asked_at < before)))


def address_changes_of(person_id: int) -> list[AddressChange]:
    """Return the addresses of somebody that wait to be proven."""
    return list(db.session.scalars(sa.select(AddressChange).where(AddressChange.person_id == person_id)))


# --- people ----------------------------------------------------------------------------------------


def _of_summit(summit_id: int) -> sa.ColumnElement[bool]:
    registered = sa.select(Registration.person_id).where(Registration.summit_id == summit_id)
    sessions = sa.select(AgendaSession.id).where(AgendaSession.summit_id == summit_id)
    planned = sa.select(Appearance.person_id).where(Appearance.session_id.in_(sessions), Appearance.person_id.is_not(None))
    return Person.id.in_(registered) | Person.id.in_(planned)


def find_people(summit_id: int, text: str) -> list[Found]:
    """Return people of a summit whose name or address has every word of ``text``."""
    words = fold(text).split()
    if not words:
        return []
    fits = [Person.search_key.contains(word) | Person.email.contains(word) for word in words]
    return _found(summit_id, sa.and_(*fits))


def hidden_people(summit_id: int) -> list[Found]:
    """Return people of a summit whose name is shown nowhere, but for those who were erased."""
    return _found(summit_id, Person.hidden_at.is_not(None) & (Person.given_name != ""))


def _found(summit_id: int, fits: sa.ColumnElement[bool]) -> list[Found]:
    own = (Registration.person_id == Person.id) & (Registration.summit_id == summit_id)
    rows = db.session.execute(
        sa.select(Person, sa.func.max(Registration.city_text), sa.func.max(Registration.code))
        .outerjoin(Registration, own).where(_of_summit(summit_id), fits)
        .group_by(Person.id).order_by(Person.search_key).limit(FEW)
    )  # fmt: skip
    return [Found(one.public_id, one.name.with_title, city or "", code or "", one.hidden_at is not None)
            for one, city, code in rows]  # fmt: skip


def person_at(summit_id: int, reference: str) -> Person | None:
    """Return somebody of a summit by public id."""
    return db.session.scalar(sa.select(Person).where(Person.public_id == reference, _of_summit(summit_id)))


Counter = Callable[[Ended], int]

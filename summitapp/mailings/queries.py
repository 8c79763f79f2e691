"""Reading mailings, and finding whom they go to."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.accounts.models import User
from summitapp.core.db import db
from summitapp.core.text import Translated, as_language
from summitapp.core.tz import to_local
from summitapp.delegations.models import Delegation, Invitation
from summitapp.directory.models import Person
from summitapp.directory.values import PersonName
from summitapp.mailings.models import Mailing, OptOut, Recipient, Reminder, SavedText
from summitapp.mailings.rules.rolls import deadline_of
from summitapp.mailings.values import (
    USUAL_STATES,
    Addressee,
    Anchor,
    AnchorDay,
    Audience,
    Circle,
    LeftOut,
    MailingState,
)
from summitapp.questions import queries as questions
from summitapp.registration.models import Answer, Registration
from summitapp.registration.values import State
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import SummitState

PAGE: Final = 50

# --- one thing, and lists -----------------------------------------------------------------------


def _of(model: Any, slug: str, reference: str) -> Any:
    where = (Summit.slug == slug) & (model.public_id == reference)
    return db.session.scalar(sa.select(model).join(Summit, Summit.id == model.summit_id).where(where))


def mailing_of(slug: str, reference: str) -> Mailing | None:
    """Return one mailing of a summit."""
    found: Mailing | None = _of(Mailing, slug, reference)
    return found


def text_of(slug: str, reference: str) -> SavedText | None:
    """Return one saved text of a summit."""
    found: SavedText | None = _of(SavedText, slug, reference)
    return found


def reminder_of(slug: str, reference: str) -> Reminder | None:
    """Return one reminder of a summit."""
    found: Reminder | None = _of(Reminder, slug, reference)
    return found


def by_reference(reference: str) -> Mailing | None:
    """Return a mailing by its public id."""
    return db.session.scalar(sa.select(Mailing).where(Mailing.public_id == reference))


def mailings(summit_id: int, states: Collection[MailingState], page: int = 1) -> Sequence[Mailing]:
    """Return a page of the mailings in these states, the newest first."""
    own = (Mailing.summit_id == summit_id) & Mailing.state.in_(list(states))
    return db.session.scalars(
        sa.select(Mailing).where(own).order_by(Mailing.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    ).all()


def counts(summit_id: int) -> dict[MailingState, int]:
    """Return how many mailings stand in each state."""
    rows = sa.select(Mailing.state, sa.func.count()).where(Mailing.summit_id == summit_id).group_by(Mailing.state)
    return {row[0]: row[1] for row in db.session.execute(rows)}


def texts(summit_id: int) -> list[SavedText]:
    """Return the saved texts of a summit."""
    return list(db.session.scalars(sa.select(SavedText).where(SavedText.summit_id == summit_id)))


def text_named(summit_id: int, name: str) -> SavedText | None:
    """Return the saved text of a name."""
    return db.session.scalar(sa.select(SavedText).where(SavedText.summit_id == summit_id, SavedText.name == name))


def reminders(summit_id: int) -> list[Reminder]:
    """Return the reminders of a summit in the order they were made."""
    statement = sa.select(Reminder).where(Reminder.summit_id == summit_id).order_by(Reminder.id)
    return list(db.session.scalars(statement.options(sa.orm.selectinload(Reminder.runs))))


def subjects(batches: Collection[str]) -> dict[str, Mailing]:
    """Return mailings by public id."""
    if not batches:
        return {}
    return {one.public_id: one for one in db.session.scalars(sa.select(Mailing).where(Mailing.public_id.in_(batches)))}


# --- the work that waits ------------------------------------------------------------------------


def due_mailings(now: datetime) -> list[str]:
    """Return the public ids of mailings that are being sent, or whose planned time has come."""
    planned = (Mailing.state == MailingState.PLANNED) & (Mailing.send_at <= now)
    where = sa.or_(Mailing.state == MailingState.SENDING, planned)
    return list(db.session.scalars(sa.select(Mailing.public_id).where(where).order_by(Mailing.id)))


def waiting_recipients(mailing_id: int, limit: int) -> list[Recipient]:
    """Return the next recipients of a mailing for whom no mail was written yet."""
    waits = (Recipient.mailing_id == mailing_id) & (Recipient.message == "") & (Recipient.left_out == "")
    return list(db.session.scalars(sa.select(Recipient).where(waits).order_by(Recipient.id).limit(limit)))


def still_waiting(mailing_id: int) -> int:
    """Return for how many recipients of a mailing no mail was written yet."""
    waits = (Recipient.mailing_id == mailing_id) & (Recipient.message == "") & (Recipient.left_out == "")
    return db.session.scalar(sa.select(sa.func.count()).select_from(Recipient).where(waits)) or 0


def left_out_counts(mailing_id: int) -> dict[LeftOut, int]:
    """Return how many recipients of a mailing got no mail after all, by reason."""
    own = (Recipient.mailing_id == mailing_id) & (Recipient.left_out != "")
    rows = sa.select(Recipient.left_out, sa.func.count()).where(own).group_by(Recipient.left_out)
    return {LeftOut(row[0]): row[1] for row in db.session.execute(rows)}


def recipient_counts(mailing_ids: Collection[int]) -> dict[int, int]:
    """Return how many recipients each mailing was released to."""
    own = sa.select(Recipient.mailing_id, sa.func.count()).where(Recipient.mailing_id.in_(list(mailing_ids)))
    return {row[0]: row[1] for row in db.session.execute(own.group_by(Recipient.mailing_id))} if mailing_ids else {}


def readers_left(summit_id: int) -> int:
    """Return how many notes of who got a mailing of a summit, or wants none, are kept."""
    got = sa.select(sa.func.count(Recipient.id)).join(Mailing, Mailing.id == Recipient.mailing_id)
    refused = sa.select(sa.func.count(OptOut.id)).where(OptOut.summit_id == summit_id)
    number = db.session.scalar(got.where(Mailing.summit_id == summit_id)) or 0
    return number + (db.session.scalar(refused) or 0)


def active_reminders() -> list[int]:
    """Return the row ids of the reminders that are switched on, in summits that still take changes."""
    on = Reminder.active_since.is_not(None) & (Summit.state != SummitState.ARCHIVED)
    return list(db.session.scalars(sa.select(Reminder.id).join(Reminder.summit).where(on).order_by(Reminder.id)))


def told(mailing_id: int, reminder_id: int | None = None) -> set[str]:
    """Return who is a recipient of a mailing already, or of any mailing of its reminder."""
    own = Recipient.mailing_id == mailing_id
    if reminder_id is not None:
        own |= Recipient.reminder_id == reminder_id
    return set(db.session.scalars(sa.select(Recipient.reference).where(own)))


def opted_out(summit_id: int) -> set[str]:
    """Return who wants no mail of a summit that is not essential."""
    return set(db.session.scalars(sa.select(OptOut.reference).where(OptOut.summit_id == summit_id)))


# --- whom it goes to ----------------------------------------------------------------------------

_PEOPLE = (
    sa.select(
        Registration.id, Registration.public_id, Registration.code, Registration.state, Registration.language,
        Registration.proven, Registration.offered_until, Registration.delegation_id,
        Person.public_id.label("person"), Person.given_name, Person.family_name, Person.academic_title, Person.email,
        Category.name.label("category"), Delegation.name.label("delegation"), Delegation.confirm_by,
        Summit.nominations_close_at, Summit.registration_closes_at, Summit.changes_close_at,
    )
    .join(Person, Person.id == Registration.person_id)
    .join(Category, Category.id == Registration.category_id)
    .join(Summit, Summit.id == Registration.summit_id)
    .outerjoin(Delegation, Delegation.id == Registration.delegation_id)
)  # fmt: skip


def addressees(summit_id: int, audience: Audience) -> list[Addressee]:
    """Return everybody an audience means, the newest registration of a person first."""
    if audience.circle is Circle.COORDINATORS:
        return _coordinators(summit_id, audience)
    rows = db.session.execute(_PEOPLE.where(*_conditions(summit_id, audience)).order_by(Registration.id.desc()))
    return [_addressee(row) for row in rows]


def addressees_of(summit_id: int, recipients: Iterable[Recipient]) -> dict[str, Addressee]:
    """Return those recipients who are still there, by their reference, as they are now."""
    wanted = list(recipients)
    registrations = [one.registration for one in wanted if one.registration]
    found = {}
    if registrations:
        own = (Registration.summit_id == summit_id) & Registration.public_id.in_(registrations)
        found = {row.person: _addressee(row) for row in db.session.execute(_PEOPLE.where(own))}
    if any(not one.registration for one in wanted):
        found |= {one.reference: one for one in _coordinators(summit_id, Audience(Circle.COORDINATORS))}
    return found


def _conditions(summit_id: int, audience: Audience) -> list[sa.ColumnElement[bool]]:
    found = [Registration.summit_id == summit_id]
    if audience.chosen:
        return [*found, Registration.public_id.in_(audience.chosen)]
    found.append(Registration.state.in_(list(audience.states or USUAL_STATES)))
    if audience.categories:
        found.append(Category.code.in_(audience.categories))
    if audience.delegations:
        found.append(Delegation.code.in_(audience.delegations))
    if audience.roles:
        found.append(Registration.delegation_role.in_(audience.roles) & Registration.delegation_id.is_not(None))
    if audience.languages:
        found.append(Registration.language.in_(audience.languages))
    if audience.question:
        found += _answering(summit_id, audience)
    return found


def _answering(summit_id: int, audience: Audience) -> list[sa.ColumnElement[bool]]:
    """Those who have answered a question, or those who are asked it and have not."""
    asked = questions.asked_form(summit_id).question(audience.question)
    if asked is None or asked.sensitive:  # whether somebody has needs is nobody's to filter by
        return []
    given = sa.exists().where(Answer.registration_id == Registration.id, Answer.question_id == asked.id)
    if audience.answered:
        return [given]
    return [~given, *([Category.code.in_(asked.categories)] if asked.categories else [])]


def _addressee(row: Any) -> Addressee:
    name = PersonName(row.given_name, row.family_name, row.academic_title)
    deadline = deadline_of(
        row.state, offered_until=row.offered_until, confirm_by=row.confirm_by,
        nominations_close=row.nominations_close_at, registration_closes=row.registration_closes_at,
        changes_close=row.changes_close_at,
    )  # fmt: skip
    return Addressee(
        reference=row.person, given_name=row.given_name, full_name=name.full, email=row.email,
        language=as_language(row.language), registration=row.public_id, code=row.code, category=row.category,
        delegation=row.delegation or Translated(), deadline=deadline, proven=row.proven,
        gone=not row.given_name,
    )  # fmt: skip


def _coordinators(summit_id: int, audience: Audience) -> list[Addressee]:
    here = (Delegation.summit_id == summit_id) & Invitation.accepted_at.is_not(None) & Invitation.ended_at.is_(None)
    columns = sa.select(
        Invitation.user, Invitation.name, User.email, User.language, User.active, Delegation.name.label("delegation"),
        sa.func.coalesce(Delegation.confirm_by, Delegation.nominate_by, Summit.nominations_close_at).label("deadline"),
    ).join(Delegation, Delegation.id == Invitation.delegation_id).join(Summit, Summit.id == Delegation.summit_id)
    statement = columns.join(User, User.public_id == Invitation.user).where(here)
    if audience.delegations:
        statement = statement.where(Delegation.code.in_(audience.delegations))
    if audience.languages:
        statement = statement.where(User.language.in_(audience.languages))
    return [
        Addressee(
            reference=row.user, given_name=row.name, full_name=row.name, email=row.email,
            language=as_language(row.language), delegation=row.delegation, deadline=row.deadline, gone=not row.active,
        )
        for row in db.session.execute(statement.order_by(Invitation.id.desc()))
    ]  # fmt: skip


# --- the dates reminders follow -----------------------------------------------------------------


def anchor_days(reminder: Reminder) -> list[AnchorDay]:
    """Return the days a reminder counts from, as they stand now; none if the date is not set."""
    summit = reminder.summit
    if reminder.anchor is Anchor.OFFER_ENDS:
        own = (Registration.summit_id == summit.id) & (Registration.state == State.OFFERED)
        rows = sa.select(Registration.offered_until, Registration.public_id).where(own)
        return [AnchorDay(_day(until, summit), registration=one) for until, one in db.session.execute(rows) if until]
    if reminder.anchor is Anchor.CONFIRM_BY:
        dates = sa.select(Delegation.confirm_by, Delegation.id).where(Delegation.summit_id == summit.id)
        return [AnchorDay(_day(until, summit), delegation=one) for until, one in db.session.execute(dates) if until]
    return [] if (day := _summit_day(reminder.anchor, summit)) is None else [AnchorDay(day)]


def _day(instant: datetime, summit: Summit) -> date:
    return to_local(instant, summit.timezone).date()


def _summit_day(anchor: Anchor, summit: Summit) -> date | None:
    if anchor is Anchor.SUMMIT_BEGINS:
        return summit.starts_on
    if anchor is Anchor.SUMMIT_ENDS:
        return summit.ends_on
    instant = {
        Anchor.REGISTRATION_CLOSES: summit.registration_closes_at,
        Anchor.NOMINATIONS_CLOSE: summit.nominations_close_at,
        Anchor.CHANGES_CLOSE: summit.changes_close_at,
    }[anchor]
    return _day(instant, summit) if instant is not None else None


def registrations_in(delegation_ids: Collection[int]) -> set[str]:
    """Return the public ids of the registrations of these delegations."""
    own = Registration.delegation_id.in_(list(delegation_ids))
    return set(db.session.scalars(sa.select(Registration.public_id).where(own))) if delegation_ids else set()

"""Making and changing delegations, and asking somebody to coordinate one."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import User
from summitapp.accounts.values import DELEGATION, LinkInvalid, Purpose, Role
from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock, unit_of_work
from summitapp.core.errors import Invalid
from summitapp.core.events import announce
from summitapp.core.text import Translated, as_language
from summitapp.delegations import mails, queries, rules
from summitapp.delegations.models import Delegation, Invitation, Quota, Reminder
from summitapp.delegations.rules import code_from, normalise_code
from summitapp.delegations.values import (
    AlreadyInvited,
    Deadlines,
    DelegationExists,
    DelegationInUse,
    InvitationOver,
    InvitationState,
    NameMissing,
    QuotaAdded,
)
from summitapp.directory import services as directory
from summitapp.directory.models import City, Person, Position
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import PlacesChanged, PlacesTaken

constraint_error({"uq_delegations_delegation_summit_id_code": DelegationExists})


# --- delegations ------------------------------------------------------------------------------------


def add_delegation(summit: Summit, name: Translated, *, code: str = "", city: City | None = None,
                   quota: int | None = None, **details: Any) -> Delegation:  # fmt: skip
    """Add a delegation; without ``code`` it is made from the name.

    :param details: organisation, head office and deadlines of its own.
    :raises NameMissing: if neither gives a code. :raises Invalid: if its deadlines contradict each other.
    :raises DelegationExists: if the code is taken.
    """
    code = normalise_code(code) or code_from(name.best("en"))
    if not code:
        raise NameMissing({"name": NameMissing.message})
    if summit.id is not None and queries.by_code(summit.id, code) is not None:
        raise DelegationExists
    _check_deadlines(details)
    delegation = Delegation(summit_id=summit.id, code=code, name=name, city=city, quota=quota, **details)
    db.session.add(delegation)
    record("delegation.added", delegation, summit=summit.public_id, code=code, quota=quota)
    return delegation


def set_quota(delegation: Delegation, quota: int | None) -> None:
    """Change how many places a delegation may fill in all; None means as many as the summit has.

    :raises PlacesTaken: if its people hold more places already.
    """
    delegation = _alone_with(delegation)
    if quota is not None and quota < delegation.taken:
        raise PlacesTaken(taken=delegation.taken)
    record("delegation.quota_set", delegation, summit=delegation.summit.public_id,
           quota=(delegation.quota, quota))  # fmt: skip
    delegation.quota = quota
    db.session.flush()
    announce(PlacesChanged(delegation.summit_id))


def set_category_quota(delegation: Delegation, category: Category, places: int | None) -> None:
    """Change how many places of one category a delegation may fill; None means that only the whole counts.

    :raises PlacesTaken: if its people hold more places of this category already.
    """
    delegation = _alone_with(delegation)
    quota = queries.quota_of(delegation.id, category.id)
    before = quota.places if quota is not None else None
    if before == places:
        return
    if quota is None:
        quota = Quota(delegation=delegation, category=category, places=places or 0)
        db.session.add(quota)
        db.session.flush()
        announce(QuotaAdded(quota.id))
    elif places is None:
        delegation.quotas.remove(quota)
    elif places < quota.taken:
        raise PlacesTaken(taken=quota.taken)
    else:
        quota.places = places
    record("delegation.category_quota_set", delegation, summit=delegation.summit.public_id,
           category=category.code, places=(before, places))  # fmt: skip
    announce(PlacesChanged(delegation.summit_id))


def _alone_with(delegation: Delegation) -> Delegation:
    """Lock a delegation after its summit, as everybody does who takes a place."""
    summit = sa.select(Summit.id).where(Summit.id == delegation.summit_id)
    db.session.execute(summit.with_for_update(key_share=True))
    return lock(Delegation, delegation.id)


def change_delegation(delegation: Delegation, values: Mapping[str, Any]) -> None:
    """Change what a delegation is called, where it comes from, and its deadlines.

    :raises DelegationExists: if the code is taken. :raises Invalid: if its deadlines contradict each other.
    """
    _check_deadlines(values)
    given = dict(values)
    if "code" in given:
        given["code"] = normalise_code(given["code"]) or delegation.code
        other = queries.by_code(delegation.summit_id, given["code"])
        if other is not None and other is not delegation:
            raise DelegationExists
    changed = [name for name, value in given.items() if getattr(delegation, name) != value]
    for name in changed:
        setattr(delegation, name, given[name])
    if changed:
        record("delegation.changed", delegation, summit=delegation.summit.public_id, fields=changed)


def set_places(delegation: Delegation, quota: int | None, shares: Iterable[tuple[Category, int | None]]) -> None:
    """Set how many places a delegation may fill, in all and of each category.

    :raises Invalid: if its people hold more places already; names the field, ``quota`` or ``quota_`` and the category.
    """
    try:
        if quota != delegation.quota:
            set_quota(delegation, quota)
    except PlacesTaken as error:
        raise Invalid({"quota": error.message}) from error
    for category, places in shares:
        try:
            set_category_quota(delegation, category, places)
        except PlacesTaken as error:
            raise Invalid({f"quota_{category.public_id}": error.message}) from error


def remove_delegation(delegation: Delegation) -> None:
    """Remove a delegation to which nobody belongs; its coordinators lose their right.

    :raises DelegationInUse: if people belong to it.
    """
    reference, summit, code = delegation.public_id, delegation.summit.public_id, delegation.code
    for invitation in delegation.invitations:
        _close(invitation)
    db.session.flush()
    try:
        with db.session.begin_nested():
            db.session.execute(sa.delete(Delegation).where(Delegation.id == delegation.id))
    except IntegrityError as error:
        raise DelegationInUse from error
    db.session.expunge(delegation)
    write("delegation.removed", "delegations.delegation", reference, summit=summit, changes={"code": code})


def deadlines_of(delegation: Delegation) -> Deadlines:
    """Return the deadlines that hold for a delegation."""
    return rules.deadlines_of(delegation.nominate_by, delegation.confirm_by, delegation.summit.nominations_close_at)


def state_of(invitation: Invitation) -> InvitationState:
    """Return what has become of an invitation by now."""
    return rules.invitation_state(invitation.invited_at, invitation.accepted_at, invitation.ended_at, now())


def _check_deadlines(values: Mapping[str, Any]) -> None:
    if faults := rules.find_deadline_faults(values.get("nominate_by"), values.get("confirm_by")):
        raise Invalid(faults)


# --- its offices --------------------------------------------------------------------------------------


def add_office(delegation: Delegation, title: Translated, source_language: str, *, leads: bool = False) -> Position:
    """Add an office to the city or body a delegation comes from; ``leads`` makes it the office that heads it."""
    position = directory.add_position(
        title, source_language, city=delegation.city if delegation.organisation is None else None,
        organisation=delegation.organisation,
    )  # fmt: skip
    if leads or (delegation.city is None and delegation.organisation is None):
        lead_by(delegation, position)
    return position


def lead_by(delegation: Delegation, position: Position | None) -> None:
    """Say which office heads a delegation, whoever holds it."""
    if delegation.head_position is not position:
        delegation.head_position = position
        record("delegation.changed", delegation, summit=delegation.summit.public_id, fields=["head_position"])


# --- its coordinators ---------------------------------------------------------------------------------


def invite(delegation: Delegation, name: str, email: str, language: str) -> Invitation:
    """Ask somebody by mail to coordinate a delegation; the link in it works once, for thirty days.

    :raises AlreadyInvited: if the address coordinates the delegation or was asked to.
    """
    lock(Delegation, delegation.id)
    email = email.lower()
    if any(one.email == email and one.ended_at is None for one in delegation.invitations):
        raise AlreadyInvited({"email": AlreadyInvited.message})
    invitation = Invitation(name=" ".join(name.split()), email=email, language=as_language(language), invited_at=now())
    delegation.invitations.append(invitation)
    record("coordinator.invited", invitation, summit=delegation.summit.public_id, delegation=delegation.code)
    mails.tell(invitation, "invitation")
    return invitation


def invite_again(invitation: Invitation) -> None:
    """Send a fresh link; the one before stops working.

    :raises InvitationOver: if it was accepted or ended.
    """
    invitation = _claim(invitation)
    accounts.end_links(invitation.public_id, Purpose.INVITE)
    invitation.invited_at = now()
    record("coordinator.invited", invitation, summit=invitation.delegation.summit.public_id,
           delegation=invitation.delegation.code)  # fmt: skip
    mails.tell(invitation, "invitation")


def open_invitation(secret: str, *, consume: bool = False) -> Invitation:
    """Return the invitation a secret link belongs to; ``consume`` uses the link up.

    :raises LinkInvalid: if the link is not good, or the invitation no longer open.
    """
    opened = accounts.open_link(Purpose.INVITE, secret, consume=consume)
    invitation = queries.invitation_by_reference(opened.subject)
    if invitation is None or invitation.ended_at is not None or invitation.accepted_at is not None:
        raise LinkInvalid
    return invitation


def accept(secret: str) -> User:
    """Let whoever opened the link coordinate the delegation, with the account of the invited address.

    :raises LinkInvalid: if the link is not good, the invitation no longer open, or the account locked.
    """
    invitation = _claim(open_invitation(secret, consume=True))
    user = accounts_queries.user_by_email(invitation.email)
    if user is None:
        user = accounts.create_user(invitation.email, invitation.name, language=invitation.language)
        db.session.flush()
    if not user.active:
        raise LinkInvalid
    delegation = invitation.delegation
    accounts.give_role(user, Role.COORDINATOR, delegation.public_id, kind=DELEGATION,
                       summit=delegation.summit.public_id)  # fmt: skip
    invitation.accepted_at, invitation.user = now(), user.public_id
    record("coordinator.accepted", invitation, summit=delegation.summit.public_id, delegation=delegation.code)
    return user


def end_coordination(invitation: Invitation) -> None:
    """Take the right back: links and sessions end at once, and who had it is told.

    :raises InvitationOver: if it has ended before.
    """
    invitation = lock(Invitation, invitation.id)
    if invitation.ended_at is not None:
        raise InvitationOver
    worked = invitation.accepted
    _close(invitation)
    record("coordinator.ended", invitation, summit=invitation.delegation.summit.public_id,
           delegation=invitation.delegation.code)  # fmt: skip
    if worked:
        mails.tell(invitation, "ended")


def _claim(invitation: Invitation) -> Invitation:
    invitation = lock(Invitation, invitation.id)
    if invitation.accepted_at is not None or invitation.ended_at is not None:
        raise InvitationOver
    return invitation


def _close(invitation: Invitation) -> None:
    """End the links, the role and the sessions that came from an invitation."""
    invitation.ended_at = invitation.ended_at or now()
    accounts.end_links(invitation.public_id)
    grant = accounts_queries.grant_held(invitation.user, DELEGATION, invitation.delegation.public_id)
    if grant is not None:
        accounts.end_links(invitation.user, Purpose.LOG_IN)
        accounts.remove_role(grant, invitation.delegation.summit.public_id)


# --- reminders, and what a person may ask -----------------------------------------------------------------


def remind_due() -> int:
    """Remind coordinators a week and a day before a deadline, once each; returns how many mails were written."""
    moment = now()
    due = [
        (invitation.id, deadline, days)
        for invitation in queries.coordinators_near_a_deadline(moment)
        for deadline in {deadlines_of(invitation.delegation).nominate, deadlines_of(invitation.delegation).confirm}
        if deadline is not None and invitation.accepted_at is not None
        and (days := rules.due_reminder(deadline, invitation.accepted_at, moment)) is not None
        and not queries.was_reminded(invitation.id, deadline, days)
    ]  # fmt: skip
    for row, deadline, days in due:
        with unit_of_work():
            invitation = lock(Invitation, row)
            if not queries.was_reminded(row, deadline, days):
                db.session.add(Reminder(invitation_id=row, deadline=deadline, days=days))
                mails.tell(invitation, "deadline", deadline=deadline.isoformat())
    return len(due)


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return the invitations that went to the address a person has proven."""
    return [
        {"name": one.name, "email": one.email, "language": one.language, "delegation": one.delegation.code,
         "summit": one.delegation.summit.slug, "invited_at": one.invited_at.isoformat(),
         "accepted_at": one.accepted_at.isoformat() if one.accepted_at else None,
         "ended_at": one.ended_at.isoformat() if one.ended_at else None}
        for one in _invitations_of(person)
    ]  # fmt: skip


def erase_personal(person: Person) -> None:
    """End and blank the invitations that went to the address a person has proven."""
    for invitation in _invitations_of(person):
        _close(invitation)
        invitation.name = invitation.email = ""
        record("coordinator.erased", invitation, summit=invitation.delegation.summit.public_id)


def _invitations_of(person: Person) -> list[Invitation]:
    proven = person.email if person.proven_at is not None else None
    return queries.invitations_of_address(proven) if proven else []


def forget_invitations(summit_id: int, most: int) -> int:
    """Delete who was asked to coordinate in a summit that is over; returns how many, ``most`` at once."""
    delegations = sa.select(Delegation.id).where(Delegation.summit_id == summit_id)
    rows = sa.select(Invitation.id).where(Invitation.delegation_id.in_(delegations)).limit(most)
    gone = sa.delete(Invitation).where(Invitation.id.in_(rows)).returning(Invitation.id)
    return len(db.session.execute(gone).all())

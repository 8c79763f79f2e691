"""What a delegation does with its list, person by person; registrations themselves are written by ``registration``."""

from collections.abc import Sequence

from summitapp.core.clock import now
from summitapp.core.security import acting as actor_now
from summitapp.delegations.models import Delegation
from summitapp.delegations.services import deadlines_of
from summitapp.directory.models import Position
from summitapp.nominations import permissions
from summitapp.nominations.queries import desk as queries
from summitapp.nominations.rules.desk import decide_powers
from summitapp.nominations.values.desk import Filing, NobodyChosen, Powers
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, Applicant, DelegationRole
from summitapp.summits.models import Category


def powers_of(delegation: Delegation) -> Powers:
    """Return what whoever acts now may do with the list of a delegation."""
    organises = permissions.may_organise(actor_now(), delegation)
    return decide_powers(organises, deadlines_of(delegation), delegation.summit.changes_close_at, now())


def nominate(delegation: Delegation, filing: Filing, *, category: Category, role: DelegationRole,
             position: Position | None = None, acting: bool = False) -> Registration:  # fmt: skip
    """Put somebody on the list of a delegation and tell them who did (GDPR Art. 14).

    :raises DeadlinePassed: for the delegation itself, when its time to nominate is over.
    :raises Invalid: if details cannot be accepted. :raises AlreadyRegistered: if they are registered already.
    :raises HeadTaken: if somebody else leads the delegation.
    """
    receipt = registration.nominate(
        delegation.summit, _applicant(filing), _origin(delegation, filing), category=category, delegation=delegation,
        role=role, position=position, acting=acting and position is not None, phone=filing.phone,
    )  # fmt: skip
    named = registrations.by_reference(receipt.public_id)
    assert named is not None  # written just now
    registration.inform_nominated(named)
    return named


def confirm(delegation: Delegation, people: Sequence[str]) -> list[Registration]:
    """Confirm nominated people by their public ids, or all of them; returns whom.

    :raises NobodyChosen: if none of them is nominated. :raises DeadlinePassed: when the time to confirm is over.
    """
    chosen = queries.chosen(delegation, people)
    if not chosen:
        raise NobodyChosen
    return registration.confirm_nominations(delegation, chosen)


def change(one: Registration, filing: Filing, *, category: Category, role: DelegationRole,
           position: Position | None = None, acting: bool = False) -> bool:  # fmt: skip
    """Change what a delegation wrote about somebody; returns whether anything changed.

    What they told themselves stays: their languages, their note, and the address once they have confirmed it.

    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if the registration has ended. :raises Invalid: if details cannot be accepted.
    """
    answers = Answers(
        function=filing.function, city=one.city_text, organisation=one.organisation_text, note=one.note,
        spoken_languages=tuple(one.spoken_languages), interpretation=one.interpretation,
    )  # fmt: skip
    changed = registration.change_belonging(
        one, category=category, position=position, acting=acting and position is not None, phone=filing.phone,
        email=filing.email if one.person.proven_at is None else one.person.email,
    )  # fmt: skip
    changed |= registration.change_details(one, _applicant(filing), answers)
    if one.delegation_role is not role:
        registration.set_delegation_role(one, role)
        changed = True
    return changed


def remove(one: Registration, reason: str = "") -> Registration:
    """Take somebody off the list; the place is free for the next, and they are told.

    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if the registration has ended.
    """
    return registration.take_off(one, reason)


def substitute(one: Registration, filing: Filing, *, acting: bool = False, reason: str = "") -> Registration:
    """Let another person take over a registration: its place, office, function and programme stay.

    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if the registration has ended. :raises Invalid: if details cannot be accepted.
    :raises AlreadyRegistered: if the new person is registered already.
    """
    return registration.substitute(
        one, _applicant(filing), Answers(function=filing.function), reason=" ".join(reason.split()),
        acting=acting and one.position_id is not None,
    )  # fmt: skip


def _applicant(filing: Filing) -> Applicant:
    return Applicant(filing.given_name, filing.family_name, filing.email, filing.language,
                     single_name=filing.single_name)  # fmt: skip


def _origin(delegation: Delegation, filing: Filing) -> Answers:
    """Return what is known of somebody because of the delegation they come with."""
    city, body = delegation.city, delegation.organisation
    return Answers(
        function=filing.function, city=city.name.best(filing.language) if city else "",
        organisation=body.name.best(filing.language) if body else "",
    )  # fmt: skip

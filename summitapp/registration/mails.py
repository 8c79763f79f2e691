"""The mails of registration: which one is due, and what its template needs when it is sent."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Protocol

from summitapp.accounts.values import Purpose
from summitapp.calendars import queries as calendars_queries
from summitapp.calendars import services as calendars
from summitapp.calendars.documents import MEDIA_TYPE, write_calendar
from summitapp.calendars.rules import uid_of
from summitapp.calendars.values import CalendarHead
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.core.text import as_language
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.outbox.services import Context, Mail, enqueue
from summitapp.outbox.values import Attachment
from summitapp.registration import queries
from summitapp.registration.models import Registration
from summitapp.registration.values import PROOF_WITHIN, STATE_NAMES, Applicant, Receipt, State

_AFTER_SUMMIT: Final = timedelta(days=60)


def acknowledge(receipt: Receipt, applicant: Applicant, person: str, summit: str, proven: bool) -> None:
    """Tell somebody that their request has arrived and what became of it."""
    if not applicant.email:
        return
    name = "received"
    if proven and receipt.state in (State.CONFIRMED, State.WAITING):
        name = receipt.state.value
    enqueue(f"registration/{name}", to=applicant.email, language=applicant.language, person=person, summit=summit,
            references={"registration": receipt.public_id, "person": person})  # fmt: skip


def tell(registration: Registration, name: str) -> bool:
    """Write to somebody about their registration; returns whether there is an address to write to."""
    person = registration.person
    if not person.email:
        return False
    _write(registration, name, person, registration.language)
    return True


def tell_replaced(registration: Registration, old: Person) -> None:
    """Tell somebody that another person has taken over their registration."""
    if old.email:
        _write(registration, "substituted_out", old, old.language)


def tell_old_address(registration: Registration, old: str | None) -> None:
    """Tell an address that it is not used any more, since an organiser wrote down another one."""
    if not old:
        return
    person = registration.person
    enqueue("registration/address_replaced", to=old, language=registration.language, person=person.public_id,
            summit=registration.summit.public_id,
            references={"registration": registration.public_id, "person": person.public_id})  # fmt: skip


def _write(registration: Registration, name: str, person: Person, language: str) -> None:
    enqueue(f"registration/{name}", to=person.email or "", language=language, person=person.public_id,
            summit=registration.summit.public_id,
            references={"registration": registration.public_id, "person": person.public_id})  # fmt: skip


def inform_listed(registration: str, person: str, applicant: Applicant, summit: str) -> None:
    """Tell somebody of a list who put them on it, all by public ids; see :func:`contexts` for what the mail says."""
    if applicant.email:
        enqueue("registration/nominated", to=applicant.email, language=applicant.language, person=person, summit=summit,
                references={"registration": registration, "person": person})  # fmt: skip


def remind(registration: Registration) -> None:
    """Tell somebody who registered again that they are registered, with the link to their page."""
    tell(registration, "reminder" if registration.proven else "received")


# --- what the templates need --------------------------------------------------------------------


class Mint(Protocol):
    """Makes a fresh secret; given by ``app.py``."""

    def __call__(self, purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str: ...


def contexts(mint: Mint) -> dict[str, Context]:
    """Return the context function of each template.

    :param mint: makes the secret of a link while the mail is composed.
    """

    def when(*states: State, confirm: timedelta | None = None) -> Context:
        """A mail that is sent only while the registration stands in ``states``; none means any."""

        def context(references: Mapping[str, Any]) -> Mail | None:
            registration = queries.by_reference(str(references["registration"]))
            if registration is None or (states and registration.state not in states):
                return None
            if not _is_still_theirs(registration, references):
                return None
            return Mail(_values(registration, mint, confirm), _calendar(registration), kept=True)

        return context

    return {
        "registration/address_replaced": _without_links,
        "registration/nominated": when(State.NOMINATED, State.SUBMITTED, State.CONFIRMED, State.WAITING, State.OFFERED),
        "registration/substituted_in": when(),
        "registration/substituted_out": _replaced,
        "registration/received": when(confirm=PROOF_WITHIN + timedelta(days=7)),
        "registration/confirmed": when(State.CONFIRMED, State.APPROVED, confirm=timedelta(days=60)),
        "registration/waiting": when(State.WAITING),
        "registration/offered": when(State.OFFERED, confirm=timedelta(days=7)),
        "registration/declined": when(State.DECLINED),
        "registration/cancelled": when(State.CANCELLED),
        "registration/withdrawn": when(State.WITHDRAWN),
        "registration/taken_off": when(State.WITHDRAWN),
        "registration/review": when(State.SUBMITTED),
        "registration/reopened": when(),
        "registration/reminder": when(),
        "registration/merged": when(),
    }


def _replaced(references: Mapping[str, Any]) -> Mail | None:
    registration = queries.by_reference(str(references["registration"]))
    person = directory.person_by_reference(str(references["person"]))
    if registration is None or person is None or registration.person is person:
        return None  # undone before the mail went out
    return Mail({
        "registration": registration, "summit": registration.summit, "person": person,
        "delegation": registration.delegation,
    })  # fmt: skip


def _without_links(references: Mapping[str, Any]) -> Mail | None:
    registration = queries.by_reference(str(references["registration"]))
    if registration is None:
        return None
    return Mail({"registration": registration, "summit": registration.summit, "person": registration.person})


def _is_still_theirs(registration: Registration, references: Mapping[str, Any]) -> bool:
    """Whether a mail is for whoever has the registration now: somebody else may have taken it over since.

    Who turned out to be known already has another reference now, and the old one is gone.
    """
    addressed = str(references.get("person", ""))
    if addressed in ("", registration.person.public_id):
        return True
    return directory.person_by_reference(addressed) is None


def _values(registration: Registration, mint: Mint, confirm: timedelta | None) -> dict[str, Any]:
    until_the_end = registration.summit.ends_on - registration.submitted_at.date()
    lasts = max(until_the_end, timedelta(0)) + _AFTER_SUMMIT
    manage = mint(Purpose.MANAGE, registration.person.public_id, lasts, single_use=False)
    confirm_url = ""
    if confirm is not None and (not registration.proven or registration.state is State.OFFERED):
        secret = mint(Purpose.CONFIRM, registration.public_id, confirm, single_use=False)
        confirm_url = _url(f"/registrations/confirm/{secret}/")
    return {
        "registration": registration, "summit": registration.summit, "person": registration.person,
        "category": registration.category, "delegation": registration.delegation,
        "state_name": STATE_NAMES[registration.state], "position": queries.position(registration),
        "manage_url": _url(f"/my/link/{manage}/"), "confirm_url": confirm_url,
        "nominated_by": _coordinators(registration), "privacy_url": _url("/privacy/"),
        "summit_url": _url(f"/summits/{registration.summit.slug}/"),
    }  # fmt: skip


def _coordinators(registration: Registration) -> str:
    """Return the names of those who file for the delegation, for the mail that says where the data came from."""
    if registration.delegation is None:
        return ""
    invited = registration.delegation.invitations
    return ", ".join(one.name for one in invited if one.accepted_at is not None and one.ended_at is None)


def _calendar(registration: Registration) -> tuple[Attachment, ...]:
    """Return the days of the summit for the person's calendar, under the UIDs their feed and their invitations use.

    Whose calendar hears of them anyway gets no file, which would stand beside it.
    """
    summit, days = registration.summit, queries.days_of(registration)
    if registration.state not in queries.KEEPS_FREE or not days:
        return ()
    if calendars_queries.follows_by_itself(registration.person.public_id):
        return ()
    states, language = calendars.revise(facts for facts, _day in days), as_language(registration.language)
    items = [queries.day_item(registration, facts, day, states[facts.subject], language) for facts, day in days]
    head = CalendarHead(uid_of(f"registration.days:{registration.public_id}"), summit.name, summit.timezone, refresh=None)
    return (Attachment(f"{summit.slug}.ics", MEDIA_TYPE, write_calendar(head, items, language)),)


def _url(path: str) -> str:
    return f"{settings().base_url}/{i18n.current_language()}{path}"

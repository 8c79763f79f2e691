"""A summit open for registration, and people who register."""

from datetime import date, timedelta
from typing import Any

from summitapp.audit.services import record
from summitapp.consents import services as consents
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import services as delegations
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Position
from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, Applicant, DelegationRole, Receipt, Source
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, ShapeName, SummitState


def make_summit(slug: str = "izmir-2027", *, capacity: int | None = None, automatic: bool = True,
                category_capacity: int | None = None, **values: Any) -> Summit:  # fmt: skip
    """Return a public summit with the categories ``delegate``, ``press`` and, not open to all, ``staff``."""
    today = now().date()
    summit = Summit(
        slug=slug, name=Translated("Gipfel İzmir", "İzmir Zirvesi", "İzmir Summit"),
        starts_on=today + timedelta(days=100), ends_on=today + timedelta(days=102), state=SummitState.PUBLIC,
        approval=ApprovalMode.AUTOMATIC if automatic else ApprovalMode.MANUAL, capacity=capacity, created_at=now(),
        **values,
    )  # fmt: skip
    summit.categories = [
        Category(code="delegate", name=Translated("Delegierte", "Delege", "Delegate"), colour="sea",
                 shape=ShapeName.CIRCLE, capacity=category_capacity, position=1),
        Category(code="press", name=Translated("Presse", "Basın", "Press"), colour="sun",
                 shape=ShapeName.SQUARE, position=2),
        Category(code="staff", name=Translated("Team", "Ekip", "Staff"), colour="clay",
                 shape=ShapeName.STAR, open_to_public=False, position=3),
    ]  # fmt: skip
    db.session.add(summit)
    record("summit.created", summit)
    return summit


def make_delegation(summit: Summit, name: str = "Bremen", quota: int | None = None) -> Delegation:
    """Return a delegation named after its city."""
    return delegations.add_delegation(summit, Translated.same(name), quota=quota)


def make_texts() -> None:
    """Publish the first version of every consent text."""
    consents.ensure_texts()


def person(number: int = 1, **values: Any) -> Applicant:
    """Return somebody who applies; ``number`` tells them apart."""
    details = {"given_name": f"Gülşah {number}", "family_name": "Yıldız Ünal",
               "email": f"gulsah{number}@example.org", "language": "tr"}  # fmt: skip
    return Applicant(**{**details, **values})


def enter(summit: Summit, number: int = 1, *, category: str = "delegate", source: Source = Source.API,
          answers: Answers | None = None, delegation: Delegation | None = None, **values: Any) -> Receipt:  # fmt: skip
    """Register somebody by the service."""
    form = queries.entry_form(summit.id, category)
    assert form is not None
    return services.register(form, person(number, **values), answers or Answers(), delegation=delegation, source=source)


def registered(receipt: Receipt) -> Registration:
    """Return the registration of a receipt."""
    db.session.expire_all()
    found = queries.by_reference(receipt.public_id)
    assert found is not None
    return found


def past(days: int) -> date:
    """Return a day that has gone by."""
    return now().date() - timedelta(days=days)


def nominate(delegation: Delegation, number: int = 1, *, category: str = "delegate",
             role: DelegationRole = DelegationRole.MEMBER, answers: Answers | None = None,
             position: Position | None = None, phone: str = "", party: str | None = None,
             **values: Any) -> Registration:  # fmt: skip
    """Put somebody on a delegation's list by the service."""
    kind = next(one for one in delegation.summit.categories if one.code == category)
    receipt = services.nominate(delegation.summit, person(number, **values), answers or Answers(), category=kind,
                                delegation=delegation, role=role, position=position, phone=phone, party=party)  # fmt: skip
    return registered(receipt)

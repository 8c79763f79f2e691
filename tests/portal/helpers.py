"""A public summit, and people who registered for it."""

from typing import Any

from flask.testing import FlaskClient

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.values import Answers, Applicant
from summitapp.summits import queries, services
from summitapp.summits.values import ApprovalMode, SummitState
from tests.accounts.helpers import post
from tests.summits.helpers import make_summit


def open_summit(uow: Any, approval: ApprovalMode = ApprovalMode.MANUAL, capacity: int | None = None) -> None:
    """Make a public summit that takes registrations."""
    make_summit(uow)
    with uow():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        services.change_entry(summit, {"approval": approval, "capacity": capacity})
        services.change_state(summit, SummitState.PUBLIC)


def register(uow: Any, email: str = "nil@example.org", given: str = "Nilüfer") -> str:
    """Register somebody by the form; returns the public id."""
    with uow():
        summit = queries.by_slug("izmir-2027")
        assert summit is not None
        form = registrations.entry_form(summit.id, "delegate")
        assert form is not None
        applicant = Applicant(given, "Kılıç-Krämer", email, "en")
        return str(registration.register(form, applicant, Answers(function="Planner")).public_id)


def manage_link(uow: Any, reference: str) -> str:
    """Return the address of My summit as a mail would hold it."""
    from datetime import timedelta

    with uow():
        found = registrations.by_reference(reference)
        assert found is not None
        subject = found.person.public_id
        secret = accounts.mint_link(Purpose.MANAGE, subject, timedelta(days=9), single_use=False)
        accounts.end_links("nobody")
        return f"/en/my/link/{secret}/"


def come_in(client: FlaskClient, uow: Any, reference: str) -> None:
    """Open My summit."""
    assert post(client, manage_link(uow, reference)).status_code == 303

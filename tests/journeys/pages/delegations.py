"""The pages of delegations: the organisers', the invitation of a coordinator, and the coordinator's desk."""

from datetime import UTC, date, datetime, timedelta

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.values import DELEGATION, Purpose, Role
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.delegations import queries, services
from summitapp.delegations.models import Invitation
from summitapp.directory import services as directory
from summitapp.nominations.queries.desk import members
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, DelegationRole, State
from summitapp.summits.models import Summit

OF_SUMMIT = {"slug": "izmir-2027"}
ONE = {**OF_SUMMIT, "code": "BREMEN"}
DESK = {"reference": "{delegation}"}
PERSON = {**DESK, "person": "{member}"}
PAGES = {
    "organiser": {
        "delegations.organise": (OF_SUMMIT, {**OF_SUMMIT, "q": "karsiyaka"}, {**OF_SUMMIT, "q": "nothing at all"}),
        "delegations.show": (ONE, {**OF_SUMMIT, "code": "KONAK"}),
        "delegation_setup.new": (OF_SUMMIT,),
        "delegation_setup.settings": (ONE,),
        "delegation_setup.new_office": (ONE,),
        "delegation_setup.office": ({**ONE, "office": "{office}"},),
        "delegation_setup.new_coordinator": (ONE,),
    },
    "visitor": {"delegation_setup.invitation": ({"secret": "{invite}"},)},
    "coordinator": {
        "nominations.desks": ({},),
        "nominations.desk": (DESK, {"reference": "{closed_delegation}"}, {"reference": "{empty_delegation}"}),
        "nominations.nomination": (DESK, {**DESK, "again": "{gone_member}"}),
        "nominations.edit": (PERSON,),
        "nominations.removal": (PERSON,),
        "nominations.replacement": (PERSON,),
    },
}


def prepare(summit: Summit, values: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Give Bremen places, offices and a coordinator; close Hannover; make one delegation that is still empty."""
    bremen, konak = queries.at(summit.slug, "BREMEN"), queries.at(summit.slug, "KONAK")
    assert bremen is not None and konak is not None
    services.change_delegation(bremen, {"nominate_by": datetime(2027, 6, 30, 18, tzinfo=UTC)})
    people = [one for one in members(bremen) if one.state in ACTIVE]
    services.set_places(bremen, len(people) + 4, [(summit.categories[0], 40)])
    office = services.add_office(bremen, Translated("Präsident des Senats", "", "President of the Senate"), "de", leads=True)
    directory.appoint_somebody(office, "Henrike", "Sözen-Brandt", academic_title="Dr.", since=date(2025, 7, 1))
    directory.appoint_somebody(office, "Marten", "Ülker", acting=True)
    people[0].delegation_role, people[0].state = DelegationRole.DEPUTY, State.NOMINATED
    gone = _gone(people[1])
    empty = services.add_delegation(summit, Translated("Ein Verband", "Bir birlik", "A union"), code="UNION")
    closed = services.add_delegation(summit, Translated.same("Schlusshausen"), nominate_by=now() - timedelta(days=2))
    waits = services.invite(konak, "Çiğdem Işık", "cigdem@example.org", "tr")
    taken = services.invite(bremen, "İlknur Weiß", "ilknur@example.org", "tr")
    db.session.flush()
    user = accounts.create_user(taken.email, taken.name, language="tr")
    db.session.flush()
    taken.accepted_at, taken.user = now(), user.public_id
    for one in (bremen, empty, closed):
        accounts.give_role(user, Role.COORDINATOR, one.public_id, kind=DELEGATION, summit=summit.public_id)
    return {
        "delegation": bremen.public_id, "member": people[0].public_id, "gone_member": gone.public_id,
        "closed_delegation": closed.public_id, "empty_delegation": empty.public_id, "office": office.public_id,
        "invite": _invite(waits),
    }, {"coordinator": {"_user_id": accounts.identifier(accounts_queries.user_by_email(taken.email) or user)}}  # fmt: skip


def _gone(one: Registration) -> Registration:
    one.state, one.holds_place, one.reason = State.WITHDRAWN, False, "Im Urlaub"
    return one


def _invite(invitation: Invitation) -> str:
    return accounts.mint_link(Purpose.INVITE, invitation.public_id, timedelta(days=9), single_use=True)

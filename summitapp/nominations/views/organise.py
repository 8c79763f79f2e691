"""What organisers see: the delegations of their summit, and each with its people, offices and coordinators."""

from typing import Any, Final

from flask import request

from summitapp.core.i18n import current_language
from summitapp.core.text import fold, search_key, sort_key
from summitapp.core.web import page_asked, render, requires
from summitapp.delegations import queries as delegations
from summitapp.delegations import services as delegation_services
from summitapp.delegations.models import Delegation
from summitapp.delegations.values import INVITATION_STATES
from summitapp.directory import queries as directory
from summitapp.nominations.queries import desk as queries
from summitapp.nominations.services import desk as services
from summitapp.nominations.values.desk import REASONS
from summitapp.nominations.views.frame import organise_bp
from summitapp.nominations.views.people import lists_of
from summitapp.registration.values import ROLE_NAMES, STATE_NAMES
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

PAGE: Final = 50


def _found(summit: Summit, wanted: str) -> list[Delegation]:
    """Return the delegations whose name, code or origin holds every word that was asked for, sorted for the reader."""
    language, terms = current_language(), fold(wanted).split()
    listed = [one for one in delegations.all_with_coordinators(summit.id)
              if all(term in _words(one) for term in terms)]  # fmt: skip
    return sorted(listed, key=lambda one: sort_key(one.name.best(language), language))


def _words(delegation: Delegation) -> str:
    origins = [one.name for one in (delegation.city, delegation.organisation) if one is not None]
    texts = [text for name in (delegation.name, *origins) for _language, text in name]
    return search_key(delegation.code, *texts)


@organise_bp.get("/organise/<slug>/delegations/")
@requires("delegation:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show every delegation: who leads it, how far it is filled, who coordinates it, and until when."""
    wanted = request.args.get("q", "")[:200]
    found = _found(summit, wanted)
    page, pages = page_asked(len(found), PAGE)
    shown = found[(page - 1) * PAGE : page * PAGE]
    return render(
        "nominations/delegations.html", summit=summit, delegations=shown, number=len(found), wanted=wanted,
        standings=queries.standings(shown, summit.categories), page=page, pages=pages, demo=summit.is_demo,
        deadlines={one.id: delegation_services.deadlines_of(one) for one in shown},
    )  # fmt: skip


@organise_bp.get("/organise/<slug>/delegations/<code>/")
@requires("delegation:see", on=delegations.at)
def show(delegation: Delegation) -> Any:
    """Show one delegation with its people, offices and coordinators."""
    summit, offices = delegation.summit, delegations.offices_of(delegation)
    return render(
        "nominations/delegation.html", summit=summit, delegation=delegation, demo=summit.is_demo,
        standing=queries.standings([delegation], summit.categories)[delegation.id],
        powers=services.powers_of(delegation), lists=lists_of(delegation), offices=offices,
        tenures=directory.tenures_of([one.id for one in offices]), roles=ROLE_NAMES, states=STATE_NAMES,
        reasons=REASONS, coordinators=[(one, delegation_services.state_of(one)) for one in delegation.invitations],
        invitation_states=INVITATION_STATES,
    )  # fmt: skip

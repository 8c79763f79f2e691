"""The profile of a delegation as a whole: whoever coordinates or leads it writes it."""

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from summitapp.core.errors import DomainError, NotFound, Stale
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, explain, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.delegations.models import Delegation
from summitapp.profiles import queries, services
from summitapp.profiles.forms import ActForm, ProfileForm, as_data
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.queries import Mandate
from summitapp.profiles.rules.proposing import proposal_for
from summitapp.profiles.values import ProfileState
from summitapp.profiles.views.frame import Page, around, bp

_PATH = "/my/delegations/<reference>/profile/"


def _form(fresh: dict[str, object] | None = None) -> ProfileForm:
    form = ProfileForm(formdata=None, data=fresh) if fresh is not None else ProfileForm()
    form.speak_for_a_delegation()
    return form


@bp.get(_PATH)
@requires("profiles:speak", on=queries.mandate)
def delegation(mandate: Mandate) -> Page:
    """Show the profile of a delegation to be written, opened or closed."""
    group = mandate.delegation
    profile = queries.profile_of_delegation(group.id)
    house, city = group.organisation, group.city
    begun = proposal_for((), house.kind if house else None, city.kind if city else None, leads=True)
    return _page(group, profile, _form(as_data(profile if profile is not None else begun)))


def _page(group: Delegation, profile: MatchProfile | None, form: ProfileForm) -> str:
    return render("profiles/delegation.html", delegation=group, profile=profile, form=form, states=ProfileState,
                  **around(group.summit))  # fmt: skip


@bp.post(_PATH)
@limited("60 per minute")
@requires("profiles:speak", on=queries.mandate)
def save_delegation(mandate: Mandate) -> Page:
    """Save what a delegation says of itself; with ``then=open`` others find it from now on."""
    group, form = mandate.delegation, _form()
    profile = queries.profile_of_delegation(group.id)
    if form.validate_on_submit():
        try:
            profile = services.save(group, form.said(profile), form.expected_revision)
            if request.form.get("then") == "open":
                services.open_profile(profile)
        except Stale as error:
            flash_warning(explain(error))
            return redirect_to("profiles.delegation", reference=group.public_id)
        except DomainError as error:
            blame(form, error)
        else:
            shown = profile.state is ProfileState.OPEN
            flash_done(_("Saved. Others see it from now on.") if shown else _("Saved. Nobody sees it until you open it."))
            return redirect_to("profiles.delegation", reference=group.public_id)
    return _page(group, profile if profile is not None and profile.revision else None, form), 422


@bp.post(f"{_PATH}open")
@limited("60 per minute")
@requires("profiles:speak", on=queries.mandate)
def open_delegation(mandate: Mandate) -> Page:
    """Let others find the delegation."""
    return _act(mandate, services.open_profile, _("The profile is open."))


@bp.post(f"{_PATH}close")
@limited("60 per minute")
@requires("profiles:speak", on=queries.mandate)
def close_delegation(mandate: Mandate) -> Page:
    """Let nobody find the delegation any more."""
    return _act(mandate, services.close, _("The profile is closed. What you wrote is kept."))


def _act(mandate: Mandate, do: Callable[[MatchProfile], object], words: str) -> Response:
    profile = queries.profile_of_delegation(mandate.delegation.id)
    if profile is None or not ActForm().validate_on_submit():
        raise NotFound
    try:
        do(profile)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(words)
    return redirect_to("profiles.delegation", reference=mandate.delegation.public_id)

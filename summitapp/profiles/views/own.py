"""One's own profile: what it says, how others see it, and how it stands."""

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from summitapp.consents import queries as consents
from summitapp.consents.values import FIRST_WORDINGS, Purpose
from summitapp.core.errors import DomainError, NotFound, Stale
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, explain, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.profiles import queries, services
from summitapp.profiles.forms import ActForm, ProfileForm, as_data
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.rules.proposing import proposal_for
from summitapp.profiles.values import ProfileState, Said
from summitapp.profiles.views.frame import Page, around, bp, mine
from summitapp.registration.models import Registration

_PATH = "/my/summits/<slug>/meetings/profile/"


@bp.get(_PATH)
@requires("profiles:use", on=mine)
def own(registration: Registration) -> Page:
    """Show one's own profile to be written, opened, paused or closed."""
    profile = queries.profile_of(registration.id)
    form = ProfileForm(formdata=None, data=as_data(profile if profile is not None else _proposal(registration)))
    return _page(registration, profile, form)


def _proposal(registration: Registration) -> Said:
    """Return what is known of somebody already, to begin with."""
    group = registration.delegation
    house = group.organisation if group is not None else None
    leads = queries.delegations_of_head(registration) is not None
    return proposal_for(registration.spoken_languages, house.kind if house else None,
                        group.city.kind if group is not None and group.city is not None else None, leads=leads)  # fmt: skip


def _page(registration: Registration, profile: MatchProfile | None, form: ProfileForm) -> str:
    agreed = consents.agrees(registration.person_id, Purpose.MEETINGS)
    led = queries.delegations_of_head(registration)
    return render(
        "profiles/own.html", registration=registration, profile=profile, form=form, agreed=agreed, led=led,
        wording=FIRST_WORDINGS[Purpose.MEETINGS] if not agreed else None, states=ProfileState,
        free=queries.free_times(registration.id), **around(registration.summit),
    )  # fmt: skip


@bp.post(_PATH)
@limited("60 per minute")
@requires("profiles:use", on=mine)
def save(registration: Registration) -> Page:
    """Save what one says of oneself; with ``then=open`` others find it from now on."""
    profile, form = queries.profile_of(registration.id), ProfileForm()
    if form.validate_on_submit():
        try:
            profile = services.save(registration, form.said(profile), form.expected_revision)
            if request.form.get("then") == "open":
                services.open_profile(profile, agreed=form.agree.data)
        except Stale as error:
            flash_warning(explain(error))
            return redirect_to("profiles.own", slug=registration.summit.slug)
        except DomainError as error:
            blame(form, error)
        else:
            return _saved(registration, profile)
    return _page(registration, profile if profile is not None and profile.revision else None, form), 422


def _saved(registration: Registration, profile: MatchProfile) -> Response:
    slug = registration.summit.slug
    if request.form.get("then") == "open":
        flash_done(_("Your profile is open: others find you from now on. Here is whom we suggest to you."))
        return redirect_to("profiles.people", slug=slug)
    if profile.state is ProfileState.OPEN:
        flash_done(_("Saved. Others see it from now on."))
    else:
        flash_done(_("Saved. Nobody sees it until you open your profile."))
    return redirect_to("profiles.own", slug=slug)


@bp.post(f"{_PATH}open")
@limited("60 per minute")
@requires("profiles:use", on=mine)
def reopen(registration: Registration) -> Page:
    """Let others find a profile again."""
    return _act(registration, services.open_profile, _("Your profile is open again."))


@bp.post(f"{_PATH}pause")
@limited("60 per minute")
@requires("profiles:use", on=mine)
def pause(registration: Registration) -> Page:
    """Let nobody find a profile for a while."""
    return _act(registration, services.pause, _("Paused: nobody finds you, and what you have agreed stands. "
                                                "Open it again whenever you like."))  # fmt: skip


@bp.post(f"{_PATH}close")
@limited("60 per minute")
@requires("profiles:use", on=mine)
def close(registration: Registration) -> Page:
    """Let nobody find a profile any more."""
    return _act(registration, services.close, _("Closed: nobody sees your profile. What you wrote is kept for you; "
                                                "you can open it again or delete it."))  # fmt: skip


@bp.post(f"{_PATH}delete")
@limited("60 per minute")
@requires("profiles:use", on=mine)
def delete(registration: Registration) -> Page:
    """Delete a profile and all that belongs to it."""
    return _act(registration, services.delete, _("Your profile is deleted, with the times you kept free and the people "
                                                 "you passed over."))  # fmt: skip


def _act(registration: Registration, do: Callable[[MatchProfile], object], words: str) -> Page:
    profile = queries.profile_of(registration.id)
    if profile is None or not ActForm().validate_on_submit():
        raise NotFound
    try:
        do(profile)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(words)
    return redirect_to("profiles.own", slug=registration.summit.slug)


@bp.get(f"{_PATH}preview/")
@requires("profiles:use", on=mine)
def preview(registration: Registration) -> Page:
    """Show how others see one's profile."""
    profile = queries.profile_of(registration.id)
    if profile is None:
        return redirect_to("profiles.own", slug=registration.summit.slug)
    return render("profiles/preview.html", registration=registration, profile=profile, **around(registration.summit))

